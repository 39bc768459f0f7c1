"""What is gone is gone, and what waits is not there yet: looked for everywhere."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from hiwar.accounts.models import Reader
from hiwar.accounts.roles import Role
from hiwar.discussion import actions
from hiwar.discussion.access import comment_to_decide
from hiwar.interop.archive import exporting
from hiwar.moderation.actions import issue_decision
from tests import factories

from .routes import list_routes
from .world import PUBLISHED, visit

TEXT = "zyxwordthatstandsnowhereelse"
NAME = "Zyxnamura"
LATER = PUBLISHED + timedelta(hours=2)
QUERIES = ("?order=newest", "?order=oldest", "?order=answered")
# Who wrote it may still read it, and who decides about it has to.
OTHERS = ("nobody", "other", "reporter")


def posted(world, **values):
    return factories.make_comment(
        thread=world.thread,
        author=factories.make_guest(name=NAME, email="zyxmail@example.org"),
        text=f"I say {TEXT}.",
        address_hash="zyxhash0" * 4,
        now=LATER,
        **values,
    )


def remove(world, comment):
    moderator = Reader.objects.get(groups__name=Role.MODERATOR.value)
    issue_decision(
        comment=comment,
        moderator=moderator,
        outcome="REMOVE",
        rule="spam",
        explanation="zyxreason",
        now=LATER,
    )


def withdraw(world, comment):
    actions.withdraw_comment(comment=comment, now=LATER)


def everywhere(world, who, comment):
    """Yield every page that `who` may see, with what stands on it."""
    client = world.people[who]
    paths = [world.path(route) for route in list_routes()]
    paths += [
        f"/comments/{comment.pk}/",
        f"/en/comments/{comment.pk}/replies/",
        f"/en/comments/{comment.pk}/withdraw/",
        f"/en/comments/{comment.pk}/decide/",
        *(f"/en/2017/02/16/night-ferry-stays/{query}" for query in QUERIES),
        f"/en/2017/02/16/night-ferry-stays/?reply={comment.pk}",
        f"/desk/articles/?q={TEXT[:-4]}",
        f"/desk/images/?q={TEXT[:-4]}",
        f"/desk/reports/site-history/?q={TEXT[:-4]}",
    ]
    for path in paths:
        if not path.startswith("/desk/") or "q=" in path:
            yield path, visit(client, "GET", path).body.decode(errors="replace")


def found(world, who, comment):
    return [
        (path, word)
        for path, page in everywhere(world, who, comment)
        for word in (TEXT, NAME)
        if word in page
    ]


class TestWhatIsGone:
    @pytest.mark.parametrize("go", [remove, withdraw])
    @pytest.mark.parametrize("who", OTHERS)
    def test_stands_nowhere(self, world, go, who):
        comment = posted(world)
        assert found(world, who, comment)
        factories.make_comment(parent=comment, now=LATER)

        go(world, comment)

        assert found(world, who, comment) == []
        assert all(TEXT not in str(message.message()) for message in mail.outbox)

    def test_was_a_reader_and_their_name_is_gone_with_it(self, world):
        reader = factories.make_reader(name=NAME)
        comment = factories.make_comment(
            thread=world.thread, author=reader, text=TEXT, now=LATER
        )
        assert found(world, "nobody", comment)

        remove(world, comment)

        assert found(world, "nobody", comment) == []

    @pytest.mark.parametrize("who", OTHERS)
    def test_stands_nowhere_while_it_waits(self, world, who):
        factories.make_screening("first_comment")
        comment = posted(world)
        assert comment.status == "PENDING"

        assert found(world, who, comment) == []

    def test_comes_back_when_it_is_restored(self, world):
        """Else the tests above could not fail."""
        comment = posted(world)
        remove(world, comment)
        actions.restore_comment(
            comment=comment_to_decide(comment_id=comment.pk), now=timezone.now()
        )

        places = {path for path, _word in found(world, "nobody", comment)}

        assert "/en/2017/02/16/night-ferry-stays/" in places
        assert "/en/2017/02/16/night-ferry-stays/comments.atom" in places


class TestWhatIsPrivate:
    WORDS = (
        "zyxmail",
        "zyxhash0",
        "rima@example.org",
        "omar@example.org",
        "greta@example.org",
        "zyxreason",
        "An advertisement.",
    )

    def test_is_on_no_page_of_others(self, world):
        comment = posted(world)
        remove(world, posted(world))

        for path, page in everywhere(world, "nobody", comment):
            assert [word for word in self.WORDS if word in page] == [], path

    def test_is_in_no_archive(self, world, tmp_path):
        posted(world)
        path = tmp_path / "paper.jsonl"

        exporting.export_archive(path, now=LATER)

        archive = path.read_text()
        # Reasons of a removal belong to the format; nothing else of these does.
        private = set(self.WORDS) - {"An advertisement."}
        assert TEXT in archive
        assert [word for word in private if word in archive] == []
