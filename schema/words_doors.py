"""The words of `fetch` and `watch`, in Vietnamese and in English. Never a person's data."""

from __future__ import annotations

DOORS: dict[str, tuple[str, str]] = {
    "fetched": ("Đã lấy: {name}", "Taken: {name}"),
    "fetched_all": ("Đã lấy {taken} thư mới có bảng tính; {others} thư mới khác không có bảng "
                    "tính, để nguyên.",
                    "{taken} new messages with workbooks taken; {others} others left alone."),
    "skipped_large": ("Bỏ qua thư đến lúc {at}: lớn hơn 50 MB. Hãy tự lưu tệp từ hộp thư.",
                      "Skipped the message of {at}: over 50 MB. Save its files by hand."),
    "skipped_broken": ("Bỏ qua thư đến lúc {at}: thư hỏng, không mở được. Hãy xem trong hộp thư.",
                       "Skipped the message of {at}: it is broken. Look at it in the mailbox."),
    "mailbox_none": ("Chưa khai hộp thư: thêm mục [mailbox] (host, user) vào {file}.",
                     "No mailbox is set: add [mailbox] (host, user) to {file}."),
    "mailbox_no_password": (
        "Chưa có mật khẩu hộp thư: đặt biến môi trường {variable}, hoặc lưu vào kho khóa của máy.",
        "No mailbox password: set {variable}, or keep it in the system keyring."),
    "mailbox_unreachable": (
        "Không kết nối được với máy chủ thư {place}: kiểm tra mạng, địa chỉ và cổng.",
        "The mail server {place} cannot be reached: check network, host and port."),
    "mailbox_certificate": (
        "Chứng thư của máy chủ thư {place} không tin cậy được, nên chưa gửi mật khẩu.",
        "The certificate of {place} cannot be trusted; no password was sent."),
    "mailbox_ca_file": (
        "Không dùng được tệp chứng thư gốc đã khai ở dòng ca_file, nên chưa kết nối.",
        "The certificates of the line ca_file cannot be used; nothing was connected."),
    "mailbox_tls": (
        "Máy chủ thư {place} không nhận kết nối mã hóa kiểu này: xem lại dòng security và port.",
        "{place} takes no encrypted connection of this kind: check security and port."),
    "mailbox_login": (
        "Máy chủ thư {place} không cho đăng nhập: kiểm tra tên đăng nhập và mật khẩu.",
        "{place} refuses the login: check user and password."),
    "mailbox_folder": (
        "Trong hộp thư ở {place} không mở được thư mục đã khai: xem lại dòng folder.",
        "The folder cannot be opened at {place}: check the line folder."),
    "mailbox_lost": (
        "Mất kết nối với máy chủ thư {place}. Thư đã lấy vẫn giữ; hãy chạy lại để lấy tiếp.",
        "The connection to {place} was lost. What was taken is kept; run again for the rest."),
    "mailbox_protocol": (
        "Máy chủ thư {place} trả lời không đúng giao thức IMAP. Thư đã lấy vẫn giữ.",
        "{place} does not answer as an IMAP server should. What was taken is kept."),
    "turned": ("Vừa đạt 100 %: {names}.", "Just complete: {names}."),
    "watching": ("Đang theo dõi {place}; nhấn Ctrl-C để dừng.",
                 "Watching {place}; press Ctrl-C to end."),
    "watch_growing": ("Đang chờ tệp chép xong: {names}", "Waiting for files to arrive: {names}"),
    "watch_end": ("Đã dừng theo dõi.", "Stopped watching."),
    "watch_outbox": ("Với lệnh watch, outbox không được trùng hoặc bao trùm inbox.",
                     "With watch, the outbox must not be the inbox nor hold it."),
}  # fmt: skip
