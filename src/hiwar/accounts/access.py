"""Doors: who may manage people, and whom."""

from uuid import UUID

from hiwar.kernel import errors

from .models import Reader


def check_may_manage_people(reader: Reader) -> None:
    """Raise NotAllowed unless `reader` may invite people and give them roles."""
    if not reader.has_perm("accounts.manage_people"):
        raise errors.NotAllowed


def reader_to_manage(*, uuid: UUID) -> Reader:
    """Return someone who works for the paper. Raises NotFound for anybody else."""
    reader = Reader.objects.filter(uuid=uuid, is_staff=True).first()
    if reader is None:
        raise errors.NotFound
    return reader
