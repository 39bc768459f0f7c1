"""`{{ when|moment }}`, `{{ when|day }}`, `{{ when|clock }}`, `{{ count|number }}`."""

from django import template

from hiwar.kernel import dates

register = template.Library()

for write in (dates.moment, dates.day, dates.clock, dates.number):
    register.filter(write.__name__, write)
