"""What is given to the Transparency Database: whole, exact, and about nobody."""

import io
import json
import re
import zipfile
from datetime import UTC, date, timedelta

import pytest
from click.testing import CliRunner

from hiwar.accounts.models import Guest, Reader
from hiwar.accounts.roles import Role
from hiwar.interop import commands
from hiwar.moderation import actions, dsa, selectors
from hiwar.moderation.figures import Period
from hiwar.moderation.models import Notice, Statement
from hiwar.moderation.rules import RULES
from tests.factories import (
    NOW,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
    make_thread,
)

from . import schema
from .figures import make_decision, make_notice, make_removal, make_statement

pytestmark = pytest.mark.django_db

# The database takes nothing that was decided before 2020.
DECIDED = NOW.replace(year=2026)
LATER = DECIDED + timedelta(days=1)
MONTH = Period(first=date(2026, 2, 1), last=date(2026, 2, 28), zone=UTC)


@pytest.fixture(autouse=True)
def _origin(settings):
    settings.ORIGIN = "https://news.example"


def removal(**values):
    return make_removal(**{"now": DECIDED, **values})


def exported(period=MONTH, now=LATER):
    batches = selectors.list_for_database(period=period, now=now)
    return [entry for batch in batches for entry in batch]


class TestEntries:
    @pytest.mark.parametrize("rule", RULES)
    def test_are_what_the_database_takes_for_every_rule(self, rule):
        removal(rule=rule)

        [entry] = exported()

        assert schema.faults(entry, schema.STATEMENT) == []
        assert entry["category"] == RULES[rule].category
        assert entry["decision_ground_reference_url"].endswith(f"/moderation/#{rule}")

    @pytest.mark.parametrize("outcome", ["PAUSE", "BAN", "HIDE_NAME"])
    @pytest.mark.parametrize("until", [None, LATER])
    def test_are_of_authors_too(self, outcome, until):
        author = make_reader()
        make_decision(reader=author, outcome=outcome, until=until, now=DECIDED)

        [entry] = exported()

        assert schema.faults(entry, schema.STATEMENT) == []

    def test_say_what_happened(self):
        thread = make_thread(mode="HELD")
        comment = make_comment(thread=thread, now=NOW, text="كان كذلك، ونحن شهود.")
        removal(
            comment=comment,
            source="NOTICE",
            legal_ground="§ 130 StGB",
            was_detected_automatically=True,
            status_before="PENDING",
        )

        [entry] = exported()

        assert entry["decision_ground"] == "DECISION_GROUND_ILLEGAL_CONTENT"
        assert entry["illegal_content_legal_ground"] == "§ 130 StGB"
        assert entry["source_type"] == "SOURCE_ARTICLE_16"
        assert entry["automated_detection"] == "Yes"
        assert entry["automated_decision"] == "AUTOMATED_DECISION_NOT_AUTOMATED"
        assert (entry["content_date"], entry["application_date"]) == (
            "2017-02-16",
            "2026-02-16",
        )
        assert entry["content_language"] == "AR"
        assert "had not been published" in entry["decision_facts"]

    def test_are_one_for_each_author_of_a_decision(self):
        mine = [make_comment(author=make_reader()) for _ in range(2)]
        author = make_guest()
        theirs = [make_comment(author=author) for _ in range(3)]
        make_decision(comments=[*mine, *theirs], now=DECIDED)

        entries = exported()

        assert len(entries) == 3
        assert sum("3 comments" in each["decision_facts"] for each in entries) == 1

    def test_are_those_of_the_period_that_can_no_longer_be_undone(self):
        removal()
        removal(now=DECIDED + timedelta(days=40))

        assert len(exported()) == 1
        assert exported(now=DECIDED + timedelta(seconds=14)) == []

    def test_leave_out_what_took_nothing_from_anybody(self):
        make_decision(reader=make_reader(), outcome="WARN", now=DECIDED)
        void = removal(with_statement=False)
        author = void.targets.get().comment.reader
        make_statement(void, reader=author, is_void=True)

        assert exported() == []

    def test_keep_what_was_reversed_later(self):
        wrong = removal()
        comments = [target.comment for target in wrong.targets.all()]
        make_decision(comments=comments, outcome="RESTORE", reverses=wrong, now=LATER)

        assert len(exported()) == 1

    def test_have_the_same_names_each_time(self):
        for _ in range(3):
            removal()

        first, second = exported(), exported()

        assert first == second
        puids = [entry["puid"] for entry in first]
        assert len({*puids}) == 3
        assert puids == [str(each.puid) for each in Statement.objects.order_by("id")]

    def test_come_at_most_a_hundred_at_a_time(self, django_assert_max_num_queries):
        author = make_reader()
        decision = make_decision(reader=author, outcome="PAUSE", now=DECIDED)
        for _ in range(204):
            make_statement(decision, reader=make_reader())

        batches = list(selectors.list_for_database(period=MONTH, now=LATER))

        assert [len(batch) for batch in batches] == [100, 100, 5]

    @pytest.mark.parametrize("number", [2, 40])
    def test_cost_as_many_queries_however_many(self, django_assert_num_queries, number):
        for _ in range(number):
            removal()

        with django_assert_num_queries(6):
            exported()


