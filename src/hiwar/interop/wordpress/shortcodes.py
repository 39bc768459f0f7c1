"""WordPress' own shortcodes as the HTML that they stand for.

Others are left as they are: `[sic]` is a word. Whoever needs a plugin's shortcode
sees it in the text, as on a site without the plugin.
"""

import html
import re
from typing import Final

_OPENING: Final = re.compile(
    r"(\[?)\[(caption|wp_caption|gallery|playlist|audio|video|embed|youtube|vimeo)"
    r"(?![\w-])([^\[\]]{0,4000})\](\]?)"
)
_ATTRIBUTE: Final = re.compile(
    r"""([\w-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'\]]+))"""
)
_ADDRESS: Final = re.compile(r"https?://[^\s\"'<>\]]+")
_IMAGE: Final = re.compile(
    r"\s*(?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?", re.IGNORECASE
)
_ENCLOSING: Final = frozenset({"caption", "wp_caption", "embed", "video", "audio"})


def expand(source: str) -> str:
    """Return `source` with captions as figures, media as links, galleries as such."""
    if "[" not in source:
        return source
    out: list[str] = []
    place = 0
    unclosed: set[str] = set()
    while found := _OPENING.search(source, place):
        out.append(source[place : found.start()])
        place = found.end()
        before, name, attributes, after = found.groups()
        if before and after:
            # Written twice as `[[gallery]]` to be shown, not to be run.
            out.append(found[0][1:-1])
            continue
        inside = ""
        if name in _ENCLOSING and name not in unclosed:
            end = source.find(f"[/{name}]", place)
            if end < 0:
                unclosed.add(name)
            else:
                inside = source[place:end]
                place = end + len(name) + 3
        out.append(before + _expanded(name, attributes, inside) + after)
    out.append(source[place:])
    return "".join(out)


def _expanded(name: str, written: str, inside: str) -> str:
    attributes = {
        key.lower(): next(filter(None, values), "")
        for key, *values in _ATTRIBUTE.findall(written)
    }
    if name in {"caption", "wp_caption"}:
        return _figure(attributes, inside)
    if name == "gallery":
        ids = attributes.get("ids") or attributes.get("include") or ""
        return f'\n<wp-gallery ids="{html.escape(ids)}"></wp-gallery>\n'
    addresses = _ADDRESS.findall(f"{written} {inside}")
    links = [
        f'<p><a href="{html.escape(a)}">{html.escape(a, quote=False)}</a></p>'
        for a in dict.fromkeys(map(html.unescape, addresses))
    ]
    return "\n".join(["", *links, ""])


def _figure(attributes: dict[str, str], inside: str) -> str:
    image = _IMAGE.match(inside)
    words = inside[image.end() :] if image else inside
    words = words.strip() or attributes.get("caption", "")
    picture = image[0] if image else ""
    return f"\n<figure>{picture}<figcaption>{words}</figcaption></figure>\n"
