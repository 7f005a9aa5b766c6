"""What a sender is asked for, or thanked for, in its letter: never a word about another sender."""

from __future__ import annotations

from collections.abc import Iterator

from schema.grouping import Group, grouped
from schema.mail import Attachment
from schema.records import Submission
from schema.settings import HANOI, Settings
from schema.summary import Summary
from steps.compose import reasons, wording
from steps.compose.letter import Block, Points, Said
from steps.compose.owed import Owed

CODE = 12  # characters of a file's SHA-256 by which it is named, as on the sheet `Tệp đã nhận`
VERSIONS = ("accepted", "superseded", "rejected")
MOST = 60  # lines of one letter, where the attached workbook holds the rest


def requests(
    each: Owed, summary: Summary, settings: Settings, returned: Attachment | None
) -> tuple[Block, ...]:
    """One clear list: the receipt, units missing, indicators left, cells to correct."""
    subject = settings.campaign.subject
    return (
        Said(
            f"{_office(settings)} đã nhận phụ lục “{subject}” của đơn vị và đề nghị bổ sung, "
            f"chỉnh sửa các nội dung dưới đây. Hạn báo cáo: {_due(settings)}."
        ),
        *_receipt(each, summary),
        *_missing(each),
        *_left(each),
        *_faults(each, settings, returned),
        Said(_how(returned)),
    )


def reminder(
    each: Owed, summary: Summary, settings: Settings, form: Attachment | None
) -> tuple[Block, ...]:
    """A plain reminder for one of whom nothing counts yet."""
    subject = settings.campaign.subject
    attached = f" Biểu mẫu đã điền sẵn tên đơn vị gửi kèm thư này ({form.name})." if form else ""
    return (
        Said(
            f"Đến nay {_office(settings)} chưa có số liệu “{subject}” của "
            f"{each.sender.place} ({len(each.silent)} đơn vị)."
        ),
        *_refused(each, summary),
        Said(f"Đề nghị đơn vị gửi phụ lục theo mẫu, hạn báo cáo: {_due(settings)}.{attached}"),
    )


def thanks(each: Owed, settings: Settings) -> tuple[Block, ...]:
    """A word of thanks to one that owes nothing."""
    return (
        Said(
            f"{_office(settings)} đã nhận đủ phụ lục “{settings.campaign.subject}” của "
            f"{each.sender.place}; mọi nội dung đều đạt, không còn chỗ nào phải sửa. "
            "Xin cảm ơn sự phối hợp của đơn vị."
        ),
    )


def _office(settings: Settings) -> str:
    registry = settings.registry
    place = registry.province_of(registry.units[-1]).place
    return f"Ban Thường trực Ủy ban MTTQ Việt Nam {place}"


def _due(settings: Settings) -> str:
    return f"{settings.due.astimezone(HANOI):%d/%m/%Y}"


def _receipt(each: Owed, summary: Summary) -> Iterator[Block]:
    named = reasons.of_files(summary)
    versions = [sent for sent in each.files if sent.status in VERSIONS]
    lines = tuple(
        f"Bản thứ {number}: {_line(sent, reasons.reason(sent, named, 'vi'))}"
        for number, sent in enumerate(versions, 1)
        if sent.status != "superseded"
    )
    if lines:
        yield Points("Phiếu tiếp nhận", lines)


def _line(sent: Submission, why: str) -> str:
    verdict = f"chưa dùng được. {why}" if sent.status == "rejected" else f"nhận {sent.rows} dòng."
    return (
        f"tệp {sent.path}, nhận lúc {wording.moment(sent.received)}, mã "
        f"{sent.sha256[:CODE]}: {verdict}"
    )


def _refused(each: Owed, summary: Summary) -> Iterator[Block]:
    refused = [sent for sent in each.files if sent.status == "rejected"]
    named = reasons.of_files(summary)
    lines = tuple(_line(sent, reasons.reason(sent, named, "vi")) for sent in refused)
    if lines:
        yield Points("Tệp đã nhận nhưng chưa dùng được", lines)


def _missing(each: Owed) -> Iterator[Block]:
    if each.silent:
        names = tuple(unit.title for unit in each.silent)
        yield Points(f"Đơn vị chưa báo cáo ({len(names)})", names)


def _left(each: Owed) -> Iterator[Block]:
    lines = tuple(
        f"{indicator.todo[:1].upper()}{indicator.todo[1:]}: "
        f"{', '.join(unit.title for unit in units)}."
        for indicator, units in each.left
    )
    if lines:
        yield Points("Chỉ tiêu chưa đạt", lines)


def _faults(each: Owed, settings: Settings, returned: Attachment | None) -> Iterator[Block]:
    """The groups sheet by sheet; where a returned workbook goes along, it may hold the rest."""
    groups = grouped(each.faults)
    told = groups[:MOST] if returned else groups
    sheets: dict[str, list[str]] = {}
    for group in told:
        sheets.setdefault(_where(group), []).append(_fault(group, settings))
    if rest := len(groups) - len(told):
        sheets["Và ở các chỗ khác"] = [f"{rest} nội dung, ghi đủ ở sheet “Cần sửa” của tệp kèm."]
    for place, lines in sheets.items():
        yield Points(place, tuple(lines))


def _where(group: Group) -> str:
    sheet = f", sheet “{group.finding.sheet}”" if group.finding.sheet else ""
    return f"Phải sửa ở tệp {group.finding.file}{sheet}"


def _fault(group: Group, settings: Settings) -> str:
    """Which cell and what, never the cell's own content: it may be a person's."""
    unit = settings.registry.by_code.get(group.finding.unit or "")
    alone = group.count == 1
    place = [
        f"Ô {group.finding.cell}" if alone and group.finding.cell else "",
        unit.title if alone and unit else "",
    ]
    named = ", ".join(filter(None, place))
    return f"{named}: {group.message()}" if named else group.message()


def _how(returned: Attachment | None) -> str:
    if returned:
        return (
            f"Tệp kèm thư ({returned.name}) đã có sẵn số liệu của đơn vị, các ô phải sửa được tô "
            "màu. Đề nghị sửa ngay trong tệp đó rồi gửi lại."
        )
    return "Đề nghị sửa trong tệp của đơn vị rồi gửi lại."
