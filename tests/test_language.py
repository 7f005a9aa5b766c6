"""The command line's language, and that any console can show it."""

import ast
import os
import pty
import re
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import click
import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import read_mo
from babel.messages.pofile import read_po

from commands.language import LOCALE, chosen
from test_command import ROOT

COMMANDS = ("run", "check", "template", "rehearse", "fetch", "watch", "mail", "exclude", "seal",
            "verify", "purge")  # fmt: skip
ENGLISH = ("Usage", "Options", "Show this", "Error", "default:", "DIRECTORY", "FILE")
MARKS = re.compile("[ạảãấầậắằặđếềểệỉịọỏốồổộớờởợụủứừửựỳỹ]", re.IGNORECASE)
UTF8 = {"PYTHONUTF8": "1"}


def command(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in an environment of its own; what it prints is read in that one's encoding."""
    encoding = environment.get("PYTHONIOENCODING", "utf-8").partition(":")[0]
    return subprocess.run(
        [sys.executable, "consolidate.py", *map(str, words)],
        cwd=ROOT, capture_output=True, encoding=encoding, check=False,
        env={"PATH": "/usr/bin:/bin", "COLUMNS": "80", **environment},
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "environment", "lang"),
    [
        ([], {}, "vi"),
        ([], {"LANG": "en_US.UTF-8"}, "vi"),
        ([], {"CONSOLIDATE_LANG": "en"}, "en"),
        ([], {"CONSOLIDATE_LANG": "vi"}, "vi"),
        ([], {"CONSOLIDATE_LANG": "fr"}, "vi"),
        (["run", "--lang", "en"], {}, "en"),
        (["run", "--lang=en", "--help"], {}, "en"),
        (["--lang", "vi"], {"CONSOLIDATE_LANG": "en"}, "vi"),
        (["docs"], {"CONSOLIDATE_LANG": "en"}, "vi"),
        (["check", "--lang"], {}, "vi"),
        (["check", "a=b.xlsx"], {"CONSOLIDATE_LANG": "en"}, "en"),
    ],
)
def test_who_chooses_the_language(words: list[str], environment: dict[str, str], lang: str) -> None:
    assert chosen(words, environment) == lang


@pytest.mark.parametrize("name", ["", *COMMANDS])
def test_help_is_wholly_in_one_language_and_fits(name: str) -> None:
    words = (name, "--help") if name else ("--help",)
    vietnamese = command(*words, **UTF8).stdout
    english = command(*words, **UTF8, CONSOLIDATE_LANG="en").stdout
    assert not [word for word in ENGLISH if word in vietnamese]
    assert "Cách dùng:" in vietnamese
    assert "Hiện phần hướng dẫn này rồi thoát." in vietnamese
    told = english.replace("Tiếng Việt: bỏ biến môi trường", "") if not name else english
    assert not MARKS.search(told)
    assert "..." not in re.sub(r"\]\.\.\.|(TỆP|FILES)\.\.\.", "", vietnamese + english)  # cut off
    assert max(map(len, (vietnamese + english).splitlines())) <= 80
    assert len(vietnamese.splitlines()) > 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--nonsense"], "Không có tùy chọn --nonsense"),
        (["nonsense"], "Không có lệnh nonsense"),
        (["check"], "Thiếu đối số"),
        (["exclude", "a", "b"], "Thừa đối số (b)"),
        (["--inbox"], "Tùy chọn --inbox cần một giá trị"),
        (["--dry-run=1"], "Tùy chọn --dry-run không nhận giá trị"),
        (["--inbox", "không/có"], "Không tìm thấy “không/có”"),
        (["--inbox", "README.md"], "“README.md” là tệp, ở đây cần thư mục"),
        (["check", "docs"], "“docs” là thư mục, ở đây cần tệp"),
        (["--lang", "fr"], "'fr' không phải một trong"),
        (["rehearse", "x", "--seed", "y"], "'y' không phải là số"),
        (["--jobs", "0"], "0 nằm ngoài khoảng"),
        (["--as-of", "mai"], "“mai” không phải thời điểm"),
        (["--outbx", "x"], "Có phải là:"),
    ],
)
def test_click_s_own_words_are_vietnamese(words: list[str], said: str) -> None:
    done = command(*words, **UTF8)
    assert done.returncode == 2
    assert said in done.stderr
    assert not [word for word in ENGLISH if word in done.stderr]


def translated(catalog: Catalog) -> dict[tuple[str, ...], tuple[str, ...]]:
    """What is translated -> its translation; with a plural it is two texts and one."""
    return {_texts(entry.id): _texts(entry.string) for entry in catalog if entry.id}


def _texts(found: Iterable[str] | None) -> tuple[str, ...]:
    return (found,) if isinstance(found, str) else tuple(found or ())


def test_click_s_own_words_are_compiled_as_they_stand() -> None:
    folder = LOCALE / "vi" / "LC_MESSAGES"
    with (folder / "messages.po").open("rb") as source, (folder / "messages.mo").open("rb") as made:
        wanted, compiled = translated(read_po(source, "vi")), translated(read_mo(made))
    assert compiled == wanted, "run: pybabel compile -d commands/locale -l vi"
    click_s = {
        node.value
        for path in Path(click.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Constant)
    }
    assert {text for texts in wanted for text in texts} <= click_s, "click now says it otherwise"