class TestPrivacy:
    """Nobody is in them: Article 24(5), and DSA.md §9.4."""

    def _people(self):
        make_reader(name="Haneen Far-Away", email="haneen@example.org")
        author = make_reader(name="Nadia Khoury", email="nadia@example.org")
        guest = make_guest(name="Captain Sami", email="sami@example.org")
        moderator = make_reader(name="Mona the Moderator", role=Role.MODERATOR)
        thread = make_thread()
        make_comment(thread=thread, author=guest, guest_name="Captain Sami")
        comment = make_comment(
            thread=thread,
            author=author,
            text="Ask haneen@example.org, or call 03 123 456 789.",
            address_hash="f" * 32,
        )
        decision = removal(
            comment=comment,
            moderator=moderator,
            source="NOTICE",
            explanation=(
                "Nadia Khoury insults Captain Sami and Haneen Far-Away again. NADIA"
                " KHOURY gave away haneen@example.org, 03 123 456 789, 203.0.113.9 and"
                " @haneen_f, as Nora Notifier and Mona the Moderator saw. Khoury was"
                " warned at https://news.example/u/nadia before."
            ),
            legal_ground="Penal code, article 582, on the complaint of Nora Notifier",
        )
        make_notice(comment=comment, settled_by=decision, now=DECIDED)
        return decision

    def test_holds_against_everybody_in_the_database(self):
        self._people()

        [entry] = exported()

        text = json.dumps(entry, ensure_ascii=False).casefold()
        people = [*Reader.objects.all(), *Guest.objects.all(), *Notice.objects.all()]
        for person in people:
            assert person.name.casefold() not in text
            assert (person.email or "@") not in text
        # The parts by which those concerned would be known.
        for word in ("nadia", "khoury", "nora", "203.0.113", "@", "123 456", "/u/"):
            assert word not in text
        assert "insults" in text
        assert "article 582" in text

    def test_has_no_field_with_what_somebody_wrote(self):
        decision = self._people()
        comment = decision.targets.get().comment

        [entry] = exported()

        text = json.dumps(entry, ensure_ascii=False)
        assert comment.text not in text
        assert comment.address_hash not in text
        assert comment.thread.title not in text
        assert not re.search(rf"\b{comment.pk}\b", entry["decision_facts"])

    def test_finds_names_written_in_arabic(self):
        make_reader(name="ناديا خوري")
        removal(explanation="يشتم التعليق ناديا خوري، وناديا خوري لم تقل ذلك.")

        [entry] = exported()

        explanation = entry["incompatible_content_explanation"]
        assert "ناديا" not in explanation
        assert explanation.startswith("يشتم التعليق")


