"""What the desk does that Wagtail does not: a transaction a request, small buttons."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.users.models import UserProfile

from hiwar.accounts.models import Reader
from hiwar.kernel.errors import NotFound

from . import actions, selectors
from .models import Article

SAFE = {"GET", "HEAD", "OPTIONS"}
# Screens of Wagtail's for what this paper does not have: pages in a tree, documents
# (of any kind of file), collections, and two that only show what an error looks like.
CLOSED = tuple(
    f"/desk/{screen}/"
    for screen in (
        "pages",
        "documents",
        "collections",
        "api/main/pages",
        "api/main/documents",
        "failwhale",
        "test404",
    )
)
# Screens that Wagtail opens to everybody at the desk, and that show what is not
# published: choosers above all.
OF_WRITERS = tuple(
    f"/desk/{screen}/"
    for screen in (
        "api/main/images",
        "articles",
        "images/chooser",
        "snippets/choose",
        "tag-autocomplete",
    )
)
View = Callable[..., HttpResponse]


def in_one_transaction(view: View) -> View:
    """Make a view that changes something all or nothing.

    Wagtail saves a revision in one transaction and publishes it after that, in none.
    A page that shows the change must not be told before it is there, nor left untold.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method in SAFE:
            return view(request, *args, **kwargs)
        with transaction.atomic():
            return view(request, *args, **kwargs)

    return wrapper


def unless_closed(view: View) -> View:
    """Answer that nothing is there where the paper, or the person, has no use for it.

    Their addresses stay in the list of URLs: Wagtail asks for them by name.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        # Who is not signed in is sent to do so by the view.
        is_closed = request.path.startswith(CLOSED) or (
            request.path.startswith(OF_WRITERS)
            and request.user.is_authenticated
            and not request.user.has_perm("newsroom.change_article")
        )
        if is_closed:
            raise NotFound
        return view(request, *args, **kwargs)

    return wrapper


def after_founding(view: View) -> View:
    """Send who may set the paper up to do so before anything else."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        may_found = request.user.has_perm("newsroom.change_paper")
        if (
            request.method == "GET"
            and may_found
            and not selectors.get_paper().is_founded
        ):
            return redirect("newsroom:found")
        return view(request, *args, **kwargs)

    return wrapper


def in_the_papers_time(view: View) -> View:
    """Let the desk's clock go as the paper's does, for who has not set their own.

    Wagtail would take the server's, and publish an hour or two late.
    """

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        user = request.user
        if isinstance(user, Reader):
            profile = getattr(user, "wagtail_userprofile", None)
            # Kept with this request's user, not saved.
            profile = profile or UserProfile(user=user)
            profile.current_time_zone = (
                profile.current_time_zone or selectors.get_paper().time_zone
            )
        return view(request, *args, **kwargs)

    return wrapper


@require_POST
def mark_up_to_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an editor's word that a translation says all that its source says."""
    if not request.user.has_perm("newsroom.change_article"):
        raise PermissionDenied
    article = get_object_or_404(Article, pk=pk)
    actions.mark_up_to_date(article=article)
    messages.success(request, _("The translation is marked as up to date."))
    return redirect(reverse(article.snippet_viewset.get_url_name("edit"), args=[pk]))


def is_ours(model: type[Model]) -> bool:
    return model._meta.app_label == "newsroom"
