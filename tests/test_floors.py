"""The floors and rooms: who may import whom, and which room each outside package has."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

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
