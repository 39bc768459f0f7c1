"""Erased: nothing that somebody was called, wrote or was told of stands anywhere."""

from datetime import UTC, timedelta

import pytest
from click.testing import CliRunner
from django.core import mail
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone

from hiwar.accounts import actions as accounts
from hiwar.accounts.models import Guest, Reader
from hiwar.accounts.roles import Role
from hiwar.discussion import actions as discussion
from hiwar.discussion.models import Comment
from hiwar.interop.archive import exporting, importing
from hiwar.moderation import actions, record, selectors
from hiwar.moderation.figures import Period
from hiwar.moderation.models import Notice, QueueItem, Seal, Statement
from hiwar.ops import retention
from hiwar.ops.commands.erase import erase
from hiwar.ops.commands.verify_record import verify_record
from tests.accounts.pictures import a_picture
from tests.factories import (
    make_article,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
)
from tests.moderation.post import run_due

from .trouble import EMAIL, NAME, REASONS, TOKENS, WORD, make_trouble, post
from .walking import tables_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def now():
    return timezone.now() - timedelta(days=1)


@pytest.fixture
def thread():
    make_paper()
    article = make_article(headline="Night ferry stays", slug="night-ferry-stays")
    return discussion.open_thread(
        key=f"article:{article.pk}",
        title="Night ferry stays",
        address="/en/2017/02/16/night-ferry-stays/",
        opened_at=timezone.now() - timedelta(days=2),
    )


@pytest.fixture
def reader(now):
    reader = make_reader(name=NAME, email=EMAIL, language="en", now=now)
    accounts.set_avatar(reader=reader, upload=a_picture())
    accounts.issue_sign_in_link(reader=reader, sent_to=EMAIL, now=now)
    return Reader.objects.get(pk=reader.pk)


@pytest.fixture
def guest(now):
    return make_guest(name=NAME, email=EMAIL, now=now)


def own(author):
    return {"reader": author} if isinstance(author, Reader) else {"guest": author}


def erase_one(author):
    if isinstance(author, Reader):
        accounts.erase_reader(reader=author, now=timezone.now())
    else:
        accounts.erase_guest(guest=author, now=timezone.now())


@pytest.fixture(params=["reader", "guest"])
def author(request):
    return request.getfixturevalue(request.param)


