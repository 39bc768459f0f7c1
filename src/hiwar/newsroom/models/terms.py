"""How articles are sorted and signed: sections, topics, bylines, each in a language."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import TranslatableMixin
from wagtail.search import index


class Term(TranslatableMixin, index.Indexed, models.Model):
    """A name in one language with an address of its own."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.SlugField(
        _("address"), max_length=100, allow_unicode=True, blank=True
    )

    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True

    def __str__(self) -> str:
        return self.name


class Section(Term):  # type: ignore[django-manager-missing] # Wagtail is untyped
    class Meta(Term.Meta):
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        constraints = [
            models.UniqueConstraint(
                name="a_section_has_its_own_address", fields=["locale", "slug"]
            ),
        ]
        indexes = [models.Index(name="sections_by_name", fields=["locale", "name"])]


class Topic(Term):  # type: ignore[django-manager-missing] # Wagtail is untyped
    class Meta(Term.Meta):
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        constraints = [
            models.UniqueConstraint(
                name="a_topic_has_its_own_address", fields=["locale", "slug"]
            ),
        ]
        indexes = [models.Index(name="topics_by_name", fields=["locale", "name"])]


class Byline(Term):  # type: ignore[django-manager-missing] # Wagtail is untyped
    """Who is named as author of an article. No reader or guest may take the name."""

    about = models.TextField(_("about"), blank=True)
    photo = models.ForeignKey(
        "newsroom.Photo",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="bylines",
        verbose_name=_("account"),
    )

    class Meta(Term.Meta):
        verbose_name = _("byline")
        verbose_name_plural = _("bylines")
        constraints = [
            models.UniqueConstraint(
                name="a_byline_has_its_own_address", fields=["locale", "slug"]
            ),
        ]
        indexes = [models.Index(name="bylines_by_name", fields=["locale", "name"])]
