"""A district's plain return: what an orderly officer would type, with the drawing's departures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from examples.drawn import Cells, Drawing, Typed, in_tcvn3, page_name, typed
from examples.people import draw, pick, plain, someone
from schema.units import Unit

FIELDS = (
    *("page_name", "page_url", "leader_name", "leader_phone", "leader_email"),
    *("operator_name", "operator_phone", "operator_email", "status", "established_on"),
    *("plan", "party_report", "followers", "posts", "remarks", "note"),
)  # columns C to R
ESTABLISHED, BUILDING, NOT_YET = "Đã thành lập", "Đang xây dựng", "Chưa thành lập"
_REMARKS = (
    "Trang hoạt động ổn định.",
    "Cán bộ kiêm nhiệm, chưa được tập huấn.",
    "Số người theo dõi còn ít, đang vận động đoàn viên, hội viên.",
    "Đường truyền ở vùng sâu còn yếu.",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the data sheet; `upper` is the number of the unit line that it continues."""

    unit: str  # as it stands in column B; "" on a further operator's line
    level: str
    cells: Cells
    continues: bool = False


def general(drawing: Drawing) -> Cells:
    """Sheet 1: label field -> what is typed."""
    sender, day = drawing.registry.by_code[drawing.sender], drawing.reported
    chance = draw("general", drawing.sender)
    number = 20 + int(chance.random() * 60)
    plainly: dict[str, Any] = {
        "unit": sender.title,
        "report_no": f"{number}/BC-MTTQ-BTT",
        "report_date": day,
        "report_period": "Đột xuất 20/12/2021",
        "plan": "",
        "party_report": "",
        "guidance": f"{number - 12}/HD-MTTQ-BTT ngày {day - timedelta(days=6):%d/%m/%Y}",
        "preparer_name": someone(sender.code, sender.code, "preparer"),
        "preparer_phone": f"0900001{sender.code}",
        "signer_title": pick(chance, ("Chủ tịch", "Phó Chủ tịch")),
        "signer_name": someone(sender.code, sender.code, "signer"),
    }
    return {name: typed(raw, sender) for name, raw in (plainly | dict(drawing.general)).items()}


def lines(drawing: Drawing) -> Iterator[Line]:
    """The data sheet from the district down, further operators below their unit."""
    for unit in drawing.registry.of_sender(drawing.sender):
        if unit.code not in drawing.gone:
            yield from _unit_lines(drawing, unit)
    for extra in drawing.more:
        cells = {name: typed(raw, None) for name, raw in extra.items() if name != "unit"}
        yield Line(extra["unit"], "commune", cells)


def _unit_lines(drawing: Drawing, unit: Unit) -> Iterator[Line]:
    said = unit.code not in drawing.blank and (not drawing.only or unit.code in drawing.only)
    drawn = dict(drawing.units.get(unit.code, {}))
    title, further = drawn.pop("unit", unit.title), drawn.pop("further", ())
    raw = _plain_row(drawing, unit, drawn) | drawn if said else {}
    yield Line(title, unit.level, _in_font(drawing, {n: typed(v, unit) for n, v in raw.items()}))
    for one in further:
        repeated = title if drawing.further == "repeated" else ""
        cells = {name: typed(value, unit) for name, value in one.items()}
        yield Line(repeated, unit.level, _in_font(drawing, cells), continues=True)


def _in_font(drawing: Drawing, cells: dict[str, Typed]) -> Cells:
    return {n: in_tcvn3(cell) if n in drawing.tcvn3 else cell for n, cell in cells.items()}


def _plain_row(drawing: Drawing, unit: Unit, drawn: dict[str, Any]) -> dict[str, Any]:
    chance = draw("row", unit.code)
    status = drawn.get("status") or _status(drawing, drawn, chance.random())
    index = 1 + [u.code for u in drawing.registry.reporting].index(unit.code)
    place = f"{plain(unit.name)}.{unit.code}"  # Hương Vân and Hương Văn would be one
    day = drawing.reported - timedelta(days=4 + int(chance.random() * 30))
    row: dict[str, Any] = {
        "leader_name": someone(drawing.sender, unit.code, "leader"),
        "leader_phone": f"0900000{index:03d}",
        "leader_email": f"mattran.{place}@example.org",
        "operator_name": someone(drawing.sender, unit.code, "operator"),
        "operator_phone": f"0912000{index:03d}",
        "operator_email": f"trang.{place}@example.org",
        "status": status,
        "plan": _document(drawing, "KH-MTTQ", day, chance.random() < 0.93),
        "party_report": _document(drawing, "BC-MTTQ", day, chance.random() < 0.88),
    }
    if status not in (BUILDING, NOT_YET):
        row |= _page(unit, place, day, chance.random())
    elif status == BUILDING and chance.random() < 0.5:
        row["page_name"] = page_name(unit)
    return row


def _status(drawing: Drawing, drawn: dict[str, Any], chance: float) -> str:
    if drawing.complete or chance < 0.88 or {"page_name", "page_url"} & set(drawn):
        return ESTABLISHED
    return BUILDING if chance < 0.95 else NOT_YET


def _document(drawing: Drawing, sign: str, day: date, issued: bool) -> str:  # noqa: FBT001
    number = day.toordinal() % 70 + (5 if sign.startswith("K") else 8)
    return f"{number}/{sign} ngày {day:%d/%m/%Y}" if issued or drawing.complete else "Chưa có"


def _page(unit: Unit, place: str, day: date, chance: float) -> dict[str, Any]:
    return {
        "page_name": page_name(unit),
        "page_url": f"https://www.facebook.com/mattran.vidu.{place}",
        "established_on": day,
        "followers": 40 + int(chance * 2400),
        "posts": 3 + int(chance * 61),
        "remarks": _REMARKS[int(chance * 12)] if chance < 0.33 else "",
    }
