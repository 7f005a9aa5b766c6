"""What a form says at the top of its sheets while it is filled: how much is missing, and where."""

from __future__ import annotations

from schema.documents import Area, Mark, Style
from schema.settings import Settings
from steps.compose import look
from steps.compose.form.counts import Counts
from steps.compose.form.lists import Figure, Lists, general_name
from steps.compose.form.needs import Values, general_needs, is_blank
from steps.compose.form.paper import Paper
from steps.compose.form.plan import Block
from steps.compose.form.said import Said, chosen, said

DONE = "✓"
HEIGHT = 32  # two lines: the sections of a long form do not stand on one
_STYLE = Style(size=11, bold=True, align="center", fill=look.MISSING, wrap=True)
_GOOD = Style(fill=look.GOOD)
_BROKEN = said("Có ô báo lỗi (#…): đề nghị xóa nội dung ô đó rồi gõ lại.")
_LISTED, _DUE, _MISSING, _SECTIONS = range(4)  # the figures' order on the hidden sheet


class Progress:
    """The counts of one form, and the line on each of its two sheets that tells them."""

    def __init__(
        self, settings: Settings, lists: Lists, blocks: tuple[Block, ...], general: Values
    ) -> None:
        self._campaign, self._lists, self._general = settings.campaign, lists, general
        self._asked = [column.field for column in general_needs(settings)]
        counts = Counts(settings.campaign, blocks, general)
        self._sections, blanks = counts.sections(), counts.blanks()
        owed = len(lists.units) if lists.sender else 0
        first = _SECTIONS + len(self._sections)
        self.figures = (
            counts.listed,
            Figure("Đơn vị phải báo cáo", lists.due(_LISTED), max(counts.listed.value, owed)),
            Figure("Ô phải điền còn trống", lists.total(first, len(blanks)),
                   sum(blank.value for blank in blanks)),
            *(section._replace(label=f"Đã đủ: {section.label}") for section in self._sections),
            *blanks,
        )  # fmt: skip

    def put_rows(self, draft: look.Draft, row: int, page: Paper) -> None:
        """Put the data sheet's line: blanks and units missing, then each section's units."""
        text, last = self._rows(), len(page.widths)
        _put(draft, Area(row, page.left, row, page.first - 1), text)
        if page.first < last:  # the same over the second page, which shows alone when scrolled
            again = Said(look.address(row, page.left), text.shown)
            _put(draft, Area(row, page.first, row, last - 1), again)

    def _rows(self) -> Said:
        listed, due = self._at(_LISTED), self._at(_DUE)
        short = self._value(_DUE) - self._value(_LISTED)
        units = Said(f"({due}-{listed})", str(short))
        absent = chosen(
            f"{listed}<{due}", short > 0, said(", ", units, " đơn vị chưa có dòng"), said("")
        )
        left = said("Còn ", self._said(_MISSING), " ô phải điền", absent)
        is_full = self._value(_MISSING) == 0 and short <= 0
        full = said(f"{DONE} Đã điền đủ các ô phải điền")
        parts = [chosen(f"AND({self._at(_MISSING)}=0,{listed}>={due})", is_full, full, left)]
        for number, section in enumerate(self._sections, _SECTIONS):
            parts.append(said(f" · {section.label}: ", self._said(number), "/", self._said(_DUE)))
        first = f"Trước hết, chọn đơn vị báo cáo ở trang “{self._campaign.general_sheet}”."
        return chosen(f"{due}=0", self._value(_DUE) == 0, said(first), said(*parts))

    def put_general(self, draft: look.Draft, row: int, width: int) -> None:
        """Put sheet 1's line: its own blanks, and those of the data sheet."""
        blank = [f"(LEN(TRIM({general_name(field)}))=0)" for field in self._asked]
        here = sum(
            is_blank(self._general.get(field))
            for field in self._asked
            if field != "unit" or not self._lists.sender
        )
        own = Said(f"({'+'.join(blank) or '0'})", str(here))
        left = said(
            "Còn ", own, " ô phải điền ở trang này, ", self._said(_MISSING),
            f" ô ở trang “{self._campaign.data_sheet}”.",
        )  # fmt: skip
        listed, due = self._at(_LISTED), self._at(_DUE)
        test = f"AND({own.formula}=0,{self._at(_MISSING)}=0,{listed}>={due})"
        is_full = not here and not self._value(_MISSING)
        is_full = is_full and self._value(_LISTED) >= self._value(_DUE)
        full = said(f"{DONE} Đã điền đủ các ô phải điền của phụ lục.")
        _put(draft, Area(row, 0, row, width - 1), chosen(test, is_full, full, left))

    def _at(self, number: int) -> str:
        return self._lists.figure(number)

    def _value(self, number: int) -> int:
        return self.figures[number].value

    def _said(self, number: int) -> Said:
        return Said(self._at(number), str(self._value(number)))


def _put(draft: look.Draft, area: Area, text: Said) -> None:
    """Put a line over an area: green when it begins with the sign, else yellow."""
    formula = f"=IFERROR({text.formula},{_BROKEN.formula})"
    draft.merge(*area, text.shown, _STYLE, formula=formula)
    draft.heights[area.top] = HEIGHT
    first = look.span(area).partition(":")[0]
    draft.marks.append(Mark(area, "formula", f'=LEFT({first},1)="{DONE}"', _GOOD))
