"""The report as files: the same figures, and nothing that a spreadsheet would run."""

import csv
import io
from datetime import UTC, date

import pytest
from django.utils import translation

from hiwar.moderation import report_files, selectors
from hiwar.moderation.figures import Period
from tests.factories import make_reader

from .figures import make_appeal, make_notice, make_removal

pytestmark = pytest.mark.django_db

FEBRUARY = Period(first=date(2017, 2, 1), last=date(2017, 2, 28), zone=UTC)


def counted(**options):
    return selectors.get_report(period=FEBRUARY, **options)


class TestFiles:
    def _rows(self, report):
        text = report_files.report_csv(report)
        assert text.startswith("\ufeff")
        return list(csv.DictReader(io.StringIO(text[1:])))

    def test_hold_the_same_figures(self):
        make_appeal(decision=make_removal(language="ar"), outcome="UPHELD")
        make_notice()
        report = counted()

        rows = {
            (row["table"], row["row"], row["figure"]): row["value"]
            for row in self._rows(report)
        }
        figures = report_files.report_json(report)

        assert figures["measures"]["total"] == 1
        assert rows["measures", "", "total"] == "1"
        assert rows["appeals", "", "overturn_rate_percent"] == "100.0"
        assert rows["by_rule", "personal_attack", "upheld"] == "1"
        assert rows["by_language", "ar", "total"] == "1"
        category = "STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH"
        assert rows["notices_by_category", category, "waiting"] == "1"

    @pytest.mark.parametrize(
        "name", ['=HYPERLINK("x")', "+1", "-1", "@SUM(A1)", "\t=1"]
    )
    def test_hold_no_formula_whatever_somebody_is_called(self, name):
        moderator = make_reader()
        type(moderator).objects.filter(pk=moderator.pk).update(name=name)
        make_removal(moderator=moderator)

        rows = self._rows(counted(with_moderators=True))

        named = {row["name"] for row in rows if row["table"] == "by_moderator"}
        assert named == {f"'{name}"}
        for row in rows:
            assert all(
                not value or value[0] not in "=+-@\t\r" for value in row.values()
            )

    def test_have_the_same_names_of_figures_in_every_language(self):
        make_removal()
        english = [row["figure"] for row in self._rows(counted())]

        with translation.override("ar"):
            arabic = [row["figure"] for row in self._rows(counted())]

        assert arabic == english
