"""The words of `mail`, in Vietnamese and in English. Never a person's data."""

from __future__ import annotations

LETTERS: dict[str, tuple[str, str]] = {
    "mail_no_sender": (
        "Chưa khai địa chỉ thư của cơ quan: thêm dòng sender vào mục [mail] của {file}.",
        "The office's own address is missing: add the line sender to [mail] of {file}."),
    "mail_no_address": (
        "Chưa khai nơi nhận thư: thêm dòng leadership vào mục [mail], hoặc mục [mail.districts], "
        "của {file}.",
        "No addressee is set: add the line leadership to [mail], or [mail.districts], of {file}."),
    "mail_unknown": ("Không có đơn vị gửi mã: {names}.", "There is no sender of code: {names}."),
    "mail_no_server": (
        "Chưa khai máy chủ thư đi: thêm mục [mail.smtp] (host, security, user) vào {file}.",
        "No outgoing server is set: add [mail.smtp] (host, security, user) to {file}."),
    "mail_no_password": (
        "Chưa có mật khẩu thư đi: đặt biến môi trường {variable}, hoặc lưu vào kho khóa của máy.",
        "No password for sending: set {variable}, or keep it in the system keyring."),
    "mail_drafts": ("Đã ghi {count} thư nháp vào {place}.", "{count} drafts written to {place}."),
    "mail_draft": ("{name} → {to}", "{name} → {to}"),
    "mail_nobody": ("chưa có địa chỉ (dòng {line})", "no address (line {line})"),
    "mail_preview": ("Sẽ gửi {count} thư:", "To be sent, {count} messages:"),
    "mail_line": ("  • {to}: {subject}", "  • {to}: {subject}"),
    "mail_attached": (" (kèm {names})", " (with {names})"),
    "mail_before": ("{count} thư đã gửi ở lần trước, không gửi lại.",
                    "{count} messages were sent before and are not sent again."),
    "mail_none": ("Không có thư nào phải gửi.", "There is nothing to send."),
    "mail_ask": ("Gửi {count} thư này?", "Send these {count} messages?"),
    "mail_declined": ("Không gửi thư nào.", "Nothing was sent."),
    "mail_sent": ("Đã gửi: {to}", "Sent: {to}"),
    "mail_total": ("Đã gửi {count} thư, còn {rest} thư chưa gửi.",
                   "{count} messages sent, {rest} not sent."),
    "mail_again": ("Chạy lại đúng lệnh này để gửi tiếp các thư chưa gửi; thư đã gửi không gửi lại.",
                   "Run the same command again for the rest; nothing is sent twice."),
    "mail_unreachable": (
        "Không kết nối được với máy chủ thư {place}: kiểm tra mạng, địa chỉ và cổng.",
        "The mail server {place} cannot be reached: check network, host and port."),
    "mail_certificate": (
        "Chứng thư của máy chủ thư {place} không tin cậy được, nên chưa gửi mật khẩu và thư nào.",
        "The certificate of {place} cannot be trusted; no password and no message was sent."),
    "mail_ca_file": (
        "Không dùng được tệp chứng thư gốc đã khai ở dòng ca_file, nên chưa kết nối.",
        "The certificates of the line ca_file cannot be used; nothing was connected."),
    "mail_tls": (
        "Máy chủ thư {place} không nhận kết nối mã hóa kiểu này: xem lại dòng security và port.",
        "{place} takes no encrypted connection of this kind: check security and port."),
    "mail_unsafe": (
        "Máy chủ thư {place} không có STARTTLS hoặc không cho đăng nhập: xem lại dòng security.",
        "{place} offers no STARTTLS or no login: check the line security."),
    "mail_login": (
        "Máy chủ thư {place} không cho đăng nhập: kiểm tra tên đăng nhập và mật khẩu.",
        "{place} refuses the login: check user and password."),
    "mail_sender": (
        "Máy chủ thư {place} không nhận địa chỉ gửi: xem lại dòng sender.",
        "{place} refuses the sending address: check the line sender."),
    "mail_lost": (
        "Mất kết nối với máy chủ thư {place} khi đang gửi cho {to}.",
        "The connection to {place} was lost while sending to {to}."),
    "mail_refused": (
        "Máy chủ thư {place} không nhận địa chỉ {to}: kiểm tra lại địa chỉ này.",
        "{place} refuses the address {to}: check it."),
    "mail_content": (
        "Máy chủ thư {place} từ chối nội dung thư gửi {to}.",
        "{place} refuses the content of the message to {to}."),
    "mail_too_large": (
        "Thư gửi {to} lớn hơn mức máy chủ thư {place} cho phép: gửi tệp kèm bằng cách khác.",
        "The message to {to} is larger than {place} allows: send the attachment another way."),
}  # fmt: skip
