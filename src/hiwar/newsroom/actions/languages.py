"""The languages that the paper appears in, as Wagtail's locales."""

from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale

from hiwar.kernel.errors import Invalid


class NotALanguageOfThePaper(Invalid):
    code = "not_a_language_of_the_paper"
    message = _("The paper does not appear in this language.")


def get_locale(*, language: str) -> Locale:
    """Return the locale of one of the paper's languages.

    Raises NotALanguageOfThePaper.
    """
    locale = Locale.objects.filter(language_code=language).first()
    if locale is None:
        raise NotALanguageOfThePaper
    return locale
