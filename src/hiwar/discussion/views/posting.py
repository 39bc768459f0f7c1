"""Where a comment comes in: by the preview page, or in place by the page's script."""

from http import HTTPStatus
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from hiwar.accounts import guests
from hiwar.discussion import access, actions, forms, selectors
from hiwar.discussion.composing import Composed
from hiwar.discussion.models import Comment, Thread
from hiwar.discussion.selectors import AuthorKind, AuthorView
from hiwar.kernel import http
from hiwar.kernel.errors import Invalid, NotAllowed, NotFound, Refusal

from .answers import comment_html, count_of, field_of, refusal_json, wait
from .people import guest_of, reader_of


class SentFromElsewhere(NotAllowed):
    code = "sent_from_elsewhere"


# The page that sends this is kept ready for everybody and carries no token. Nothing is
# changed here, and only our own pages may ask.
@csrf_exempt
@require_POST
@never_cache
def preview_comment(request: HttpRequest, key: str) -> HttpResponse:
    """Show a comment as it will look, with the form that posts it."""
    if not http.is_same_origin(request):
        raise SentFromElsewhere
    thread = access.thread_to_read(key=key)
    form = forms.Preview(request.POST)
    if not form.is_valid():
        return _show_form(request, thread, form, refusal=Invalid())
    try:
        composed, question = actions.check_draft(
            thread=thread,
            author=reader_of(request) or guest_of(request),
            draft=_draft(request, thread, form),
            now=timezone.now(),
        )
    except Refusal as refusal:
        return _show_form(request, thread, form, refusal=refusal)
    return _show_form(request, thread, form, composed=composed, question=question)


@require_POST
@never_cache
def post_comment(request: HttpRequest, key: str) -> HttpResponse:
    thread = access.thread_to_read(key=key)
    form = forms.Comment(request.POST)
    if not form.is_valid():
        return _refuse(request, thread, form, Invalid())
    try:
        comment = actions.post_comment(
            thread=thread,
            author=reader_of(request) or guest_of(request),
            draft=_draft(request, thread, form),
            now=timezone.now(),
        )
    except actions.AskedFirst as question:
        return _ask(request, thread, form, question)
    except Refusal as refusal:
        return _refuse(request, thread, form, refusal)
    response = _say_posted(request, comment)
    if comment.guest:
        guests.remember(response, comment.guest)
    return response


def _draft(request: HttpRequest, thread: Thread, form: forms.Preview) -> actions.Draft:
    sent = form.cleaned_data
    return actions.Draft(
        text=sent["text"],
        language=get_language() or "",
        parent=_parent(thread, sent["parent"]),
        guest_name=sent["name"],
        guest_email=sent["email"],
        request_key=sent["key"],
        address_hash=http.address_hash(request),
        is_meant=sent["anyway"],
    )


def _parent(thread: Thread, comment_id: int | None) -> Comment | None:
    try:
        return access.comment_to_answer(thread=thread, comment_id=comment_id)
    except NotFound:
        # The discussion is still here; only what was answered has gone since.
        raise actions.ParentGone from None


def _say_posted(request: HttpRequest, comment: Comment) -> HttpResponse:
    url = _url_of(comment)
    if not http.wants_json(request):
        return HttpResponseRedirect(url, status=HTTPStatus.SEE_OTHER)
    view = selectors.get_comment_view(comment=comment, is_own=True)
    return JsonResponse(
        {
            "id": comment.pk,
            "status": str(comment.status).lower(),
            "html": comment_html(view),
            # The number that this comment made, or its thread's now.
            "count": count_of(comment.thread),
            "url": url,
            "next_key": str(uuid4()),
        },
        status=HTTPStatus.CREATED,
    )


def _url_of(comment: Comment) -> str:
    """Return where its author finds it: on its page, or among their own when held."""
    if comment.status == Comment.Status.PUBLISHED:
        return reverse("permalink", args=[comment.pk])
    return f"{reverse('discussion:mine')}#comment-{comment.pk}"


def _ask(
    request: HttpRequest,
    thread: Thread,
    form: forms.Preview,
    question: actions.AskedFirst,
) -> HttpResponse:
    """Give back what was typed, with the question and the way to send it anyway."""
    if http.wants_json(request):
        return refusal_json(question, words=question.words)
    response = _show_form(
        request, thread, form, composed=question.composed, question=question
    )
    response.status_code = question.status
    return response


def _refuse(
    request: HttpRequest, thread: Thread, form: forms.Preview, refusal: Refusal
) -> HttpResponse:
    if http.wants_json(request):
        return wait(_refuse_in_json(form, refusal), refusal)
    return _show_form(request, thread, form, refusal=refusal)


def _refuse_in_json(form: forms.Preview, refusal: Refusal) -> JsonResponse:
    # A key that somebody else used, or that is none, will never do: here is another.
    next_key = str(uuid4())
    if form.is_valid():
        if isinstance(refusal, actions.RequestKeyTaken):
            return refusal_json(refusal, next_key=next_key)
        return refusal_json(refusal)
    fields = {name: str(errors[0]) for name, errors in form.errors.items()}
    others = {"next_key": next_key} if "key" in fields else {}
    message = fields.pop("__all__", "") or next(iter(fields.values()))
    return refusal_json(refusal, message=message, fields=fields, **others)


def _show_form(
    request: HttpRequest,
    thread: Thread,
    form: forms.Preview,
    *,
    composed: Composed | None = None,
    question: actions.AskedFirst | None = None,
    refusal: Refusal | None = None,
) -> HttpResponse:
    """Show what was typed, as it will look if it may be posted, and why if not."""
    sent = getattr(form, "cleaned_data", {})
    try:
        parent = access.comment_to_answer(thread=thread, comment_id=sent.get("parent"))
    except NotFound:
        parent = None
    key = None if isinstance(refusal, actions.RequestKeyTaken) else sent.get("key")
    context = {
        "thread": thread,
        "form": form,
        "composed": composed,
        "question": question,
        "refusal": refusal,
        "refused_field": field_of(refusal) if refusal else "",
        "author": _author_view(request, sent.get("name", "")),
        "answered": selectors.get_comment_view(comment=parent) if parent else None,
        "key": key or uuid4(),
    }
    status = refusal.status if refusal else HTTPStatus.OK
    response = render(request, "discussion/preview.html", context, status=status)
    return wait(response, refusal) if refusal else response


def _author_view(request: HttpRequest, name: str) -> AuthorView:
    if reader := reader_of(request):
        return selectors.reader_view(reader)
    if guest := guest_of(request):
        return selectors.guest_view(guest, name=name)
    return AuthorView(name=name, kind=AuthorKind.GUEST)
