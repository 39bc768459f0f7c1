"""The house style, as far as a machine can keep it."""

import ast
import importlib
import pkgutil
import re
from pathlib import Path

import pytest

import hiwar
from hiwar.kernel.errors import Refusal

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [
    path
    for path in sorted((ROOT / "src" / "hiwar").rglob("*.py"))
    if "migrations" not in path.parts
]
TESTS = sorted((ROOT / "tests").rglob("test_*.py"))
STYLES = sorted((ROOT / "src" / "hiwar").rglob("*.css"))
TEMPLATES = [
    path
    for folder in (ROOT / "src" / "hiwar").rglob("templates")
    for path in sorted(folder.rglob("*.html"))
]

# A write by the ORM: what only actions do.
WRITES = re.compile(
    r"objects\.(create|bulk_create|get_or_create|update_or_create)\("
    r"|\.(save|delete|bulk_update)\(|\.update\(\s*[a-z_]+=|prepared\.(insert|update)\("
)
SAVES_SIGNALS = re.compile(r"\b(post_save|pre_save|post_delete|pre_delete)\b")
PHYSICAL = re.compile(
    r"(?<![-\w])(margin|padding|border)-(left|right|top|bottom)\b"
    r"|(?<![-\w])(left|right)\s*:|text-align\s*:\s*(left|right)|float\s*:\s*(left|right)"
)
INLINE = re.compile(
    r"<script(?![^>]*(?:src=|application/ld\+json))|\sstyle=|\son\w+=", re.I
)


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def descendants(family: type[Refusal]) -> set[type[Refusal]]:
    found = set(family.__subclasses__())
    return found.union(*(descendants(child) for child in found)) if found else found


# Fitting what ships takes more libraries (`training` in pyproject.toml).
WITH_MORE_LIBRARIES = {
    f"hiwar.scorer.training.{name}" for name in ("encoder", "fit", "train")
}


def import_everything() -> None:
    for module in pkgutil.walk_packages(hiwar.__path__, "hiwar."):
        if ".migrations" not in module.name and module.name not in WITH_MORE_LIBRARIES:
            importlib.import_module(module.name)


def test_only_actions_write_to_the_database():
    allowed = {"actions", "changes"}

    offenders = [
        f"{name(path)}: {match.group()}"
        for path in SOURCES
        if not allowed & {path.stem, *path.parts} and "kernel" not in path.parts
        for match in WRITES.finditer(path.read_text())
    ]

    assert offenders == []


def test_nothing_hides_in_save_signals():
    assert [name(p) for p in SOURCES if SAVES_SIGNALS.search(p.read_text())] == []


def test_no_module_is_a_promise_that_anything_may_be_inside():
    promises = {"utils", "helpers", "services", "managers", "base", "common", "misc"}
    # Where Django looks for a database's connections.
    promised = ("kernel", "sqlite", "base.py")

    assert [
        name(p)
        for p in SOURCES
        if p.stem in promises and p.parts[-len(promised) :] != promised
    ] == []


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=name)
def test_no_module_is_longer_than_its_wall(path):
    assert len(path.read_text().splitlines()) <= 400


def test_every_method_in_a_test_class_is_collected():
    """A misspelt `tets_…` would otherwise never run, and so never fail."""
    offenders = [
        f"{name(path)}: {method.name}"
        for path in TESTS
        for cls in ast.parse(path.read_text()).body
        if isinstance(cls, ast.ClassDef) and cls.name.startswith("Test")
        for method in cls.body
        if isinstance(method, ast.FunctionDef)
        and not method.name.startswith(("test_", "_"))
        and "fixture" not in "".join(map(ast.unparse, method.decorator_list))
    ]

    assert offenders == []


def test_refusal_codes_are_unique_and_documented():
    import_everything()
    documented = re.findall(
        r"^## `(\w+)`", (ROOT / "docs/reference/refusals.md").read_text(), re.M
    )

    codes = [refusal.code for refusal in descendants(Refusal)]

    assert sorted(codes) == sorted(set(codes))
    assert sorted(documented) == sorted(codes)


def test_styles_know_no_left_and_no_right():
    offenders = [
        f"{name(path)}: {match.group()}"
        for path in STYLES
        for match in PHYSICAL.finditer(path.read_text())
    ]

    assert offenders == []


def test_no_template_carries_script_or_style():
    offenders = [
        f"{name(path)}: {match.group()}"
        for path in TEMPLATES
        for match in INLINE.finditer(path.read_text())
    ]

    assert offenders == []


def test_every_package_says_what_it_is_for():
    packages = [p.parent for p in (ROOT / "src" / "hiwar").glob("*/__init__.py")]

    missing = [p.name for p in packages if not (p / "README.md").exists()]
    too_long = [
        p.name
        for p in packages
        if p.name not in missing
        and len((p / "README.md").read_text().splitlines()) > 60
    ]

    assert missing == []
    assert too_long == []
