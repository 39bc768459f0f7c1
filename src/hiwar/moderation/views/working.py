"""What a moderator does in the queue. Each answers the script, or leads on."""

from collections.abc import Callable
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django import forms as django_forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from hiwar.accounts.models import Guest, Reader
from hiwar.discussion.models import Comment
from hiwar.kernel import dates, http
from hiwar.kernel.errors import Conflict, Invalid, NotFound, Refusal
from hiwar.moderation import access, actions, forms
from hiwar.moderation.models import QueueItem
from hiwar.moderation.selectors import opened, undoing
from hiwar.moderation.waiting import read_key

Outcome = actions.Outcome
# What a doing answers: facts for the script.
Facts = dict[str, Any]
Doing = Callable[[HttpRequest, Reader, datetime], Facts]


class NoLongerWaiting(Conflict):
    code = "no_longer_waiting"
    message = gettext_lazy("Somebody else has decided about this meanwhile.")


def _told(doing: Doing) -> Callable[[HttpRequest], HttpResponse]:
    """Let `doing` be a view: it answers the script, or leads on with a message."""

    @require_POST
    @never_cache
    def view(request: HttpRequest) -> HttpResponse:
        reader = access.moderator(request.user)
        try:
            facts = doing(request, reader, timezone.now())
        except Refusal as refusal:
            if http.wants_json(request):
                raise
            messages.error(request, str(refusal))
            return _lead_on(request, {})
        if http.wants_json(request):
            return JsonResponse(facts)
        return _lead_on(request, facts)

    return view


