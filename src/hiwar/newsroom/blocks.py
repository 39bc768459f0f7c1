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
    text = RichTextBlock(label=_("words"), features=INLINE)
    by = CharBlock(label=_("who said it"), required=False)

    class Meta:
        label = _("quote")
        icon = "openquote"


class Points(StructBlock):
    is_ordered = BooleanBlock(label=_("numbered"), required=False)
    entries = ListBlock(RichTextBlock(features=INLINE), label=_("points"))

    class Meta:
        label = _("list")
        icon = "list-ul"


class Picture(StructBlock):
    photo = ImageChooserBlock(label=_("picture"))
    alt = CharBlock(
        label=_("alternative text"),
        required=False,
        help_text=_("What is to be seen, for those who do not see it."),
    )
    caption = CharBlock(label=_("caption"), required=False)
    credit = CharBlock(label=_("credit"), required=False)

    class Meta:
        label = _("picture")
        icon = "image"


class Body(StreamBlock):
    paragraph = RichTextBlock(label=_("paragraph"), features=INLINE, icon="pilcrow")
    crosshead = CharBlock(label=_("crosshead"), icon="title", max_length=200)
    quote = Quote()
    list = Points()
    image = Picture()
