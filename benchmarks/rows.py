"""What a unit types into the form: an orderly row, and in one row of twenty one planted fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from examples.people import draw, pick, someone
from schema.documents import Shown
from schema.naming import page_name
from schema.settings import Settings
from schema.units import Unit

FAULTY = 0.05  # of all rows
Values = dict[str, Shown]


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to spoil a row: the field, the code that must be found, and what stands there."""

    field: str
    code: str
    spoilt: Callable[[str], Shown]


FAULTS = (
    Fault("page_name", "name_brackets", lambda text: text.replace("(", "").replace(")", "")),
    Fault("page_url", "link_post", lambda text: f"{text}/posts/1234567890"),
    Fault("leader_phone", "phone_invalid", lambda text: text[:-1]),
    Fault("leader_email", "email_invalid", lambda text: text.partition("@")[0]),
    Fault("operator_name", "cell_required", lambda _: None),
    Fault("operator_email", "email_domain", lambda text: text.replace("example.org", "gmail.con")),
    Fault("status", "choice_unknown", lambda _: "Xong"),
    Fault("established_on", "date_invalid", lambda _: "31/02/2021"),
    Fault("followers", "count_invalid", lambda _: "rất nhiều"),
)


def planted(unit: Unit) -> Fault | None:
    """The fault of this unit's row, if it has one; the same on every run."""
    chance = draw("fault", unit.level, unit.code)
    return pick(chance, FAULTS) if chance.random() < FAULTY else None


def values(settings: Settings, unit: Unit) -> Values:
    """The unit's line of the data sheet by field, its fault in it."""
    plain, fault = orderly(settings, unit), planted(unit)
    return plain | ({fault.field: fault.spoilt(str(plain[fault.field]))} if fault else {})


def orderly(settings: Settings, unit: Unit) -> Values:
    """The unit's line without a fault; people and numbers are invented."""
    number = int(unit.code)
    return {
        "page_name": page_name(unit, settings.registry, settings.patterns[unit.level]),
        "page_url": f"https://www.facebook.com/mattran.{unit.level}{number:06d}",
        "leader_name": someone("", unit.level, unit.code, "leader"),
        "leader_phone": f"090{number:07d}",
        "leader_email": f"mattran.{unit.level}{number}@example.org",
        "operator_name": someone("", unit.level, unit.code, "operator"),
        "operator_phone": f"091{number:07d}",
        "operator_email": f"trang.{unit.level}{number}@example.org",
        "status": "Đã thành lập",
        "established_on": date(2021, 12, 1 + number % 14),
        "plan": f"{1 + number % 70}/KH-MTTQ ngày 08/12/2021",
        "party_report": f"{1 + number % 90}/BC-MTTQ ngày 15/12/2021",
        "followers": number % 4000,
        "posts": number % 60,
        "remarks": "Cán bộ kiêm nhiệm, chưa được tập huấn." if number % 5 == 0 else None,
    }


def general(sender: Unit) -> Mapping[str, Shown]:
    """Sheet 1 of a sender, but for the unit itself, which the form gives."""
    number = 20 + int(sender.code) % 60
    return {
        "report_no": f"{number}/BC-MTTQ-BTT",
        "report_date": date(2021, 12, 18),
        "report_period": "Đột xuất 20/12/2021",
        "guidance": f"{number - 12}/HD-MTTQ-BTT ngày 06/12/2021",
        "preparer_name": someone("", sender.code, "preparer"),
        "preparer_phone": f"092{int(sender.code):07d}",
        "signer_title": "Chủ tịch",
        "signer_name": someone("", sender.code, "signer"),
    }
