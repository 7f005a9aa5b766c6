"""Where the figures of the sheet `Tỷ lệ hoàn thành` stand; other sheets refer to them here.

Few senders: two blocks, the signed one with the indicators and, overleaf, how the units
reported (programs that fit to width ignore page breaks, so blank rows turn the page). Many
senders or only one level: one block with all of it, so that its head can repeat on each page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from schema.documents import Area
from schema.settings import Settings
from steps.compose import closing, look
from steps.compose.list_layout import REPORTED

NAME = "Tỷ lệ hoàn thành"
FEW = 14  # senders that fit on one page
HEAD = 4  # head rows of a block
TAIL = 4  # rows from Tổng cộng to the signature: rates, legend, a blank one
SPARE = 14  # blank rows, so that the second block begins on the second page
RATE_WIDTH = 9  # characters at least; both blocks share the columns
WIDE = 208  # characters of a sheet that is so scaled that one block fills a page
Measure = tuple[str, str, int]  # code, label, its (first) column


class Block(NamedTuple):
    """One table of the sheet; rows and columns are counted from 0."""

    title: str  # "" = the only block
    head: int  # first of its head rows
    first: int  # the first sender's row
    total: int  # the row Tổng cộng; the senders' own rates stand below it
    rows: Mapping[str, int]  # sender's code -> its row
    own: tuple[Measure, ...]
    due: int  # the column of what is due below the sender
    lower: tuple[Measure, ...]  # number here, rate one column to the right

    @property
    def codes(self) -> set[str]:
        """Everything that the block counts."""
        return {code for code, *_ in (*self.own, *self.lower)}

    @property
    def end(self) -> int:
        """The first column right of the figures."""
        return self.lower[-1][2] + 2 if self.lower else self.own[-1][2] + 1

    def own_col(self, code: str) -> int:
        """The column of something counted of the senders themselves."""
        return next(col for name, _, col in self.own if name == code)

    def lower_col(self, code: str) -> int:
        """The column of the number of something counted below the senders."""
        return next(col for name, _, col in self.lower if name == code)

    def body(self, col: int) -> str:
        """The senders' cells of one column."""
        return f"{look.address(self.first, col)}:{look.address(self.total - 1, col)}"

    def rate_areas(self) -> Iterator[Area]:
        """Every column of rates, Tổng cộng included."""
        yield Area(self.total + 1, 2, self.total + 1, self.own[-1][2])
        for _, _, col in self.lower:
            yield Area(self.first, col + 1, self.total, col + 1)


class Plan(NamedTuple):
    """The sheet's levels, blocks and widths; the last two columns are date and note."""

    levels: tuple[str, ...]  # the senders' own, and the one below if there is one
    blocks: tuple[Block, ...]
    widths: tuple[float, ...]

    @property
    def width(self) -> int:
        """How many columns the sheet has."""
        return len(self.widths)

    def block(self, code: str) -> Block:
        """The block that holds an indicator."""
        return next(block for block in self.blocks if code in block.codes)


def plan(settings: Settings) -> Plan:
    """Lay the sheet out for the registry's levels and the campaign's indicators."""
    levels = settings.registry.levels
    indicators = {
        level: [(i.code, i.label) for i in settings.campaign.indicators if level in i.levels]
        for level in levels
    }
    reported = {level: list(REPORTED.items()) for level in levels}
    top = look.heading(look.Draft(NAME), settings, 2) + 3  # title, note, a blank line
    if len(levels) > 1 and len(settings.registry.senders) <= FEW:
        one = _block(settings, "I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU", top, indicators)
        below = one.total + TAIL + closing.size(settings) + SPARE
        two = _block(settings, "II. TÌNH HÌNH BÁO CÁO", below, reported)
        blocks: tuple[Block, ...] = (one, two)
    else:
        both = {level: [*reported[level], *indicators[level]] for level in levels}
        blocks = (_block(settings, "", top, both),)
    figures, beside = blocks[0].end - 2, 4 + 20 + 11 + 20
    wide = max(RATE_WIDTH, round((WIDE - beside) / figures, 1)) if len(blocks) > 1 else RATE_WIDTH
    return Plan(levels, blocks, (4, 20, *[wide] * figures, 11, 20))


def _block(
    settings: Settings, title: str, top: int, measures: Mapping[str, list[tuple[str, str]]]
) -> Block:
    registry, head = settings.registry, top + bool(title)
    own = tuple((*named, 2 + n) for n, named in enumerate(measures[registry.levels[0]]))
    due = 2 + len(own)
    below = measures[registry.levels[1]] if len(registry.levels) > 1 else []
    first = head + HEAD
    return Block(
        title=title,
        head=head,
        first=first,
        total=first + len(registry.senders),
        rows={sender.code: first + n for n, sender in enumerate(registry.senders)},
        own=own,
        due=due,
        lower=tuple((*named, due + 1 + 2 * n) for n, named in enumerate(below)),
    )
