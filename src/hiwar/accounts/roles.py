"""The roles of those who work for the paper.

A role is a group of Django's. What each may do is a table in `config/roles.py`,
because the rights are those of packages above this one.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    REPORTER = "REPORTER", _("reporter")
    EDITOR = "EDITOR", _("editor")
    MODERATOR = "MODERATOR", _("moderator")
