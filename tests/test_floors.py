"""The floors and rooms: who may import whom, and which room each outside package has."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from schema import community_page, poor_fund
from schema.campaign import Campaign

ROOT = Path(__file__).parent.parent
FILES = [
    ROOT / "consolidate.py",
    *sorted((ROOT / "commands").rglob("*.py")),
    *sorted((ROOT / "schema").rglob("*.py")),
    *sorted((ROOT / "steps").rglob("*.py")),
]
ROOMS = {
    "python_calamine": ("steps/read",),
    "openpyxl": (),
    "xlrd": ("steps/read",),
    "pebble": ("steps/read",),
    "filelock": ("steps/write",),
    "xlsxwriter": ("steps/write",),
    "pandas": (),
    "rich": ("steps/show",),
    "click": ("consolidate", "commands"),
    "sqlite3": ("steps/ledger",),
    "oxmsg": ("steps/collect",),
    "imap_tools": ("steps/fetch",),
    "watchfiles": ("steps/watch",),
    "keyring": ("commands/password",),
    "smtplib": ("steps/post",),
    "rapidfuzz": ("schema/naming", "schema/cells/link"),
    "phonenumbers": ("schema/cells/phone",),
    "email_validator": ("schema/cells/email",),
}


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: write imports in full"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_stairs_go_down(path: Path) -> None:
    floor, *rooms = path.relative_to(ROOT).with_suffix("").parts
    for name in imports(path):
        target = name.split(".")
        if floor == "schema":
            assert target[0] not in {"steps", "commands", "consolidate"}, f"schema imports {name}"
        if floor == "steps":
            assert target[0] not in {"commands", "consolidate"}, f"a step imports {name}"
            if target[0] == "steps" and rooms != ["__init__"]:
                assert target[1] == rooms[0], f"step {rooms[0]} imports its sibling {name}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_package_has_one_room(path: Path) -> None:
    place = path.relative_to(ROOT).with_suffix("").as_posix()
    for name in imports(path):
        rooms = ROOMS.get(name.split(".")[0])
        assert rooms is None or place.startswith(rooms), f"{name} is imported outside its room"


def test_start_up_is_light() -> None:
    """`--help` imports click and nothing heavy."""
    top = ast.parse((ROOT / "consolidate.py").read_text(encoding="utf-8")).body
    names = [
        n for node in top if isinstance(node, ast.Import | ast.ImportFrom) for n in imports_of(node)
    ]
    assert "click" in names
    assert not {"schema", "steps", "pandas", "pydantic", "rich"} & {
        name.split(".")[0] for name in names
    }


def imports_of(node: ast.Import | ast.ImportFrom) -> list[str]:
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else [a.name for a in node.names]


CAMPAIGNS = (community_page.CAMPAIGN, poor_fund.CAMPAIGN)
WORDS = re.compile(
    r"Trang\b|[Ff]anpage|[Ff]acebook|cán bộ (?:quản lý|của Trang)|lãnh đạo phụ trách|liên kết"
    r"|nghèo|số hộ|số tiền"
)


OTHERWISE = {"remarks", "Kỳ báo cáo", "Tình trạng"}  # a step's own words: the clerk's remarks, ...


def fields(campaign: Campaign) -> set[str]:
    asked = (*campaign.row_columns, *campaign.general_columns)
    own = {column.field for column in asked} | {i.code for i in campaign.indicators}
    return {*own, *(total.code for total in campaign.sums)} - OTHERWISE - {"unit"}


def phrases(campaign: Campaign) -> set[str]:
    """What only this campaign says: its titles, labels and answers."""
    asked = (*campaign.row_columns, *campaign.general_columns)
    said = {campaign.title, campaign.summary_title, campaign.subject, campaign.headline}
    said |= {campaign.general_sheet, campaign.data_sheet, campaign.list_sheet, campaign.file_prefix}
    said |= {text for column in asked for text in (column.label, column.group) if text}
    said |= {choice for column in asked for choice in column.kind.choices}
    said |= {text for i in campaign.indicators for text in (i.label, i.todo)}
    return said - OTHERWISE


def strings(path: Path) -> Iterator[str]:
    """The texts of a module, its docstrings aside."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.mark.parametrize(
    "path",
    [path for path in FILES if path.relative_to(ROOT).parts[0] in ("steps", "commands")],
    ids=lambda path: path.relative_to(ROOT).as_posix(),
)
def test_no_step_knows_a_campaign(path: Path) -> None:
    """A step names one field, `unit`, and says nothing that is one campaign's alone."""
    said = [*map(phrases, CAMPAIGNS)]
    alone = {phrase for one in said for phrase in one if not all(phrase in each for each in said)}
    asked = {field for campaign in CAMPAIGNS for field in fields(campaign)}
    forms = ("schema.community", *(campaign.rows.__module__ for campaign in CAMPAIGNS))
    for text in strings(path):
        assert text not in asked, f"names the field {text}"
        assert not WORDS.search(text), f"says {text!r}"
        own = [phrase for phrase in alone if phrase in text]
        assert not own, f"says {own} in {text!r}"
    for name in imports(path):
        assert not name.startswith(forms), f"imports {name}"
