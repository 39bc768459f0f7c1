"""The figures of a period against a recount of what happened in it."""

import json
import random
from collections import Counter
from datetime import UTC, date, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from hiwar.moderation import report_files, selectors
from hiwar.moderation.figures import Durations, Period, measured
from hiwar.moderation.models import (
    Appeal,
    Decision,
    DecisionTarget,
    Notice,
    Report,
    Statement,
)
from hiwar.moderation.models.decisions import RESTRICTING
from hiwar.moderation.rules import RULES
from tests.factories import NOW, make_comment, make_guest, make_reader

from .figures import (
    HOUR,
    IN,
    make_appeal,
    make_decision,
    make_notice,
    make_removal,
    make_report,
)

pytestmark = pytest.mark.django_db

BEIRUT = ZoneInfo("Asia/Beirut")
FEBRUARY = Period(first=date(2017, 2, 1), last=date(2017, 2, 28), zone=UTC)


def counted(period=FEBRUARY, **options):
    return selectors.get_report(period=period, **options)


def line(lines, code):
    return next(each for each in lines if each.code == code)


class TestReport:
    def test_is_of_nothing_where_nothing_happened(self):
        report = counted()

        assert report.total.measures == report.comments_removed == 0
        assert report.reports_decided == Durations()
        assert report.appeals.overturn_rate is None
        assert report.by_rule == report.notices == ()

    def test_counts_each_comment_of_a_decision_and_each_author(self):
        author = make_reader()
        make_decision(comments=[make_comment(author=author) for _ in range(3)])
        make_decision(reader=author, outcome="PAUSE")
        make_decision(guest=make_guest(), outcome="BAN", rule="spam")

        report = counted()

        assert report.outcomes == {"REMOVE": 3, "PAUSE": 1, "BAN": 1}
        assert report.total.measures == 5
        assert line(report.by_rule, "personal_attack").measures == 4
        assert report.statements == 3

    def test_tells_apart_what_made_a_moderator_look(self):
        make_removal(was_detected_automatically=True)
        make_removal(source="REPORT")
        make_removal(source="REPORT")
        make_removal(source="NOTICE")

        total = counted().total

        assert (total.own, total.after_reports, total.after_notices) == (1, 2, 1)
        assert (total.detected_automatically, total.share_detected) == (1, 25.0)

    def test_leaves_out_what_was_undone_and_what_was_decided_elsewhere(self):
        undone = make_removal(with_statement=False)
        make_decision(
            comments=[undone.targets.get().comment],
            outcome="RESTORE",
            reverses=undone,
            is_undo=True,
        )
        imported = make_removal(with_statement=False)
        Decision.objects.filter(pk=imported.pk).update(moderator=None)

        report = counted()

        assert report.total.measures == 0
        assert report.restored == 0

    def test_goes_by_the_days_of_the_paper(self):
        late = NOW.replace(month=1, day=31, hour=22, minute=30)
        make_removal(now=late)
        beirut = Period(first=FEBRUARY.first, last=FEBRUARY.last, zone=BEIRUT)

        assert counted(beirut).total.measures == 1
        assert counted(FEBRUARY).total.measures == 0

    def test_sorts_notices_by_the_categories_of_the_law(self):
        by_law = make_removal(source="NOTICE", legal_ground="§ 130 StGB")
        by_rule = make_removal(source="NOTICE")
        kept = make_decision(comments=[make_comment()], outcome="KEEP")
        for settled_by in (by_law, by_rule, kept, None):
            make_notice(settled_by=settled_by)
        make_notice(rule="")

        lines = {each.category: each for each in counted().notices}

        speech = lines["STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"]
        assert speech.received == 4
        assert (speech.removed_by_law, speech.removed_by_rules) == (1, 1)
        assert (speech.refused, speech.waiting) == (1, 1)
        assert lines["STATEMENT_CATEGORY_NOT_SPECIFIED_NOTICE"].waiting == 1

    def test_says_how_long_reports_and_appeals_took(self):
        for hours in range(1, 11):
            decision = make_removal(source="REPORT", now=NOW + hours * HOUR)
            make_report(settled_by=decision)
            make_appeal(decision=decision, outcome="REFUSED", after=hours * 2 * HOUR)

        report = counted()

        assert report.reports_decided == Durations(
            number=10, median_hours=5.5, most_hours=9.0
        )
        assert report.appeals.durations.median_hours == 11.0

    def test_shows_which_rule_is_overturned_and_whose_decisions(self):
        strict, mild = make_reader(name="Strict"), make_reader(name="Mild")
        for outcome in ("UPHELD", "UPHELD", "REFUSED"):
            make_appeal(
                decision=make_removal(rule="off_topic", moderator=strict),
                outcome=outcome,
            )
        make_appeal(decision=make_removal(moderator=mild), outcome="REFUSED")
        make_appeal(decision=make_removal(moderator=mild))

        report = counted(with_moderators=True)

        assert line(report.by_rule, "off_topic").overturn_rate == 66.7
        assert line(report.by_rule, "personal_attack").overturn_rate == 0
        assert [(each.name, each.upheld) for each in report.by_moderator] == [
            ("Strict", 2),
            ("Mild", 0),
        ]
        assert (report.appeals.lodged, report.appeals.decided) == (5, 4)
        assert (report.appeals.waiting, report.appeals.overturn_rate) == (1, 50.0)

    def test_lays_the_appeal_of_a_notifier_to_whoever_refused_the_notice(self):
        judge = make_reader(name="Judge")
        kept = make_decision(
            comments=[make_comment()], outcome="KEEP", moderator=judge, source="NOTICE"
        )
        make_appeal(notice=make_notice(settled_by=kept), outcome="UPHELD")

        report = counted(with_moderators=True)

        assert report.appeals.by_notifiers == 1
        assert line(report.by_rule, "hatred").upheld == 1
        assert report.by_moderator[0].name == "Judge"

    def test_keeps_moderators_to_the_desk(self):
        make_removal(moderator=make_reader(name="Zyxmod"))

        assert counted().by_moderator == ()
        assert "Zyxmod" not in json.dumps(report_files.report_json(counted()))

    def test_names_languages_and_rules_in_the_language_of_the_reader(self):
        make_removal(language="ar")

        with translation.override("ar"):
            report = counted()

        assert report.by_language[0].name == "العربية"
        assert report.by_rule[0].code == "personal_attack"

    @pytest.mark.parametrize("number", [1, 12])
    def test_costs_as_many_queries_however_much_happened(
        self, django_assert_num_queries, number
    ):
        for place in range(number):
            decision = make_removal(language="en" if place % 2 else "ar")
            make_notice(settled_by=decision)
            make_appeal(decision=decision, outcome="UPHELD")

        with django_assert_num_queries(10):
            counted(with_moderators=True)


