"""The WSGI application that the web workers serve."""

import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from hiwar.ops.intake import Intake

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hiwar.config.settings")

application = Intake(
    get_wsgi_application(),
    limit=settings.UPLOAD_LIMIT,
    # Readers come by the paper's own address, whatever the proxy in front speaks here.
    scheme=urlsplit(settings.ORIGIN).scheme,
)
