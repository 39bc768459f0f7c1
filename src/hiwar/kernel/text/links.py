"""Links of comment text: `[words](address)` and bare addresses, none of which lie.

Only http, https and mailto, without user names in the address. Where the words look
like an address and are not the link's own, or where a host only looks like Latin, the
host is written after the link.
"""

import re
import unicodedata
from typing import Final
from urllib.parse import urlsplit

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline

from hiwar.kernel.text import characters, skeleton

REL: Final = "nofollow ugc noopener"

_LONGEST: Final = 2000
_UNSEEN: Final = "".join(sorted(characters.BIDI_CONTROLS)) + "\u200b\u2060\ufeff\u00ad"
# What an address may hold: no spaces, quotes or brackets of other kinds, and nothing
# that browsers read as something else (\ as /).
_PART: Final = rf"[^\s()<>\"“”„«»`\\^{{}}|{_UNSEEN}]"
_WORDED: Final = re.compile(
    rf"\[([^\[\]\n]{{1,300}})\]\(((?:{_PART}|\({_PART}*+\)){{1,{_LONGEST}}}+)\)"
)
_BARE: Final = re.compile(
    rf"(?:https?://|mailto:)(?:{_PART}|[()]){{1,{_LONGEST}}}+", re.I
)
_SCHEME: Final = re.compile(r"(?<!\w)(?:https?|mailto)\Z", re.I)
_LONGEST_SCHEME: Final = len("mailto")
_TRAILING: Final = ".,;:!?'\"*_~…،؛؟۔’‘]"

_HOST: Final = re.compile(r"(?!-)[\w-]+(?:\.[\w-]+)*\.?")
_MAIL: Final = re.compile(r"mailto:([\w.+%-]+@[\w-]+(?:\.[\w-]+)+)", re.I)
# Words that anybody would take for an address.
_SHOWN_ADDRESS: Final = re.compile(
    r"(?:https?|mailto|ftp)\s*:|[^\W_][\w-]*[.][^\W\d_]{2,}|\S@\S", re.I
)
_DOTS: Final = str.maketrans(dict.fromkeys("。․‧·٠۔", "."))


def install(parser: MarkdownIt) -> None:
    """Add our links to the rules."""
    parser.inline.ruler.after("emphasis", "bare_link", _bare)
    parser.inline.ruler.after("emphasis", "worded_link", _worded)


def _worded(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != "[" or state.linkLevel:
        return False
    found = _WORDED.match(state.src, state.pos, state.posMax)
    if not found or not any(map(characters.is_visible, found[1])):
        return False
    target = _target(state.md, found[2])
    if not target:
        return False
    href, host = target
    end = state.posMax
    state.pos, state.posMax = found.span(1)
    _open(state, href)
    state.md.inline.tokenize(state)
    _close(state)
    if _misleads(found[1], found[2], host):
        state.append_pending(f" ({host})")
    state.pos, state.posMax = found.end(), end
    return True


def _bare(state: StateInline, silent: bool) -> bool:
    if silent or state.src[state.pos] != ":" or state.linkLevel:
        return False
    scheme = _SCHEME.search(state.pending[-_LONGEST_SCHEME - 1 :])
    if not scheme:
        return False
    start = state.pos - len(scheme[0])
    found = _BARE.match(state.src, start, state.posMax)
    if not found or len(found[0]) >= _LONGEST:
        return False
    address = _trimmed(found[0])
    target = _target(state.md, address)
    if not target:
        return False
    href, host = target
    state.pending = state.pending[: -len(scheme[0])]
    _open(state, href)
    state.append_pending(address)
    _close(state)
    if _looks_latin(address):
        state.append_pending(f" ({host})")
    state.pos = start + len(address)
    return True


def _open(state: StateInline, href: str) -> None:
    token = state.push("link_open", "a", 1)
    token.attrs = {"href": href, "rel": REL}
    state.linkLevel += 1


def _close(state: StateInline) -> None:
    state.linkLevel -= 1
    state.push("link_close", "a", -1)


def _trimmed(address: str) -> str:
    """Return `address` without what belongs to the sentence around it."""
    unopened = address.count(")") - address.count("(")
    while address:
        if address[-1] == ")" and unopened > 0:
            unopened -= 1
        elif address[-1] not in _TRAILING:
            break
        address = address[:-1]
    return address


def _target(parser: MarkdownIt, address: str) -> tuple[str, str] | None:
    """Return what `address` links to and the host to name, or None for no link."""
    named = _mail_address(address) or _host(address)
    if not named:
        return None
    href = parser.normalizeLink(address)
    # The sanitiser takes away what it cannot read, such as a host of mixed direction:
    # then there is no link to begin with.
    if "href" not in nh3.clean(f'<a href="{href}">', tags={"a"}, link_rel=None):
        return None
    return href, urlsplit(href).hostname or named


def _mail_address(address: str) -> str | None:
    found = _MAIL.fullmatch(address)
    return found and found[1]


def _host(address: str) -> str | None:
    """Return the host of a web address that hides nothing, or None."""
    try:
        parts = urlsplit(address)
        has_port = parts.port is not None or not parts.netloc.endswith(":")
    except ValueError:
        return None
    is_web = re.match(r"https?://", address, re.I)
    host = parts.hostname or ""
    if is_web and has_port and "@" not in parts.netloc and _HOST.fullmatch(host):
        return host
    return None


def _misleads(words: str, address: str, host: str) -> bool:
    """Say whether `words` can be taken for another address than the link's."""
    words = unicodedata.normalize("NFKC", words).translate(_DOTS)
    # Stars may become emphasis and so vanish.
    shown = "".join(c for c in words if c != "*" and not characters.is_invisible(c))
    if _looks_latin(address):
        return True
    if not _SHOWN_ADDRESS.search(shown):
        return False
    return _without_scheme(shown) not in {_without_scheme(address), host}


def _without_scheme(address: str) -> str:
    address = re.sub(r"\A\s*(?:https?://|mailto:)", "", address.strip(), flags=re.I)
    return address.rstrip("/").casefold()


def _looks_latin(address: str) -> bool:
    """Say whether the host is written in other letters that look like Latin ones."""
    host = urlsplit(address).hostname or ""
    return not host.isascii() and skeleton.skeleton(host).isascii()
