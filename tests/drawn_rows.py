"""Good rows and a good sheet 1 for drawn workbooks; people and numbers are invented."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from schema.units import Registry, Unit, registry

HUE = registry("thua_thien_hue_2021", "46", date(2021, 12, 20))
Cells = Mapping[str, Any]


def find(title: str, units: Registry = HUE) -> Unit | None:
    """The unit of this title (`Xã Phú An`)."""
    return next((unit for unit in units.reporting if unit.title == title), None)


def page_name(unit: Unit, units: Registry = HUE) -> str:
    """The name that the letter wants (2.1), spelt out here once more on purpose."""
    above = units.by_code[unit.parent]
    if unit.level == "district":
        return f"Mặt trận {unit.name} ({above.place})"
    around = above.place if above.level == "province" else f"{above.place}, tỉnh Thừa Thiên Huế"
    return f"Mặt trận {unit.title} ({around})"


def good(title: str, units: Registry = HUE) -> dict[str, Any]:
    """A complete row of a unit without a fault; people and numbers are invented."""
    unit = find(title, units)
    code = f"{int(unit.code):05d}" if unit else "00000"
    return {
        "unit": title,
        "page_name": page_name(unit, units) if unit else None,
        "page_url": f"https://www.facebook.com/mattran{code}",
        "leader_name": "Nguyễn Văn Mẫu",
        "leader_phone": f"09050{code}",
        "leader_email": f"lanhdao{code}@gmail.com",
        "operator_name": "Trần Thị Ví Dụ",
        "operator_phone": f"09120{code}",
        "operator_email": f"canbo{code}@gmail.com",
        "status": "Đã thành lập",
        "established_on": date(2021, 12, 10),
        "plan": "12/KH-MTTQ ngày 08/12/2021",
        "party_report": "15/BC-MTTQ ngày 09/12/2021",
        "followers": 120,
        "posts": 8,
        "remarks": None,
        "note": None,
    }


def good_form(sender: str) -> dict[str, Any]:
    """Sheet 1 of a sender without a fault."""
    return {
        "unit": sender,
        "report_no": "21/BC-MTTQ-BTT",
        "report_date": date(2021, 12, 18),
        "report_period": "Đột xuất 20/12/2021",
        "plan": None,
        "party_report": None,
        "guidance": "07/HD-MTTQ-BTT ngày 06/12/2021",
        "preparer_name": "Lê Thị Thử Nghiệm",
        "preparer_phone": "0905000111",
        "signer_title": "Chủ tịch",
        "signer_name": "Phạm Văn Minh Họa",
    }
