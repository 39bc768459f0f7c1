"""What editors and moderators decide about all discussions, or those of a section."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .threads import Thread


@register_setting(icon="comment", order=300)
class DiscussionRules(BaseGenericSetting):
    """What an editor may decide about all discussions."""

    guests_may_comment = models.BooleanField(_("guests may comment"), default=True)
    close_after_days = models.PositiveSmallIntegerField(
        _("close discussions after this many days"),
        null=True,
        blank=True,
        help_text=_("Empty: they stay open."),
    )
    comments_per_minute = models.PositiveSmallIntegerField(
        _("comments a minute from one author"),
        default=6,
        validators=[MinValueValidator(1)],
    )
    comments_per_hour_from_one_address = models.PositiveSmallIntegerField(
        _("comments an hour from the guests of one network address"),
        default=120,
        validators=[MinValueValidator(1)],
    )

    class Meta:
        verbose_name = _("rules of discussion")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class ScreeningRule(models.Model):
    """How a rule of `screening` is set for the whole site, or for one section.

    A rule without a row does what its own file says. That of a section comes before
    that of the site; the words of both are looked for.
    """

    class Verdict(models.TextChoices):
        OFF = "OFF", _("off")
        ASK = "ASK", _("ask the author first")
        HOLD = "HOLD", _("hold for review")
        REFUSE = "REFUSE", _("refuse and say why")

    # As in `Thread.section`; empty: the whole site.
    section = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=60)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    threshold = models.FloatField(default=0)
    # A word or phrase a line.
    words = models.TextField(blank=True)

    class Meta:
        permissions = [("set_screening", _("Can set what is held for review"))]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                name="a_rule_is_set_once_for_a_section", fields=["section", "name"]
            ),
            models.CheckConstraint(
                name="screening_verdict_is_known",
                condition=models.Q(verdict__in=["OFF", "ASK", "HOLD", "REFUSE"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} in {self.section or 'all'}"


class PlaceRules(models.Model):
    """On what terms one writes in the whole site, or in one section.

    What a section says comes before what the site says. An article can be stricter
    than both, and never less strict.
    """

    # As in `Thread.section`; empty: the whole site.
    section = models.CharField(max_length=60, blank=True, unique=True)
    # Empty, of a section: as in the whole site.
    mode = models.CharField(max_length=10, choices=Thread.Mode.choices, blank=True)
    # As in `Thread.slow_minutes`; empty, of a section: as in the whole site.
    slow_minutes = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [
            models.CheckConstraint(
                name="place_mode_is_known",
                condition=models.Q(
                    mode__in=["", "OPEN", "HELD", "REGISTERED", "CLOSED"]
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.section or "all"
