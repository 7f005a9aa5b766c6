"""A rehearsal: a fresh set of bad workbooks as offices send them, and what was planted where."""

from steps.compose.rehearsal.answers import ANSWERS, answers
from steps.compose.rehearsal.parcel import File, parcel

__all__ = ["ANSWERS", "File", "answers", "parcel"]
