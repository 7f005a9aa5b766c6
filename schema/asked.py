"""What several appendices ask alike: the unit, persons, documents, who answers for a report."""

from __future__ import annotations

from schema.campaign import Holds
from schema.cells.email import EMAIL
from schema.cells.person import PERSON
from schema.cells.phone import PHONE
from schema.cells.plain import COUNT, DATE, DOCUMENT, NONE_YET, TEXT
from schema.cells.unit import UNIT
from schema.columns import ALWAYS, Column

UNIT_OF_ROW = Column(
    "Đơn vị", UNIT, must=ALWAYS, width=20, also=("Tên đơn vị", "Địa phương")
)  # fmt: skip
NOTE = Column("Ghi chú", TEXT, width=20)

# Sheet 1
SENDER = Column("Đơn vị", UNIT)
REPORT_NO = Column("Số, ký hiệu báo cáo", TEXT, also=("Số báo cáo",))
REPORT_DATE = Column("Ngày báo cáo", DATE, hint="Ngày/tháng/năm.")
PREPARER_NAME = Column("Người lập biểu: họ tên", PERSON, also=("Người lập biểu",))
PREPARER_PHONE = Column("Người lập biểu: SĐT", PHONE, also=("Người lập biểu: số điện thoại",))
SIGNER_TITLE = Column("Người ký: chức vụ", TEXT)
SIGNER_NAME = Column("Người ký: họ tên", PERSON, also=("Người ký",))


def name(group: str, hint: str) -> Column:
    """A person's name under a group's heading."""
    return Column(
        "Họ tên", PERSON, group=group, must=ALWAYS, also=("Họ và tên",), width=18, hint=hint
    )


def phone(group: str) -> Column:
    """The person's phone."""
    return Column(
        "Số điện thoại",
        PHONE,
        group=group,
        must=ALWAYS,
        also=("SĐT", "ĐT", "Điện thoại", "Số ĐT", "Di động"),
        hint="10 số (di động) hoặc 11 số (cố định, cả mã vùng 0234).",
    )


def email(group: str, label: str) -> Column:
    """The person's e-mail, under the letter's own label."""
    return Column(
        label,
        EMAIL,
        group=group,
        must=ALWAYS,
        also=(
            "Địa chỉ hộp thư điện tử",
            "Hộp thư điện tử",
            "Hộp thư",
            "Email",
            "E-mail",
            "Thư điện tử",
        ),
        width=22,
        hint="Ví dụ: ten@example.org",
    )


def document(label: str, group: str, when: str, *also: str) -> Column:
    """A document's number and date; `when` says in which case there is none yet."""
    hint = f"Số, ngày văn bản; {when} thì ghi: {NONE_YET}"
    return Column(label, DOCUMENT, group=group, must=ALWAYS, also=also, width=18, hint=hint)


def number(label: str, group: str, *also: str) -> Column:
    """A count that may be left blank."""
    hint = "Số nguyên, từ 0 trở lên."
    return Column(label, COUNT, group=group, also=also, width=10, hint=hint)


def repeated(column: Column, example: str) -> Column:
    """The column where further lines of the same unit may fill it again, by another person."""
    return column._replace(repeats=True, example=example)


def documented(field: str) -> Holds:
    """A document number or date is given; "Chưa có" is an answer, but no document."""
    return lambda row: row.good(field) and row.values[field] != NONE_YET
