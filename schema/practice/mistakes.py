"""The typical mistakes of each kind of cell, each with the code under which a run must report it.

Only plain cases: each is found whatever the campaign, the registry and the units are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from schema.columns import ALWAYS, Column
from schema.practice.cells import Case, Typed, good

Told = tuple[str, str]  # Vietnamese, English


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is typed in place of a good value, and what a run calls it."""

    code: str
    told: Told
    spoil: Callable[[Any, Case], Typed]  # the good value back = it cannot be spoilt so


def mistakes(column: Column) -> tuple[Mistake, ...]:
    """The mistakes that a column's cells may hold."""
    kind = column.kind
    made = CHOICE if kind.choices else BY_KIND.get(kind.name, ())
    return (*made, *(BLANK if column.must == ALWAYS and column.field != "unit" else ()))


def _digits(text: str) -> str:
    return f"+84 {text[1:4]} {text[4:7]} {text[7:]}"


def _abbreviated(name: str, case: Case) -> str:
    kind = case.unit.type
    short = {"phường": "P.", "xã": "X.", "thị trấn": "TT."}.get(kind, "")
    return name.replace(f"{kind.capitalize()} ", f"{short} ") if short else name


def _of_another(_: str, case: Case) -> Typed:
    """The page name of the next unit under the same one above."""
    units = [unit for unit in case.settings.registry.reporting if unit.parent == case.unit.parent]
    return good(replace(case, unit=units[(units.index(case.unit) + 1) % len(units)]))


def _without_marks(text: str) -> str:
    letters = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


