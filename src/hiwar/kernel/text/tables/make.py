"""Make looks.txt and scripts.txt from Unicode's own files.

    python -m hiwar.kernel.text.tables.make confusables.txt Scripts.txt

Both are at https://www.unicode.org/Public/ (security/ and UCD/). The result is
committed, so that nobody needs them to run the site. All chains are followed here,
once: a letter leads straight to what it looks like, whatever its case.

Where we leave UTS #39, and why:

- Arabic letters that differ by dots are different letters: شامي is not سامي. So no
  Arabic letter loses its dots, and an Arabic map of our own stands before UTS #39's.
- A letter never becomes punctuation (く would vanish from names), and punctuation
  never a letter (। would stick to the last word of a sentence).
- i and l are one, because I is one with both. Other letters of which each case looks
  like another Latin letter (Ν like N, ν like v) follow the case that is written.
"""

import sys
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

HERE = Path(__file__).parent
NOTICE = """\
# Made by make.py from {source}, © 1991-2026 Unicode, Inc.
# Unicode License V3: see LICENSE.unicode beside this file.
"""

# Alphabets in which a mark only decorates a letter. In all others it can be a vowel
# and so belongs to the word.
DECORATING = (
    *("Inherited", "Common", "Latin", "Greek", "Cyrillic", "Arabic", "Hebrew"),
    *("Syriac", "Coptic", "Armenian", "Georgian", "Cherokee", "Glagolitic"),
)
# Voicing in Japanese: が is another letter than か, though the mark is Inherited.
KEPT_MARKS = frozenset("\u3099\u309a")

# Default_Ignorable_Code_Point, and Braille's blank and music's null note: they show
# nothing. Format characters (Cf) are added by their category.
UNSEEN = (
    *(0x00AD, 0x034F, 0x061C, 0x3164, 0xFEFF, 0xFFA0, 0x1D159, 0x16FE4),
    *range(0x115F, 0x1161),
    *range(0x17B4, 0x17B6),
    *range(0x180B, 0x1810),
    *range(0x200B, 0x2010),
    *range(0x202A, 0x202F),
    *range(0x2060, 0x2070),
    *range(0xFE00, 0xFE10),
    *range(0xFFF0, 0xFFFC),
    *range(0x1BCA0, 0x1BCA4),
    *range(0x1D173, 0x1D17B),
    *range(0xE0000, 0xE1000),
)

OURS = {
    **dict.fromkeys("أإآٱٲٳٵ", "ا"),
    **dict.fromkeys("ىیيېۍےۓ", "ى"),
    **dict.fromkeys("كکڪ", "ك"),
    **dict.fromkeys("هةہۃھەۀۂ", "ه"),
    **dict.fromkeys("ٮںٯے", None),  # letters of their own, whatever UTS #39 says
    "Б": "b",  # UTS #39 has it only by way of a mark, and б as 6
    "б": "b",
    "Г": "r",  # by way of Γ and γ it would be y
    "г": "r",
    "Β": "b",  # and not ss, by way of ß
    "β": "b",
    "Σ": "σ",  # and not ʃ, which would be o too
}
DIGITS = {
    chr(zero + value): str(value) for zero in (0x660, 0x6F0) for value in range(10)
}


