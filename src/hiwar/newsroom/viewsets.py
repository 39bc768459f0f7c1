"""The newsroom's place in Wagtail's desk: lists, filters, forms."""

import django_filters
from django import forms
from django.db.models import F, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import (
    FieldPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PublishingPanel,
)
from wagtail.admin.ui.tables import (
    Column,
    DateColumn,
    LiveStatusTagColumn,
    LocaleColumn,
    StatusFlagColumn,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput, SlugInput
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from . import forms as newsroom_forms
from .models import Article, Byline, Edition, Section, StandingPage, Topic
from .panels import CorrectionsPanel, SourcePanel, chosen
from .showing import ShownCreateView, ShownEditView
from .spoken import SpokenViewSet
from .translating import TranslatableEditView


class ArticleFilters(WagtailFilterSet):
    """Section, language (Wagtail adds it), state, and what waits for a translator."""

    section = django_filters.ModelChoiceFilter(
        queryset=Section.objects.select_related("locale").order_by("locale_id", "name"),
        label=_("Section"),
    )
    live = django_filters.ChoiceFilter(
        label=_("State"),
        choices=[("1", _("Published")), ("0", _("Not published"))],
        method="filter_live",
    )
    older = django_filters.ChoiceFilter(
        label=_("Translation"),
        choices=[("1", _("Older than its source"))],
        method="filter_older",
    )

    class Meta:
        model = Article
        fields = ["section", "live", "older"]

    def filter_live(self, found: QuerySet, name: str, value: str) -> QuerySet:
        return found.filter(live=value == "1")

    def filter_older(self, found: QuerySet, name: str, value: str) -> QuerySet:
        older = ~Q(source__shown_hash="") & ~Q(source__shown_hash=F("source_hash"))
        return found.filter(older, source__isnull=False)


class ArticleViewSet(SpokenViewSet):
    model = Article
    icon = "doc-full"
    url_namespace = "articles"
    menu_label = _("Articles")
    menu_name = "articles"
    menu_order = 100
    add_to_admin_menu = True
    url_prefix = "articles"
    add_view_class = ShownCreateView
    edit_view_class = ShownEditView
    filterset_class = ArticleFilters
    list_per_page = 30
    ordering = ["-latest_revision__created_at", "-id"]
    copy_view_enabled = False
    list_display = [
        "__str__",
        Column("section", label=_("Section"), sort_key="section__name"),
        LocaleColumn(label=_("Language")),
        StatusFlagColumn(
            "is_older_than_source",
            label=_("Translation"),
            true_label=_("older than its source"),
        ),
        LiveStatusTagColumn(label=_("State")),
        DateColumn(
            "first_published_at", label=_("Published"), sort_key="first_published_at"
        ),
    ]
    edit_handler = ObjectList(
        [
            SourcePanel(),
            FieldPanel(
                "headline",
                classname="title",
                # Wagtail shows no other label above a title.
                widget=AdminAutoHeightTextInput(attrs={"placeholder": _("Headline")}),
            ),
            FieldPanel("standfirst"),
            FieldPanel("section", widget=forms.Select),
            chosen(
                "authorships",
                Byline,
                "byline",
                heading=_("Bylines"),
                label=_("Byline"),
            ),
            FieldPanel("agency"),
            MultiFieldPanel(
                [
                    FieldPanel("photo", heading=_("Picture")),
                    FieldPanel("photo_alt"),
                    FieldPanel("photo_caption"),
                    FieldPanel("photo_credit"),
                ],
                heading=_("Lead photo"),
            ),
            FieldPanel("body"),
            CorrectionsPanel(
                "corrections",
                panels=[FieldPanel("text"), FieldPanel("made_at")],
                heading=_("Corrections"),
                label=_("Correction"),
            ),
            chosen("subjects", Topic, "topic", heading=_("Topics"), label=_("Topic")),
            MultiFieldPanel(
                [
                    FieldPanel("slug", widget=SlugInput),
                    FieldPanel("comments"),
                ],
                heading=_("Address and comments"),
            ),
            PublishingPanel(),
        ],
        base_form_class=newsroom_forms.Article,
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        return Article.objects.select_related("section", "source", "latest_revision")


class TermViewSet(SpokenViewSet):
    """What sections, topics and bylines have in common."""

    edit_view_class = TranslatableEditView
    ordering = ["name", "id"]
    copy_view_enabled = False
    list_display = ["name", LocaleColumn(label=_("Language"))]
    edit_handler = ObjectList(
        [FieldPanel("name"), FieldPanel("slug", widget=SlugInput)],
        base_form_class=newsroom_forms.Term,
    )


class SectionViewSet(TermViewSet):
    model = Section
    icon = "folder-open-inverse"
    url_prefix = "sections"


class TopicViewSet(TermViewSet):
    model = Topic
    icon = "tag"
    url_prefix = "topics"


class BylineViewSet(TermViewSet):
    model = Byline
    icon = "user"
    url_prefix = "bylines"
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("slug", widget=SlugInput),
            FieldPanel("about"),
            FieldPanel("photo"),
        ],
        base_form_class=newsroom_forms.Term,
    )


class StandingPageViewSet(SpokenViewSet):
    model = StandingPage
    icon = "doc-empty"
    url_prefix = "standing-pages"
    add_view_class = ShownCreateView
    edit_view_class = ShownEditView
    ordering = ["locale_id", "position", "id"]
    copy_view_enabled = False
    list_display = [
        "title",
        LocaleColumn(label=_("Language")),
        LiveStatusTagColumn(label=_("State")),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel(
                "title",
                classname="title",
                widget=AdminAutoHeightTextInput(attrs={"placeholder": _("Title")}),
            ),
            FieldPanel("body"),
            FieldPanel("slug", widget=SlugInput),
            FieldPanel("position"),
            PublishingPanel(),
        ],
        base_form_class=newsroom_forms.Addressed,
    )


class EditionViewSet(SpokenViewSet):
    model = Edition
    icon = "site"
    url_prefix = "editions"
    ordering = ["locale_id"]
    copy_view_enabled = False
    list_display = ["name", LocaleColumn(label=_("Language"))]
    edit_handler = ObjectList(
        [
            FieldPanel("locale", widget=forms.Select),
            FieldPanel("name"),
            FieldPanel("tagline"),
            FieldPanel("lead"),
            InlinePanel(
                "sections",
                panels=[FieldPanel("section", widget=forms.Select)],
                heading=_("Sections on the front page, in their order"),
                label=_("Section"),
            ),
            InlinePanel(
                "navigation",
                panels=[
                    FieldPanel("section", widget=forms.Select),
                    FieldPanel("words"),
                    FieldPanel("address"),
                ],
                heading=_("Navigation"),
                label=_("Link"),
            ),
        ],
        base_form_class=newsroom_forms.Edition,
    )


class PaperGroup(SnippetViewSetGroup):
    """What an editor sets up now and then, under one item of the menu."""

    items = (
        EditionViewSet,
        SectionViewSet,
        TopicViewSet,
        BylineViewSet,
        StandingPageViewSet,
    )
    menu_label = _("The paper")
    menu_icon = "list-ul"
    menu_name = "paper"
    menu_order = 200