@_told
def decide_waiting(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Keep or remove what was marked, in one decision; what is late is left out."""
    form = _valid(forms.Deciding(request.POST))
    keys = form["key"]
    comments = [i.comment for i in access.waiting(keys=keys) if i.comment]
    if not comments:
        raise _decided_by(keys[0])
    decision = actions.issue_decision(
        targets=comments,
        moderator=reader,
        outcome=form["outcome"],
        rule=form["rule"],
        explanation=form["explanation"],
        legal_ground=form["legal_ground"],
        seen_at=form["seen_at"],
        now=now,
    )
    facts = _undo_facts(decision, keys, now)
    if late := len(keys) - len(comments):
        facts["words"] = _say_late(str(facts["words"]), late)
    return facts


@_told
def restrict(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Decide about the author of a comment: one of them, and the whole of it."""
    form = _valid(forms.Restricting(request.POST))
    comment = _comment(form["key"][0], reader)
    author = comment.reader or comment.guest
    assert author is not None
    reasons = {"rule": form["rule"], "explanation": form["explanation"]}
    if form["outcome"] == forms.Restricting.ALL:
        decision = actions.remove_all_of(
            author=author, days=form["days"] or 1, moderator=reader, now=now, **reasons
        )
    else:
        decision = actions.issue_decision(
            targets=[author],
            moderator=reader,
            outcome=form["outcome"],
            until=now + timedelta(days=form["days"]) if form["days"] else None,
            now=now,
            **reasons,
        )
    return _undo_facts(decision, form["key"], now)


@_told
def undo(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Take back what was decided a moment ago."""
    form = _valid(forms.Undoing(request.POST))
    decision = access.decision_to_undo(decision_id=form["decision"], reader=reader)
    actions.undo(decision=decision, moderator=reader, now=now)
    targets = decision.targets.exclude(comment=None).order_by("id")
    keys = [f"c{pk}" for pk in targets.values_list("comment_id", flat=True)]
    return {"words": _("It is as it was before."), "keys": keys, "item": keys[:1]}


@_told
def claim(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Say that one is looking at something, and hear what has become of it.

    That somebody else does so already is no refusal to the script: one may look.
    """
    form = _valid(forms.Waiting(request.POST))
    items = access.waiting(keys=form["key"][:1])
    if not items:
        return {"waits": False, "words": str(NoLongerWaiting())}
    try:
        actions.claim(item=items[0], moderator=reader, now=now)
    except actions.ClaimedByAnother as refusal:
        return {"waits": True, "words": str(refusal)}
    return {"waits": True}


@_told
def release(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    form = _valid(forms.Waiting(request.POST))
    for item in access.waiting(keys=form["key"]):
        actions.release(item=item, moderator=reader)
    return {}


@_told
def escalate(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Hand on what was marked."""
    form = _valid(forms.Waiting(request.POST))
    items = access.waiting(keys=form["key"])
    if not items:
        raise _decided_by(form["key"][0])
    for item in items:
        actions.escalate(item=item, moderator=reader, now=now)
    return {"words": _("An editor will look at it."), "keys": [i.key for i in items]}


@_told
def take_back(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    form = _valid(forms.Waiting(request.POST))
    item = _waiting(form["key"][0])
    actions.take_back(item=item, moderator=reader)
    return {"words": _("It waits for all moderators again."), "item": [item.key]}


@_told
def write_note(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    form = _valid(forms.Noting(request.POST))
    comment = _comment(form["key"][0], reader)
    person: Reader | Guest | None = comment.reader or comment.guest
    assert person is not None
    actions.write_note(
        moderator=reader,
        about=person if form["about"] == "author" else comment,
        text=form["text"],
        now=now,
    )
    return {"words": _("The note is kept."), "item": form["key"]}


@_told
def trust(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Never hold what the author writes from now on, or screen it as others'."""
    form = _valid(forms.Trusting(request.POST))
    author = _comment(form["key"][0], reader).reader
    if author is None:
        raise NotFound
    actions.set_trusted(moderator=reader, author=author, is_trusted=form["is_trusted"])
    return {"words": _("The change has been saved."), "item": form["key"]}


@_told
def mark_notice(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    """Say whether a notice comes from a trusted flagger, or not after all."""
    form = _valid(forms.Flagging(request.POST))
    comment = _comment(form["key"][0], reader)
    actions.set_trusted_flagger(
        moderator=reader,
        notice=access.notice_to_mark(notice_id=form["notice"], comment=comment),
        is_trusted_flagger=form["is_trusted_flagger"],
    )
    return {"words": _("The change has been saved."), "item": form["key"]}


@_told
def answer_appeal(request: HttpRequest, reader: Reader, now: datetime) -> Facts:
    form = _valid(forms.Answering(request.POST))
    item = _waiting(form["key"][0])
    if item.appeal is None:
        raise NotFound
    actions.decide_appeal(
        appeal=item.appeal,
        moderator=reader,
        outcome=form["outcome"],
        reply=form["reply"],
        now=now,
    )
    return {"words": _("The objection is answered."), "keys": form["key"]}


def _valid(form: django_forms.Form) -> dict[str, Any]:
    if not form.is_valid():
        raise Invalid
    return form.cleaned_data


def _comment(key: str, reader: Reader) -> Comment:
    kind, number = read_key(key)
    if kind != "c":
        raise NotFound
    return access.comment_to_decide(comment_id=number, reader=reader)


def _waiting(key: str) -> QueueItem:
    items = access.waiting(keys=[key])
    if not items:
        raise _decided_by(key)
    return items[0]


def _decided_by(key: str) -> Refusal:
    """Return the refusal that says who was first, and with what."""
    kind, number = read_key(key)
    decision = opened.find_last_decision(comment_id=number) if kind == "c" else None
    return actions.AlreadyDecided(decision) if decision else NoLongerWaiting()


def _say_late(words: str, late: int) -> str:
    return ngettext(
        "%(words)s %(late)s had been decided by somebody else.",
        "%(words)s %(late)s had been decided by somebody else.",
        late,
    ) % {"words": words, "late": dates.number(late)}


def _undo_facts(decision: actions.Decision, keys: list[str], now: datetime) -> Facts:
    view = undoing.get_undo_view(
        decision=decision, seconds=actions.UNDO_SECONDS, now=now
    )
    return {
        "words": view.words,
        "undo": view.decision_id,
        "seconds": view.seconds,
        "keys": keys,
    }


def _lead_on(request: HttpRequest, facts: Facts) -> HttpResponse:
    """Go on to what the form names, and say there what was done."""
    back = http.safe_path(request.POST.get("next"), reverse("hiwar_queue"))
    address = urlsplit(back)
    query = dict(parse_qsl(address.query))
    if facts.get("item"):
        query["item"] = facts["item"][0]
    if "undo" in facts:
        query["undo"] = str(facts["undo"])
    elif facts.get("words"):
        messages.success(request, str(facts["words"]))
    url = address._replace(query=urlencode(query)).geturl()
    return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
