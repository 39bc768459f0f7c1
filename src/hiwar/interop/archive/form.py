"""How a line was written, where that is not how we write: so it can be given back.

An archive may order its keys otherwise, leave out what is null, write its times in
another zone. None of that is worth a column, all of it is needed to give back the
same line. A form holds no word of what the line said: a comment that is erased must
not live on beside its table.
"""

import json
from collections.abc import Iterator, Sequence
from typing import Any, Final

from . import moments

_MOMENTS: Final = frozenset(
    {"joined_at", "published_at", "updated_at", "posted_at", "at"}
)
# Ways in which programs write JSON; the first is ours.
_STYLES: Final[tuple[dict[str, Any], ...]] = (
    {"ensure_ascii": False},
    {"ensure_ascii": True},
    {"ensure_ascii": False, "separators": (",", ":")},
    {"ensure_ascii": True, "separators": (",", ":")},
)

# A picture's identity here, and the name of its file in the archive.
File = tuple[str, str]


def remember(
    line: str,
    *,
    value: dict[str, Any],
    ours: dict[str, Any],
    files: Sequence[File] = (),
    **others: Any,
) -> str:
    """Return the form of `line`, empty if it is ours.

    `value` is what the line holds, `ours` what we would write for it; `others` is
    what else is needed to write it again, under names of its own.
    """
    form: dict[str, Any] = {name: how for name, how in others.items() if how}
    if files:
        form["files"] = [list(file) for file in files]
    if line != json.dumps(ours, **_STYLES[0]):
        if style := _style_of(line, value):
            form["style"] = style
        form |= _differences(value, ours)
    return json.dumps(form, ensure_ascii=False) if form else ""


def write(value: dict[str, Any], form: str) -> str:
    """Return the line for `value`, in `form` as far as that still fits."""
    if not form:
        return json.dumps(value, **_STYLES[0])
    kept = json.loads(form)
    for path, how in kept.get("times", {}).items():
        _write_time(value, path.split("."), how)
    for path, keys in sorted(kept.get("keys", {}).items(), reverse=True):
        value = _order(value, path.split(".") if path else [], keys)
    return json.dumps(value, **_STYLES[kept.get("style", 0)])


def recall(form: str, name: str) -> Any:
    """Return what was kept under `name`, or None."""
    return json.loads(form).get(name) if form else None


class Names:
    """The names that a line gave to its pictures, each taken once, in their order."""

    def __init__(self, form: str) -> None:
        self._files = recall(form, "files") or []
        # Whether the line named a lead photo, here or not.
        self.has_lead = bool(recall(form, "lead"))

    def take(self, identity: str) -> str | None:
        """Return the name that the picture of this identity had, or None."""
        for file in self._files:
            if file[0] == identity:
                self._files.remove(file)
                return file[1]
        return None


def _style_of(line: str, value: dict[str, Any]) -> int:
    for style, options in enumerate(_STYLES):
        if line == json.dumps(value, **options):
            return style
    return 0


def _differences(value: dict[str, Any], ours: dict[str, Any]) -> dict[str, Any]:
    keys, times = {}, {}
    for path, theirs, mine in _pairs(value, ours, ""):
        if list(theirs) != list(mine):
            keys[path] = list(theirs)
        for key in _MOMENTS.intersection(theirs):
            if theirs[key] and theirs[key] != mine[key]:
                times[f"{path}.{key}".lstrip(".")] = moments.manner(theirs[key])
    found = {"keys": keys, "times": times}
    return {name: members for name, members in found.items() if members}


def _pairs(theirs: Any, mine: Any, path: str) -> Iterator[tuple[str, dict, dict]]:
    """Return each object of a line beside ours, with the way to it."""
    if isinstance(theirs, dict) and isinstance(mine, dict):
        yield path, theirs, mine
        for key in theirs.keys() & mine.keys():
            yield from _pairs(theirs[key], mine[key], f"{path}.{key}".lstrip("."))
    elif isinstance(theirs, list) and isinstance(mine, list):
        for place, (left, right) in enumerate(zip(theirs, mine, strict=False)):
            yield from _pairs(left, right, f"{path}.{place}".lstrip("."))


def _find(value: Any, path: list[str]) -> Any:
    for key in path:
        if isinstance(value, list):
            value = value[int(key)] if int(key) < len(value) else None
        elif isinstance(value, dict):
            value = value.get(key)
    return value


def _write_time(value: dict[str, Any], path: list[str], how: str) -> None:
    holder = _find(value, path[:-1])
    if not isinstance(holder, dict) or not holder.get(path[-1]):
        return
    written = moments.write_in_manner(moments.parse(holder[path[-1]]), how)
    if written:
        holder[path[-1]] = written


def _order(value: dict[str, Any], path: list[str], keys: list[str]) -> dict[str, Any]:
    """Put the members at `path` in the order of `keys`, other nulls left out."""
    holder = _find(value, path)
    if not isinstance(holder, dict):
        return value
    left = [k for k in holder if k not in keys and holder[k] is not None]
    ordered = {key: holder[key] for key in [*keys, *left] if key in holder}
    holder.clear()
    holder.update(ordered)
    return value
