"""The sheet `Cách tính`: every definition behind a figure, in plain Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from schema.campaign import Campaign
from schema.documents import Sheet
from schema.settings import Settings
from schema.summary import Summary
from steps.compose import listing, look, signs, wording

NAME = "Cách tính"
COLUMNS = (
    listing.Column("Khái niệm", 26, look.CELL._replace(bold=True, valign="top")),
    listing.Column("Cách tính", 68, look.CELL._replace(valign="top")),
)
ALWAYS = (
    ("Mẫu số", "Là số đơn vị theo danh mục hành chính có hiệu lực vào ngày hạn báo cáo, không phải "
     "số dòng nhận được. Đơn vị chưa báo cáo vẫn nằm trong mẫu số và tính là chưa đạt. Đơn vị "
     "ngoài danh mục chỉ được liệt kê, không tính."),
    ("Cộng số liệu", "Tỷ lệ của toàn tỉnh là tổng số đạt chia cho tổng số đơn vị, không lấy trung "
     "bình các tỷ lệ. Cấp huyện và cấp xã là hai dòng riêng."),
    ("Làm tròn", "Tỷ lệ được cắt (không làm tròn lên) đến một chữ số thập phân, nên 100 % chỉ xuất "
     "hiện khi đạt đủ. Dấu “-” nghĩa là không có đơn vị nào phải thực hiện."),
)  # fmt: skip
RECEIVING = (
    ("Không còn lỗi, đúng hạn", "Không còn lỗi: đã có một bản mà các ô của đơn vị không phải sửa "
     "gì. Đúng hạn: bản như thế đầu tiên nhận được trước khi hết hạn; sửa thêm sau hạn không làm "
     "mất kết quả này."),
    ("Thời điểm nhận", "Là dòng Received trên cùng của thư đã gửi tệp (căn cứ: thư điện tử); nếu "
     "tệp không đến bằng thư thì là lúc chương trình thấy tệp lần đầu (căn cứ: sổ cái). Ngày ghi "
     "trên tệp không phải là căn cứ."),
    ("Nhiều tệp, nhiều bản", "Mỗi đơn vị lấy dòng ở tệp nhận sau cùng. Đơn vị không có trong tệp "
     "mới thì giữ dòng ở tệp cũ, kèm lưu ý. Tệp giống hệt nhau chỉ tính một lần. Tệp mới không đọc "
     "được không thay tệp cũ."),
)  # fmt: skip
ASKING = (
    ("Dòng của địa phương khác", "Dòng ghi đơn vị không thuộc nơi gửi được giữ lại để hỏi, không "
     "tính."),
    ("Cần sửa và Lưu ý", "Cần sửa: địa phương phải sửa rồi gửi lại. Lưu ý: máy đã viết lại theo "
     "quy ước (khoảng trắng, chữ hoa, dấu thanh…) và cho biết đã đổi gì."),
)  # fmt: skip


def sheet(summary: Summary, settings: Settings) -> Sheet:
    """Describe the sheet."""
    note = f"(Áp dụng cho biểu lập lúc {wording.moment(summary.as_of)})"
    title = "CÁCH TÍNH CÁC SỐ LIỆU TRONG BIỂU"
    lines = _lines(summary, settings)
    return listing.sheet(NAME, title, note, COLUMNS, lines, filter=None, **look.PORTRAIT)


def _lines(summary: Summary, settings: Settings) -> Iterator[listing.Line]:
    yield listing.Band("I. CĂN CỨ")
    yield from _basis(summary, settings)
    yield listing.Band("II. CÁC CHỈ TIÊU")
    yield from _measured(settings.campaign)
    yield listing.Band("III. QUY TẮC ĐẾM")
    yield from _counting(settings.campaign)
    yield from _shown(summary, settings.campaign)


def _basis(summary: Summary, settings: Settings) -> Iterator[tuple[str, str]]:
    """Which units, by when, against what."""
    registry = settings.registry
    due = " và ".join(
        f"{wording.count(len(registry.reporting.of(level)))} {wording.units(registry, level)}"
        for level in registry.levels
    )
    province = registry.province_of(registry.units[-1]).place
    yield "Danh mục đơn vị", f"{due} của {province} ({registry.table})."
    yield "Hạn báo cáo", f"{wording.moment(summary.deadline)} (giờ Hà Nội), tính cả ngày cuối."
    yield "Chỉ tiêu", "100 % ở mọi chỉ tiêu; dấu * là chỉ tiêu do chính Công văn đặt ra."
    yield "Số lượt chỉ tiêu theo Công văn", targets(settings)


def _measured(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """What is counted and what is added up."""
    for indicator in campaign.indicators:
        levels = ", ".join(wording.LEVELS[level].lower() for level in indicator.levels)
        star = " *" if indicator.targeted else ""
        yield f"{indicator.label}{star}", f"{indicator.means} Áp dụng: {levels}."
    for total in campaign.sums:
        levels = ", ".join(wording.LEVELS[level].lower() for level in total.levels)
        told = f"{total.means} Tính bằng {total.measure}. Áp dụng: {levels}."
        yield f"{total.label} (cộng)", told


def _shown(summary: Summary, campaign: Campaign) -> Iterator[tuple[str, str]]:
    """How the other sheets show it."""
    yield (
        "Thay đổi, tiến độ",
        (
            "So với lần chạy trước của cùng kỳ báo cáo; “Tiến độ” lấy lần chạy cuối của mỗi ngày, "
            "giờ Hà Nội. Các số liệu cũ giữ đúng như khi chạy, không tính lại."
        ),
    )
    if summary.seal:
        yield (
            "Số liệu đã chốt",
            (
                f"Tình hình lúc {wording.moment(summary.deadline)}, không bao giờ thay đổi nữa. "
                "“Bổ sung sau hạn” là số đạt hiện nay trừ số đã chốt."
            ),
        )
    yield "Dấu và màu", f"{signs.LEGEND}. Màu chỉ để nhìn nhanh; dấu vẫn rõ khi in đen trắng."
    yield (
        "Công thức",
        (
            f"Số liệu ở “Tỷ lệ hoàn thành” là công thức đếm trên “{campaign.list_sheet}” (các cột "
            "“Đạt: …”, 1 là đạt, 0 là chưa); bấm vào một ô để xem số đó đến từ đâu."
        ),
    )


def _counting(campaign: Campaign) -> Iterator[tuple[str, str]]:
    """The rules of counting, with the campaign's own answers by name."""
    none = (
        f" Ô “{campaign.none}” ở cột văn bản là một câu trả lời hợp lệ nhưng chưa đạt chỉ tiêu."
        if campaign.none
        else ""
    )
    yield from ALWAYS
    yield (
        "Ô sai và dòng",
        f"Một ô sai không làm mất cả dòng: mỗi chỉ tiêu chỉ xét những ô liên quan.{none}",
    )
    yield (
        "Đã báo cáo",
        f"Đơn vị có ít nhất một nội dung ở dòng của mình (kể cả “{campaign.declared}”). Dòng in "
        "sẵn để trống là chưa báo cáo.",
    )
    yield from RECEIVING
    if campaign.unique:
        yield campaign.unique.means
    yield from ASKING


def targets(settings: Settings) -> str:
    """How the letter's own checks add up: 9 × 4 + 141 × 3 = 459."""
    registry, parts, total = settings.registry, [], 0
    for level in registry.levels:
        due = len(registry.reporting.of(level))
        asked = sum(i.targeted and level in i.levels for i in settings.campaign.indicators)
        parts.append(f"{wording.count(due)} × {asked}")
        total += due * asked
    return f"{' + '.join(parts)} = {wording.count(total)} lượt chỉ tiêu phải hoàn thành."
