"""The words of the screen, in Vietnamese and in English."""

from __future__ import annotations

from schema.findings import Lang
from schema.words_doors import DOORS
from schema.words_mail import LETTERS
from schema.words_practice import PRACTICE

PHRASES: dict[str, tuple[str, str]] = {
    "reading": ("Đang đọc", "Reading"),
    "files": ("Tệp đã nhận", "Files received"),
    "file": ("Tệp", "File"),
    "more_files": ("… và {count} tệp nữa: xem sheet “Tệp đã nhận” của biểu tổng hợp.",
                   "… and {count} more files: see the sheet “Tệp đã nhận”."),
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
    "call_silent": ("Gọi điện nhắc (chưa có tệp nào được tính): {names}.",
                    "Phone (nothing that counts): {names}."),
    "older": ("Nhận sau nhưng ngày báo cáo cũ hơn, kiểm tra xem có phải bản cũ gửi nhầm không (để "
              "riêng bằng lệnh exclude): {names}.",
              "Received later but reported earlier; if it is an old version, set it aside "
              "(exclude): {names}."),
    "gone": ("Tệp đã rời inbox nên không còn được tính; nếu không cố ý, chép trả lại vào inbox: "
             "{names}.",
             "Files left the inbox and no longer count; put them back unless that was meant: "
             "{names}."),
    "call_rejected": ("{count} tệp không dùng được, xin gửi lại hoặc bỏ khỏi inbox như cột “Vì "
                      "sao” ở sheet “Tệp đã nhận”: {names}.",
                      "{count} unusable files: ask again or take them out of the inbox, as the "
                      "sheet “Tệp đã nhận” says: {names}."),
    "correct": ("{count} ô phải sửa, ở {files} tệp: mở sheet “Cần sửa” của biểu tổng hợp.",
                "{count} cells to correct in {files} files: see the sheet “Cần sửa”."),
    "blank": ("{count} đơn vị để trống dòng của mình trong tệp đã gửi: {names}.",
              "{count} units left their line blank in the file that came: {names}."),
    "short": ("{count} đơn vị đã báo cáo nhưng còn thiếu chỉ tiêu: mở sheet “Tỷ lệ hoàn "
              "thành” của biểu tổng hợp.",
              "{count} units reported but are short of a target: sheet “Tỷ lệ hoàn thành”."),
    "done": ("Mọi đơn vị đã đạt 100 %. Có thể trình biểu tổng hợp.",
             "Everything is complete. The summary can go out."),
    "written": ("Đã ghi", "Written"),
    "dry": ("Chỉ xem, không ghi tệp nào.", "Dry run: nothing was written."),
    "beside": ("Tệp {name} đang mở trong Excel, nên kết quả được ghi vào tệp bên cạnh.",
               "{name} is open in Excel, so the result was written beside it."),
    "changed": ("Từ lần chạy trước ({moment}): {gained} nội dung mới đạt, {lost} nội dung không "
                "còn đạt.",
                "Since the last run ({moment}): {gained} more facts hold, {lost} no longer do."),
    "unchanged": ("Từ lần chạy trước ({moment}): không có thay đổi.",
                  "Since the last run ({moment}): nothing changed."),
    "changed_at": ("Số đơn vị có thay đổi: {places}.", "Units that changed: {places}."),
    "sealed": ("Đã chốt lúc {moment}: {sealed}; bổ sung sau hạn: {added:+d}.",
               "Sealed as of {moment}: {sealed}; added after the deadline: {added:+d}."),
    "count": ("Dòng đã đọc: {seen} = {merged} đã gộp + {held} giữ lại + {blank} để trống.",
              "Rows seen: {seen} = {merged} merged + {held} held back + {blank} blank."),
    "left": ("đã rời inbox", "left"),
    "clean": ("không có gì phải sửa", "nothing to correct"),
}  # fmt: skip


def say(lang: Lang, key: str, **places: object) -> str:
    """One phrase in the chosen language, its places filled."""
    vietnamese, english = (PHRASES | DOORS | LETTERS | PRACTICE)[key]
    return (vietnamese if lang == "vi" else english).format_map(places)
