"""The site's rules, for the forms that remove a comment."""

from django import template

from hiwar.moderation.rules import list_rules

register = template.Library()

register.simple_tag(list_rules)
