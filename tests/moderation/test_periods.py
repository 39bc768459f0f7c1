"""For which days a report is asked."""

from datetime import UTC, date

import pytest

from hiwar.kernel.errors import NotFound
from hiwar.moderation import periods


class TestPeriod:
    TODAY = date(2026, 11, 22)

    def _chosen(self, first="", last=""):
        period = periods.chosen(first=first, last=last, zone=UTC, today=self.TODAY)
        return period.first, period.last

    def test_is_the_last_twelve_months_unless_asked(self):
        assert self._chosen() == (date(2025, 12, 1), self.TODAY)

    @pytest.mark.parametrize("today", [date(2026, 12, 31), date(2028, 2, 29)])
    def test_is_twelve_months_on_any_day(self, today):
        preset = periods.twelve_months(today=today)

        months = (today.year - preset.first.year) * 12 + today.month
        assert months - preset.first.month == 11

    def test_ends_today_at_the_latest(self):
        assert self._chosen("2026-01-01", "2030-01-01")[1] == self.TODAY

    def test_may_be_given_the_wrong_way_round(self):
        days = (date(2026, 1, 1), date(2026, 3, 1))

        assert self._chosen("2026-03-01", "2026-01-01") == days

    @pytest.mark.parametrize(
        ("first", "last"),
        [
            ("yesterday", ""),
            ("2026-02-30", ""),
            ("", "1999-12-31"),
            ("2027-01-01", "2027-02-01"),
            ("١٢٣٤", ""),
            ("2026-01-01'--", ""),
        ],
    )
    def test_is_not_there_for_what_is_no_day(self, first, last):
        with pytest.raises(NotFound):
            self._chosen(first, last)

    def test_is_offered_as_people_ask_for_it(self):
        offered = [
            (each.first, each.last) for each in periods.list_presets(today=self.TODAY)
        ]

        assert (date(2026, 10, 1), date(2026, 10, 31)) in offered
        assert (date(2025, 1, 1), date(2025, 12, 31)) in offered
