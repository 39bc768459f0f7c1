"""Sentences in every language: `collect` them, `compile` them, `check` them.

English is what stands in the code; every other language has a catalogue. Babel
does what Django's own commands leave to the gettext programs, so that nothing
outside the virtual environment is needed.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "hiwar"
LANGUAGES = ("ar",)
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def path_of(language: str) -> Path:
    return SOURCE / "locale" / language / "LC_MESSAGES" / "django.po"


def read(language: str) -> Catalog:
    path = path_of(language)
    if not path.exists():
        return Catalog(
            locale=language,
            project="Hiwar",
            version="1",
            copyright_holder="the makers of Hiwar",
            charset="utf-8",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language)


def found() -> Iterator[tuple[str, int, str | tuple[str, ...], str | None]]:
    """Yield place, line, message and context of every sentence in the code."""
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt", ".xml"}:
            continue
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "{%" not in text:
                continue
            # Indentation means nothing in a template, but Python's reader minds it.
            lines = templatize(text).splitlines()
            text = "\n".join(line.strip() for line in lines)
        place = path.relative_to(SOURCE).as_posix()
        stream = io.BytesIO(text.encode())
        for line, message, _comments, context in extract("python", stream, KEYWORDS):
            yield place, line, message, context


def collect() -> int:
    """Bring every catalogue up to date with the code."""
    template = Catalog(charset="utf-8")
    for place, _line, message, context in found():
        # No line numbers: they would change the file with every edit of the code.
        template.add(message, locations=[(place, None)], context=context)
    for language in LANGUAGES:
        catalogue = read(language)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path = path_of(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            write_po(file, catalogue, width=88, omit_header=False, sort_output=True)
    compile_()
    return check()


def compile_() -> int:
    for language in LANGUAGES:
        with path_of(language).with_suffix(".mo").open("wb") as file:
            write_mo(file, read(language))
    return 0


def check() -> int:
    """Say which sentences are missing, fuzzy, unused, or lost a placeholder."""
    wanted = {(_id(message), context) for _, _, message, context in found()}
    faults = []
    for language in LANGUAGES:
        entries = {(_id(m.id), m.context): m for m in read(language) if m.id}
        faults += [
            f"{language}: not collected: {key[0]}" for key in wanted - set(entries)
        ]
        faults += [
            f"{language}: no longer used: {key[0]}" for key in set(entries) - wanted
        ]
        faults += [
            f"{language}: {fault}: {_id(entry.id)}"
            for entry in entries.values()
            if (fault := _fault(entry))
        ]
    for fault in sorted(faults):
        print(fault)
    return 1 if faults else 0


def _id(message: str | tuple[str, ...]) -> str:
    return message if isinstance(message, str) else message[0]


def _fault(entry: Message) -> str:
    written = [entry.string] if isinstance(entry.string, str) else list(entry.string)
    if not all(written):
        return "not translated"
    if entry.fuzzy:
        return "fuzzy"
    plural = entry.id if isinstance(entry.id, str) else entry.id[1]
    wanted = set(PLACEHOLDER.findall(plural))
    if len(written) == 1 and set(PLACEHOLDER.findall(written[0])) != wanted:
        return "other placeholders"
    # The forms for none, one and two may say the number in words.
    if any(set(PLACEHOLDER.findall(form)) - wanted for form in written):
        return "unknown placeholders"
    return ""


if __name__ == "__main__":
    commands = {"collect": collect, "compile": compile_, "check": check}
    sys.exit(commands[sys.argv[1]]())
