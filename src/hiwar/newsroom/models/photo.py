"""Pictures and the sizes they are served in."""

from pathlib import PurePosixPath
from uuid import uuid4

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image


class Photo(AbstractImage):
    """A picture as it was given to the paper.

    What it shows and who made it is said by each article in its own language;
    the credit here is only what a chooser fills in first.
    """

    credit = models.CharField(_("credit"), max_length=255, blank=True)

    admin_form_fields = (*Image.admin_form_fields, "credit")

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_photo", "Can choose picture")]

    def get_upload_to(self, filename: str) -> str:
        """Return a name that nobody can guess: an original is for the desk alone."""
        ending = PurePosixPath(filename).suffix.lower()
        return f"original_images/{uuid4().hex}{ending}"

    def generate_rendition_file(
        self,
        filter: Filter,  # noqa: A002 - Wagtail's name
        *,
        source: File | None = None,
    ) -> File:
        """Return a size of the picture, with the temporary file behind it closed.

        Wagtail would put most of the original's name into the name of what readers
        get: the rest could be guessed.
        """
        with super().generate_rendition_file(filter, source=source) as made:
            made.seek(0)
            ending = PurePosixPath(made.name or "").suffix
            return ContentFile(made.read(), name=f"{uuid4().hex}{ending}")


class Rendition(AbstractRendition):
    image = models.ForeignKey(Photo, models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_photo_has_one_rendition_of_a_kind",
                fields=["image", "filter_spec", "focal_point_key"],
            ),
        ]
