"""The sheet `Hướng dẫn`: ten lines on how to fill the form, in the office's words."""

from __future__ import annotations

from dataclasses import replace

from schema.documents import Sheet
from schema.settings import Settings
from steps.compose import look

NAME = "Hướng dẫn"


def sheet(settings: Settings) -> Sheet:
    """The sheet; no cell of it looks like the data sheet's header."""
    draft = look.Draft(NAME)
    draft.merge(0, 0, 0, 1, "HƯỚNG DẪN ĐIỀN PHỤ LỤC", look.TITLE)
    draft.heights[0] = 30
    lines = _lines(settings)
    for number, text in enumerate(lines, 1):
        draft.put(number, 0, number, replace(look.CENTER, size=12))
        draft.put(number, 1, text, replace(look.CELL, size=12))
        draft.heights[number] = 36
    return draft.finish(widths=(5, 82), protected=True, **look.PORTRAIT)


def _lines(settings: Settings) -> tuple[str, ...]:
    campaign = settings.campaign
    return (
        f"Điền trang “{campaign.general_sheet}” trước, rồi đến trang “{campaign.data_sheet}”. "
        "Chỉ điền vào các ô không khóa.",
        "Mỗi đơn vị một dòng. Không đổi tên trang tính, không thêm, xóa hoặc đổi chỗ các cột.",
        "Gõ tên của Trang đúng từng chữ, từng dấu như cột “Mẫu đặt tên”; "
        "cột “Đối chiếu” hiện dấu ✓ là đã đúng.",
        "Địa chỉ liên kết: mở Trang trên Facebook, sao chép địa chỉ rồi dán vào ô.",
        "Lãnh đạo phụ trách: đúng 01 người, chỉ ghi họ tên, không ghi chức vụ, học vị.",
        "Cán bộ quản lý, vận hành: ít nhất 01 người. Từ người thứ hai, chèn một dòng ngay dưới, "
        "để trống cột Đơn vị và chỉ điền ba cột của cán bộ.",
        "Số điện thoại: đủ 10 số (di động) hoặc 11 số (cố định, cả mã vùng); mỗi ô một số.",
        "Tình trạng: chọn trong danh sách. Ngày: ghi ngày/tháng/năm, ví dụ 15/12/2021.",
        "Kế hoạch, báo cáo, hướng dẫn: ghi số, ngày văn bản; chưa ban hành thì ghi: Chưa có.",
        f"Lưu tệp với tên {campaign.file_name('<mã đơn vị>')} và gửi về Ban Thường trực cấp trên "
        f"chậm nhất ngày {settings.deadline:%d/%m/%Y}.",
    )
