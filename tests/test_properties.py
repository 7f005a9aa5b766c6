"""Properties of the counting, whatever the districts send (design, rules 1-3 and 7)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from conftest import ROOT
from drawn import good
from province import AS_OF
from schema.readings import RawRow, Reading
from schema.records import Submission
from schema.settings import Settings
from schema.settings_file import load
from schema.tally import Rate, Tally
from steps import check, measure, merge

PROVINCE: Settings = load(ROOT / "campaign.toml")
REGISTRY = PROVINCE.registry
FAULTS: Sequence[dict[str, Any]] = (
    {},
    {"page_url": "https://example.org/"},
    {"page_url": "https://www.facebook.com/mattran.chung"},  # shared by all who have it
    {"page_name": "Trang của xã"},
    {"status": "Chưa thành lập"},
    {"status": "khác"},
    {"plan": None},
    {"leader_phone": "12"},
    {"operator_name": None},
)


@dataclass(frozen=True)
class Row:
    """One unit's line with its faults."""

    unit: str
    faults: dict[str, Any] = field(hash=False)

    def raw(self, number: int) -> RawRow:
        unit = REGISTRY.by_code[self.unit]
        values = {**good(unit.title), **self.faults}
        return RawRow("2", number, values, dict.fromkeys(values, f"X{number}"), level=unit.level)


Inbox = list[tuple[str, list[Row]]]
FIELDS = tuple(good("Xã Phú An"))


@st.composite
def inboxes(draw: st.DrawFn) -> Inbox:
    senders = draw(st.lists(st.sampled_from(REGISTRY.senders), max_size=5))
    return [
        (sender.code, [Row(unit.code, draw(st.sampled_from(FAULTS))) for unit in units])
        for sender in senders
        if (units := draw(st.lists(st.sampled_from(REGISTRY.of_sender(sender.code)), max_size=6)))
    ]


def rates(inbox: Inbox) -> dict[tuple[str, str, str], Tally]:
    returns = []
    for number, (sender, rows) in enumerate(inbox):
        title = REGISTRY.by_code[sender].title
        general = RawRow(
            "1", 0, {"unit": title, "guidance": "1/HD"}, {"unit": "C1", "guidance": "C2"}
        )
        raw = tuple(row.raw(line) for line, row in enumerate(rows, 12))
        reading = Reading(raw, general, columns=FIELDS)
        sent = Submission(f"{number:03}.xlsx", f"{number}", AS_OF)
        returns.append(check.district_return(reading, sent, PROVINCE, AS_OF))
    told: Sequence[Rate] = measure.rates(
        merge.table(returns, PROVINCE, {}).units, REGISTRY, PROVINCE.campaign
    )
    return {rate[:3]: rate.tally for rate in told}


quick = hypothesis_settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@quick
@given(inboxes())
def test_done_never_exceeds_due_and_the_province_is_the_sum(inbox: Inbox) -> None:
    told = rates(inbox)
    for (scope, level, indicator), tally in told.items():
        assert 0 <= tally.done <= tally.due
        if scope == "province":
            parts = [told[s.code, level, indicator] for s in REGISTRY.senders]
            assert tally == sum(parts, Tally())
            assert tally.due == {"district": 9, "commune": 141}[level]


@quick
@given(inboxes())
def test_100_percent_appears_only_when_done_is_due(inbox: Inbox) -> None:
    for tally in rates(inbox).values():
        assert (tally.permille == 1000) is (tally.done == tally.due) is tally.complete


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_rate_is_cut_and_never_rounded_up(done: int, due: int) -> None:
    permille = Tally(min(done, due), due).permille
    assert permille is not None
    assert permille * due <= min(done, due) * 1000 < (permille + 1) * due
    assert Tally(140, 141).permille == 992
    assert Tally(0, 0).permille is None


@quick
@given(inboxes(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(inbox: Inbox, chance: Any) -> None:
    single = [(sender, list({row.unit: row for row in rows}.values())) for sender, rows in inbox]
    shuffled = [(sender, chance.sample(rows, len(rows))) for sender, rows in single]
    assert rates(single) == rates(shuffled)


@quick
@given(inboxes(), st.data())
def test_a_removed_row_never_raises_a_rate(inbox: Inbox, data: st.DataObject) -> None:
    """Where no other row uses its link and it is its unit's only row."""
    units = [row.unit for _, rows in inbox for row in rows]
    shared = FAULTS[2]
    lonely = [
        (place, row)
        for place, (_, rows) in enumerate(inbox)
        for row in rows
        if units.count(row.unit) == 1 and row.faults != shared
    ]
    if not lonely:
        return
    place, gone = data.draw(st.sampled_from(lonely))
    sender, rows = inbox[place]
    less = [*inbox[:place], (sender, [row for row in rows if row != gone]), *inbox[place + 1 :]]
    before, after = rates(inbox), rates([item for item in less if item[1]])
    assert all(after[key].done <= before[key].done for key in before)
