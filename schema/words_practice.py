"""The words of `rehearse`, in Vietnamese and in English."""

from __future__ import annotations

PRACTICE: dict[str, tuple[str, str]] = {
    "answers_title": ("ĐÁP ÁN: những gì đã cài vào bộ tệp diễn tập. Người, số và địa chỉ đều bịa.",
                      "THE ANSWERS: what was planted. All people, numbers and addresses are "
                      "invented."),
    "answers_how": ("Tự làm trước, rồi mới so với tệp này. Chạy: {command}",
                    "Try first, then compare. Run: {command}"),
    "answers_silent": ("Chưa gửi gì, phải gọi điện: {name}", "Nothing was sent by: {name}"),
    "answers_clean": ("không có gì phải sửa", "nothing to correct"),
    "answer_error": ("phải sửa", "to be corrected"),
    "answer_notice": ("lưu ý", "notice"),
    "rehearsed": ("Đã tạo {count} tệp diễn tập trong {place}.",
                  "{count} rehearsal files were written to {place}."),
    "rehearse_answers": ("Đáp án (xem sau khi tự làm): {place}",
                         "The answers (look after you have tried): {place}"),
    "rehearse_next": ("Chạy thử: {command}", "Now run: {command}"),
    "rehearse_full": ("Thư mục {place} không trống; không ghi đè. Hãy chọn thư mục khác.",
                      "The folder {place} is not empty; nothing is overwritten. Choose another."),
}  # fmt: skip
