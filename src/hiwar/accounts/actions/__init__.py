"""Every write of accounts."""

from .erasure import AlreadyErased, WorksForPaper, erase_guest, erase_reader
from .guests import rename_guest, welcome_guest, welcome_guests
from .links import (
    LinkDead,
    issue_sign_in_link,
    use_sign_in_link,
)
from .people import (
    Deactivated,
    LastEditor,
    deactivate_reader,
    give_role,
    invite,
    reactivate_reader,
    set_role,
    take_role,
)
from .pictures import remove_avatar, set_avatar
from .readers import (
    EmailTaken,
    LanguageUnknown,
    RenamedTooSoon,
    create_reader,
    forget_password,
    forget_unproved_password,
    import_reader,
    remove_unverified_readers,
    rename_reader,
    set_language,
)
from .reserved import release_name, reserve_name
from .restrictions import (
    forget_addresses,
    lift_restriction,
    reinstate_restriction,
    restrict,
    set_trusted,
)

__all__ = [
    "AlreadyErased",
    "Deactivated",
    "EmailTaken",
    "LanguageUnknown",
    "LastEditor",
    "LinkDead",
    "RenamedTooSoon",
    "WorksForPaper",
    "create_reader",
    "deactivate_reader",
    "erase_guest",
    "erase_reader",
    "forget_addresses",
    "forget_password",
    "forget_unproved_password",
    "give_role",
    "import_reader",
    "invite",
    "issue_sign_in_link",
    "lift_restriction",
    "reactivate_reader",
    "reinstate_restriction",
    "release_name",
    "remove_avatar",
    "remove_unverified_readers",
    "rename_guest",
    "rename_reader",
    "reserve_name",
    "restrict",
    "set_avatar",
    "set_language",
    "set_role",
    "set_trusted",
    "take_role",
    "use_sign_in_link",
    "welcome_guest",
    "welcome_guests",
]
