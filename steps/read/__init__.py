"""Read (door in): the bytes of a workbook -> raw rows with their cell addresses."""

from steps.read.book import workbook

__all__ = ["workbook"]
