"""Words that stand beside a person's name: titles, offices; and the usual surnames."""

from __future__ import annotations

import re

from schema import vietnamese

_SURNAMES = """
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đoàn Trương Đinh Lương Lưu
Trịnh Mai Tô Tạ Hà Cao Châu Chu Đào Đàm Đậu Điền Đồng Giang Hứa Khổng Khúc Kiều Kim La Lâm Lại Lục
Lữ Mạc Mã Nghiêm Ninh Nông Ông Phí Phùng Quách Tăng Tào Thạch Thái Thân Thi Thiều Tôn Tống Triệu
Trà Trang Trầm Từ Tưởng Ung Ưng Vi Viên Vương Bạch Bành Biện Cái Cầm Cấn Chử Cung Cù Diệp Doãn
Hầu Hạ Hàn Hoa Hồng Khuất Khương Lò Mẫn Nhan Nhâm Nhữ Ngụy Ngọ Sầm Sử Thẩm Tiêu Tiết Tòng Trình
Trưng Uông Âu An Bế Bửu Vĩnh Miên Hường Công Thích Kê Viết A Phó Đái Đổng Giáp Hán Hình Hoắc Ma
Mùa Quản Quan Tán Vàng Vạn Y
"""
SURNAMES = frozenset(map(vietnamese.key, _SURNAMES.split()))
BARE_SURNAMES = frozenset(map(vietnamese.bare, _SURNAMES.split()))
UNMARKED = frozenset(name for name in SURNAMES if name.isascii())  # complete without a mark
FORGOTTEN = frozenset(
    {"thi", "van", "huu", "dang", "duc"}
)  # in a name always Thị, Văn, Hữu, Đăng, Đức

_ADDRESSED = r"đồng chí|đ/chí|đ/c|đ\.c|đc|dong chi|anh|chị"
_LEARNED = (
    r"p\.?gs|gs|th\.?s|t\.?s|bs|cn|ks|kts|ds|ncs|lm|linh mục|thạc sĩ|thạc sỹ|tiến sĩ|tiến sỹ|"
    r"cử nhân|kỹ sư|kĩ sư|bác sĩ|bác sỹ|phó giáo sư|giáo sư|"
    r"h(?:òa|oà) thượng|thượng t(?:ọa|oạ)|đại đức|ni sư|sư cô"
)
TITLE = re.compile(rf"(?:{_ADDRESSED}|{_LEARNED})(?:[.:\s/\-]+|$)", re.IGNORECASE)
SIR = re.compile(r"(?:ông|bà)(?:\s*([.:])\s*|\s+)", re.IGNORECASE)
BARE_SIR = re.compile(r"(?:ong|ba|chi)(?:\s*[.:]\s*|\s+)", re.IGNORECASE)

_POSTS = (
    "chủ tịch|chủ nhiệm|trưởng ban|trưởng phòng|trưởng thôn|ủy viên|bí thư|cán bộ|công chức|"
    "viên chức|chuyên viên|nhân viên|thường trực|phụ trách|kế toán|thư ký|giám đốc|hiệu trưởng|"
    "quản trị|đại biểu|đảng ủy|tổ trưởng|ủy ban|mặt trận|lãnh đạo|họ tên|họ và tên|"
    "chu tich|chu nhiem|truong ban|uy vien|bi thu|can bo|cong chuc|chuyen vien|phu trach|"
    "thuong truc|lanh dao|ho ten|ho va ten"
)
_SHORT = (
    "uv|uvtt|uvbtt|btt|bt|pbt|ct|pct|cb|cv|tb|ptb|ubmttq|ubmttqvn|mttq|mttqvn|ubnd|hđnd|admin|sđt"
)
_AFTER = r"(?=[\s.,:/\-]|$)"
OFFICE = re.compile(
    rf"(?:(?:(?:nguyên|quyền|phó|pho)\s+)*(?:{_POSTS})|phó (?:ban|phòng)|{_SHORT}){_AFTER}"
)
BESIDE = re.compile(
    rf"{OFFICE.pattern}|(?:phó|trưởng|tổ|ban|hội|đoàn|văn phòng|nguyên|quyền|kiêm|pho){_AFTER}"
)
TAIL = re.compile(
    r"\s+(?=(?:phó chủ tịch|chủ tịch|phó trưởng ban|trưởng ban|phó ban|ủy viên|phó bí thư|bí thư|"
    r"cán bộ|công chức|chuyên viên|pct|ubmttq|mttq|ths)(?:\s|$))"
)
HEAD_WORDS = (
    "phó chủ tịch nhiệm trưởng ban ủy viên bí thư cán bộ công chức chuyên thường trực phụ trách "
    "nguyên quyền ct pct uv btt ubmttq ubmttqvn mttq mttqvn mặt trận tổ quốc việt nam xã phường "
    "thị trấn huyện thành phố"
)
NOBODY = re.compile(r"(?:chưa|không|đang|như|chua|khong)(?:\s|$)")


def is_surname(word: str) -> bool:
    """Whether this is a usual surname (Kinh, royal Huế lines, A Lưới), with or without marks."""
    surnames = BARE_SURNAMES if word.isascii() else SURNAMES
    return vietnamese.key(word) in surnames
