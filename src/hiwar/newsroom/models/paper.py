"""The paper as a whole: its settings, its edition in each language, standing pages."""

from django import forms
from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.validators import RegexValidator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    Locale,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
)

from hiwar.newsroom import blocks
from hiwar.newsroom.zones import list_zones, validate_zone

from .previews import previews


def default_time_zone() -> str:
    return settings.TIME_ZONE


@register_setting(icon="site", order=100)
class Paper(BaseGenericSetting):
    """What holds for the paper in all its languages."""

    class Digits(models.TextChoices):
        """Numbering systems of Unicode CLDR, as Babel names them."""

        DEFAULT = "default", _("as the region writes them")
        LATIN = "latn", _("0 1 2 3 in every language")

    class Conversation(models.TextChoices):
        ARTICLE = "ARTICLE", _("each language has a discussion of its own")
        STORY = "STORY", _("all languages of a story share one discussion")

    time_zone = models.CharField(
        _("time zone"),
        max_length=60,
        default=default_time_zone,
        validators=[validate_zone],
    )
    region = models.CharField(
        _("region"),
        max_length=2,
        default="LB",
        validators=[RegexValidator("^[A-Z]{2}$", _("Two capital letters, as LB."))],
        help_text=_(
            "A country's two letters. Names of months and digits follow it: شباط in"
            " Beirut is فبراير in Cairo."
        ),
    )
    digits = models.CharField(
        _("digits"), max_length=10, choices=Digits.choices, default=Digits.LATIN
    )
    conversation = models.CharField(
        _("discussions"),
        max_length=10,
        choices=Conversation.choices,
        default=Conversation.ARTICLE,
    )
    logo = models.ForeignKey(
        "newsroom.Photo",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("logo"),
    )
    # False until the first sign-in has told the paper's name, languages and sections.
    is_founded = models.BooleanField(default=False, editable=False)

    panels = [
        FieldPanel("time_zone", widget=forms.Select(choices=list_zones())),
        FieldPanel("region"),
        FieldPanel("digits"),
        FieldPanel("conversation"),
        FieldPanel("logo"),
    ]

    class Meta:
        verbose_name = _("paper")

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Edition(ClusterableModel):
    """The paper in one language: its name, its navigation, its front page."""

    locale = models.OneToOneField(
        Locale, models.PROTECT, related_name="edition", verbose_name=_("language")
    )
    name = models.CharField(_("name of the paper"), max_length=120)
    tagline = models.CharField(_("line under the name"), max_length=200, blank=True)
    lead = models.ForeignKey(
        "newsroom.Article",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead story"),
        help_text=_("Empty: the newest story with a picture leads."),
    )

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.name


class EditionSection(Orderable):
    """A section's place on the front page."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="sections")
    section = models.ForeignKey(
        "newsroom.Section",
        models.CASCADE,
        related_name="+",
        verbose_name=_("section"),
    )

    def __str__(self) -> str:
        return f"{self.section_id} in {self.edition_id}"


class NavigationLink(Orderable):
    """A link of the masthead: to a section, or to any address on the site."""

    edition = ParentalKey(Edition, on_delete=models.CASCADE, related_name="navigation")
    section = models.ForeignKey(
        "newsroom.Section",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("section"),
    )
    words = models.CharField(_("words"), max_length=60, blank=True)
    address = models.CharField(
        _("address"),
        max_length=300,
        blank=True,
        validators=[
            RegexValidator(
                r"^(/(?!/)|https?://|mailto:)",
                _("An address begins with / on this site, with https:// elsewhere."),
            )
        ],
    )

    def __str__(self) -> str:
        return self.words or str(self.section_id)


class StandingPage(
    DraftStateMixin, RevisionMixin, PreviewableMixin, TranslatableMixin, models.Model
):
    """A page that stands for long: about, imprint, privacy, contact."""

    slug = models.SlugField(_("address"), max_length=60)
    title = models.CharField(_("title"), max_length=200)
    body = StreamField(blocks.Body(), verbose_name=_("text"), blank=True)
    position = models.PositiveSmallIntegerField(_("place in the footer"), default=0)

    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="standing_page",
        for_concrete_model=False,
    )

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("standing page")
        verbose_name_plural = _("standing pages")
        constraints = [
            models.UniqueConstraint(
                name="a_standing_page_has_its_own_address", fields=["locale", "slug"]
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return previews().standing_page(self)
