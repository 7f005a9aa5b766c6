"""Workbooks as LibreOffice prints them: the texts of every page, by sheet.

Needs LibreOffice (soffice) and pypdfium2. The bookmarks of the PDF say where each sheet begins.
"""

from __future__ import annotations

import ctypes
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import ImageOps

Box = tuple[float, float, float, float]  # left, bottom, right, top in points


_VIETNAMESE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>vi-VN</value></prop></item></oor:items>
"""


class Text(NamedTuple):
    """One piece of text as drawn, and the window outside which nothing of it shows."""

    words: str
    box: Box
    window: Box


class Page(NamedTuple):
    """One printed page."""

    number: int  # in the whole file, from 0
    texts: tuple[Text, ...]


def pdfs(workbooks: Iterable[Path], folder: Path) -> list[Path]:
    """Print workbooks into a folder, all in one start of LibreOffice."""
    workbooks = list(workbooks)
    command = ["soffice", "--headless", _profile(folder), "--convert-to", "pdf"]
    subprocess.run(  # noqa: S603
        [*command, "--outdir", str(folder), *map(str, workbooks)],
        check=True, capture_output=True, timeout=600,
    )  # fmt: skip
    return [folder / f"{workbook.stem}.pdf" for workbook in workbooks]


def _profile(folder: Path) -> str:
    """A profile of its own whose numbers look as they do in the office: 78,0 %."""
    user = folder / "profile" / "user"
    user.mkdir(parents=True, exist_ok=True)
    (user / "registrymodifications.xcu").write_text(_VIETNAMESE, encoding="utf-8")
    return f"-env:UserInstallation={user.parent.resolve().as_uri()}"


def pages(pdf: Path) -> Mapping[str, tuple[Page, ...]]:
    """The pages of each visible sheet by its name, in the workbook's order."""
    with pypdfium2.PdfDocument(pdf) as document:
        marks = [(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()]
        return {
            name: tuple(Page(number, _texts(document[number])) for number in range(first, after))
            for (name, first), (_, after) in pairwise([*marks, ("", len(document))])
        }


def picture(pdf: Path, number: int, target: Path, dpi: int = 110) -> None:
    """Save one page (from 0) as a PNG, its margins cut; 128 colours are enough for print."""
    with pypdfium2.PdfDocument(pdf) as document:
        image = document[number].render(scale=dpi / 72).to_pil()
    drawn = ImageOps.invert(image.convert("L")).getbbox() or (0, 0, *image.size)
    rim = dpi // 4
    box = (drawn[0] - rim, drawn[1] - rim, drawn[2] + rim, drawn[3] + rim)
    image.crop(box).quantize(128).save(target, optimize=True)


def _texts(page: Any) -> tuple[Text, ...]:
    whole = (0.0, 0.0, *page.get_size())
    drawn = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT])
    textpage = page.get_textpage()
    return tuple(
        Text(words, one.get_bounds(), _window(one, whole))
        for one in drawn
        if (words := _words(one, textpage)).strip()
    )


def _words(drawn: Any, textpage: Any) -> str:
    size = pdfium.FPDFTextObj_GetText(drawn.raw, textpage.raw, None, 0)
    buffer = (ctypes.c_ushort * size)()
    pdfium.FPDFTextObj_GetText(drawn.raw, textpage.raw, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def _window(drawn: Any, whole: Box) -> Box:
    """What all clipping paths of a text leave open."""
    clip = pdfium.FPDFPageObj_GetClipPath(drawn.raw)
    for path in range(max(0, pdfium.FPDFClipPath_CountPaths(clip)) if clip else 0):
        across, up = zip(*_points(clip, path), strict=True)
        left, bottom, right, top = whole
        whole = (max(left, min(across)), max(bottom, min(up)),
                 min(right, max(across)), min(top, max(up)))  # fmt: skip
    return whole


def _points(clip: Any, path: int) -> Iterator[tuple[float, float]]:
    for index in range(pdfium.FPDFClipPath_CountPathSegments(clip, path)):
        segment = pdfium.FPDFClipPath_GetPathSegment(clip, path, index)
        across, up = ctypes.c_float(), ctypes.c_float()
        pdfium.FPDFPathSegment_GetPoint(segment, across, up)
        yield across.value, up.value
