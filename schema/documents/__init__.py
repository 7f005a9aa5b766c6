"""Documents described, with no library object: what `compose` says and `write` writes."""

from schema.documents.cells import Area, Cell, Merge, Row, Rows, Shown, Style
from schema.documents.overlays import Chart, Choice, Mark, Series, Table
from schema.documents.sheets import Book, Sheet, Sheets

__all__ = [
    "Area",
    "Book",
    "Cell",
    "Chart",
    "Choice",
    "Mark",
    "Merge",
    "Row",
    "Rows",
    "Series",
    "Sheet",
    "Sheets",
    "Shown",
    "Style",
    "Table",
]
