"""The rules of the site: what a comment may be removed for.

A decision keeps the code; readers are shown the public name in their own language.
"""

from django.utils.translation import gettext, gettext_noop

# Code and public name, in the language of the sources: it is translated when shown.
RULES = {
    "personal_attack": gettext_noop("personal attack"),
    "hatred": gettext_noop("hatred against people"),
    "off_topic": gettext_noop("off topic"),
    "spam": gettext_noop("advertising or spam"),
    "private_data": gettext_noop("private details of others"),
    "illegal": gettext_noop("against the law"),
    "other": gettext_noop("against the rules of this discussion"),
}


def public_name(code: str) -> str:
    """Return what stands in the quiet line, untranslated; a rule not ours as it is."""
    return RULES.get(code, code)


def list_rules() -> list[tuple[str, str]]:
    """Return code and name of each rule, in the active language."""
    return [(code, gettext(name)) for code, name in RULES.items()]