BLANK = (
    Mistake("cell_required", ("bỏ trống ô phải điền", "a required cell is blank"), lambda *_: None),
)
CHOICE = (
    Mistake("choice_unknown", ("giá trị không có trong danh sách", "a value not in the list"),
            lambda *_: "xong rồi"),
    Mistake("choice_tidied", ("gõ thường, có dấu cách thừa", "lower case, blanks around it"),
            lambda value, _: f" {value.lower()} "),
)  # fmt: skip
BY_KIND: Mapping[str, tuple[Mistake, ...]] = {
    "page name": (
        Mistake("name_prefix", ("sai cụm từ mở đầu", "other words at the start"),
                lambda name, _: name.replace("Mặt trận", "UBMTTQVN", 1)),
        Mistake("name_brackets", ("gạch nối thay dấu ngoặc", "hyphens in place of brackets"),
                lambda name, _: name.replace(" (", " - ").replace(")", "")),
        Mistake("name_marks", ("gõ không dấu", "typed without marks"),
                lambda name, _: _without_marks(name)),
        Mistake("name_abbreviation", ("viết tắt loại đơn vị", "the type of unit abbreviated"),
                _abbreviated),
        Mistake("name_other_unit", ("chép tên Trang của đơn vị khác", "another unit's page name"),
                _of_another),
        Mistake("name_case", ("gõ toàn chữ hoa", "typed in capitals"),
                lambda name, _: name.upper()),
        Mistake("text_spaces", ("thừa dấu cách", "a blank too many"),
                lambda name, _: name.replace(" (", "  (")),
    ),
    "link": (
        Mistake("link_post", ("chép địa chỉ một bài đăng", "the address of a post"),
                lambda url, _: f"{url}/posts/123456"),
        Mistake("link_host", ("sai tên miền facebook.com", "facebook.com mistyped"),
                lambda url, _: url.replace("facebook.com", "facebook.con")),
        Mistake("link_not_page", ("địa chỉ một nhóm, không phải Trang", "a group, not a page"),
                lambda *_: "https://www.facebook.com/groups/123456"),
        Mistake("link_not_address", ("gõ chữ, không phải địa chỉ", "words, not an address"),
                lambda *_: "Trang của đơn vị"),
        Mistake("link_canonical", ("địa chỉ chép từ điện thoại", "copied from a telephone"),
                lambda url, _: url.replace("https://www.", "https://m.") + "?mibextid=abc"),
    ),
    "person": (
        Mistake("person_title", ("ghi cả “Đ/c” trước họ tên", "a title before the name"),
                lambda name, _: f"Đ/c {name}"),
        Mistake("person_office", ("ghi cả chức vụ", "the office beside the name"),
                lambda name, _: f"{name} (Chủ tịch)"),
        Mistake("person_case", ("gõ toàn chữ hoa", "typed in capitals"),
                lambda name, _: name.upper()),
        Mistake("person_one_syllable", ("chỉ có tên, thiếu họ", "a given name only"),
                lambda *_: "Hùng"),
        Mistake("person_two", ("hai người trong một ô", "two persons in one cell"),
                lambda name, _: f"{name}, Trần Thị Ví Dụ"),
    ),
    "phone": (
        Mistake("phone_zero", ("mất số 0 ở đầu", "the leading zero is lost"),
                lambda digits, _: int(digits)),
        Mistake("phone_country", ("viết với mã nước +84", "written with the country code"),
                lambda digits, _: _digits(digits)),
        Mistake("phone_remark", ("ghi thêm chữ bên cạnh số", "words beside the number"),
                lambda digits, _: f"{digits} (văn phòng)"),
        Mistake("phone_letter", ("gõ chữ O thay số 0", "a letter O in place of 0"),
                lambda digits, _: f"O{digits[1:]}"),
        Mistake("phone_several", ("hai số trong một ô", "two numbers in one cell"),
                lambda digits, _: f"{digits} - 0999999999"),
        Mistake("phone_service", ("số tổng đài, không phải của người", "a service number"),
                lambda *_: "19001234"),
        Mistake("phone_invalid", ("số không có thật", "no such number"), lambda *_: "0123456789"),
    ),
    "email": (
        Mistake("email_mistyped", ("dấu phẩy thay dấu chấm", "a comma in place of the dot"),
                lambda address, _: address.replace("example.org", "example,org")),
        Mistake("email_not_ascii", ("địa chỉ có dấu tiếng Việt", "letters with marks"),
                lambda address, _: address.replace("hopthu", "hộpthư")),
        Mistake("email_several", ("hai địa chỉ, ngăn bằng dấu phẩy", "two addresses, with a comma"),
                lambda address, _: f"{address}, vidu@example.org"),
        Mistake("email_case", ("gõ chữ hoa", "typed with capitals"),
                lambda address, _: address.title()),
        Mistake("email_wrapped", ("có tên và dấu ngoặc quanh địa chỉ", "a name and brackets"),
                lambda address, _: f"Mặt trận <{address}>"),
    ),
    "date": (
        Mistake("date_text", ("ngày gõ dạng chữ", "a date typed as text"),
                lambda day, _: f"{day:%d/%m/%Y}"),
        Mistake("date_invalid", ("ngày không có thật", "no such day"),
                lambda day, _: f"31/02/{day.year}"),
        Mistake("date_too_late", ("ngày sau ngày báo cáo", "after the day of the report"),
                lambda day, _: day.replace(month=1, day=1, year=day.year + 2)),
    ),
    "document": (
        Mistake("document_none", ("gạch ngang thay “Chưa có”", "a dash in place of “Chưa có”"),
                lambda *_: "-"),
        Mistake("document_unclear", ("không có số, không có ngày", "neither number nor date"),
                lambda *_: "Đã ban hành"),
    ),
    "date in the period": (
        Mistake("date_text", ("ngày gõ dạng chữ", "a date typed as text"),
                lambda day, _: f"{day:%d/%m/%Y}"),
        Mistake("date_outside_period", ("ngày của kỳ trước", "a day of an earlier period"),
                lambda day, _: day.replace(year=day.year - 1)),
    ),
    "amount": (
        Mistake("amount_tidied", ("tiền gõ dạng chữ, tính bằng triệu", "typed in millions"),
                lambda *_: "1,5 triệu"),
        Mistake("amount_unclear", ("tiền hiểu được hai cách", "an amount with two readings"),
                lambda *_: "1 triệu 500"),
        Mistake("amount_small", ("Excel bớt ba số không", "Excel dropped three zeros"),
                lambda *_: 500),
    ),
    "count": (
        Mistake("count_tidied", ("số gõ dạng chữ, có dấu chấm", "typed as text with a point"),
                lambda *_: "1.234"),
        Mistake("count_invalid", ("ghi chữ bên cạnh số", "words beside the number"),
                lambda count, _: f"khoảng {count}"),
    ),
}  # fmt: skip
