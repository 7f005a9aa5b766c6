"""result.json: the contract, its schema, and what it says of an invented run."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import summaries
from schema.result import Result
from schema.settings import Area, Settings
from schema.summary import Summary
from steps.compose import result

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def summary(settings: Settings) -> Summary:
    return summaries.invented(settings)


@pytest.fixture(scope="module")
def told(summary: Summary, settings: Settings) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(result.text(summary, settings))
    return told


def by(told: dict[str, Any], part: str, name: str, value: str) -> dict[str, Any]:
    found: dict[str, Any] = next(item for item in told[part] if item[name] == value)
    return found


def test_schema_is_fresh() -> None:
    committed = (ROOT / "docs" / "result.schema.json").read_text(encoding="utf-8")
    assert committed == result.schema_text(), "write docs/result.schema.json anew"


def test_it_is_the_text_that_the_model_of_the_contract_makes(
    summary: Summary, settings: Settings
) -> None:
    for made in (summary, replace(summary, findings=(), submissions=())):
        text = result.text(made, settings)
        assert Result.model_validate_json(text).model_dump_json(indent=1) + "\n" == text


def test_names_of_the_contract(told: dict[str, Any]) -> None:
    assert list(told) == [
        "version", "campaign", "as_of", "deadline", "files", "units", "rates", "findings",
    ]  # fmt: skip
    assert list(told["files"][0]) == [
        "path", "sha256", "district", "status", "received_at", "received_from", "rows", "errors",
        "notices", "reason",
    ]  # fmt: skip
    assert list(told["units"][0]) == [
        "code", "level", "name", "district", "submitted", "on_time", "status", "page_name",
        "page_url", "page_key", "indicators", "source",
    ]  # fmt: skip
    assert list(told["units"][0]["indicators"]) == [
        "established", "named", "planned", "reported", "guided", "staffed",
    ]  # fmt: skip
    assert list(told["rates"][0]) == ["scope", "level", "indicator", "done", "due"]
    assert list(told["findings"][0]) == [
        "file", "sheet", "cell", "unit", "field", "code", "severity", "found", "value",
        "suggestions", "explained", "message",
    ]  # fmt: skip


def test_times_are_hanoi_time(told: dict[str, Any]) -> None:
    assert told["as_of"] == "2021-12-20T17:00:00+07:00"
    assert told["deadline"] == "2021-12-20T23:59:59+07:00"


def test_text_is_plain_utf8_and_reads_back(summary: Summary, settings: Settings) -> None:
    text = result.text(summary, settings)
    assert "\\u" not in text
    assert "Chưa báo cáo" in text
    assert len(Result.model_validate_json(text).units) == 150


def test_a_silent_unit(told: dict[str, Any]) -> None:
    unit = by(told, "units", "code", summaries.SILENT)
    assert (unit["submitted"], unit["status"], unit["source"]) == (False, "Chưa báo cáo", None)
    assert (unit["page_name"], unit["page_url"], unit["page_key"]) == (None, None, None)


def test_a_good_unit(told: dict[str, Any]) -> None:
    unit = by(told, "units", "code", "474")
    assert unit["district"] == "474"
    assert unit["status"] == "Đã thành lập"
    assert unit["page_url"] == "https://www.facebook.com/mattran.474"
    assert unit["page_key"] == "u:mattran474"
    assert unit["source"] == {
        "file": "PL_TrangCongDong_474_20211218.xlsx", "sheet": summaries.SHEET, "row": 13,
    }  # fmt: skip
    assert all(unit["indicators"].values())


def test_guidance_does_not_apply_to_communes(told: dict[str, Any]) -> None:
    communes = [unit for unit in told["units"] if unit["level"] == "commune"]
    assert len(communes) == 141
    assert {unit["indicators"]["guided"] for unit in communes} == {None}


def test_a_cell_in_error_shows_what_was_found(told: dict[str, Any]) -> None:
    faulty = [f for f in told["findings"] if f["field"] == "page_name"]
    assert faulty
    for finding in faulty:
        unit = by(told, "units", "code", finding["unit"])
        assert unit["page_name"] == finding["found"]
        assert finding["value"] is None
        assert unit["indicators"]["named"] is False


def test_an_unreadable_status_and_a_shared_link(settings: Settings) -> None:
    summary = summaries.with_fault(summaries.invented(settings), "474", "status", "Có rồi")
    summary = summaries.with_fault(summary, "474", "page_url", "https://www.facebook.com/chung")
    unit = by(json.loads(result.text(summary, settings)), "units", "code", "474")
    assert unit["status"] is None
    assert (unit["page_url"], unit["page_key"]) == ("https://www.facebook.com/chung", None)


def test_files_count_their_findings(told: dict[str, Any]) -> None:
    refused = by(told, "files", "status", "rejected")
    assert (refused["errors"], refused["notices"]) == (1, 1)
    total = sum(file["errors"] + file["notices"] for file in told["files"])
    assert total == len(told["findings"])


@pytest.mark.parametrize(
    ("status", "lang", "words"),
    [
        ("accepted", "vi", ""),
        ("duplicate", "vi", "PL_TrangCongDong_474_20211218.xlsx"),
        ("rejected", "vi", "Không dòng nào trong tệp"),
        ("rejected", "en", "No row of the file"),
        ("ignored", "vi", "tệp hệ thống"),
    ],
)
def test_reason_is_a_sentence(
    summary: Summary, settings: Settings, status: str, lang: Any, words: str
) -> None:
    told = json.loads(result.text(summary, settings, lang))
    reason = by(told, "files", "status", status)["reason"]
    assert words in reason
    assert bool(reason) == bool(words)


def test_two_levels_have_no_district(settings: Settings) -> None:
    later = settings.model_copy(
        update={
            "deadline": date(2025, 12, 20),
            "area": Area(registry="vietnam_2025", province="46"),
        }
    )
    told = json.loads(result.text(summaries.invented(later), later))
    assert {unit["district"] for unit in told["units"]} == {None}
    assert {file["district"] for file in told["files"]} & {u["code"] for u in told["units"]}
