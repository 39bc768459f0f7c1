"""What editors and moderators decide about all discussions, or those of a section."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting


@register_setting(icon="comment", order=300)
class DiscussionRules(BaseGenericSetting):
    """What an editor may decide about all discussions."""

    guests_may_comment = models.BooleanField(_("guests may comment"), default=True)
    hold_first_comments_of_guests = models.BooleanField(
        _("hold first comments of guests for review"), default=False
    )
    held_words = models.TextField(
        _("words that hold a comment for review"),
        blank=True,
        help_text=_(
            "One word or phrase a line, in any language. They are found however they"
            " are written: in capitals, stretched, with vowel marks or with"
            " look-alike letters."
        ),
    )
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
