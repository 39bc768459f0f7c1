from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from hiwar.kernel import dates

BEIRUT = ZoneInfo("Asia/Beirut")
MORNING = datetime(2017, 2, 16, 9, 22, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _customs_again():
    yield
    dates.use(dates.Customs())


class TestMoment:
    def test_is_told_in_the_zone_of_the_site(self):
        dates.use(dates.Customs(zone=BEIRUT, region="LB"))

        assert dates.moment(MORNING) == "16 February 2017, 11:22"

    @pytest.mark.parametrize(
        ("region", "month"), [("LB", "شباط"), ("EG", "فبراير"), ("MA", "فبراير")]
    )
    def test_names_months_as_the_region_does(self, region, month):
        dates.use(dates.Customs(zone=BEIRUT, region=region))

        with translation.override("ar"):
            assert dates.day(MORNING) == f"16 {month} 2017"

    def test_writes_digits_as_the_site_wants_them(self):
        dates.use(dates.Customs(zone=BEIRUT, region="LB", digits="default"))

        with translation.override("ar"):
            assert dates.clock(MORNING) == "١١:٢٢"
            assert dates.number(1024) == "١٬٠٢٤"

    def test_goes_on_in_a_language_that_the_region_does_not_speak(self):
        dates.use(dates.Customs(zone=BEIRUT, region="LB"))

        with translation.override("ru"):
            assert dates.day(MORNING) == "16 февраля 2017"

    def test_knows_days_without_a_time(self):
        assert dates.day(date(2017, 2, 16)) == "16 February 2017"
