"""The programs that are measured: the product, the user's own script, the floor, the imports."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from functools import partial
from pathlib import Path

from benchmarks import floor, inputs
from benchmarks.measure import once
from benchmarks.running import ROOT, Cost, Program
from schema.settings_file import load

IMPORTS = (
    "import pandas, pydantic, xlsxwriter, python_calamine, phonenumbers, email_validator, "
    "rapidfuzz, rich, click"
)
RETURNED = "phan_hoi"
RUN = "run"  # where a run writes; one that works beside it needs a folder of its own


def command(place: Path, *options: str, hour: int = 17, into: str = RUN) -> tuple[str, ...]:
    """The product's whole command on a scenario; whatever it writes is in `place`/`into`."""
    settings = load(place / "campaign.toml")
    where = (f"--inbox={place / 'inbox'}", f"--outbox={place / into / 'outbox'}")
    moment = f"--as-of={settings.deadline}T{hour}:00:00+07:00"
    campaign = f"--campaign={place / 'campaign.toml'}"
    return (sys.executable, "consolidate.py", "run", *where, campaign, moment, *options)


def anew(place: Path, into: str = RUN) -> None:
    """Forget all that was written for a scenario: outputs, ledger, cache."""
    shutil.rmtree(place / into, ignore_errors=True)


def product(
    place: Path, label: str, *options: str, one_core: bool = True, into: str = RUN
) -> Program:
    """The product's first run; on one core with one worker. It counts if every file was taken."""
    wanted = command(place, *options, *(["--jobs=1"] if one_core else []), into=into)
    told = partial(_taken, place / into)
    return Program(label, wanted, lambda: anew(place, into), one_core, told)


def _taken(written: Path, cost: Cost) -> Cost:
    told = json.loads((written / "outbox" / "result.json").read_text("utf-8"))
    if others := [file for file in told["files"] if file["status"] != "accepted"]:
        raise RuntimeError(f"{written}: {len(others)} files, {others[0]['reason']}")
    return cost


def second(place: Path, label: str) -> Program:
    """The product's run after one of the workbooks has been corrected."""
    kept, again = place / "kept", place / "again"
    _restored(place, again)
    once(Program("first", command(again), lambda: anew(again), one_core=False))
    inputs.correct(again)
    _restored(again, kept)
    wanted = command(again, hour=18)
    return Program(label, wanted, lambda: _restored(kept, again), one_core=False)


def _restored(source: Path, target: Path) -> None:
    """Make a scenario as another one is: settings, inbox, and what has been written for it."""
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir()
    shutil.copy2(source / "campaign.toml", target)
    for name in ("inbox", RUN):
        if (source / name).exists():
            shutil.copytree(source / name, target / name)


def by_hand(place: Path, label: str, engine: str) -> Program:
    """The script that a user would write instead."""
    out = str(place / f"by_hand_{engine}.xlsx")
    script = str(ROOT / "benchmarks" / "by_hand.py")
    return Program(label, (sys.executable, script, str(place / "inbox"), out, engine))


def floors(place: Path, summary: str, returned: str) -> tuple[Program, Program]:
    """The floor under the summary alone, and under the returned workbooks too.

    The cells are those of the outputs that the product has written, stored here, unmeasured.
    """
    once(product(place, "outputs", one_core=False))
    outbox = place / RUN / "outbox"
    parts = {
        "summary": outbox.glob("Tong_hop*.xlsx"),
        "returned": outbox.glob(f"{RETURNED}/*.xlsx"),
    }
    for name, files in parts.items():
        floor.kept(sorted(files), place / f"{name}.cells")
    return _floor(place, summary, "summary"), _floor(place, returned, "summary", "returned")


def _floor(place: Path, label: str, *cells: str) -> Program:
    stored = [str(place / f"{name}.cells") for name in cells]
    module = (sys.executable, "-m", "benchmarks.floor")
    wanted = (*module, str(place / "inbox"), *stored, str(place / "_".join(("floor", *cells))))
    return Program(label, wanted, told=_told)


def _told(cost: Cost) -> Cost:
    """What the floor tells of itself; its clock also ran while it stood still."""
    seconds = float(cost.said)
    return cost._replace(wall=seconds, cpu=seconds)


def imports(label: str) -> Program:
    """The price of the libraries alone."""
    return Program(label, (sys.executable, "-c", IMPORTS))


def helps(label: str) -> Program:
    """The command's help."""
    return Program(label, (sys.executable, "consolidate.py", "--help"))


def check(place: Path, label: str) -> Program:
    """One workbook judged; exit code 3 where it has faults."""
    campaign = f"--campaign={place / 'campaign.toml'}"
    file = str(min((place / "inbox").iterdir()))
    wanted = (sys.executable, "consolidate.py", "check", campaign, file)
    return Program(label, wanted, allowed=(0, 3))


def imported(program: Program) -> list[str]:
    """The heavy libraries that a program imports in its own process (`python -v`)."""
    python, *rest = program.command
    program.ready()
    traced = subprocess.run(
        (python, "-v", *rest), cwd=ROOT, capture_output=True, encoding="utf-8", check=False
    )
    seen = set(re.findall(r"^import '([^']+)' #", traced.stderr, re.MULTILINE))
    heavy = IMPORTS.removeprefix("import ").replace(",", "").split()
    return [name for name in heavy if name in seen]