def read_scripts(path: Path) -> tuple[dict[str, str], dict[str, str]]:
    """Return the script and the category of each assigned character."""
    scripts, categories = {}, {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if ";" not in line.split("#")[0]:
            continue
        points, rest = line.split(";")
        script, comment = rest.split("#", 1)
        first, _, last = points.strip().partition("..")
        for point in range(int(first, 16), int(last or first, 16) + 1):
            scripts[chr(point)] = script.strip()
            categories[chr(point)] = comment.split()[0]
    return scripts, categories


def read_confusables(path: Path) -> dict[str, str]:
    pairs = {}
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        fields = line.split("#")[0].split(";")
        if len(fields) == 3:
            source, target = (
                "".join(chr(int(point, 16)) for point in field.split())
                for field in fields[:2]
            )
            pairs[source] = target
    return pairs


class Looks:
    """What each character looks like in the end."""

    def __init__(
        self, pairs: dict[str, str], scripts: dict[str, str], categories: dict[str, str]
    ) -> None:
        self.scripts = scripts
        self.categories = categories
        self.pairs = {s: t for s, t in pairs.items() if self._counts(s, t)}
        for source, target in (OURS | DIGITS).items():
            if target is None:
                self.pairs.pop(source, None)
            elif target != source:
                self.pairs[source] = target
        self.dropped = {c for c in scripts if self._is_dropped(c)}
        self.renamed: dict[str, str] = {"i": "l"}
        self._join_cases()

    def _is_dropped(self, char: str) -> bool:
        if ord(char) in UNSEEN or self.categories[char] == "Cf":
            return True
        return (
            self.categories[char][0] == "M"
            and self.scripts[char] in DECORATING
            and char not in KEPT_MARKS
        ) or char in "ـߺ"  # the stretches of Arabic and N'Ko

    def _counts(self, source: str, target: str) -> bool:
        """Say whether UTS #39's pair may stand here."""
        if unicodedata.normalize("NFKD", source) != source:
            return False  # taken apart before anybody looks here
        kind = self.categories.get(source, "Cn")
        kinds = {self.categories.get(c, "Cn")[0] for c in target}
        if kind[0] in "PM":
            return kind[0] == "P" and "L" not in kinds
        if kind[0] != "L":
            return True
        if not kinds & set("LN"):
            return kind == "Lm" and self.scripts[source] == "Common"
        return "M" not in kinds or self.scripts[source] in {
            "Latin",
            "Greek",
            "Cyrillic",
            "Common",
        }

    def of(self, text: str) -> str:
        """Return what `text` looks like, by following every chain to its end."""
        for _ in range(20):
            before = text
            text = "".join(self.pairs.get(c, c) for c in _apart(text))
            text = _apart(text.casefold())
            text = "".join(c for c in text if c not in self.dropped)
            text = "".join(self.renamed.get(c, c) for c in text)
            if text == before:
                return text
        raise RuntimeError(f"no end of what {before!r} looks like")

    def _join_cases(self) -> None:
        """Make each letter look the same in both cases, where that is possible."""
        for small in sorted(self.scripts):
            capital = small.upper()
            if len(capital) > 1 or capital == small or capital.lower() != small:
                continue
            one, other = self.of(capital), self.of(small)
            if one == other or (one.isascii() and other.isascii()):
                continue
            if one.isascii():
                one, other = other, one
            if len(one) == 1:
                self.renamed[one] = other

    def table(self) -> dict[str, str]:
        """Return what looks like something else than its own small letter."""
        chars = self.scripts.keys() - self.dropped
        apart = (c for c in chars if unicodedata.normalize("NFKD", c) == c)
        table = {c: self.of(c) for c in apart}
        return {c: look for c, look in table.items() if look != c.casefold()}


def _apart(text: str) -> str:
    return unicodedata.normalize("NFKD", text)


def _ranges(chars: Iterable[str]) -> Iterator[str]:
    """Yield `chars` as hexadecimal ranges."""
    first = last = -2
    for point in [*sorted(map(ord, chars)), sys.maxunicode + 2]:
        if point != last + 1:
            if first >= 0:
                yield f"{first:X}" if first == last else f"{first:X}-{last:X}"
            first = point
        last = point


def write(path: Path, *, source: str, groups: dict[str, set[str]]) -> None:
    """Write one line a group: its key, an equals sign, and its characters."""
    lines = [f"{key}={' '.join(_ranges(groups[key]))}\n" for key in sorted(groups)]
    path.write_text(NOTICE.format(source=source) + "".join(lines), encoding="utf-8")


def main(confusables: Path, scripts_file: Path) -> None:
    scripts, categories = read_scripts(scripts_file)
    looks = Looks(read_confusables(confusables), scripts, categories)
    groups: dict[str, set[str]] = {"": looks.dropped}
    for char, look in looks.table().items():
        key = ".".join(f"{ord(c):X}" for c in look)
        groups.setdefault(key, set()).add(char)
    write(HERE / "looks.txt", source="confusables.txt 18.0.0 (UTS #39)", groups=groups)
    by_script: dict[str, set[str]] = {}
    for char, script in scripts.items():
        by_script.setdefault(script, set()).add(char)
    write(HERE / "scripts.txt", source="Scripts.txt 18.0.0", groups=by_script)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
