"""Articles: a story in one language, at a dated address that never breaks."""

from datetime import datetime

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.fields import StreamField
from wagtail.models import (
    DraftStateMixin,
    LockableMixin,
    Orderable,
    PreviewableMixin,
    RevisionMixin,
    TranslatableMixin,
    WorkflowMixin,
)
from wagtail.search import index

from hiwar.newsroom import blocks

from .previews import previews
from .terms import Byline, Section, Topic


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self, *, now: datetime) -> "ArticleQuerySet":
        """Return those a reader may see at `now`, whatever the scheduler has done."""
        return self.filter(live=True).exclude(expire_at__lte=now)


class Article(
    WorkflowMixin,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    index.Indexed,
    ClusterableModel,
):
    """A story in one language. Articles with one `translation_key` are one story."""

    class Comments(models.TextChoices):
        """Who may comment; the names are those of `discussion.Thread.Mode`."""

        OPEN = "OPEN", _("open")
        HELD = "HELD", _("held first")
        REGISTERED = "REGISTERED", _("registered readers only")
        CLOSED = "CLOSED", _("closed")

    headline = models.CharField(_("headline"), max_length=300, blank=True)
    standfirst = models.TextField(_("standfirst"), blank=True)
    slug = models.SlugField(
        _("address"),
        max_length=100,
        allow_unicode=True,
        blank=True,
        help_text=_("Made from the headline when it is left empty."),
    )
    section = models.ForeignKey(
        Section, models.PROTECT, related_name="articles", verbose_name=_("section")
    )
    agency = models.CharField(_("agency"), max_length=200, blank=True)
    photo = models.ForeignKey(
        "newsroom.Photo",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead photo"),
    )
    photo_alt = models.CharField(
        _("alternative text"),
        max_length=500,
        blank=True,
        help_text=_("What is to be seen, for those who do not see it."),
    )
    photo_caption = models.CharField(_("caption"), max_length=1000, blank=True)
    photo_credit = models.CharField(_("credit"), max_length=300, blank=True)
    body = StreamField(blocks.Body(), verbose_name=_("story"), blank=True)
    comments = models.CharField(
        _("comments"), max_length=10, choices=Comments.choices, default=Comments.OPEN
    )
    # When a published article last changed for its readers.
    updated_at = models.DateTimeField(null=True, blank=True, editable=False)
    # What its readers see, as a hash, and the topics of the change log that show it:
    # written when it is published, so that a change is known, and told to the pages
    # that it leaves as well as to those that it comes to.
    shown_hash = models.CharField(max_length=32, blank=True, editable=False)
    shown_under = models.JSONField(default=list, blank=True, editable=False)
    # The article it was translated from, and what that one showed then.
    source = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="translated_to",
    )
    source_hash = models.CharField(max_length=32, blank=True, editable=False)

    revisions = GenericRelation(
        "wagtailcore.Revision",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="article",
        for_concrete_model=False,
    )
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="article",
        for_concrete_model=False,
    )

    objects = ArticleQuerySet.as_manager()

    search_fields = [
        index.SearchField("headline", boost=2),
        index.AutocompleteField("headline"),
        index.SearchField("standfirst"),
        index.SearchField("body"),
        index.FilterField("live"),
        index.FilterField("locale_id"),
        index.FilterField("section_id"),
        index.FilterField("first_published_at"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [
            # The newest of an edition, and of a section, without sorting.
            models.Index(
                name="newest_articles",
                fields=["locale", "-first_published_at", "-id"],
                condition=models.Q(live=True),
            ),
            models.Index(
                name="newest_articles_of_section",
                fields=["section", "-first_published_at", "-id"],
                condition=models.Q(live=True),
            ),
        ]

    def __str__(self) -> str:
        return self.headline or str(_("Untitled"))

    @property
    def is_older_than_source(self) -> bool:
        """Whether the published source shows something else than was translated."""
        if not self.source or not self.source.shown_hash:
            return False
        return self.source.shown_hash != self.source_hash

    def with_content_json(self, content: dict) -> "Article":
        """Return a revision as an article, with what belongs to no revision kept."""
        article = super().with_content_json(content)
        for name in FACTS_OF_THE_WHOLE:
            setattr(article, name, getattr(self, name))
        return article

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        return previews().article(self)


# True of an article whichever of its revisions is shown.
FACTS_OF_THE_WHOLE = (
    "updated_at",
    "shown_hash",
    "shown_under",
    "source",
    "source_hash",
)


class Authorship(Orderable):
    """A byline's place under a headline."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="authorships")
    byline = models.ForeignKey(
        Byline, models.PROTECT, related_name="authorships", verbose_name=_("byline")
    )

    def __str__(self) -> str:
        return f"{self.byline_id} of {self.article_id}"


class Subject(Orderable):
    """A topic of an article."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="subjects")
    topic = models.ForeignKey(
        Topic, models.PROTECT, related_name="subjects", verbose_name=_("topic")
    )

    def __str__(self) -> str:
        return f"{self.topic_id} of {self.article_id}"


class Correction(Orderable):
    """What was wrong in a published article, said below it with its date."""

    article = ParentalKey(Article, on_delete=models.CASCADE, related_name="corrections")
    text = models.TextField(_("what was corrected"))
    made_at = models.DateTimeField(_("when"), default=timezone.now)

    def __str__(self) -> str:
        return self.text


class ArticleAddress(models.Model):
    """An address that an article has, or had: old ones redirect to the newest."""

    article = models.ForeignKey(Article, models.CASCADE, related_name="addresses")
    language = models.CharField(max_length=12, choices=settings.LANGUAGES)
    published_on = models.DateField()
    slug = models.SlugField(max_length=100, allow_unicode=True)
    is_current = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="an_address_leads_to_one_article",
                fields=["language", "published_on", "slug"],
            ),
            models.UniqueConstraint(
                name="an_article_has_one_current_address",
                fields=["article"],
                condition=models.Q(is_current=True),
            ),
        ]

    def __str__(self) -> str:
        return f"/{self.language}/{self.published_on:%Y/%m/%d}/{self.slug}/"


class PublishingFailure(models.Model):
    """A revision that was due and could not be published, as the desk shows it."""

    class Cause(models.TextChoices):
        """What to do about it, for editors; `reason` is for whoever runs the site."""

        GONE = (
            "GONE",
            _(
                "Something that it names has been deleted: its section, a byline, "
                "a topic or a picture. Choose another one."
            ),
        )
        BUSY = "BUSY", _("The database was busy. It will be published by itself.")
        OTHER = (
            "OTHER",
            _("Something broke on our side. The details are in the server's log."),
        )

    revision = models.OneToOneField(
        "wagtailcore.Revision", models.CASCADE, related_name="publishing_failure"
    )
    cause = models.CharField(max_length=10, choices=Cause.choices, default=Cause.OTHER)
    reason = models.CharField(max_length=500)
    tries = models.PositiveIntegerField(default=1)
    failed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.reason}"
