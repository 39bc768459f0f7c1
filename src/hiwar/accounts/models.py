"""Readers, guests, the names that are kept for others, and one-time sign-in links."""

import hashlib
import uuid
from datetime import datetime

from django.contrib.auth.models import (
    AbstractBaseUser,
    BaseUserManager,
    PermissionsMixin,
)
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

LONGEST_NAME = 40
LONGEST_SKELETON = 160


class ReaderManager(BaseUserManager["Reader"]):
    def get_by_natural_key(self, email: str | None) -> "Reader":
        return self.get(email__iexact=email)


class Reader(AbstractBaseUser, PermissionsMixin):  # type: ignore[django-manager-missing]
    """Anyone with an account: a reader, and whoever works for the paper."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(_("name"), max_length=LONGEST_NAME)
    # What the name looks like (kernel.text.skeleton): no two may look alike, but for
    # imported ones, which keep their spelling and are flagged for an editor.
    skeleton = models.CharField(max_length=LONGEST_SKELETON, db_index=True)
    is_name_disputed = models.BooleanField(default=False)
    # When they last changed what others see: a name may not change all the time.
    renamed_at = models.DateTimeField(null=True, blank=True)
    # An imported reader may have no address; they cannot sign in.
    email = models.EmailField(_("e-mail"), unique=True, null=True, blank=True)
    avatar = models.ImageField(upload_to="avatars/", blank=True)
    language = models.CharField(_("language"), max_length=12, blank=True)
    joined_at = models.DateTimeField(default=timezone.now)
    is_active = models.BooleanField(_("active"), default=True)
    # Names the paper's own people: they wear a badge that no name can imitate.
    is_staff = models.BooleanField(_("works for the paper"), default=False)
    # Others see "Name hidden" instead: a moderator decided so.
    is_name_hidden = models.BooleanField(default=False)
    # What they write is never held for review.
    is_trusted = models.BooleanField(default=False)
    # When all that was known of them was taken out: the row alone is left, so that
    # answers to them keep their place.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = ReaderManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("reader")
        verbose_name_plural = _("readers")
        permissions = [("manage_people", _("Can invite people and give them roles"))]
        constraints = [
            models.UniqueConstraint(
                name="no_two_readers_look_alike",
                fields=["skeleton"],
                condition=models.Q(is_name_disputed=False, erased_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @property
    def first_name(self) -> str:
        """Return what the desk greets its user by; Wagtail asks for it."""
        return self.name


class Guest(models.Model):
    """Someone who comments without an account, known again by a signed cookie."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    # Shown beside the name: the same guest has the same mark, another guest who
    # takes that name does not.
    mark = models.CharField(max_length=8)
    # The newest that they gave; never shown.
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    # Others see "Name hidden" instead, whatever name they give.
    is_name_hidden = models.BooleanField(default=False)
    email = models.EmailField(blank=True)
    first_seen_at = models.DateTimeField(default=timezone.now)
    # As in `Reader`.
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"{self.name} ·{self.mark}"


class ReservedName(models.Model):
    """A name that no guest and no reader may take: a byline's, a member of staff's."""

    class Kind(models.TextChoices):
        STAFF = "STAFF", _("member of staff")
        BYLINE = "BYLINE", _("byline")

    name = models.CharField(max_length=200)
    skeleton = models.CharField(max_length=LONGEST_SKELETON, db_index=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    # Whose it is: the reader who may bear it, if it is a reader's.
    bearer = models.ForeignKey(
        Reader, models.CASCADE, null=True, blank=True, related_name="reserved_names"
    )
    # The id of the byline or reader that reserved it, so that it can be given back.
    source = models.CharField(max_length=60)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="a_source_reserves_one_name", fields=["kind", "source"]
            ),
            models.CheckConstraint(
                name="reserved_name_kind_is_known",
                condition=models.Q(kind__in=["STAFF", "BYLINE"]),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Restriction(models.Model):
    """What one author may not do, or only under watch, and until when.

    It is lifted by a moment, never deleted: the row says what was the case when.
    """

    class Kind(models.TextChoices):
        WARNING = "WARNING", _("warned")
        PAUSE = "PAUSE", _("may not write for a while")
        BAN = "BAN", _("may not write")
        HIDDEN_NAME = "HIDDEN_NAME", _("name hidden")
        PREMODERATED = "PREMODERATED", _("held for review")
        REPORTS_SLOWED = "REPORTS_SLOWED", _("reports slowed")

    reader = models.ForeignKey(
        Reader, models.CASCADE, null=True, blank=True, related_name="restrictions"
    )
    guest = models.ForeignKey(
        Guest, models.CASCADE, null=True, blank=True, related_name="restrictions"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    issued_at = models.DateTimeField()
    # When it ends by itself; empty: when it is lifted.
    until = models.DateTimeField(null=True, blank=True)
    lifted_at = models.DateTimeField(null=True, blank=True)
    # The decision of moderation, a package above, in which the reasons stand.
    decision_number = models.PositiveBigIntegerField(null=True, blank=True)
    # Of a banned guest, who can throw the cookie away: a keyed hash of the address
    # that they last wrote from, kept for a while.
    address_hash = models.CharField(max_length=32, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="restriction_is_of_one_author",
                condition=models.Q(reader__isnull=False, guest__isnull=True)
                | models.Q(reader__isnull=True, guest__isnull=False),
            ),
            models.CheckConstraint(
                name="restriction_kind_is_known",
                condition=models.Q(
                    kind__in=[
                        "WARNING",
                        "PAUSE",
                        "BAN",
                        "HIDDEN_NAME",
                        "PREMODERATED",
                        "REPORTS_SLOWED",
                    ]
                ),
            ),
        ]
        indexes = [
            models.Index(name="restrictions_of_decision", fields=["decision_number"]),
            models.Index(
                name="restrictions_of_address",
                fields=["address_hash"],
                condition=~models.Q(address_hash=""),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind}"

    def is_in_force(self, *, now: datetime) -> bool:
        """Return whether it holds at `now`."""
        return self.lifted_at is None and (self.until is None or now < self.until)


def hash_of(token: str) -> str:
    """Return what is kept of a sign-in link's secret."""
    return hashlib.sha256(token.encode()).hexdigest()


class SignInLink(models.Model):
    """A link that signs its reader in once. Only a hash of it is kept."""

    reader = models.ForeignKey(Reader, models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    # The address it was mailed to: using the link proves that the reader reads there.
    # Empty when it was handed over in another way.
    sent_to = models.EmailField(blank=True)
    issued_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"#{self.pk} for {self.reader_id}"

    def is_alive(self, *, now: datetime) -> bool:
        """Return whether it still signs its reader in. Needs the reader."""
        return (
            self.used_at is None
            and now < self.expires_at
            and self.reader.is_active
            and self.sent_to in {"", self.reader.email}
        )
