"""Mails and archives in the inbox: their workbooks, their evidence, and what is refused."""

import io
import multiprocessing
import random
import sys
import unicodedata
import zipfile
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest

import crashers
import drawn
import traps
from commands import judging, story
from province import AS_OF, codes, facts, select, unit
from schema.settings import Settings
from steps import collect, read
from steps.read.pool import Limits

FILE = "PL_TrangCongDong_478.xlsx"
EARLY = "Mon, 20 Dec 2021 09:15:00 +0700"
LATE = "Tue, 21 Dec 2021 00:00:00 +0700"


def mail(
    *files: tuple[str, bytes], received: str | None = EARLY, date: str | None = EARLY
) -> bytes:
    message = EmailMessage()
    message["From"] = "Mặt trận Phú Vang <phuvang@example.org>"
    message["Subject"] = "Báo cáo"
    if received:
        message["Received"] = f"from mx.example.org by mail.example.org; {received}"
        message["Received"] = f"from pc.example.org by mx.example.org; {LATE}"
    if date:
        message["Date"] = date
    message.set_content("Kính gửi phụ lục.")
    for name, data in files:
        message.add_attachment(data, "application", "octet-stream", filename=name)
    return bytes(message)


def packed(*files: tuple[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(name, data)
    return stream.getvalue()


def locked() -> bytes:
    """An archive whose one file says that it is under a password."""
    data = bytearray(packed(("x.xlsx", b"PK\x03\x04")))
    data[data.index(b"PK\x03\x04") + 6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def broken() -> bytes:
    """An archive whose one file does not have the checksum that it should have."""
    data = bytearray(packed(("x.xlsx", b"PK\x03\x04" * 9)))
    data[data.index(b"x.xlsx") + 8] ^= 0xFF
    return bytes(data)


def large() -> bytes:
    """An archive under the cap whose one file is over it: sixteen letters pack two to one."""
    letters = bytes(code & 15 for code in range(256))
    return packed(("x.xlsx", random.Random(1).randbytes(51 * 1024**2).translate(letters)))


def appendix() -> bytes:
    return drawn.appendix("Huyện Phú Vang", [{"unit": "Xã Phú An"}])


def test_a_mail_brings_its_workbook_and_its_time(settings: Settings, tmp_path: Path) -> None:
    found = facts(settings, tmp_path, {"thu.eml": mail((FILE, appendix()), ("anh.png", b"x"))})
    (sent,) = select(found["files"], status="accepted")
    assert sent["path"] == f"thu.eml/{FILE}"
    assert sent["received_from"] == "mail"
    assert datetime.fromisoformat(sent["received_at"]) == datetime.fromisoformat(
        "2021-12-20T09:15:00+07:00"
    )
    assert unit(found, "Xã Phú An")["source"]["file"] == sent["path"]
    assert [f["status"] for f in found["files"] if f["path"].endswith(".png")] == ["ignored"]


def test_the_date_line_is_evidence_only_where_there_is_no_other(
    settings: Settings, tmp_path: Path
) -> None:
    found = facts(settings, tmp_path, {"thu.eml": mail((FILE, appendix()), received=None)})
    (sent,) = select(found["files"], status="accepted")
    assert sent["received_at"].startswith("2021-12-20T09:15:00")
    assert codes(found, code="mail_date", file=sent["path"]) == ["mail_date"]


def test_without_any_time_the_ledger_counts(settings: Settings, tmp_path: Path) -> None:
    found = facts(
        settings, tmp_path, {"thu.eml": mail((FILE, appendix()), received=None, date=None)}
    )
    (sent,) = select(found["files"], status="accepted")
    assert (sent["received_from"], datetime.fromisoformat(sent["received_at"])) == ("ledger", AS_OF)


def test_each_part_has_a_path_of_its_own(settings: Settings, tmp_path: Path) -> None:
    senders = ("Huyện Phú Vang", "Huyện A Lưới", "Huyện Nam Đông")
    names = ("a.xlsx", "a.xlsx", "a (2).xlsx")
    books = [drawn.appendix(sender) for sender in senders]
    with pytest.warns(UserWarning, match="Duplicate name"):
        archive = packed(*zip(names, books, strict=True))
    found = facts(settings, tmp_path, {"huyen.zip": archive, "thu.eml": mail(("", b""), ("", b""))})
    sent = {file["path"]: file["district"] for file in select(found["files"], status="accepted")}
    assert sent == {
        "huyen.zip/a.xlsx": "478",
        "huyen.zip/a (2).xlsx": "481",
        "huyen.zip/a (2) (2).xlsx": "483",
    }


def test_names_are_composed(settings: Settings, tmp_path: Path) -> None:
    name = "Phụ lục A Lưới.xlsx"
    apart = unicodedata.normalize("NFD", name)
    archive = packed((apart, drawn.appendix("Huyện A Lưới")), (name, appendix()))
    found = facts(settings, tmp_path, {"mac.zip": archive})
    sent = {file["path"]: file["district"] for file in select(found["files"], status="accepted")}
    assert sent == {f"mac.zip/{name}": "481", "mac.zip/Phụ lục A Lưới (2).xlsx": "478"}


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_names_that_are_shown_alike_are_told_apart(settings: Settings, tmp_path: Path) -> None:
    files = {"a\t.xlsx": appendix(), r"a\t.xlsx": drawn.appendix("Huyện A Lưới")}
    found = facts(settings, tmp_path, files)
    assert {file["path"] for file in found["files"]} == {r"a\t.xlsx", r"a\t (2).xlsx"}
    assert len(select(found["files"], status="accepted")) == 2


def test_an_archive_brings_its_workbooks(settings: Settings, tmp_path: Path) -> None:
    found = facts(settings, tmp_path, {"huyen.zip": packed((f"Phú Vang/{FILE}", appendix()))})
    (sent,) = select(found["files"], status="accepted")
    assert sent["path"] == f"huyen.zip/Phú Vang/{FILE}"


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.zip", packed(("trong.zip", packed(("x.xlsx", b"PK")))), "part_nested"),
        ("b.zip", packed(("../../x.xlsx", b"PK")), "part_name"),
        ("c.zip", packed(("bom.xlsx", b"\0" * 30_000_000)), "archive_bomb"),
        ("d.zip", packed(*((f"{i}.xlsx", b"") for i in range(600))), "archive_bomb"),
        ("e.eml", mail(("thu.zip", packed(("x.xlsx", b"PK")))), "part_nested"),
        ("f.eml", mail(), "part_none"),
        ("h.zip", locked(), "part_locked"),
        ("i.zip", broken(), "part_broken"),
        ("g.msg", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "mail_broken"),
    ],
)
def test_what_is_absurd_is_refused_with_a_sentence(
    settings: Settings, tmp_path: Path, name: str, data: bytes, code: str
) -> None:
    found = facts(settings, tmp_path, {name: data, FILE: appendix()})
    assert code in codes(found, severity="error")
    assert unit(found, "Xã Phú An")["submitted"]
    assert not any(f["status"] == "accepted" and f["path"] != FILE for f in found["files"])


def test_a_part_that_is_too_large_is_refused(settings: Settings, tmp_path: Path) -> None:
    found = facts(settings, tmp_path, {"to.zip": large()})
    assert "part_large" in codes(found, file="to.zip/x.xlsx")


@pytest.mark.parametrize("deed", ["abort", "hang", "eat"])
def test_a_death_costs_the_mail_that_was_being_opened(
    settings: Settings, tmp_path: Path, deed: str
) -> None:
    for name in ("a", deed):
        (tmp_path / f"{name}.eml").write_bytes(mail((FILE, appendix())))
    for name in (deed, "z"):
        (tmp_path / f"{name}.zip").write_bytes(packed((f"{name}.xlsx", name.encode())))
    with read.apart(crashers.opened, Limits(workers=1, seconds=1)) as opener:
        found = [sent for sent, _ in collect.submissions(tmp_path, AS_OF, opener)]
    refused = [sent for sent in found if sent.status == "rejected"]
    judged = [judging.unread(sent) for sent in refused]
    told = [(finding.file, finding.code) for item in judged for finding in item.findings]
    assert told == [(f"{deed}.eml", "parcel_stopped"), (f"{deed}.zip", "parcel_stopped")]
    assert [sent.path for sent in found if sent.status == "accepted"] == [
        f"a.eml/{FILE}",
        "z.zip/z.xlsx",
    ]


def test_an_inbox_without_parcels_pays_nothing_for_them(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(appendix())
    before = set(multiprocessing.active_children())  # an earlier test's may just be ending
    for sent, _ in story.collected(tmp_path, AS_OF):
        assert sent.path == FILE
        assert set(multiprocessing.active_children()) <= before


def test_a_workbook_with_odd_names_of_parts_is_no_archive(
    settings: Settings, tmp_path: Path
) -> None:
    data = packed(*((f"/{name}", part) for name, part in traps.parts_of().items()))
    found = facts(settings, tmp_path, {FILE: data})
    assert [file["path"] for file in found["files"]] == [FILE]


def test_an_archive_with_an_endless_list_is_left_to_the_reader(
    settings: Settings, tmp_path: Path
) -> None:
    data = packed(*((f"{number:0200}.xlsx", b"") for number in range(5000)))
    found = facts(settings, tmp_path, {"a.zip": data})
    assert codes(found, file="a.zip", severity="error") == ["file_not_workbook"]
