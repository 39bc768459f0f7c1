"""The one settings module. The environment is read here and nowhere else.

What an operator may change begins with `HIWAR_` (besides `DATABASE_URL` and
`REDIS_URL`, which the field knows) and is listed in docs/reference/settings.md.
"""

from pathlib import Path

from django.utils.translation import gettext_lazy as _

from . import environment

# Where everything lives that is not code: database, media, mail, secret.
DATA = Path(environment.text("HIWAR_DATA", "hiwar-data")).resolve()
SOURCE = Path(__file__).resolve().parents[1]

# The address that readers type. Links, mails, allowed hosts and policies follow it.
ORIGIN = environment.origin("HIWAR_ORIGIN", "http://127.0.0.1:8000")
IS_HTTPS = ORIGIN.startswith("https://")
# The live stream has a process and a port of its own.
LIVE_PORT = environment.port("HIWAR_LIVE_PORT", environment.next_port(ORIGIN, 8001))
LIVE_ORIGIN = environment.live_origin(ORIGIN, LIVE_PORT)

DEBUG = False
SECRET_KEY = environment.secret("HIWAR_SECRET", DATA / "secret")
ALLOWED_HOSTS = environment.hosts(ORIGIN)
# A paper that only this machine can reach: a first try, a developer's.
IS_LOCAL = "127.0.0.1" in ALLOWED_HOSTS
CSRF_TRUSTED_ORIGINS = [ORIGIN]
CSRF_FAILURE_VIEW = "hiwar.pages.errors.form_too_old"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "hiwar.config.urls"
ASGI_APPLICATION = "hiwar.config.asgi.application"
# What speaks HTTP with each connection to a web worker (ops.web).
HTTP_PROTOCOL = "hiwar.delivery.wire.Connection"

INSTALLED_APPS = [
    "hiwar.config.apps.ConfigConfig",
    "hiwar.interop.apps.InteropConfig",
    "hiwar.ops.apps.OpsConfig",
    "hiwar.pages.apps.PagesConfig",
    "hiwar.moderation.apps.ModerationConfig",
    "hiwar.newsroom.apps.NewsroomConfig",
    "hiwar.discussion.apps.DiscussionConfig",
    "hiwar.notifications.apps.NotificationsConfig",
    "hiwar.accounts.apps.AccountsConfig",
    "hiwar.kernel.apps.KernelConfig",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "hiwar.accounts.apps.UsersAppConfig",
    "wagtail.snippets",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail.documents",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "hiwar.config.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "hiwar.accounts.middleware.hint",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hiwar.config.middleware.language",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "hiwar.pages.middleware.site_time",
    "hiwar.pages.middleware.refusals",
    "hiwar.config.middleware.addresses",
    "hiwar.config.middleware.bodies",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    }
]

# --- Storage ---------------------------------------------------------------

DATABASES = {"default": environment.database("DATABASE_URL", DATA / "hiwar.sqlite3")}
CACHES = {
    **environment.cache("REDIS_URL"),
    # Wagtail would keep sizes of pictures beside the counters of limits and, the
    # table being small, push those out.
    "renditions": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"},
}

MEDIA_ROOT = DATA / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = DATA / "static"
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "hiwar.config.storage.StaticFiles"},
}

# Bytes of ready pages that all web workers together keep in memory.
READY_PAGES = environment.megabytes("HIWAR_READY_PAGES_MB", 256)
# For how many days it is known, as a keyed hash, where a comment came from.
ADDRESSES_KEPT_DAYS = environment.whole_number("HIWAR_ADDRESSES_KEPT_DAYS", 30)
# Where a cache in front is told which pages have changed.
PURGE_URL = environment.address("HIWAR_PURGE_URL")

# Uploads over this are refused by their header, before a byte of them is kept.
UPLOAD_LIMIT = 8 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- Languages ---------------------------------------------------------------

# The languages that Hiwar's own sentences exist in; the paper's are among them.
LANGUAGES = [("en", _("English")), ("ar", _("Arabic"))]
LANGUAGE_CODE = "en"
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [SOURCE / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
# What a new paper starts with; an editor changes the paper's own in the desk.
TIME_ZONE = environment.zone("HIWAR_TIME_ZONE", "UTC")

# --- Signing in --------------------------------------------------------------

AUTH_USER_MODEL = "accounts.Reader"
# It is Django's own, permissions included, with the e-mail address for a name. A second
# one would hash every wrong password twice.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "hiwar.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_FORMS = {
    "add_email": "hiwar.accounts.forms.ChangeAddress",
    "change_password": "hiwar.accounts.forms.ChangePassword",
    "confirm_email_verification_code": "hiwar.accounts.forms.ConfirmEmailCode",
    "confirm_login_code": "hiwar.accounts.forms.ConfirmLoginCode",
    "confirm_password_reset_code": "hiwar.accounts.forms.ConfirmPasswordResetCode",
    "login": "hiwar.accounts.forms.SignIn",
    "reauthenticate": "hiwar.accounts.forms.Reauthenticate",
    "request_login_code": "hiwar.accounts.forms.RequestLoginCode",
    "reset_password": "hiwar.accounts.forms.ResetPassword",
    "reset_password_from_key": "hiwar.accounts.forms.ResetPasswordKey",
    "set_password": "hiwar.accounts.forms.SetPassword",
    "signup": "hiwar.accounts.forms.SignUp",
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = 10 * 60
# A borrowed or stolen session cannot change address or password.
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if IS_HTTPS else "http"

SESSION_COOKIE_SECURE = IS_HTTPS
CSRF_COOKIE_SECURE = IS_HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# Addresses of proxies whose X-Forwarded-For is believed.
TRUSTED_PROXIES = environment.addresses("HIWAR_TRUSTED_PROXIES")

# --- Work that can wait, mail ------------------------------------------------

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
EMAIL_BACKEND = "hiwar.notifications.mail.QueuedBackend"
MAIL = environment.mail("HIWAR_MAIL_URL", DATA / "mail")
DEFAULT_FROM_EMAIL = environment.text("HIWAR_MAIL_FROM", environment.sender(ORIGIN))
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# --- The desk ------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Hiwar"
WAGTAILADMIN_BASE_URL = ORIGIN
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Readers change these on their own page, by our actions.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Photo"
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOAD_LIMIT
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 80_000_000
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}
    },
    "filters": {"discreet": {"()": "hiwar.config.logs.Discreet"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["discreet"],
        }
    },
    "root": {
        "handlers": ["console"],
        "level": environment.log_level("HIWAR_LOG", "INFO"),
    },
    # Its line for each thing that is saved would drown what an operator has to see.
    # So would a traceback for each machine that tries addresses to see who answers.
    "loggers": {
        "wagtail": {"level": "WARNING"},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
