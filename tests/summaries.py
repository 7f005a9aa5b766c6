"""An invented, deterministic Summary: some districts complete, two silent, several findings."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

from schema.campaign import Campaign
from schema.community_page import CAMPAIGN
from schema.findings import is_error
from schema.records import Checked, Finding, Said, Source, Submission
from schema.settings import HANOI, Settings
from schema.summary import Summary, UnitResult
from schema.units import Registry, Unit
from steps import measure

AS_OF = datetime(2021, 12, 20, 17, 0, tzinfo=HANOI)
SHEET = "2. Danh sách Trang"
SILENT, REFUSED = "483", "478"  # nothing received; only a file that cannot be opened
COMPLETE = ("474", "479", "477")
SLOW = "481"
_LABELS = {column.field: column.title for column in CAMPAIGN.row_columns}


def invented(settings: Settings) -> Summary:
    """The whole result of an invented run on 20/12/2021 at 17:00."""
    registry, campaign = settings.registry, settings.campaign
    units = tuple(_unit(n, unit, registry, campaign) for n, unit in enumerate(registry.reporting))
    findings = tuple(_of_files()) + tuple(f for u in units if u.row for f in u.row.findings)
    return Summary(
        as_of=AS_OF,
        deadline=settings.due,
        submissions=tuple(_submissions(registry)),
        units=units,
        rates=measure.rates(units, registry, campaign),
        findings=findings,
    )


def empty(settings: Settings) -> Summary:
    """The result of a run on an empty inbox."""
    units = tuple(
        UnitResult(u.code, None, _holds(None, u, settings.campaign))
        for u in settings.registry.reporting
    )
    return Summary(
        AS_OF, settings.due, (), units,
        measure.rates(units, settings.registry, settings.campaign), (),
    )  # fmt: skip


def file_of(code: str) -> str:
    return f"PL_TrangCongDong_{code}_20211218.xlsx"


def _submissions(registry: Registry) -> list[Submission]:
    senders = [s.code for s in registry.senders if s.code not in (SILENT, REFUSED)]
    received = AS_OF - timedelta(days=2)
    good = [
        Submission(
            file_of(code), sha256(code.encode()).hexdigest(), received, district=code, rows=12
        )
        for code in senders
    ]
    first = good[0]
    return sorted(
        [
            *good,
            replace(first, path="gui lai/ban sao.xlsx", status="duplicate", reason=first.path,
                    district=None, rows=0),
            replace(first, path="phu luc Phu Vang.xlsx", sha256="f" * 64, status="rejected",
                    reason="file_no_unit", district=REFUSED, rows=0),
            replace(first, path="~$phu luc.xlsx", sha256="", status="ignored",
                    reason="file_system", district=None, rows=0),
        ],
        key=lambda sent: sent.path,
    )  # fmt: skip


def _of_files() -> list[Finding]:
    place = {"label": "", "unit": ""}
    return [
        Finding("file_duplicate", "gui lai/ban sao.xlsx",
                details={**place, "first": file_of("474")}),
        Finding("file_no_unit", "phu luc Phu Vang.xlsx", details=place),
        Finding("file_name", "phu luc Phu Vang.xlsx",
                details={**place, "prefix": "PL_TrangCongDong"}),
    ]  # fmt: skip


def _unit(n: int, unit: Unit, registry: Registry, campaign: Campaign) -> UnitResult:
    sender = registry.sender_of(unit).code
    silent = sender in (SILENT, REFUSED) or (sender not in COMPLETE and n % 11 == 3)
    row = None if silent else _row(n, unit, sender, registry)
    clean = row is not None and not any(is_error(f.code) for f in row.findings)
    moment = AS_OF - timedelta(days=2) if clean else None
    return UnitResult(unit.code, row, _holds(row, unit, campaign), moment, clean and n % 17 != 5)


def _holds(row: Checked | None, unit: Unit, campaign: Campaign) -> dict[str, bool | None]:
    return {
        i.code: (row is not None and i.holds(row)) if unit.level in i.levels else None
        for i in campaign.indicators
    }


def _row(n: int, unit: Unit, sender: str, registry: Registry) -> Checked:
    line = 13 + registry.of_sender(sender).index(unit)
    values: dict[str, object] = {
        "unit": unit.title,
        "page_name": f"Mặt trận {unit.title}",
        "page_url": f"https://www.facebook.com/mattran.{unit.code}",
        "leader_name": "Nguyễn Văn Thử",
        "leader_phone": f"0900000{n:03d}",
        "leader_email": f"lanhdao{n}@example.org",
        "operator_name": "Trần Thị Mẫu",
        "operator_phone": f"0911000{n:03d}",
        "operator_email": f"canbo{n}@example.org",
        "status": "Đã thành lập",
        "established_on": date(2021, 12, 1) + timedelta(days=n % 15),
        "plan": f"{n + 1:02d}/KH-MTTQ ngày 10/12/2021",
        "party_report": f"{n + 1:02d}/BC-MTTQ ngày 12/12/2021",
        "guidance": "05/HD-MTTQ ngày 08/12/2021",
        "followers": 100 + 37 * n,
        "posts": n % 40,
    }
    columns = ["unit", *[name for name in values if name not in ("unit", "guidance")]]
    cells = {name: f"{chr(ord('B') + at)}{line}" for at, name in enumerate(columns)}
    found = {name: str(value) for name, value in values.items()}
    good = Checked(unit.code, Source(file_of(sender), SHEET, line), Said(values, found, cells))
    return good if sender in COMPLETE else _faulty(n, unit, sender, good)


def _faulty(n: int, unit: Unit, sender: str, row: Checked) -> Checked:
    if sender == SLOW and n % 3:
        return _without(row, "page_url", "page_name", "established_on", status="Chưa thành lập")
    if sender == "480" or n % 7 == 1:
        row = _wrong(row, unit, "page_name", "row_conflict", "MTTQ " + unit.title, "Mặt trận …")
    if n % 9 == 2:
        row = _wrong(row, unit, "leader_phone", "row_conflict", "0905.000.456 (Thử)")
    if n % 13 == 4:
        more = {"operator_name": "Lê Văn Ví Dụ", "operator_phone": "0922000111"}
        row = row.saying(more=(more,))
        row = _wrong(row, unit, "operator_email", "cell_required", "thu.mau@exampl.org")
    if n % 8 == 5:
        row = _without(row, "plan", status="Đang xây dựng")
    if n % 10 == 6:
        row = _noted(row, unit, "party_report", "document_differs")
    return row


def _without(row: Checked, *fields: str, status: str) -> Checked:
    values = {name: v for name, v in row.values.items() if name not in fields}
    found = {name: v for name, v in row.found.items() if name not in fields}
    return row.saying(values={**values, "status": status}, found={**found, "status": status})


def _wrong(row: Checked, unit: Unit, field: str, code: str, found: str, *better: str) -> Checked:
    finding = Finding(
        code, row.source.file, SHEET, row.cells[field], unit.code, field, found,
        suggestions=better, details={"label": _LABELS[field], "unit": unit.title, "first": "C13"},
    )  # fmt: skip
    values = {name: v for name, v in row.values.items() if name != field}
    said = row.saying(values=values, found={**row.found, field: found})
    return said._replace(findings=(*row.findings, finding))


def _noted(row: Checked, unit: Unit, field: str, code: str) -> Checked:
    text = row.found[field]
    finding = Finding(
        code, row.source.file, SHEET, row.cells[field], unit.code, field, text, text,
        details={"label": _LABELS[field], "unit": unit.title, "other": "1. Thông tin chung"},
    )  # fmt: skip
    return row._replace(findings=(*row.findings, finding))


def with_fault(summary: Summary, code: str, field: str, found: str) -> Summary:
    """The same run, but one cell holds something else and is in error."""
    units = [
        u._replace(row=_emptied(u.row, field, found)) if u.unit == code and u.row else u
        for u in summary.units
    ]
    return replace(summary, units=tuple(units))


def _emptied(row: Checked, field: str, found: str) -> Checked:
    values = {name: value for name, value in row.values.items() if name != field}
    return row.saying(values=values, found={**row.found, field: found})
