"""The letters that follow a notice, a decision and an appeal, each in its language.

As letters about accounts, they carry no words of anybody but the paper's own people:
neither a comment's nor a notice's text, which stand on the page behind the link.
"""

from enum import StrEnum
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from hiwar.accounts.letters import Letter, site
from hiwar.kernel import dates
from hiwar.newsroom import selectors as newsroom

from . import reasons
from .models import Notice, Statement
from .selectors.notices import NoticeView
from .selectors.sealed import AppealView
from .selectors.statements import StatementView


class Kind(StrEnum):
    RECEIPT = "receipt"
    STATEMENT = "statement"
    # To whoever sent a notice, and to whoever objected.
    ANSWER = "answer"
    REPLY = "reply"
    # To whoever sent a notice, when it is decided to the contrary later.
    REVISION = "revision"


def write_as_the_paper_does() -> None:
    """Let days and numbers be written as on the paper's pages, from here on."""
    paper = newsroom.get_paper()
    zone = ZoneInfo(paper.time_zone)
    dates.use(dates.Customs(zone=zone, region=paper.region, digits=paper.digits))


def path_of(told: Statement | Notice) -> str:
    """Return the private page that a letter leads to, in the active language."""
    page = "statement" if isinstance(told, Statement) else "notice"
    return reverse(f"moderation:{page}", args=[told.key])


def of_statement(view: StatementView) -> Letter:
    """Return the statement of reasons: (a) to (f), in the order of Article 17(3)."""
    ground = view.ground
    named = _("The law: %(name)s.") if ground.is_law else _("The rule: %(name)s.")
    return Letter(
        subject=view.title,
        paragraphs=(
            " ".join(view.restriction),
            " ".join(view.circumstances),
            view.automation,
            " ".join(filter(None, (named % {"name": ground.name}, ground.means))),
            _("The moderator’s reasons: %(why)s") % {"why": ground.why},
            *view.redress,
        ),
        link=settings.ORIGIN + view.path,
        link_words=_("Read it, and object if you want to"),
    )


def of_receipt(view: NoticeView) -> Letter:
    return Letter(
        subject=_("We have received your notice"),
        paragraphs=(
            _(
                "%(site)s has received your notice that a comment is illegal, on"
                " %(moment)s. A moderator will read it."
            )
            % {"site": site(), "moment": dates.moment(view.received_at)},
            _(
                "We write again when it is decided. On the page behind the link you"
                " can see at any time how far it is. The link is yours alone."
            ),
            _("If you did not send a notice, you need do nothing."),
        ),
        link=settings.ORIGIN + view.path,
        link_words=_("See your notice"),
    )


def of_answer(view: NoticeView) -> Letter:
    """Return what was decided about a notice, and what can be done about it."""
    if view.was_removed:
        decided = _("The comment that you told us about has been removed.")
    else:
        decided = _("The comment that you told us about has not been removed.")
    why = _("The moderator’s reasons: %(why)s") % {"why": view.why} if view.why else ""
    return Letter(
        subject=_("What was decided about your notice"),
        paragraphs=(
            decided,
            *filter(None, (why,)),
            _("No program took part: a person read it and decided."),
            *view.redress,
        ),
        link=settings.ORIGIN + view.path,
        link_words=_("See the decision"),
    )


def of_revision(view: NoticeView) -> Letter:
    """Return that what was decided about a notice has been decided to the contrary."""
    if view.is_removed_after_all:
        decided = _(
            "You told us about a comment that was not removed. It has now been removed"
            " after all."
        )
    else:
        decided = _(
            "You told us about a comment that was then removed. That decision has been"
            " looked at again, and the comment has been put back."
        )
    why = _("The moderator’s reasons: %(why)s") % {"why": view.why_revised}
    return Letter(
        subject=_("A decision about your notice has been changed"),
        paragraphs=(decided, *([why] if view.why_revised else [])),
        link=settings.ORIGIN + view.path,
        link_words=_("See the decision"),
    )


def of_reply(appeal: AppealView, *, path: str) -> Letter:
    """Return what was decided about an objection."""
    if appeal.is_upheld:
        decided = _("You objected to a decision, and you were right: it was changed.")
    else:
        decided = _("You objected to a decision. It stays as it is.")
    return Letter(
        subject=_("What was decided about your objection"),
        paragraphs=(
            decided,
            _("The moderator’s reasons: %(why)s") % {"why": appeal.reply},
            _("Another moderator than the first decided, and no program did."),
            *reasons.further_redress(),
        ),
        link=settings.ORIGIN + path,
        link_words=_("See the decision"),
    )
