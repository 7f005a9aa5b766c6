"""The words of the screen, in Vietnamese and in English."""

from __future__ import annotations

from schema.findings import Lang

PHRASES: dict[str, tuple[str, str]] = {
    "reading": ("Đang đọc", "Reading"),
    "files": ("Tệp đã nhận", "Files received"),
    "file": ("Tệp", "File"),
    "sender": ("Đơn vị gửi", "Sender"),
    "verdict": ("Kết quả", "Verdict"),
    "errors": ("Phải sửa", "Errors"),
    "notices": ("Lưu ý", "Notices"),
    "accepted": ("đã nhận", "accepted"),
    "superseded": ("đã có bản mới", "superseded"),
    "duplicate": ("trùng tệp", "duplicate"),
    "rejected": ("không nhận", "rejected"),
    "excluded": ("để riêng", "excluded"),
    "ignored": ("bỏ qua", "ignored"),
    "district": ("Cấp huyện", "Districts"),
    "commune": ("Cấp xã", "Communes"),
    "places": ("Đơn vị", "Place"),
    "submitted": ("Đã báo cáo", "Reported"),
    "province": ("Toàn tỉnh", "Province"),
    "none": ("Chưa có tệp nào trong inbox: mọi đơn vị đang là “Chưa báo cáo”.",
             "The inbox is empty: every unit counts as not reported."),
    "next": ("Việc tiếp theo", "What to do next"),
    "call_silent": ("Gọi điện nhắc (chưa gửi tệp nào): {names}.",
                    "Phone (nothing received): {names}."),
    "call_rejected": ("Xin gửi lại {count} tệp không đọc được hoặc không đúng mẫu: {names}.",
                      "Ask again for {count} unusable files: {names}."),
    "correct": ("{count} ô phải sửa, ở {files} tệp: mở sheet “Cần sửa” của biểu tổng hợp.",
                "{count} cells to correct in {files} files: see the sheet “Cần sửa”."),
    "done": ("Mọi đơn vị đã đạt 100 %. Có thể trình biểu tổng hợp.",
             "Everything is complete. The summary can go out."),
    "written": ("Đã ghi", "Written"),
    "dry": ("Chỉ xem, không ghi tệp nào.", "Dry run: nothing was written."),
    "beside": ("Tệp {name} đang mở trong Excel, nên kết quả được ghi vào tệp bên cạnh.",
               "{name} is open in Excel, so the result was written beside it."),
    "clean": ("không có gì phải sửa", "nothing to correct"),
    "cells": ("{count} ô cùng lỗi", "{count} cells alike"),
}  # fmt: skip


def say(lang: Lang, key: str, **places: object) -> str:
    """One phrase in the chosen language, its places filled."""
    vietnamese, english = PHRASES[key]
    return (vietnamese if lang == "vi" else english).format_map(places)
