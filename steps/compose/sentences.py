"""What the leader's page says in words: the headline, who is silent, what is left to do."""

from __future__ import annotations

from collections.abc import Iterator

from schema.campaign import Indicator
from schema.settings import Settings
from schema.summary import Summary
from schema.tally import Tally
from schema.units import PROVINCE
from steps.compose import silent, wording
from steps.compose.list_layout import SUBMITTED

MOST = 12  # names in one sentence
DECISIONS = "Đề nghị chỉ đạo hoàn thành"
NOTHING_LEFT = "Mọi chỉ tiêu đã đạt 100\u00a0%."


def headline(summary: Summary, settings: Settings) -> str:
    """The one sentence of the page: the lowest level, the first indicator."""
    level = settings.registry.levels[-1]
    return f"Đến {wording.moment(summary.as_of)}: {_reached(summary, settings, level)}"


def further(summary: Summary, settings: Settings) -> Iterator[str]:
    """The upper level's line, and the letter's own checks."""
    for level in settings.registry.levels[:-1]:
        yield f"{wording.LEVELS[level]}: {_reached(summary, settings, level)}."
    yield from sums(summary, settings)
    checks = targeted(summary, settings)
    rest = checks.due - checks.done
    left = f"; còn {wording.count(rest)}" if rest else ""
    yield (
        f"Chỉ tiêu của Công văn (100\u00a0%): đạt {wording.ratio(checks)} lượt chỉ tiêu "
        f"({checks.percent}){left}."
    )


def sums(summary: Summary, settings: Settings) -> Iterator[str]:
    """What is added up in the whole province, level by level, against the targets."""
    for total in settings.campaign.sums:
        parts = []
        for level in (each for each in settings.registry.levels if each in total.levels):
            tally = summary.tally(PROVINCE, level, total.code)
            aim = (
                f", đạt {tally.percent} chỉ tiêu ({wording.count(tally.due)})" if tally.due else ""
            )
            said = f"{wording.count(tally.done)} {total.measure}{aim}"
            parts.append(f"{wording.LEVELS[level].lower()} {said}")
        yield f"{total.label}: {'; '.join(parts)}."


def targeted(summary: Summary, settings: Settings) -> Tally:
    """All checks that the letter itself sets: 9 × 4 + 141 × 3 = 459 in Thừa Thiên Huế."""
    tallies = [
        summary.tally(PROVINCE, level, indicator.code)
        for level in settings.registry.levels
        for indicator in settings.campaign.indicators
        if indicator.targeted and level in indicator.levels
    ]
    return sum(tallies, Tally())


def _reached(summary: Summary, settings: Settings, level: str) -> str:
    campaign = settings.campaign
    tally = summary.tally(PROVINCE, level, campaign.indicators[0].code)
    return (
        f"{wording.ratio(tally)} {wording.units(settings.registry, level)} "
        f"({tally.percent}) {campaign.headline}"
    )


def missing(summary: Summary, settings: Settings) -> Iterator[str]:
    """Who is silent: whole senders by name, then how many units; and files to ask for again."""
    registry = settings.registry
    mute = silent.senders(summary, settings)
    if len(mute) == len(registry.senders) > 1:
        yield "Chưa có báo cáo của đơn vị nào."
    elif mute:
        names = wording.some([unit.place for unit in mute], MOST)
        yield f"Chưa có báo cáo: {names}."
    counts = [
        (tally.due - tally.done, wording.units(registry, level))
        for level in registry.levels
        if not (tally := summary.tally(PROVINCE, level, SUBMITTED)).complete
    ]
    if counts:
        said = " và ".join(f"{wording.count(number)} {name}" for number, name in counts)
        yield f"Tổng cộng {said} chưa báo cáo (danh sách ở sheet “{silent.NAME}”)."
    refused = [sent.path for sent in summary.submissions if sent.status == "rejected"]
    if refused:
        yield f"{len(refused)} tệp không dùng được (lý do ở sheet “Tệp đã nhận”)."


def decisions(summary: Summary, settings: Settings) -> Iterator[str]:
    """What to decide: whom to urge on; then what is left for each indicator, and where."""
    if slow := list(_slow(summary, settings)):
        level, first = settings.registry.levels[-1], settings.campaign.indicators[0].code
        mean = summary.tally(PROVINCE, level, first).percent
        below = f"Đôn đốc nơi đã báo cáo nhưng dưới mức chung toàn tỉnh ({mean})"
        yield f"{below}: {wording.some(slow, MOST)}."
    for indicator in settings.campaign.indicators:
        parts = [_left(summary, settings, indicator, level) for level in indicator.levels]
        if any(parts):
            todo = indicator.todo[:1].upper() + indicator.todo[1:]
            yield f"{todo}: {'; '.join(filter(None, parts))}."


def _slow(summary: Summary, settings: Settings) -> Iterator[str]:
    """Who has sent something and is behind the whole in the first indicator, the last first."""
    registry, first = settings.registry, settings.campaign.indicators[0].code
    if len(registry.levels) == 1:
        return  # a sender is its own only unit: it is there or not
    mute, level = silent.senders(summary, settings), registry.levels[-1]
    whole = summary.tally(PROVINCE, level, first).permille or 0
    rates = [
        (tally.permille or 0, f"{sender.place} {tally.percent}")
        for sender in registry.senders
        if sender not in mute and (tally := summary.tally(sender.code, level, first)).due
    ]
    rates.sort(key=lambda rate: rate[0])
    yield from (said for permille, said in rates if permille < whole)


def _left(summary: Summary, settings: Settings, indicator: Indicator, level: str) -> str:
    registry = settings.registry
    total = summary.tally(PROVINCE, level, indicator.code)
    if total.complete or not total.due:
        return ""
    places = []
    for sender in registry.senders:
        tally = summary.tally(sender.code, level, indicator.code)
        if rest := tally.due - tally.done:
            own = level == sender.level
            places.append((rest, sender.name if own else f"{sender.name} {wording.count(rest)}"))
    if level != registry.levels[0]:
        places.sort(key=lambda place: -place[0])
    names = wording.some([name for _, name in places], MOST)
    if level == registry.levels[0] and len(places) == len(registry.senders):
        names = "tất cả"
    return f"{wording.LEVELS[level].lower()} {wording.count(total.due - total.done)} ({names})"
