"""Names kept for members of staff and bylines."""

from django.db import transaction

from hiwar.accounts.models import Reader, ReservedName
from hiwar.kernel.text.skeleton import skeleton


@transaction.atomic
def reserve_name(
    *, kind: ReservedName.Kind, source: str, name: str, bearer: Reader | None = None
) -> ReservedName:
    """Keep `name` for `bearer` alone, or for no reader; return the reservation.

    `source` says on whose behalf (`byline:7`); it reserves one name, so a new one
    takes the place of the old. Readers and guests who have the name keep it.
    """
    reserved, _is_new = ReservedName.objects.update_or_create(
        kind=kind,
        source=source,
        defaults={"name": name, "skeleton": skeleton(name), "bearer": bearer},
    )
    return reserved


@transaction.atomic
def release_name(*, kind: ReservedName.Kind, source: str) -> None:
    """Give back the name that `source` reserved, if it did."""
    ReservedName.objects.filter(kind=kind, source=source).delete()