class TestTotals:
    """The report of a year against a recount of its rows, one by one (DSA.md §9.7)."""

    YEAR = Period(first=date(2016, 6, 1), last=date(2017, 5, 31), zone=BEIRUT)

    @pytest.fixture
    def _a_year(self):
        chance = random.Random(2065)
        moderators = [make_reader() for _ in range(3)]
        for _ in range(90):
            at = NOW + timedelta(days=chance.randint(-400, 200))
            comments = [
                make_comment(**IN[chance.choice(["en", "ar"])])
                for _ in range(chance.choice([1, 1, 3]))
            ]
            decision = make_decision(
                comments=comments,
                moderator=chance.choice(moderators),
                outcome=chance.choice(["REMOVE", "REMOVE", "KEEP"]),
                rule=chance.choice(list(RULES)),
                source=chance.choice(["OWN", "REPORT", "NOTICE"]),
                was_detected_automatically=chance.random() < 0.3,
                now=at,
            )
            came = at - chance.randint(1, 99) * HOUR
            if decision.source == "REPORT":
                make_report(comment=comments[0], now=came, settled_by=decision)
            if decision.source == "NOTICE":
                make_notice(comment=comments[0], now=came, settled_by=decision)
            if decision.statements.count() == 1 and chance.random() < 0.5:
                make_appeal(
                    decision=decision,
                    outcome=chance.choice(["UPHELD", "REFUSED", ""]),
                    now=at,
                )

    def _within(self, moment):
        return (
            moment is not None
            and self.YEAR.first <= moment.astimezone(BEIRUT).date() <= self.YEAR.last
        )

    @pytest.mark.usefixtures("_a_year")
    def test_equal_a_recount_from_the_rows(self):
        report = counted(self.YEAR, with_moderators=True)

        measures = [
            target
            for target in DecisionTarget.objects.select_related("decision", "comment")
            if target.decision.outcome in RESTRICTING
            and self._within(target.decision.issued_at)
        ]
        decided = [a for a in Appeal.objects.all() if self._within(a.decided_at)]
        lodged = [a for a in Appeal.objects.all() if self._within(a.lodged_at)]
        assert 0 < len(measures) < DecisionTarget.objects.count()
        assert report.total.measures == len(measures)
        assert report.total.detected_automatically == sum(
            each.decision.was_detected_automatically for each in measures
        )
        assert {
            each.code: each.measures for each in report.by_rule if each.measures
        } == (Counter(each.decision.rule for each in measures))
        assert {each.code: each.measures for each in report.by_language} == Counter(
            each.comment.language for each in measures
        )
        assert report.statements == sum(
            self._within(each.issued_at) for each in Statement.objects.all()
        )
        assert report.reports_received == sum(
            self._within(each.reported_at) for each in Report.objects.all()
        )
        assert report.notices_received == sum(
            self._within(each.received_at) for each in Notice.objects.all()
        )
        assert report.appeals.lodged == len(lodged)
        assert report.appeals.decided == len(decided)
        assert report.appeals.upheld == sum(a.outcome == "UPHELD" for a in decided)

    @pytest.mark.usefixtures("_a_year")
    def test_are_the_sums_of_every_table(self):
        report = counted(self.YEAR, with_moderators=True)

        for lines in (report.by_rule, report.by_language, report.by_moderator):
            for figure in ("measures", "own", "after_reports", "appeals", "upheld"):
                total = sum(getattr(each, figure) for each in lines)
                assert total == getattr(report.total, figure), figure

    @pytest.mark.usefixtures("_a_year")
    def test_are_those_of_the_twelve_months_together(self):
        months = selectors.list_months(period=self.YEAR)

        assert len(months) == 12
        assert sum(number for _day, number in months) == (
            counted(self.YEAR).comments_removed
        )


class TestMeasured:
    def test_knows_the_middle_and_what_nine_of_ten_took(self):
        spans = [hours * HOUR for hours in (5, 1, 4, 2, 3, 6, 7, 8, 10, 90)]

        assert measured(spans) == Durations(number=10, median_hours=5.5, most_hours=10)

    def test_takes_one_for_all(self):
        assert measured([HOUR]) == Durations(number=1, median_hours=1, most_hours=1)
