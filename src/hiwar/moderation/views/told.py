"""What somebody is told: statements of reasons, notices, and objecting to them.

Whoever knows the key of a page may read it: it was mailed, or shown to its author.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from hiwar.accounts import guests
from hiwar.accounts.models import Guest, Reader
from hiwar.discussion import access as discussion
from hiwar.discussion import selectors as comments
from hiwar.kernel.errors import Invalid, NotFound, Refusal
from hiwar.moderation import access, actions, forms, selectors
from hiwar.moderation.models import Notice, Statement

from .people import field_of, guest_of, reader_of


@require_safe
@never_cache
def statement(request: HttpRequest, key: str) -> HttpResponse:
    """Show the reasons for a decision to whom it concerns."""
    return _show_statement(request, access.statement_to_read(key=key))


@require_safe
@never_cache
def notice(request: HttpRequest, key: str) -> HttpResponse:
    """Show a notice to whoever sent it: the receipt, and later the decision."""
    return _show_notice(request, access.notice_to_read(key=key))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal(request: HttpRequest, key: str) -> HttpResponse:
    """Take an author's objection."""
    if request.method != "POST":
        return redirect("moderation:statement", key)
    told = access.statement_to_read(key=key)
    return _take(request, told, _show_statement, statement=told)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def appeal_of_notice(request: HttpRequest, key: str) -> HttpResponse:
    """Take a notifier's objection."""
    if request.method != "POST":
        return redirect("moderation:notice", key)
    told = access.notice_to_read(key=key)
    return _take(request, told, _show_notice, notice=told)


@require_safe
@never_cache
def why(request: HttpRequest, comment_id: int) -> HttpResponse:
    """Lead the author of a removed comment to its statement; say so if there is none.

    Spam is owed none (Article 17(2)), and what was removed elsewhere has none here.
    """
    reader, guest = reader_of(request), guest_of(request)
    comment = discussion.comment_to_withdraw(
        comment_id=comment_id, reader=reader, guest=guest
    )
    if comment.status != comment.Status.REMOVED:
        raise NotFound
    given = selectors.find_statement_about(comment=comment, reader=reader, guest=guest)
    if given is not None:
        return redirect("moderation:statement", given.key)
    view = comments.get_comment_view(comment=comment)
    context = {"comment": view, "thread": comment.thread}
    return render(request, "moderation/no_statement.html", context)


@require_safe
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """What was decided about me and my comments, and what I gave notice of."""
    reader, guest = reader_of(request), guest_of(request)
    return _show_own(request, reader, guest, is_kept=False)


@require_safe
@never_cache
def guest_page(request: HttpRequest, key: str) -> HttpResponse:
    """Show the same to a guest whose browser has forgotten who they were."""
    guest = guests.guest_of_link(key)
    if guest is None:
        raise NotFound
    return _show_own(request, None, guest, is_kept=True)


def _take(
    request: HttpRequest,
    told: Statement | Notice,
    show: Callable[..., HttpResponse],
    **appealed: Statement | Notice,
) -> HttpResponse:
    form = forms.Appeal(request.POST)
    try:
        if not form.is_valid():
            raise Invalid
        actions.lodge_appeal(
            text=form.cleaned_data["text"],
            now=timezone.now(),
            **appealed,  # type: ignore[arg-type]
        )
    except Refusal as refusal:
        if field := field_of(refusal):
            form.add_error(field, str(refusal))
        return show(request, told, form=form, refusal=refusal)
    messages.success(
        request, _("Your objection is with us. We write when it is decided.")
    )
    page = "statement" if isinstance(told, Statement) else "notice"
    there = reverse(f"moderation:{page}", args=[told.key])
    return HttpResponseRedirect(f"{there}#objection", status=HTTPStatus.SEE_OTHER)


def _show_statement(
    request: HttpRequest,
    told: Statement,
    *,
    form: forms.Appeal | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    view = selectors.get_statement_view(statement=told, now=timezone.now())
    return _show(request, "moderation/statement.html", told.key, view, form, refusal)


def _show_notice(
    request: HttpRequest,
    told: Notice,
    *,
    form: forms.Appeal | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    view = selectors.get_notice_view(notice=told, now=timezone.now())
    return _show(request, "moderation/notice.html", told.key, view, form, refusal)


def _show(
    request: HttpRequest,
    template: str,
    key: str,
    view: object,
    form: forms.Appeal | None,
    refusal: Refusal | None,
) -> HttpResponse:
    context = {
        "told": view,
        "key": key,
        "form": form or forms.Appeal(),
        "refusal": refusal,
    }
    status = refusal.status if refusal else HTTPStatus.OK
    return render(request, template, context, status=status)


def _show_own(
    request: HttpRequest, reader: Reader | None, guest: Guest | None, *, is_kept: bool
) -> HttpResponse:
    now = timezone.now()
    context = {
        "statements": selectors.list_own_statements(
            reader=reader, guest=guest, now=now
        ),
        "notices": selectors.list_own_notices(reader=reader, now=now) if reader else (),
        "author": _author_view(reader, guest),
        "is_kept": is_kept,
        # A guest's own link, to be kept; whoever came by it has it already.
        "link": guests.link_key(guest) if guest and not is_kept else "",
    }
    return render(request, "moderation/mine.html", context)


def _author_view(
    reader: Reader | None, guest: Guest | None
) -> comments.AuthorView | None:
    if reader is not None:
        return comments.reader_view(reader)
    return comments.guest_view(guest) if guest is not None else None
