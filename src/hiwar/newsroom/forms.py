"""The shape of what is typed in the desk and at the founding of a paper."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.validators import FileExtensionValidator
from django.utils.translation import get_language_info, override
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.models import Locale

from hiwar.kernel.forms import StrictForm
from hiwar.kernel.languages import own_name

from . import selectors
from .zones import list_zones

SECTIONS = 6
FIRST_SECTIONS = (_("City"), _("Business"), _("Culture"), _("Sport"))
LARGEST = settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS
DESK = {"css": {"all": ["newsroom/desk.css"]}, "js": ["newsroom/desk.js"]}


class Written(WagtailAdminModelForm):
    """A form in the direction of the language that its content is written in.

    The desk itself is in the editor's language, which may run the other way. Fields
    that Wagtail makes in the browser get the same from `desk.js`.
    """

    # Which language it is: read by desk.js, by choosers, and by the preview of what
    # has not been saved yet and so has no language.
    content_language = forms.CharField(required=False, widget=forms.HiddenInput)

    class Media:
        css = DESK["css"]
        js = DESK["js"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.locale_id:
            self.instance.locale = self._posted_locale()
        self.language = self.instance.locale.language_code
        is_rtl = get_language_info(self.language)["bidi"]
        marks = {"lang": self.language, "dir": "rtl" if is_rtl else "ltr"}
        self.initial["content_language"] = self.language
        self.fields["content_language"].widget.attrs.update(marks)
        for field in self.fields.values():
            if isinstance(field.widget, forms.TextInput | forms.Textarea):
                field.widget.attrs.update(marks)

    def _posted_locale(self) -> Locale:
        wanted = self.data.get("content_language", "")
        known = Locale.objects.filter(language_code=wanted).first()
        return known or Locale.get_default()


class Article(Written):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "section" in self.fields:
            self.fields["section"].queryset = selectors.list_sections(
                locale=self.instance.locale
            )
            # A draft can be saved and previewed from its first word on.
            if not self.instance.section_id:
                first = self.fields["section"].queryset.first()
                self.initial["section"] = first and first.pk
        if "headline" in self.fields:
            # A draft may go without; what is published may not.
            self.fields["headline"].required = True


class Addressed(Written):
    """What has an address of its own, once in each language."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        others = type(self.instance).objects.exclude(pk=self.instance.pk)
        others = others.filter(locale=self.instance.locale)
        slug = cleaned.get("slug")
        if slug and others.filter(slug=slug).exists():
            self.add_error("slug", _("Another one has this address."))
        return cleaned


class Term(Addressed):
    """A section, a topic, a byline: its address is made from its name if left empty."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("name") and "slug" in cleaned and not cleaned["slug"]:
            cleaned["slug"] = selectors.free_slug(
                type(self.instance),
                locale=self.instance.locale,
                name=cleaned["name"],
                besides=self.instance.pk,
            )
        return cleaned


class Edition(Written):
    """The paper in one language: its own sections, its own stories."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.fields["locale"].disabled = True
        sections = selectors.list_sections(locale=self.instance.locale)
        for formset in self.formsets.values():
            formset.form.base_fields["section"].queryset = sections
            for form in formset.forms:
                form.fields["section"].queryset = sections


class Founding(StrictForm):
    """What the first sign-in of a new paper asks for."""

    languages = forms.MultipleChoiceField(
        label=_("Languages"), widget=forms.CheckboxSelectMultiple
    )
    time_zone = forms.ChoiceField(
        label=_("All times in the paper are shown in it"), choices=list_zones
    )
    logo = forms.ImageField(
        label=_("Logo (may stay empty)"),
        required=False,
        validators=[FileExtensionValidator(settings.WAGTAILIMAGES_EXTENSIONS)],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = [code for code, _name in settings.LANGUAGES]
        languages = cast(forms.MultipleChoiceField, self.fields["languages"])
        languages.choices = [(code, own_name(code)) for code in self.codes]
        self.initial.setdefault("languages", self.codes)
        self.initial.setdefault("time_zone", settings.TIME_ZONE)
        for code in self.codes:
            self._add_word(f"name_{code}", code, _("Name in %(language)s"), 120)
        for place in range(SECTIONS):
            for code in self.codes:
                self._add_word(
                    f"section_{place}_{code}", code, _("In %(language)s"), 200
                )
                if place < len(FIRST_SECTIONS):
                    with override(code):
                        first = str(FIRST_SECTIONS[place])
                    self.initial.setdefault(f"section_{place}_{code}", first)

    def _add_word(self, name: str, code: str, label: Any, length: int) -> None:
        info = get_language_info(code)
        self.fields[name] = forms.CharField(
            label=label % {"language": info["name_translated"]},
            required=False,
            max_length=length,
            widget=forms.TextInput(
                attrs={"lang": code, "dir": "rtl" if info["bidi"] else "ltr"}
            ),
        )

    def names(self) -> list[forms.BoundField]:
        return [self[f"name_{code}"] for code in self.codes]

    def sections(self) -> list[list[forms.BoundField]]:
        """Return the fields of each section, one in every language."""
        return [
            [self[f"section_{place}_{code}"] for code in self.codes]
            for place in range(SECTIONS)
        ]

    def clean_logo(self) -> Any:
        logo = self.cleaned_data["logo"]
        if logo and logo.image.width * logo.image.height > LARGEST:
            raise forms.ValidationError(_("This picture is too large."))
        return logo

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = cleaned.get("languages", [])
        for code in chosen:
            if not cleaned.get(f"name_{code}"):
                self.add_error(f"name_{code}", _("The paper needs a name."))
        if chosen and not self.named_sections():
            self.add_error("section_0_" + chosen[0], _("Name at least one section."))
        return cleaned

    def named_sections(self) -> list[dict[str, str]]:
        """Return the names of each section by language, without those left empty."""
        chosen = self.cleaned_data.get("languages", [])
        rows = (
            {
                code: name
                for code in chosen
                if (name := self.cleaned_data.get(f"section_{place}_{code}"))
            }
            for place in range(SECTIONS)
        )
        return [row for row in rows if row]
