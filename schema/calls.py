"""The call list's marks: what the summary prints and what the next run reads back."""

SHEET = "Gọi điện"
CODE = "Mã đơn vị gửi"  # the head of the column that says whose line it is
REMARK = "Ghi chú của cán bộ"  # the head of the column that the clerk fills
LONGEST = 2000  # characters of a remark that are kept
