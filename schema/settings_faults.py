"""What is wrong with a line of campaign.toml, in the words of the line's own description."""

from __future__ import annotations

from typing import get_args

from pydantic import BaseModel

UNKNOWN = "dòng này không có trong mẫu cài đặt, hãy xóa hoặc sửa tên"


def explain(whole: type[BaseModel], loc: tuple[str, ...]) -> str:
    """One line of Vietnamese for the fault at `loc`, a path of names into the settings."""
    part: type[BaseModel] | None = whole
    meaning = UNKNOWN
    for name in loc:
        if part is None:  # inside a list or a table of one field
            break
        info = part.model_fields.get(name)
        if info is None:
            meaning = UNKNOWN
            break
        meaning = info.description or "phần này còn thiếu hoặc chưa đúng"
        part = _model(info.annotation)
    return f"  · {'.'.join(loc)}: {meaning}."


def _model(kind: object) -> type[BaseModel] | None:
    """The settings part that a field holds, also where it may be left out; None = no part."""
    for each in get_args(kind) or (kind,):
        if isinstance(each, type) and issubclass(each, BaseModel):
            return each
    return None
