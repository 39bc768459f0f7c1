"""The rules of the site: what a comment may be removed for.

A decision keeps the code; readers are shown the public name in their own language.
Category and keyword are those of the Transparency Database (dsa.values).
"""

from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, kw_only=True)
class Rule:
    code: str
    # The public name, in the language of the sources: it is translated when shown.
    name: str
    # What it means, for everybody to read.
    sentence: Promise
    category: str
    # Empty where the category says it all.
    keyword: str = ""
    # What breaks it is illegal, and not only unwelcome here.
    is_law: bool = False
    # The law, where it is the same whatever was written.
    law: Promise | str = ""


_ALL: Final = (
    Rule(
        code="personal_attack",
        name=gettext_noop("personal attack"),
        sentence=_(
            "Argue with what somebody says; do not insult, mock or harass them."
        ),
        category="STATEMENT_CATEGORY_CYBER_VIOLENCE",
        keyword="KEYWORD_CYBER_HARASSMENT",
    ),
    Rule(
        code="hatred",
        name=gettext_noop("hatred against people"),
        sentence=_(
            "Nobody is degraded for origin, religion, sex, disability or whom they"
            " love."
        ),
        category="STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        keyword="KEYWORD_HATE_SPEECH",
    ),
    Rule(
        code="threats",
        name=gettext_noop("threats or calls for violence"),
        sentence=_("Nobody is threatened, and nobody is called upon to do violence."),
        category="STATEMENT_CATEGORY_VIOLENCE",
        keyword="KEYWORD_INCITEMENT_VIOLENCE_HATRED",
    ),
    Rule(
        code="off_topic",
        name=gettext_noop("off topic"),
        sentence=_("Comments are about the story above them, or answer one another."),
        category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        keyword="KEYWORD_OTHER",
    ),
    Rule(
        code="spam",
        name=gettext_noop("advertising or spam"),
        sentence=_("No advertising, and not the same text again and again."),
        category="STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        keyword="KEYWORD_HIDDEN_ADVERTISEMENT",
    ),
    Rule(
        code="private_data",
        name=gettext_noop("private details of others"),
        sentence=_(
            "Addresses, numbers and other private matters of people stay private."
        ),
        category="STATEMENT_CATEGORY_DATA_PROTECTION_AND_PRIVACY_VIOLATIONS",
        keyword="KEYWORD_MISSING_PROCESSING_GROUND",
    ),
    Rule(
        code="defamation",
        name=gettext_noop("false accusations"),
        sentence=_(
            "Who accuses somebody of a misdeed says what is known and how, and invents"
            " nothing."
        ),
        category="STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        keyword="KEYWORD_DEFAMATION",
    ),
    Rule(
        code="misinformation",
        name=gettext_noop("proven falsehoods"),
        sentence=_("What is plainly untrue and may do harm is not spread here."),
        category="STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS",
        keyword="KEYWORD_MISINFORMATION_DISINFORMATION",
    ),
    Rule(
        code="impersonation",
        name=gettext_noop("writing under another’s name"),
        sentence=_("Nobody pretends to be somebody else."),
        category="STATEMENT_CATEGORY_SCAMS_AND_FRAUD",
        keyword="KEYWORD_IMPERSONATION_ACCOUNT_HIJACKING",
    ),
    Rule(
        code="copyright",
        name=gettext_noop("somebody else’s work"),
        sentence=_(
            "Quote a few lines and say whose they are; do not copy whole texts."
        ),
        category="STATEMENT_CATEGORY_INTELLECTUAL_PROPERTY_INFRINGEMENTS",
        keyword="KEYWORD_COPYRIGHT_INFRINGEMENT",
    ),
    Rule(
        code="self_harm",
        name=gettext_noop("encouraging self-harm"),
        sentence=_("Nobody is led to hurt themselves, and no ways to do it are told."),
        category="STATEMENT_CATEGORY_SELF_HARM",
        keyword="KEYWORD_SUICIDE",
    ),
    Rule(
        code="child_abuse",
        name=gettext_noop("sexual abuse of children"),
        sentence=_("Nothing that shows, praises or prepares sexual abuse of children."),
        category="STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
        keyword="KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL",
        is_law=True,
        law=_("Directive 2011/93/EU, Articles 3 to 7"),
    ),
    Rule(
        code="illegal",
        name=gettext_noop("against the law"),
        sentence=_("What a law forbids has no place here either."),
        category="STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH",
        keyword="KEYWORD_OTHER",
        is_law=True,
    ),
    Rule(
        code="other",
        name=gettext_noop("against the rules of this discussion"),
        sentence=_("Keep the discussion worth reading, also in ways not named above."),
        category="STATEMENT_CATEGORY_OTHER_VIOLATION_TC",
        keyword="KEYWORD_OTHER",
    ),
)

RULES: Final = {rule.code: rule for rule in _ALL}
# Deceptive commercial content in bulk: its author is owed no statement of reasons
# (Article 17(2) of the DSA).
WITHOUT_STATEMENT: Final = frozenset({"spam"})
# Rules that are broken by how one speaks to people: what the scorer can learn from.
OF_TONE: Final = frozenset(
    {"personal_attack", "hatred", "threats", "self_harm", "illegal", "other"}
)


def get_rule(code: str) -> Rule | None:
    """Return the rule; None for one that came from elsewhere."""
    return RULES.get(code)


def public_name(code: str) -> str:
    """Return what stands in the quiet line, untranslated; a rule not ours as it is."""
    rule = RULES.get(code)
    return rule.name if rule else code


def list_rules() -> list[tuple[str, str]]:
    """Return code and name of each rule, in the active language."""
    return [(rule.code, gettext(rule.name)) for rule in _ALL]
