"""What the newsroom sets: what is held, on what terms one writes, slow and closed.

Nothing of it takes anything from one author: so no decision is recorded.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Reader
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Thread
from hiwar.discussion.screening import Setting
from hiwar.kernel.errors import NotAllowed
from hiwar.moderation import access

from .checks import NotAModerator


class NotYoursToSet(NotAllowed):
    code = "not_yours_to_set"
    message = _("You may not change what is set here.")


@transaction.atomic
def set_rule(
    *, moderator: Reader, section: str, name: str, setting: Setting | None
) -> None:
    """Have a rule of screening do what `setting` says in `section`.

    None: what the whole site says, or what the rule does by itself.

    Raises NotYoursToSet, NotFound or RuleUnusable.
    """
    if not access.may_set_screening(moderator):
        raise NotYoursToSet
    if setting is None:
        discussion.unset_rule(section=section, name=name)
    else:
        discussion.set_rule(section=section, name=name, setting=setting)


@transaction.atomic
def set_trusted(*, moderator: Reader, author: Reader, is_trusted: bool) -> None:
    """Never hold what `author` writes from now on, or screen it as everybody's.

    What a rule refuses is refused all the same.

    Raises NotYoursToSet.
    """
    if not access.may_set_screening(moderator):
        raise NotYoursToSet
    accounts.set_trusted(reader=author, is_trusted=is_trusted)


@transaction.atomic
def set_place(
    *, editor: Reader, section: str, mode: str, slow_minutes: int | None
) -> None:
    """Set on what terms one writes in `section`; empty: in the whole site.

    Raises NotYoursToSet or PlaceUnusable.
    """
    if not access.may_set_terms(editor):
        raise NotYoursToSet
    discussion.set_place(section=section, mode=mode, slow_minutes=slow_minutes)


@transaction.atomic
def set_thread(
    *,
    moderator: Reader,
    thread: Thread,
    is_closed: bool,
    note: str = "",
    slow_minutes: int,
    now: datetime,
) -> None:
    """Close a discussion with a note or open it again, and say how fast it goes.

    Raises NotAModerator, NoteTooLong or PaceUnusable.
    """
    if not access.may_moderate(moderator):
        raise NotAModerator
    if is_closed:
        discussion.close_thread(thread=thread, note=note, now=now)
    elif thread.closed_at is not None:
        discussion.reopen_thread(thread=thread)
    discussion.slow_thread(thread=thread, minutes=slow_minutes)