def test_the_generated_pages_do_not_depend_on_the_environment(tmp_path: Path) -> None:
    pages = []
    for n, environment in enumerate(
        (UTF8, {"CONSOLIDATE_LANG": "en", "COLUMNS": "200", "PYTHONIOENCODING": "cp1252"})
    ):
        assert command("docs", "--out", tmp_path / str(n), **environment).returncode == 0
        pages.append((tmp_path / str(n) / "commands.md").read_text("utf-8"))
    assert pages[0] == pages[1]


@pytest.mark.parametrize(
    ("environment", "shown"),
    [
        ({"PYTHONIOENCODING": "cp1252"}, "Dã ghi: "),
        ({"PYTHONIOENCODING": "cp437"}, "Da ghi: "),
        ({"PYTHONIOENCODING": "cp1258"}, "Đa ghi: "),
        ({"LC_ALL": "C", "PYTHONUTF8": "0"}, "Đã ghi: "),
        ({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "Đã ghi: "),
    ],
    ids=["cp1252", "cp437", "cp1258", "C", "C, not coerced"],
)
def test_no_code_page_stops_a_run(environment: dict[str, str], shown: str, tmp_path: Path) -> None:
    inbox = tmp_path / "hộp thư đến"
    inbox.mkdir()
    (inbox / "Phụ lục “mới” 中.xlsx").write_bytes(b"")
    done = command("--inbox", inbox, "--outbox", tmp_path / "kết quả", **environment)
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert shown in done.stdout
    assert "Phụ lục “mới” 中.xlsx" in (tmp_path / "kết quả" / "result.json").read_text("utf-8")
    for words in (["--help"], ["purge", "--help"], ["--nonsense"]):
        assert "Traceback" not in command(*words, **environment).stderr


@pytest.mark.parametrize(
    ("line", "completed"),
    [("re", "rehearse"), ("run --dry", "--dry-run"), ("seal --in", "--inbox"),
     ("--outbox o --la", "--lang"), ("run --lang e", "en")],
)  # fmt: skip
def test_a_shell_completes(line: str, completed: str) -> None:
    words = f"consolidate.py {line}"
    done = command(
        **UTF8, _CONSOLIDATE_PY_COMPLETE="bash_complete", COMP_WORDS=words,
        COMP_CWORD=str(len(words.split()) - 1),
    )  # fmt: skip
    assert done.stdout.splitlines() == [f"plain,{completed}"]


def seen_on_a_terminal(**environment: str) -> bytes:
    """What a terminal receives of a run over the examples, both streams."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "consolidate.py", "--inbox", "examples/inbox", "--dry-run"],
        cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs,
        env={"PATH": "/usr/bin:/bin", "PYTHONUTF8": "1", "COLUMNS": "80", **environment},
    ) as run:  # fmt: skip
        os.close(theirs)
        seen = bytearray()
        try:
            while part := os.read(ours, 65_536):
                seen += part
        except OSError:  # Linux tells so that the other end is closed
            pass
        assert run.wait() == 0
    os.close(ours)
    return bytes(seen)


COLOUR = re.compile(rb"\x1b\[[0-9;]*3[0-7]m")


def test_colours_and_file_names_are_for_those_who_watch() -> None:
    watched = seen_on_a_terminal(TERM="xterm-256color")
    assert COLOUR.search(watched)
    assert re.search("Đang đọc [0-9]+: ".encode(), watched)
    assert not COLOUR.search(seen_on_a_terminal(TERM="xterm-256color", NO_COLOR="1"))
    assert b"\x1b[" not in seen_on_a_terminal(TERM="dumb")
    assert "\x1b" not in (piped := command("--dry-run", **UTF8)).stdout + piped.stderr


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_longest_names_fit_80_columns(lang: str, tmp_path: Path) -> None:
    text = (ROOT / "campaign.toml").read_text("utf-8")
    text = text.replace("thua_thien_hue_2021", "vietnam_2021").replace('"46"', '"58"')
    (tmp_path / "c.toml").write_text(text, "utf-8")
    campaign = ("--campaign", tmp_path / "c.toml")
    assert command("rehearse", tmp_path / "r", *campaign, **UTF8).returncode == 0
    (tmp_path / "r" / "inbox" / ("PL " + "Phan-Rang-Tháp-Chàm " * 6 + "x" * 90)).write_bytes(b"")
    words = ("--inbox", tmp_path / "r" / "inbox", "--outbox", tmp_path / "r" / "outbox")
    done = command(*words, *campaign, "--lang", lang, **UTF8)
    assert done.returncode == 0, done.stderr
    assert "Phan Rang-Tháp" in done.stdout
    lines = [
        line for line in done.stdout.splitlines() if not line.startswith(("Đã ghi", "Written"))
    ]
    assert max(map(len, lines)) <= 80
