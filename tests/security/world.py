"""A paper with one of everything, and everybody who may come to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.cookies import SimpleCookie
from itertools import count

from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from hiwar.accounts import guests
from hiwar.accounts.actions import issue_sign_in_link
from hiwar.accounts.roles import Role
from hiwar.discussion.models import Thread
from hiwar.moderation import actions as moderation
from hiwar.newsroom.models import Paper, Topic
from tests import factories

from .routes import Route

PUBLISHED = datetime(2017, 2, 16, 9, 22, tzinfo=UTC)
STAFF = ("reporter", "editor", "moderator", "superuser")
PEOPLE = ("nobody", "guest", "reader", "other", *STAFF)

_addresses = count(1)


@dataclass
class World:
    """`samples` are what stands in an address, by what the address begins with."""

    people: dict[str, Client]
    article: object
    thread: object
    comments: dict[str, object]
    samples: dict[str, object] = field(default_factory=dict)

    def path(self, route: Route) -> str:
        return route.path(self.values(route))

    def values(self, route: Route) -> dict[str, object]:
        of_this = [begin for begin in self.samples if route.pattern.startswith(begin)]
        things = self.samples[max(of_this, key=len)]
        return {**self.samples[""], **things}


def visit(
    client: Client, method: str, path: str, data: object = None, **more: object
) -> HttpResponse:
    """Ask, and undo whatever it changed: in the database, and in the browser."""
    cookies = SimpleCookie(client.cookies.output(attrs=[], header="", sep=";"))
    with rolled_back():
        if isinstance(data, bytes):
            # As it is: the client would encode it anew.
            response = client.generic(method, path, data, **more)
        else:
            response = getattr(client, method.lower())(path, data or {}, **more)
    client.cookies = cookies
    # A file is closed once it has been read.
    response.body = b"".join(response) if response.streaming else response.content
    return response


@contextmanager
def rolled_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def new_client(person: object = None, **more: object) -> Client:
    """Return a browser at an address of its own, signed in as `person`."""
    number = next(_addresses)
    client = Client(
        headers={"Sec-Fetch-Site": "same-origin"},
        raise_request_exception=False,
        REMOTE_ADDR=f"203.0.{number // 250}.{number % 250 + 1}",
        **more,
    )
    if person is not None:
        client.force_login(person)
    return client


def guest_client(guest: object) -> Client:
    client = new_client()
    response = HttpResponse()
    guests.remember(response, guest)
    client.cookies["guest"] = response.cookies["guest"].value
    return client


def build() -> World:
    factories.make_paper()
    factories.make_rules()
    readers = {
        "reader": factories.make_reader(
            name="Rima Reader", email="rima@example.org", password="ferry-to-tyre-2017"
        ),
        "other": factories.make_reader(name="Omar Other", email="omar@example.org"),
        "reporter": factories.make_reader(role=Role.REPORTER),
        "editor": factories.make_reader(role=Role.EDITOR),
        "moderator": factories.make_reader(role=Role.MODERATOR),
        "superuser": factories.make_reader(role=Role.EDITOR),
    }
    readers["superuser"].is_superuser = True
    readers["superuser"].save()
    guest = factories.make_guest(name="Greta Guest", email="greta@example.org")
    people = {name: new_client(reader) for name, reader in readers.items()}
    people |= {"nobody": new_client(), "guest": guest_client(guest)}

    article = factories.make_article(
        headline="Night ferry stays",
        standfirst="It will run until spring.",
        topics=["Ferries"],
        bylines=["Dalia Haddad"],
        slug="night-ferry-stays",
    )
    thread = Thread.objects.get()
    comments = _comments(thread, readers, guest)
    world = World(people, article, thread, comments)
    world.samples = _samples(world, readers)
    return world


def _comments(thread: object, readers: dict, guest: object) -> dict[str, object]:
    now = PUBLISHED + timedelta(hours=1)
    first = factories.make_comment(
        thread=thread, author=readers["reader"], now=now, address_hash="f" * 32
    )
    others = {
        "reply": factories.make_comment(parent=first, author=guest, now=now),
        "removed": factories.make_comment(
            thread=thread, author=readers["other"], now=now
        ),
    }
    moderation.issue_decision(
        comment=others["removed"],
        moderator=readers["moderator"],
        outcome="REMOVE",
        rule="spam",
        explanation="An advertisement.",
        now=now,
    )
    return {"first": first, **others}


def _samples(world: World, readers: dict) -> dict[str, dict[str, object]]:
    article = world.article
    revision = article.latest_revision or article.save_revision()
    about = factories.make_standing_page()
    edition = factories.make_edition()
    terms = {
        "section": article.section,
        "topic": Topic.objects.get(),
        "byline": article.authorships.get().byline,
    }
    photo = factories.make_photo(size=(64, 48))
    link = issue_sign_in_link(reader=readers["reader"], now=timezone.now())
    anything = {
        "pk": article.pk,
        "revision_id": revision.pk,
        "comment_id": world.comments["first"].pk,
        "key": world.thread.key,
        "published_on": "2017/02/16",
        "slug": "night-ferry-stays",
        "kind": "atom",
        "token": link,
        "page": 1,
        "name": photo.file.name,
        "uuid": readers["reporter"].uuid,
        "app_label": "newsroom",
        "model_name": "article",
        "app_name": "newsroom",
        "content_type_app_name": "wagtailcore",
        "content_type_model_name": "page",
        "object_id": article.pk,
        "session_id": 1,
        "action": "delete",
        "action_name": "approve",
        "filter_spec": "original",
        "image_id": photo.pk,
        "uidb64": "MQ",
    }
    ids = "page_id parent_page_id page_to_move_id destination_id page_pk workflow_pk"
    ids += " workflow_state_id task_id task_state_id collection_id document_id doc_id"
    ids += " uploaded_file_id"
    samples: dict[str, dict[str, object]] = {
        "": {**dict.fromkeys(ids.split(), 1), **anything},
        "en/pages/": {"slug": about.slug},
        "desk/standing-pages/": {"pk": about.pk},
        "desk/snippets/choose/newsroom/standingpage/": {"pk": about.pk},
        "desk/images/": {"pk": photo.pk},
        "desk/api/main/^images/": {"pk": photo.pk},
        "desk/settings/": {"model_name": "paper", "pk": Paper.objects.get().pk},
        "desk/collections/": {"pk": 1},
        "desk/workflows/": {"pk": 1},
        "desk/editions/": {"pk": edition.pk},
        "desk/snippets/choose/newsroom/edition/": {"pk": edition.pk},
    }
    for name, term in terms.items():
        samples[f"desk/{name}s/"] = {"pk": term.pk}
        samples[f"desk/snippets/choose/newsroom/{name}/"] = {"pk": term.pk}
    samples |= _told(world, readers)
    samples["desk/moderation/rules/"] = {"name": "links"}
    samples["en/sections/"] = {"slug": terms["section"].slug}
    samples["en/topics/"] = {"slug": terms["topic"].slug}
    samples["en/by/"] = {"slug": terms["byline"].slug}
    return samples


def _told(world: World, readers: dict) -> dict[str, dict[str, object]]:
    """Return the private keys of a notice, of a statement and of a guest."""
    comments, now = world.comments, PUBLISHED + timedelta(hours=2)
    notice = moderation.send_notice(
        comment=comments["first"],
        reader=None,
        address_hash="e" * 32,
        explanation="It says who burned the mill.",
        address="http://127.0.0.1/comments/1/",
        name="Nabil Notifier",
        email="nabil@example.org",
        is_in_good_faith=True,
        language="en",
        now=now,
    )
    warning = moderation.issue_decision(
        targets=[readers["other"]],
        moderator=readers["moderator"],
        outcome="WARN",
        rule="spam",
        explanation="Once more, and it is a pause.",
        now=now,
    )
    guest = comments["reply"].guest
    return {
        "desk/moderation/items/": {"key": f"c{comments['removed'].pk}"},
        "en/notices/": {"key": notice.key},
        "en/statements/": {"key": warning.statements.get().key},
        "en/guests/": {"key": guests.link_key(guest)},
        "en/comments/<int:comment_id>/reasons/": {"comment_id": comments["removed"].pk},
    }
