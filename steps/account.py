"""Account (pure): every row seen was merged, held back or left blank; a difference is a crash."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from schema.records import Count, DistrictReturn
from schema.summary import Replaced, UnitResult


class UnbalancedError(RuntimeError):
    """Rows were lost or counted twice: a fault in the code. No cell is in its text."""


def closed(
    returns: Iterable[DistrictReturn], units: Iterable[UnitResult], replaced: Sequence[Replaced]
) -> Count:
    """The rows of all files together, after each account has been found to close.

    Raises:
        UnbalancedError: a file's rows, or the units merged from all files, do not add up.
    """
    total, merged = Count(), 0
    for item in returns:
        count = item.submission.count
        if count.seen != count.merged + count.held + count.blank:
            raise UnbalancedError(f"{item.submission.path}: {count}")
        total += count
        merged += len(item.rows)
    counting = sum(unit.row is not None for unit in units)
    if merged != counting + len(replaced):
        raise UnbalancedError(f"{merged} units merged, {counting} count, {len(replaced)} replaced")
    return total
