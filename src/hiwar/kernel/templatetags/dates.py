"""`{{ when|moment }}`, `{{ when|day }}`, `{{ count|number }}`, `{{ part|percent }}`."""

from django import template

from hiwar.kernel import dates

register = template.Library()

for write in (
    dates.moment,
    dates.day,
    dates.month,
    dates.clock,
    dates.number,
    dates.percent,
):
    register.filter(write.__name__, write)
