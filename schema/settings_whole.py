"""What is wrong with campaign.toml as a whole: lines that are right alone, but not together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from schema.settings import Settings


def faults(settings: Settings) -> Iterator[str]:
    """Each fault in Vietnamese, without the file's name."""
    senders = {unit.code for unit in settings.registry.senders}
    # a letter to a code that is no sender's would never be written
    if unknown := sorted(set(settings.mail.districts) - senders):
        yield f"mục [mail.districts]: không có đơn vị gửi mã {', '.join(unknown)}."
    if settings.naming is None and any(c.kind.expected for c in settings.campaign.row_columns):
        yield "mục [naming]: mẫu biểu này cần mẫu tên của từng cấp."
    for code, levels in settings.targets.items():
        for level, targets in levels.items():
            yield from _targets(settings, code, level, targets, senders)


def _targets(
    settings: Settings, code: str, level: str, targets: Mapping[str, int], senders: set[str]
) -> Iterator[str]:
    """A target that is nobody's, or a sender without one: its rate would mean nothing."""
    place = f"mục [targets.{code}.{level}]"
    summed = {(total.code, each) for total in settings.campaign.sums for each in total.levels}
    if (code, level) not in summed:
        yield f"{place}: mẫu biểu không cộng số liệu này ở cấp này."
    if unknown := sorted(set(targets) - senders):
        yield f"{place}: không có đơn vị gửi mã {', '.join(unknown)}."
    if missing := sorted(senders - set(targets)):
        yield f"{place}: còn thiếu chỉ tiêu của mã {', '.join(missing)} (không giao thì ghi 0)."
