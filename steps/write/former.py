"""The outputs that a run replaces, kept aside until all of the new ones are in place."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path


class Former:
    """Remembers each output as it was, under a second name in a private folder.

    On a file system without hard links (FAT, some network drives) it remembers nothing.
    """

    def __init__(self, aside: Path) -> None:
        self._aside = aside
        self._was: dict[Path, Path | None] = {}  # output -> where the former one is; None = none
        self._lost = False

    def keep(self, path: Path) -> None:
        """Remember an output that is about to be replaced, or that there is none."""
        try:
            os.link(path, self._next())
        except FileNotFoundError:
            self._was[path] = None
        except OSError:
            self._lost = True
        else:
            self._was[path] = self._next()

    def take_away(self, path: Path) -> None:
        """Remove an output; one that is open in Excel stays for the next run to remove."""
        with suppress(FileNotFoundError, PermissionError):
            self._was[path] = path.replace(self._next())

    def put_back(self) -> bool:
        """Put everything back; whether all outputs are as they were."""
        for path, former in self._was.items():
            try:
                if former is None:
                    path.unlink(missing_ok=True)
                else:
                    former.replace(path)
            except OSError:
                self._lost = True
        return not self._lost

    def _next(self) -> Path:
        return self._aside / f"{len(self._was)}.former"
