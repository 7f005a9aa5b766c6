"""Done of due, and where: tallies add, rates are derived from them (counting rules 2 and 3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class Tally:
    """Done of due. Tallies add; the rate is derived, cut and never rounded up."""

    done: int = 0
    due: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.done + other.done, self.due + other.due)

    @property
    def permille(self) -> int | None:
        """The rate in tenths of a percent, cut: 140 of 141 -> 992; None where nothing is due."""
        return self.done * 1000 // self.due if self.due else None

    @property
    def percent(self) -> str:
        """The rate in running text: 94,3 %, never broken before its sign; "-" if nothing is due."""
        cut = self.permille
        return "-" if cut is None else f"{cut // 10},{cut % 10}\u00a0%"

    @property
    def complete(self) -> bool:
        """Exactly all that is due."""
        return 0 < self.due == self.done


NONE = Tally()


class Rate(NamedTuple):
    """A tally with its place: scope is a sender's code or `province`.

    Of a sum, done is the figure and due its target (0 = none is set).
    """

    scope: str
    level: str
    indicator: str
    tally: Tally
