"""What everybody sees of moderation: rules and figures, the log, the report."""

import csv
import io
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from django.utils.translation import gettext, override

from hiwar.discussion.access import thread_to_read
from hiwar.moderation.rules import RULES
from tests.factories import (
    make_article,
    make_comment,
    make_guest,
    make_paper,
    make_reader,
)
from tests.moderation.figures import make_appeal, make_decision, make_removal

pytestmark = pytest.mark.django_db

BEIRUT = ZoneInfo("Asia/Beirut")
PAGES = ["", "log/", "scorer/", "report/", "report.csv", "report.json"]


@pytest.fixture(autouse=True)
def _paper():
    make_paper()


@pytest.fixture
def now():
    return timezone.now() - timedelta(minutes=1)


def show(client, path, language="en"):
    response = client.get(f"/{language}/moderation/{path}")
    assert response.status_code == 200, path
    return response.content.decode()


def private_removal(now):
    """Return a removal with a word in each place that nobody may read."""
    article = make_article(headline="Night ferry stays")
    comment = make_comment(
        thread=thread_to_read(key=f"article:{article.pk}"),
        author=make_guest(name="Zyxguest", email="zyx@example.org"),
        text="It is zyxtext.",
        address_hash="zyxhash0" * 4,
    )
    return make_removal(
        comment=comment,
        moderator=make_reader(name="Zyxmoderator"),
        explanation="Because of zyxreason.",
        now=now,
    )


class TestAllOfThem:
    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_name_nobody_and_quote_nothing(self, client, now, path, language):
        private_removal(now)

        page = show(client, path, language).lower()

        assert "zyx" not in page

    @pytest.mark.parametrize("path", PAGES)
    def test_are_the_same_for_everybody_and_may_be_kept(self, client, path):
        nobody = client.get(f"/en/moderation/{path}")
        client.force_login(make_reader())

        response = client.get(f"/en/moderation/{path}")

        assert response.content == nobody.content
        assert "moderation" in response["Surrogate-Key"].split()
        assert response["Cache-Control"].startswith("public")
        assert not response.cookies

    @pytest.mark.parametrize("path", ["", "log/", "report/"])
    def test_lead_to_themselves_in_the_other_language(self, client, path):
        page = show(client, path)

        assert page.count(f'/ar/moderation/{path}"') >= 2

    @pytest.mark.parametrize("path", PAGES)
    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_are_only_read(self, client, path, method):
        response = getattr(client, method)(f"/en/moderation/{path}")

        assert response.status_code == 405

    def test_are_reached_from_every_page(self, client):
        assert 'href="/en/moderation/"' in client.get("/en/").content.decode()


class TestAbout:
    @pytest.mark.parametrize("language", ["en", "ar"])
    def test_says_every_rule_and_what_it_means(self, client, language):
        page = show(client, "", language)

        with override(language):
            for rule in RULES.values():
                assert f'id="{rule.code}"' in page
                assert f"<h3>{gettext(rule.name)}</h3>" in page

    def test_counts_the_last_twelve_months(self, client, now):
        make_removal(now=now)
        make_removal(now=now - timedelta(days=500))

        page = show(client, "")

        numbers = page[page.index('class="numbers"') :]
        assert numbers.index("<dd>1</dd>") < numbers.index("Reports from readers")

    def test_draws_a_bar_for_each_month(self, client, now):
        make_removal(now=now)

        page = show(client, "")

        assert page.count("<rect ") == 12
        assert page.count('<rect width="100"') == 1

    def test_is_over_at_midnight(self, client):
        expires = client.get("/en/moderation/")["Expires"]

        ahead = datetime.strptime(expires, "%a, %d %b %Y %H:%M:%S %Z")
        assert ahead - datetime.now() <= timedelta(hours=24)