class TestReplay:
    """After a crash, or a second click, there is one statement (DSA.md §9.6)."""

    def test_makes_no_second_statement(self):
        comment = make_comment()
        decide = {
            "comment": comment,
            "moderator": make_reader(role=Role.MODERATOR),
            "outcome": "REMOVE",
            "rule": "personal_attack",
            "explanation": "It calls somebody a name.",
            "now": DECIDED,
        }
        actions.issue_decision(**decide)
        [before] = exported()

        with pytest.raises(Exception, match=r".+") as refused:
            actions.issue_decision(**decide)

        assert refused.value.code == "already_decided"
        assert exported() == [before]


class TestCommand:
    def _run(self, *arguments):
        return CliRunner().invoke(commands.export, ["statements", *arguments])

    def test_writes_files_that_can_be_sent(self, tmp_path):
        make_paper()
        removal()
        removal(language="ar")
        folder = tmp_path / "for-the-eu"

        result = self._run(str(folder), "--from", "2026-02-01", "--to", "2026-02-28")

        assert result.exit_code == 0, result.output
        assert "2 statements" in result.output
        [path] = folder.iterdir()
        sent = json.loads(path.read_text(encoding="utf-8"))
        assert list(sent) == ["statements"]
        assert [dsa.faults(entry) for entry in sent["statements"]] == [[], []]

    def test_writes_the_same_a_second_time(self, tmp_path):
        make_paper()
        removal()
        days = ("--from", "2026-02-01", "--to", "2026-02-28")
        self._run(str(tmp_path / "once"), *days)
        self._run(str(tmp_path / "again"), *days)
        self._run(str(tmp_path / "again"), *days)

        once, again = (
            {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
            for name in ("once", "again")
        )

        assert once == again

    @pytest.mark.parametrize("day", ["tomorrow", "2026-02-30", "01.02.2026"])
    def test_ends_for_what_is_no_day(self, tmp_path, day):
        assert self._run(str(tmp_path), "--from", day).exit_code == 2


class TestDesk:
    def _get(self, client, role, path):
        client.force_login(make_reader(role=role))
        return client.get(f"/desk/moderation/{path}?from=2026-02-01&to=2026-02-28")

    def test_hands_the_same_files_to_an_editor(self, client):
        make_paper()
        removal()

        response = self._get(client, Role.EDITOR, "statements.zip")

        assert response["Content-Type"] == "application/zip"
        assert "no-store" in response["Cache-Control"]
        with zipfile.ZipFile(io.BytesIO(response.content)) as packed:
            [name] = packed.namelist()
            sent = json.loads(packed.read(name))
        assert sent["statements"] == exported()

    def test_shows_single_moderators_to_who_leads_them(self, client):
        make_paper()
        removal(moderator=make_reader(name="Zyxmoderator"))

        for path in ("report/", "report.csv", "report.json"):
            response = self._get(client, Role.EDITOR, path)
            assert "Zyxmoderator" in response.content.decode(), path
            assert "no-store" in response["Cache-Control"]

    def test_shows_moderators_the_rest(self, client):
        make_paper()
        removal(moderator=make_reader(name="Zyxmoderator"))

        for path in ("report/", "report.csv", "report.json"):
            page = self._get(client, Role.MODERATOR, path).content.decode()
            assert "Zyxmoderator" not in page, path
            assert "ersonal attack" in page

    @pytest.mark.parametrize(
        ("role", "path"),
        [
            (Role.MODERATOR, "statements.zip"),
            (Role.REPORTER, "statements.zip"),
            (Role.REPORTER, "report/"),
            (Role.REPORTER, "report.csv"),
        ],
    )
    def test_has_nothing_for_others(self, client, role, path):
        make_paper()

        assert self._get(client, role, path).status_code == 404
