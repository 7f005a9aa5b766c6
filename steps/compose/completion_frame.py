"""What every part of a table of `Tỷ lệ hoàn thành` works on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple, Self

from schema.settings import Settings
from schema.summary import Summary
from schema.units import PROVINCE
from steps.compose import list_layout, look, reasons, wording
from steps.compose.completion_plan import Block, Plan


class Frame(NamedTuple):
    """What every part of a table needs: the facts, where they stand, and the sheet so far."""

    summary: Summary
    settings: Settings
    plan: Plan
    block: Block
    list: list_layout.Layout
    draft: look.Draft
    errors: Counter[str | None]  # by sender
    received: Mapping[str | None, datetime]  # sender -> when its newest file that counts came

    @classmethod
    def of(
        cls, summary: Summary, settings: Settings, where: Plan, block: Block, draft: look.Draft
    ) -> Self:
        """The frame of one table."""
        listed, errors = list_layout.layout(settings), reasons.errors(summary)
        counting = [sent for sent in summary.submissions if sent.status == "accepted"]
        counting.sort(key=lambda sent: sent.received)
        received = {sent.district: sent.received for sent in counting}
        return cls(summary, settings, where, block, listed, draft, errors, received)

    def counted(self, scope: str, level: str, *indicator: str) -> str:
        """COUNTIFS over the list: a scope's units of a level, of an indicator those that hold."""
        criteria = {"its level": f'"{wording.LEVELS[level]}"'}
        if scope != PROVINCE:
            criteria["its sender's code"] = f'"{scope}"'
        return self.list.reckoned(criteria | {list_layout.held(code): "1" for code in indicator})
