"""Check (pure): what a workbook says -> checked rows and findings; pydantic does the judging."""

from steps.check.returns import district_return

__all__ = ["district_return"]