class TestErasure:
    def test_leaves_no_word_in_any_table(self, author, thread, now):
        make_trouble(thread, author, now)
        before = tables_with(TOKENS)
        assert {
            "discussion_comment",
            "discussion_finding",
            "moderation_seal",
            "moderation_report",
            "moderation_notice",
            "moderation_appeal",
            "moderation_decision",
            "moderation_note",
            "moderation_recordcontents",
            "django_tasks_database_dbtaskresult",
        } <= before

        erase_one(author)

        assert tables_with(TOKENS) == set()

    def test_leaves_the_record_whole(self, author, thread, now):
        make_trouble(thread, author, now)

        erase_one(author)

        assert record.verify().is_whole
        assert CliRunner().invoke(verify_record).exit_code == 0

    def test_leaves_a_line_where_somebody_answered(self, client, author, thread, now):
        posted = make_trouble(thread, author, now)

        erase_one(author)

        page = client.get(thread.address).content.decode()
        assert f'data-comment="{posted["answered"].pk}"' in page
        assert "I do not think so." in page
        assert not [word for word in TOKENS if word in page]
        statuses = Comment.objects.in_bulk([each.pk for each in posted.values()])
        assert statuses[posted["removed"].pk].status == "REMOVED"
        assert statuses[posted["held"].pk].status == "WITHDRAWN"

    def test_shows_nothing_to_moderators_but_that_it_was(
        self, client, author, thread, now
    ):
        posted = make_trouble(thread, author, now)
        client.force_login(make_reader(role=Role.EDITOR))

        erase_one(author)

        paths = ["/desk/moderation/", "/desk/comments/", "/desk/moderation/report/"]
        paths += [f"/desk/moderation/?item=c{each.pk}" for each in posted.values()]
        for path in paths:
            response = client.get(path)
            page = response.content.decode()
            assert response.status_code == 200, path
            assert not [word for word in TOKENS if word in page], path

    def test_lets_nothing_wait_but_what_somebody_else_is_owed(
        self, author, thread, now
    ):
        make_trouble(thread, author, now)

        erase_one(author)

        waiting = QueueItem.objects.select_related("comment")
        # What they reported themselves is still to be looked at.
        assert all(each.comment and each.comment.text for each in waiting)
        assert waiting.exists()

    def test_writes_to_nobody_any_more(self, author, thread, now):
        make_trouble(thread, author, now)

        erase_one(author)
        run_due(timezone.now() + timedelta(days=1))

        assert [m for m in mail.outbox if EMAIL in m.to] == []

    def test_is_not_undone_by_restoring_what_was_removed(self, author, thread, now):
        posted = make_trouble(thread, author, now)
        erase_one(author)

        actions.issue_decision(
            comment=posted["removed"],
            moderator=make_reader(role=Role.MODERATOR),
            outcome="RESTORE",
            now=timezone.now(),
        )

        assert Comment.objects.get(pk=posted["removed"].pk).status == "WITHDRAWN"

    def test_is_not_undone_by_undoing_a_decision(self, author, thread, now):
        comment = post(thread, author, now)
        moderator = make_reader(role=Role.MODERATOR)
        decision = actions.issue_decision(
            comment=comment, moderator=moderator, outcome="REMOVE", now=now, **REASONS
        )
        erase_one(author)

        actions.undo(decision=decision, moderator=moderator, now=now)

        assert Comment.objects.get(pk=comment.pk).status == "WITHDRAWN"
        assert record.verify().is_whole

    def test_leaves_statements_that_the_database_takes(self, author, thread, now):
        make_trouble(thread, author, now)
        period = Period(first=now.date(), last=timezone.localdate(), zone=UTC)

        erase_one(author)

        (batch,) = selectors.list_for_database(period=period, now=timezone.now())
        (entry,) = batch
        assert not [word for word in TOKENS if word in str(entry)]
        assert "Argue with what" in entry["incompatible_content_explanation"]

    def test_leaves_an_archive_that_can_be_read(self, author, thread, now, tmp_path):
        make_trouble(thread, author, now)
        erase_one(author)
        path = tmp_path / "paper.jsonl"

        exporting.export_archive(path, now=timezone.now())

        archive = path.read_text()
        assert not [word for word in TOKENS if word in archive]
        assert "I do not think so." in archive
        # What somebody had deleted is not written anew by what was written of it.
        importing.import_archive(path, now=timezone.now())
        assert not tables_with(TOKENS)
        erased = Comment.objects.filter(**own(author))
        assert set(erased.values_list("text", flat=True)) == {""}

    def test_is_not_undone_by_the_archive_that_they_came_with(
        self, author, thread, now, tmp_path
    ):
        make_trouble(thread, author, now)
        path = tmp_path / "paper.jsonl"
        exporting.export_archive(path, now=timezone.now())
        importing.import_archive(path, now=timezone.now())
        erase_one(author)
        assert WORD in path.read_text()

        importing.import_archive(path, now=timezone.now())

        assert not tables_with([WORD])
        assert not Comment.objects.filter(**own(author)).exclude(text="").exists()

    def test_closes_the_private_pages(self, client, author, thread, now):
        make_trouble(thread, author, now)
        keys = [
            *(f"/en/statements/{s.key}/" for s in Statement.objects.all()),
            *(f"/en/notices/{n.key}/" for n in Notice.objects.all()),
        ]
        assert len(keys) == 3
        assert {client.get(path).status_code for path in keys} == {200}

        erase_one(author)

        assert {client.get(path).status_code for path in keys} == {404}

    def test_keeps_what_is_said_to_be_illegal_until_that_is_decided(
        self, author, thread, now
    ):
        comment = post(thread, author, now)
        actions.send_notice(
            comment=comment,
            reader=None,
            address_hash="e" * 32,
            explanation="It is against the law.",
            address="https://news.example/comments/1/",
            name="Nora",
            email="nora@example.org",
            is_in_good_faith=True,
            language="en",
            now=now,
        )

        erase_one(author)
        retention.forget(now=timezone.now())

        assert tables_with(TOKENS) == {"moderation_seal"}
        assert QueueItem.objects.get().comment == comment

        actions.issue_decision(
            comment=comment,
            moderator=make_reader(role=Role.MODERATOR),
            outcome="KEEP",
            now=timezone.now(),
        )
        retention.forget(now=timezone.now())

        assert tables_with(TOKENS) == set()
        assert not QueueItem.objects.exists()
        assert record.verify().is_whole

    def test_is_of_one_among_others_in_one_decision(self, author, thread, now):
        other = make_comment(thread=thread, text="Mine stays.", now=now)
        decision = actions.issue_decision(
            targets=[post(thread, author, now), other],
            moderator=make_reader(role=Role.MODERATOR),
            outcome="REMOVE",
            rule="personal_attack",
            explanation="These two call each other names.",
            now=now,
        )

        erase_one(author)

        assert tables_with(TOKENS) == set()
        assert record.verify().is_whole
        decision.refresh_from_db()
        assert decision.explanation == "These two call each other names."
        assert Seal.objects.get(comment=other).text == "Mine stays."


