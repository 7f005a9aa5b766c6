"""The sheet `Cần sửa`: every finding, in the order in which a clerk phones through it."""

from __future__ import annotations

from collections.abc import Iterator

from schema.documents import Cell, Sheet, Shown
from schema.findings import is_error
from schema.grouping import Group, grouped
from schema.records import Finding
from schema.settings import Settings
from schema.summary import Summary
from steps.compose import listing, look, signs, wording

NAME = "Cần sửa"
MUST, MAY, EXPLAINED = "Cần sửa", "Lưu ý", "Đã giải trình"
MUST_STYLE = look.CENTER._replace(color=signs.RED, bold=True)
TOP = look.CELL._replace(valign="top")
COLUMNS = (
    listing.Column("TT", 5, look.CENTER._replace(valign="top")),
    listing.Column("Mức", 9, look.CENTER._replace(valign="top")),
    listing.Column("Đơn vị gửi", 18, TOP),
    listing.Column("Đơn vị", 19, TOP),
    listing.Column("Tệp", 36, TOP),
    listing.Column("Sheet", 12, TOP),
    listing.Column("Ô", 7, look.CENTER._replace(valign="top")),
    listing.Column("Cột", 20, TOP),
    listing.Column("Nội dung tìm thấy", 25, TOP._replace(number="@")),
    listing.Column("Vấn đề và cách sửa", 52, TOP),
    listing.Column("Đề nghị", 27, TOP._replace(number="@")),
)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet; phones and e-mails are masked (domain 6)."""
    wrong = sum(is_error(finding.code) for finding in summary.findings)
    rest = len(summary.findings) - wrong
    note = (
        f"({wording.count(wrong)} nội dung cần sửa, {wording.count(rest)} lưu ý; xếp theo đơn vị "
        "gửi để gọi điện lần lượt; số điện thoại và hộp thư được che bớt)"
    )
    title = "NỘI DUNG ĐỀ NGHỊ CÁC ĐỊA PHƯƠNG KIỂM TRA, SỬA"
    return listing.sheet(NAME, title, note, COLUMNS, _lines(summary, settings), zoom=90)


def _lines(summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    groups = grouped(ordered(summary, settings))
    senders = {sent.path: sent.district for sent in summary.submissions}
    if not groups:
        yield listing.Band("Không có nội dung nào phải sửa.")
    for number, group in enumerate(groups, 1):
        yield (number, *_line(group, senders, settings))


def ordered(summary: Summary, settings: Settings) -> list[Finding]:
    """Sender by sender, unit by unit in official order, errors before notices.

    A file of which nobody knows the sender comes first: the clerk must find out whose it is.
    """
    place = settings.registry.place
    senders = {sent.path: sent.district for sent in summary.submissions}
    return sorted(
        summary.findings,
        key=lambda finding: (
            place(_sender(finding, senders, settings)),
            place(finding.unit),
            not is_error(finding.code),
        ),
    )


def _sender(finding: Finding, senders: dict[str, str | None], settings: Settings) -> str:
    """Whom to phone: who sent the file, also where the row is another's unit."""
    unit = settings.registry.by_code.get(finding.unit or "")
    return senders.get(finding.file) or (settings.registry.sender_of(unit).code if unit else "")


def _line(
    group: Group, senders: dict[str, str | None], settings: Settings
) -> tuple[Shown | Cell, ...]:
    finding, units = group.finding, settings.registry.by_code
    sender = units.get(_sender(finding, senders, settings))
    unit = units.get(finding.unit or "")
    alone = group.count == 1
    said = f"Đã giải trình: {wording.masked(finding.explained)}\n" if finding.explained else ""
    return (
        _level(finding),
        sender.title if sender else "(chưa rõ)",
        (unit.title if unit else "") if alone else f"({group.count} ô)",
        finding.file,
        finding.sheet,
        finding.cell if alone else "(nhiều)",
        finding.details.get("label", ""),
        shown(finding.field, finding.found, settings) if alone else "",
        said + group.message(),
        " hoặc ".join(shown(finding.field, text, settings) for text in finding.suggestions)
        if alone
        else "",
    )


def _level(finding: Finding) -> Shown | Cell:
    """What is asked: an explained error stays an error, but is not asked again."""
    if not is_error(finding.code):
        return MAY
    if finding.explained:
        return EXPLAINED
    return Cell(MUST, MUST_STYLE._replace(valign="top"))


def shown(field: str | None, text: str | None, settings: Settings) -> str:
    """A cell's text as a leader may see it: phones and e-mails masked."""
    if not text:
        return ""
    columns = (*settings.campaign.row_columns, *settings.campaign.general_columns)
    kind = next((column.kind for column in columns if column.field == field), None)
    if kind and kind.privacy == "open":
        return text
    return wording.masked_cell(text) if kind and kind.privacy == "contact" else wording.masked(text)
