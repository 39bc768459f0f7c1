"""Make the lists that come from elsewhere: `python -m hiwar.scorer.words.make FOLDER`.

`profanity_en.txt` comes from Surge's profanity list (MIT) and LDNOOBW (CC BY 4.0);
`common_en.txt` is what stands most often in the training texts.
"""

import csv
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
LEAST_SEVERE = 1.2
# Named by the lists, and said of people and things every day without harm.
INNOCENT = frozenset((HERE / "innocent_en.txt").read_text("utf-8").split())


def main(folder: Path) -> None:
    severities: dict[str, float] = {}
    for line in (folder / "lexicon_ldnoobw_en.txt").read_text("utf-8").splitlines():
        severities[line.strip().lower()] = 1.5
    with (folder / "lexicon_surge_profanity_en.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            severities[row["text"].strip().lower()] = float(row["severity_rating"])
    kept = {
        word: severity
        for word, severity in severities.items()
        if severity >= LEAST_SEVERE
        and word not in INNOCENT
        and re.fullmatch(r"[a-z][a-z' -]{2,}", word)
    }
    _write("profanity_en", [f"{word}\t{kept[word]:g}" for word in sorted(kept)])

    counts: Counter[str] = Counter()
    for name, column in (
        ("en_civilcomments_toxicspans_train.csv", "comment_text"),
        ("en_wikitalk_cat_gc.csv", "text"),
    ):
        with (folder / name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                counts.update(set(re.findall(r"[a-z']{1,20}", row[column].lower())))
    common = [word for word, _count in counts.most_common(2600) if word not in kept]
    _write("common_en", sorted(common[:2000]))


def _write(name: str, lines: list[str]) -> None:
    head = f"# Made by make.py: {len(lines)} entries."
    (HERE / f"{name}.txt").write_text("\n".join([head, *lines, ""]), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
