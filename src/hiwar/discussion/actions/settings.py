"""Setting what is held for review, and on what terms one writes, by site and section.

Who may do so is asked above: `moderation` knows moderators.
"""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.discussion import topics
from hiwar.discussion.models import PlaceRules, ScreeningRule, Thread
from hiwar.discussion.screening import BY_NAME, Rule, Setting
from hiwar.kernel import changes
from hiwar.kernel.errors import Invalid, NotFound

from .threads import SLOWEST

# More than this is no list of words but a dictionary, read for every comment.
LONGEST_LIST = 20_000


class RuleUnusable(Invalid):
    code = "rule_unusable"
    message = _("This rule cannot be set like this.")


class PlaceUnusable(Invalid):
    code = "place_unusable"
    message = _("Discussions cannot be set like this.")


@transaction.atomic
def set_rule(*, section: str, name: str, setting: Setting) -> None:
    """Have a rule do what `setting` says in `section`; empty: in the whole site.

    It holds for comments posted from then on; nothing is screened again.

    Raises NotFound for a rule that there is not, or RuleUnusable.
    """
    rule = check_rule(name=name, setting=setting)
    ScreeningRule.objects.update_or_create(
        section=section,
        name=name,
        defaults={
            "verdict": setting.verdict,
            "threshold": setting.threshold,
            "words": setting.words.strip() if rule.has_words else "",
        },
    )
    changes.record(topics.SCREENING)


@transaction.atomic
def unset_rule(*, section: str, name: str) -> None:
    """Have a rule do again what the whole site says, or what it does by itself.

    One that has not been set is left as it is.

    Raises NotFound for a rule that there is not.
    """
    ScreeningRule.objects.filter(section=section, name=_rule(name).name).delete()
    changes.record(topics.SCREENING)


@transaction.atomic
def set_place(*, section: str, mode: str, slow_minutes: int | None) -> None:
    """Set on what terms one writes in `section`; empty: in the whole site.

    Raises PlaceUnusable.
    """
    is_mode = mode in {"", *Thread.Mode.values}
    if not is_mode or not 0 <= (slow_minutes or 0) <= SLOWEST:
        raise PlaceUnusable
    PlaceRules.objects.update_or_create(
        section=section, defaults={"mode": mode, "slow_minutes": slow_minutes}
    )
    # It stands under every story who may write there.
    changes.record(topics.PAPER)


def check_rule(*, name: str, setting: Setting) -> Rule:
    """Return the rule called `name`, if it can be set like this.

    Raises NotFound for a rule that there is not, or RuleUnusable.
    """
    rule = _rule(name)
    lowest, highest, _step = rule.bounds
    is_within = not rule.threshold_label or lowest <= setting.threshold <= highest
    is_possible = setting.verdict in rule.verdicts
    if not (is_within and is_possible and len(setting.words) <= LONGEST_LIST):
        raise RuleUnusable
    return rule


def _rule(name: str) -> Rule:
    if name not in BY_NAME:
        raise NotFound
    return BY_NAME[name]
