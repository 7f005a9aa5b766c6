"""The sheet `Lịch sử`: replaced rows; and `Tệp đã nhận`: every file and why it stands there."""

from dataclasses import replace
from datetime import date

import pytest

import remembered
import sheets
import summaries
from schema.documents import Sheet
from schema.longest import LONGEST
from schema.records import Checked, Said, Source
from schema.settings import Settings
from schema.summary import Replaced
from steps.compose import files, history, result


def rows(sheet: Sheet) -> list[list[object]]:
    """The body of a list sheet, line by line."""
    return [[cell.value for cell in row.cells] for row in sheet.rows if row.over == 1]


def row(more: tuple[dict[str, object], ...] = (), **values: object) -> Checked:
    source = Source("a.xlsx", "S", 13)
    found = {name: str(value) for name, value in values.items()}
    return Checked("474", source, Said(values, found, {}, more))


def wrong(checked: Checked, **found: str) -> Checked:
    return checked.saying(found={**checked.found, **found})


@pytest.mark.parametrize(
    ("older", "newer", "said"),
    [
        (row(plan="12/KH"), row(plan="12/KH"), []),
        (row(plan="12/KH"), row(plan="13/KH"), ["Kế hoạch hoạt động (số, ngày): 12/KH → 13/KH"]),
        (row(), row(plan="13/KH"), ["Kế hoạch hoạt động (số, ngày): (trống) → 13/KH"]),
        (row(plan="12/KH"), row(), ["Kế hoạch hoạt động (số, ngày): 12/KH → (trống)"]),
        (
            wrong(row(), page_name="MTTQ Huế"),
            row(page_name="Mặt trận Huế (tỉnh Thừa Thiên Huế)"),
            ["Tên Trang: MTTQ Huế → Mặt trận Huế (tỉnh Thừa Thiên Huế)"],
        ),
        (
            row(established_on=date(2021, 12, 1)),
            row(established_on=date(2021, 12, 2)),
            ["Ngày thành lập: 01/12/2021 → 02/12/2021"],
        ),
        (
            row(leader_phone="0900111222"),
            row(leader_phone="0900111333"),
            ["Số điện thoại (Lãnh đạo phụ trách): 0900***222 → 0900***333"],
        ),
        (
            wrong(row(), operator_email="thu mau@example.org"),
            row(operator_email="thumau@example.org"),
            ["Hộp thư điện tử: thu ma***@example.org → th***@example.org"],
        ),
        (
            row(more=({"operator_phone": "0900111222"},)),
            row(),
            [
                "Số điện thoại (Cán bộ quản lý, vận hành) (người thứ 2): 0900***222 → (trống)",
            ],
        ),
        (wrong(row(plan="12/KH"), plan=" 12/KH"), row(plan="12/KH"), []),
        (row(guidance="7/HD"), row(guidance="8/HD"), ["Hướng dẫn cấp xã: số, ngày: 7/HD → 8/HD"]),
    ],
)
def test_what_changed(older: Checked, newer: Checked, said: list[str], settings: Settings) -> None:
    assert list(history.changed(older, newer, settings)) == said


def test_what_changed_takes_as_many_lines_as_it_needs(settings: Settings) -> None:
    older, newer = row(remarks="a " * 10_000 + "CŨ"), row(remarks="b " * 10_000 + "MỚI")
    one = Replaced("474", older, newer)
    made = replace(remembered.later(settings), replaced=(one, one))
    lines = rows(history.sheet(made, settings))
    assert [line[0] for line in lines if line[0]] == [1, 2]
    for half in (lines[: len(lines) // 2], lines[len(lines) // 2 :]):
        said = [str(line[3]) for line in half]
        assert "".join(said).endswith(f"CŨ → {'b ' * 10_000}MỚI")
        assert max(map(len, said)) * 6 <= LONGEST
        assert len({line[1] for line in half}) == 1


def test_each_replaced_row_is_listed(settings: Settings) -> None:
    made = remembered.later(settings)
    ((number, name, sender, said, old, at, new, then),) = rows(history.sheet(made, settings))
    assert (number, name, sender) == (1, "Thành phố Huế", "Thành phố Huế")
    assert (old, new) == (remembered.OLD, summaries.file_of("474"))
    assert f"{at:%d/%m/%Y %H:%M}" == "15/12/2021 17:00"
    assert f"{then:%d/%m/%Y %H:%M}" == "18/12/2021 17:00"
    assert str(said).splitlines() == [
        "Tên Trang: (trống) → Mặt trận Thành phố Huế",
        "Số điện thoại (Lãnh đạo phụ trách): 0900***777 → 0900***000",
        "Số người theo dõi: 7 → 100",
        "Họ tên (Cán bộ quản lý, vận hành) (người thứ 2): Lê Văn Ví Dụ → (trống)",
        "Số điện thoại (Cán bộ quản lý, vận hành) (người thứ 2): 0922***111 → (trống)",
    ]
    assert "0900888777" not in str(said)


def test_a_row_sent_again_unchanged(settings: Settings) -> None:
    made = remembered.later(settings)
    same = replace(made, replaced=(made.replaced[0]._replace(older=made.replaced[0].newer),))
    assert rows(history.sheet(same, settings))[0][3] == "không đổi"


def test_nothing_was_replaced(settings: Settings) -> None:
    sheet = history.sheet(summaries.invented(settings), settings)
    bands = [band.cell.value for band in sheets.merges(sheet)]
    assert "Chưa có dòng nào được thay bằng bản mới hơn." in bands


def test_every_file_says_when_by_what_and_why(settings: Settings) -> None:
    listed = {str(r[1]): r for r in rows(files.sheet(remembered.later(settings), settings))}
    old, aside, gone = (listed[n] for n in (remembered.OLD, "nham.xlsx", "phu luc cu.xlsx"))
    assert (old[4], old[8]) == ("thư điện tử", "Đã có bản mới hơn")
    assert (aside[2], aside[4]) == ("Huyện Phong Điền", "sổ cái")
    assert aside[8:10] == ["Để riêng", "Huyện gửi nhầm"]
    assert gone[5:9] == [None, None, None, "Không còn trong inbox"]
    assert "không còn trong inbox" in str(gone[9])
    assert listed["gui lai/ban sao.xlsx"][8] == "Trùng tệp khác"


def test_the_result_gives_staff_s_own_reason(settings: Settings) -> None:
    assert '"reason":"Huyện gửi nhầm"' in result.text(
        remembered.later(settings), settings, "vi"
    ).replace('": "', '":"')


def test_a_path_used_again_keeps_its_own_counts(settings: Settings) -> None:
    made = remembered.later(settings)
    path = summaries.file_of("474")
    (gone,) = [s for s in made.submissions if s.reason == "file_left"]
    both = replace(made, submissions=(*made.submissions, replace(gone, path=path)))
    listed = [r for r in rows(files.sheet(both, settings)) if r[1] == path]
    assert [r[8] for r in listed] == ["Được tính", "Không còn trong inbox"]
    assert [r[7] for r in listed] == [0, None]
