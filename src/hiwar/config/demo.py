"""The demo edition, loaded as an editor would: founded, written, imported, staffed."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.files.images import ImageFile
from django.utils import timezone

from hiwar import ops
from hiwar.accounts.roles import Role
from hiwar.interop.archive.foreign_ids import Kind, find
from hiwar.interop.archive.importing import import_archive
from hiwar.newsroom import actions, selectors
from hiwar.newsroom.models import Photo
from hiwar.ops import staff

from . import demo_queue

FOLDER = Path(ops.__file__).parent / "demo"
LOGO = Path("files/logo.png")


def load() -> None:
    """Load the demo edition; one that was interrupted is gone on with."""
    now = timezone.now()
    editions = _read("editions.json")
    if not selectors.get_paper().is_founded:
        actions.found_paper(founding=_founding(editions))
    for page in _read("pages.json"):
        actions.write_standing_page(
            language=page["language"],
            slug=page["kind"],
            title=page["title"],
            body=page["body"],
        )
    import_archive(FOLDER, now=now)
    # The first look at the front page should not have to wait for all its pictures.
    for photo in Photo.objects.all():
        actions.make_renditions(photo=photo, kinds=["teaser"])
    leads = find(Kind.ARTICLE, [edition["lead"] for edition in editions])
    for edition in editions:
        actions.choose_lead(
            language=edition["language"], article_id=leads[edition["lead"]].local_id
        )
    editor, moderator = (
        staff.find_first(role) or staff.hire(name=name, role=role, now=now)
        for role, name in ((Role.EDITOR, "Editor"), (Role.MODERATOR, "Moderator"))
    )
    demo_queue.load(
        file=FOLDER / "queue.json", editor=editor, moderator=moderator, now=now
    )


def _founding(editions: Iterable[dict[str, Any]]) -> actions.Founding:
    with (FOLDER / "archive.jsonl").open(encoding="utf-8") as archive:
        header = json.loads(archive.readline())
    by_language = {edition["language"]: edition for edition in editions}
    names_of_sections = zip(*(e["sections"] for e in by_language.values()), strict=True)
    return actions.Founding(
        names={language: e["name"] for language, e in by_language.items()},
        taglines={language: e["tagline"] for language, e in by_language.items()},
        sections=[
            dict(zip(by_language, names, strict=True)) for names in names_of_sections
        ],
        time_zone=header["time_zone"],
        logo=ImageFile((FOLDER / LOGO).open("rb"), name=LOGO.name),
    )


def _read(name: str) -> Any:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))
