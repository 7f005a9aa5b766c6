"""The sheet `Tệp đã nhận`: every file of the inbox, what became of it and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from schema.documents import Cell, Sheet
from schema.findings import is_error
from schema.records import Submission
from schema.settings import HANOI, Settings
from schema.summary import Summary
from steps.compose import listing, look, reasons, signs, wording

NAME = "Tệp đã nhận"
WORDS = {
    "accepted": "Được tính",
    "superseded": "Đã có bản mới hơn",
    "duplicate": "Trùng tệp khác",
    "rejected": "Không nhận",
    "excluded": "Để riêng",
    "ignored": "Bỏ qua",
}
LEFT = "file_left"
ABSENT = "Không còn trong inbox"
SENT = {"mail": "thư điện tử", "ledger": "sổ cái"}
REFUSED = look.CENTER._replace(color=signs.RED, bold=True)
COLUMNS = (
    listing.Column("TT", 5, look.CENTER),
    listing.Column("Tệp", 36),
    listing.Column("Đơn vị gửi", 20),
    listing.Column("Nhận lúc", 16, look.MOMENT),
    listing.Column("Căn cứ", 12, look.CENTER),
    listing.Column("Số dòng", 8, look.COUNT),
    listing.Column("Cần sửa", 8, look.COUNT),
    listing.Column("Lưu ý", 8, look.COUNT),
    listing.Column("Kết quả", 18, look.CENTER),
    listing.Column("Vì sao", 50),
    listing.Column("SHA-256 (12 ký tự đầu)", 15, look.CENTER._replace(number="@", size=10)),
)


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet; a refused file stands out, for somebody must ask for it again."""
    verdicts = Counter(verdict(sent) for sent in summary.submissions)
    parts = [f"{n} {word.lower()}" for word, n in sorted(verdicts.items())]
    note = f"({wording.count(len(summary.submissions))} tệp: {', '.join(parts) or 'chưa có'})"
    title = "CÁC TỆP ĐÃ NHẬN VÀ KẾT QUẢ XỬ LÝ"
    return listing.sheet(NAME, title, note, COLUMNS, _lines(summary, settings))


def verdict(sent: Submission) -> str:
    """What became of a file, in a word."""
    return ABSENT if sent.reason == LEFT else WORDS[sent.status]


def _lines(summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    counts = Counter(
        (finding.file, is_error(finding.code))
        for finding in summary.findings
        if finding.code != LEFT  # its path may be a newer file's by now
    )
    named = reasons.of_files(summary)
    if not summary.submissions:
        yield listing.Band("Chưa nhận được tệp nào.")
    for number, sent in enumerate(summary.submissions, 1):
        sender = settings.registry.by_code.get(sent.district or "")
        style = REFUSED if sent.status == "rejected" else look.CENTER
        gone = sent.reason == LEFT
        yield (
            number,
            sent.path,
            sender.title if sender else "",
            sent.received.astimezone(HANOI),
            SENT.get(sent.received_from, sent.received_from),
            None if gone else sent.rows,
            None if gone else counts[sent.path, True],
            None if gone else counts[sent.path, False],
            Cell(verdict(sent), style),
            reasons.reason(sent, named, "vi"),
            sent.sha256[:12],
        )
