"""The parts of a story's body, as an editor puts them together."""

from django.utils.translation import gettext_lazy as _
from wagtail.blocks import (
    BooleanBlock,
    CharBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
)
from wagtail.images.blocks import ImageChooserBlock

# What may be said inside a sentence: the archive format's `<em>`, `<strong>`, `<a>`.
INLINE = ["bold", "italic", "link"]


class Quote(StructBlock):
    text = RichTextBlock(label=_("Words"), features=INLINE)
    by = CharBlock(label=_("Who said it"), required=False)

    class Meta:
        label = _("Quote")
        icon = "openquote"


class Points(StructBlock):
    is_ordered = BooleanBlock(label=_("Numbered"), required=False)
    entries = ListBlock(RichTextBlock(features=INLINE), label=_("Points"))

    class Meta:
        label = _("List")
        icon = "list-ul"


class Picture(StructBlock):
    photo = ImageChooserBlock(label=_("Picture"))
    alt = CharBlock(
        label=_("Alternative text"),
        required=False,
        help_text=_("What is to be seen, for those who do not see it."),
    )
    caption = CharBlock(label=_("Caption"), required=False)
    credit = CharBlock(label=_("Credit"), required=False)

    class Meta:
        label = _("Picture")
        icon = "image"


class Body(StreamBlock):
    paragraph = RichTextBlock(label=_("Paragraph"), features=INLINE, icon="pilcrow")
    crosshead = CharBlock(label=_("Crosshead"), icon="title", max_length=200)
    quote = Quote()
    list = Points()
    image = Picture()
