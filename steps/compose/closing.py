"""The end of an official sheet: `Nơi nhận` at the left, level with the signature at the right."""

from __future__ import annotations

from schema.settings import Settings
from steps.compose import look

ROOM = 4  # lines in which to sign and stamp
HEIGHT = 17  # points


def size(settings: Settings) -> int:
    """How many rows both blocks take."""
    letter = settings.letter
    return max(1 + len(letter.recipients), len(letter.signer) + ROOM)


def put(draft: look.Draft, row: int, settings: Settings, width: int, middle: int) -> int:
    """Put both blocks over `width` columns, the right one from `middle` on; return the last row."""
    letter = settings.letter
    left = [("Nơi nhận:", look.RECIPIENTS_HEAD)]
    left += [(_recipient(line), look.RECIPIENTS) for line in letter.recipients]
    right = [(line, look.SIGNER) for line in letter.signer]
    for at in range(size(settings)):
        if at < len(left):
            draft.merge(row + at, 0, row + at, middle - 1, *left[at])
        if at < len(right):
            draft.merge(row + at, middle, row + at, width - 1, *right[at])
        draft.heights[row + at] = HEIGHT
    return row + size(settings) - 1


def _recipient(line: str) -> str:
    return f"- {line}" if line.endswith(".") else f"- {line};"
