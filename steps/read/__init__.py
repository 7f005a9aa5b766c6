"""Read (door in): the bytes of a workbook -> raw rows with their cell addresses.

`workbook` reads in this process; `workbooks` reads files that came from elsewhere, in workers.
"""

from steps.read.book import workbook
from steps.read.receipts import receipt
from steps.read.remarks import remarks
from steps.read.workers import apart, workbooks

__all__ = ["apart", "receipt", "remarks", "workbook", "workbooks"]
