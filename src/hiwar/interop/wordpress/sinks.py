"""Where the words of a paragraph go: into the story, a quote, a list, a row.

A sink is opened by a tag and closed by its end. It is given paragraphs and, closed,
gives parts of the story to the sink around it.
"""

from typing import Final

from hiwar.interop.archive.entries import Part
from hiwar.interop.archive.parsing import LONGEST_CAPTION, LONGEST_NAME

from .runs import Look, Run, plain, to_html

Runs = list[Run]

LONGEST_CROSSHEAD: Final = 200
NESTED: Final = "– "
INDENT: Final = "\N{NO-BREAK SPACE}" * 2


class Sink:
    """Takes paragraphs; what it makes of them is in `parts`."""

    # Whether a line's end in the text ends a paragraph here.
    is_flow = False
    # Whether blanks are kept.
    is_pre = False

    def __init__(self) -> None:
        self.parts: list[Part] = []

    def take(self, runs: Runs) -> None:
        raise NotImplementedError

    def take_part(self, part: Part) -> None:
        self.parts.append(part)

    def close(self) -> list[Part]:
        return self.parts


def paragraph(text: str) -> Part:
    return {"kind": "paragraph", "text": text}


class Flow(Sink):
    """The story itself, and whatever only groups its parts."""

    is_flow = True

    def take(self, runs: Runs) -> None:
        self.take_part(paragraph(to_html(runs)))


class Pre(Sink):
    """Code and verse: each line a paragraph, its indent kept."""

    is_flow = True
    is_pre = True

    def take(self, runs: Runs) -> None:
        text = to_html(runs)
        indent = len(text) - len(text.lstrip(" "))
        self.take_part(paragraph("\N{NO-BREAK SPACE}" * indent + text.lstrip(" ")))


class OneLine(Sink):
    """Whose paragraphs are one, parted by a blank."""

    def __init__(self) -> None:
        super().__init__()
        self.runs: Runs = []

    def take(self, runs: Runs) -> None:
        if self.runs:
            self.runs.append((" ", Look()))
        self.runs.extend(runs)


class Heading(OneLine):
    """A crosshead; too long for one, a strong paragraph."""

    def close(self) -> list[Part]:
        if not self.runs:
            return self.parts
        text = to_html(self.runs, with_strong=False)
        if len(text) <= LONGEST_CROSSHEAD:
            return [{"kind": "crosshead", "text": text}, *self.parts]
        return [paragraph(f"<strong>{text}</strong>"), *self.parts]


class Quote(Sink):
    """A quotation: one part for each paragraph, who said it under the last."""

    is_flow = True

    def __init__(self) -> None:
        super().__init__()
        self._by: Runs = []

    def take(self, runs: Runs) -> None:
        self.take_part({"kind": "quote", "text": to_html(runs), "by": ""})

    def take_name(self, runs: Runs) -> None:
        self._by = [*self._by, (" ", Look()), *runs] if self._by else runs

    def close(self) -> list[Part]:
        quotes = [part for part in self.parts if part["kind"] == "quote"]
        name = plain(self._by)
        if quotes and len(name) <= LONGEST_NAME:
            quotes[-1]["by"] = name
        elif name:
            self.take_part(paragraph(to_html(self._by)))
        return self.parts


class Cite(Sink):
    """Who said a quotation."""

    def __init__(self, quote: Quote) -> None:
        super().__init__()
        self._quote = quote

    def take(self, runs: Runs) -> None:
        self._quote.take_name(runs)


class Points(Sink):
    """A list. One inside another goes on in it, its points marked as nested."""

    def __init__(self, *, is_ordered: bool, around: "Points | None") -> None:
        super().__init__()
        self.is_ordered = is_ordered
        self._around = around
        self._depth: int = around._depth + 1 if around else 0
        self._number = 0
        # Depth, number and words of each point; those of the outermost list for all.
        self._points: list[tuple[int, str, str]] = around._points if around else []

    def take(self, runs: Runs) -> None:
        """Take words that stand in the list and in no point of it."""
        self.add(to_html(runs))

    def add(self, text: str) -> None:
        self._number += 1
        mark = f"{self._number}. " if self.is_ordered else NESTED
        self._points.append((self._depth, mark, text))

    def close(self) -> list[Part]:
        if self._around or not self._points:
            return self.parts
        is_flat = all(depth == 0 for depth, _mark, _text in self._points)
        # Counted by a page, points that are nested would count, too.
        numbers_itself = self.is_ordered and not is_flat
        items = [
            INDENT * (depth - 1) + mark + text if depth or numbers_itself else text
            for depth, mark, text in self._points
        ]
        is_ordered = self.is_ordered and is_flat
        points = {"kind": "list", "ordered": is_ordered, "items": items}
        return [points, *self.parts]


class Point(OneLine):
    """One point of a list."""

    def __init__(self, points: Points) -> None:
        super().__init__()
        self._points = points

    def settle(self) -> None:
        """Add what there is to the list: another list begins inside."""
        if self.runs:
            self._points.add(to_html(self.runs))
            self.runs = []

    def close(self) -> list[Part]:
        self.settle()
        return self.parts


class Row(Sink):
    """A row of a table: its cells in one line."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[str] = []

    def take(self, runs: Runs) -> None:
        self.cells.append(to_html(runs))

    def close(self) -> list[Part]:
        cells = [cell for cell in self.cells if cell]
        return [paragraph(" · ".join(cells)), *self.parts] if cells else self.parts


class Cell(OneLine):
    """A cell of a table."""

    def __init__(self, row: Row) -> None:
        super().__init__()
        self._row = row

    def close(self) -> list[Part]:
        self._row.cells.append(to_html(self.runs))
        return self.parts


class Figure(Flow):
    """Pictures, with a caption: that of the picture if there is one of each."""

    def take_caption(self, runs: Runs) -> None:
        images = [part for part in self.parts if part["kind"] == "image"]
        words = plain(runs)
        is_fitting = len(images) == 1 and len(words) <= LONGEST_CAPTION
        if is_fitting and not images[0]["caption"]:
            images[0]["caption"] = words
        else:
            self.take(runs)


class Caption(OneLine):
    """The caption of a figure; without one, a paragraph."""

    def __init__(self, figure: Figure | None) -> None:
        super().__init__()
        self._figure = figure

    def close(self) -> list[Part]:
        if self.runs and self._figure:
            self._figure.take_caption(self.runs)
        elif self.runs:
            return [paragraph(to_html(self.runs)), *self.parts]
        return self.parts