class TestOfAReader:
    def test_ends_sessions_and_takes_the_picture_away(
        self, reader, django_capture_on_commit_callbacks
    ):
        client, avatar = Client(), reader.avatar.name
        client.force_login(reader)
        assert client.get("/en/me/").status_code == 200

        with django_capture_on_commit_callbacks(execute=True):
            accounts.erase_reader(reader=reader, now=timezone.now())

        assert client.get("/en/me/").status_code == 302
        assert not default_storage.exists(avatar)
        assert accounts.create_reader(name=NAME, email=EMAIL, now=timezone.now())

    def test_is_refused_to_who_works_for_the_paper(self):
        moderator = make_reader(role=Role.MODERATOR)

        with pytest.raises(accounts.WorksForPaper):
            accounts.erase_reader(reader=moderator, now=timezone.now())

        moderator.refresh_from_db()
        assert moderator.erased_at is None


class TestCommand:
    def test_finds_a_reader_and_the_guests_of_an_address(self, reader, guest, thread):
        post(thread, guest, timezone.now(), guest_name="Somebody else")

        told = CliRunner().invoke(erase, [EMAIL], input="y\n")

        assert told.exit_code == 0, told.output
        assert f"Reader {NAME}, 0 comments" in told.output
        assert "1 comment\n" in told.output
        assert tables_with(TOKENS) == set()

    def test_finds_the_guest_of_a_comment(self, guest, thread):
        comment = post(thread, guest, timezone.now())
        make_guest(name=NAME)

        told = CliRunner().invoke(erase, ["--comment", str(comment.pk), "--yes"])

        assert told.exit_code == 0, told.output
        assert Guest.objects.get(pk=guest.pk).erased_at
        assert Guest.objects.filter(name=NAME).count() == 1

    def test_deletes_nothing_when_the_operator_says_no(self, reader):
        told = CliRunner().invoke(erase, [NAME], input="n\n")

        assert told.exit_code == 1
        assert Reader.objects.get(pk=reader.pk).name == NAME

    def test_says_when_nobody_is_known_by_that(self, db):
        told = CliRunner().invoke(erase, ["nobody@example.org", "--yes"])

        assert told.exit_code == 1
        assert "Nobody is known by that." in told.output