class TestLog:
    def _first_row(self, client, language="en"):
        page = show(client, "log/", language)
        body = page[page.index("<tbody>") : page.index("</tbody>")]
        return body.split("</tr>")[0]

    def test_says_when_where_and_why(self, client, now):
        article = make_article(section="Harbour")
        thread = thread_to_read(key=f"article:{article.pk}")
        make_removal(comment=make_comment(thread=thread), source="REPORT", now=now)

        row = self._first_row(client)

        assert f'datetime="{now.astimezone(BEIRUT):%Y-%m-%d}"' in row
        for words in ("personal attack", "Harbour", "reported"):
            assert words in row
        assert "program" not in row

    def test_says_what_a_program_pointed_out(self, client, now):
        make_removal(was_detected_automatically=True, now=now)

        assert "pointed out by a program" in self._first_row(client)

    def test_says_what_became_of_it(self, client, now):
        removal = make_removal(now=now)
        make_appeal(decision=removal, now=now)
        assert "appealed" in self._first_row(client)

        comments = [each.comment for each in removal.targets.all()]
        make_decision(comments=comments, outcome="RESTORE", reverses=removal, now=now)

        assert "restored on appeal" in self._first_row(client)

    def test_leaves_out_what_was_undone_within_seconds(self, client, now):
        removal = make_removal(now=now)
        make_decision(outcome="RESTORE", reverses=removal, is_undo=True, now=now)

        assert "No comment has been removed yet." in show(client, "log/")

    def test_lists_every_comment_once_over_all_its_pages(self, client, now):
        for number in range(53):
            make_removal(rule="spam" if number else "off_topic", now=now)
        author = make_reader()
        make_decision(comments=[make_comment(author=author) for _ in range(2)], now=now)

        first, second = show(client, "log/"), show(client, "log/?page=2")

        assert first.count("<tr>") - 1 == 50
        assert second.count("<tr>") - 1 == 5
        assert "off topic" in second
        assert 'rel="next" href="?page=2"' in first
        assert 'rel="prev" href="/en/moderation/log/"' in second

    @pytest.mark.parametrize("page", ["0", "1", "2", "-1", "x", "9999", "٢", "1e2"])
    def test_has_no_page_but_its_own(self, client, page):
        response = client.get("/en/moderation/log/", {"page": page})

        assert response.status_code == 404

    def test_names_sections_in_the_language_of_the_page(self, client, now):
        article = make_article(language="ar", section="المدينة")
        thread = thread_to_read(key=f"article:{article.pk}")
        make_removal(comment=make_comment(thread=thread), now=now)

        assert "المدينة" in self._first_row(client)

    @pytest.mark.parametrize("number", [2, 30])
    def test_costs_as_many_queries_however_long_it_is(
        self, client, now, django_assert_max_num_queries, number
    ):
        for _ in range(number):
            make_removal(now=now)
        client.get("/en/moderation/log/")

        with django_assert_max_num_queries(12):
            client.get("/en/moderation/log/")


class TestReport:
    def test_is_for_the_days_that_are_asked_for(self, client, now):
        make_removal(now=now)
        make_removal(now=now - timedelta(days=60))
        day = f"{now - timedelta(days=90):%Y-%m-%d}"

        table = show(client, f"report.csv?from={day}&to={day}")
        longer = show(client, f"report.csv?from={day}")

        def removed(text):
            rows = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
            return [row["value"] for row in rows if row["figure"] == "by_kind_remove"]

        assert removed(table) == []
        assert removed(longer) == ["2"]

    def test_is_given_as_files_that_are_named_by_their_days(self, client):
        for ending in ("csv", "json"):
            response = client.get(
                f"/en/moderation/report.{ending}?from=2026-01-01&to=2026-01-31"
            )

            named = f'attachment; filename="moderation-2026-01-01-2026-01-31.{ending}"'
            assert response["Content-Disposition"] == named

    def test_links_its_files_for_the_same_days(self, client):
        page = show(client, "report/?from=2026-01-01&to=2026-01-31")

        assert "report.csv?from=2026-01-01&amp;to=2026-01-31" in page
        assert 'value="2026-01-31"' in page

    @pytest.mark.parametrize(
        "days", ["from=nonsense", "to=2026-13-01", "from=9999-01-01&to=9999-02-01"]
    )
    @pytest.mark.parametrize("path", ["report/", "report.csv", "report.json"])
    def test_is_not_there_for_what_is_no_day(self, client, path, days):
        assert client.get(f"/en/moderation/{path}?{days}").status_code == 404

    def test_names_no_moderator(self, client, now):
        make_removal(moderator=make_reader(name="Zyxmoderator"), now=now)

        for path in ("report/", "report.csv", "report.json"):
            assert "Zyxmoderator" not in show(client, path)
