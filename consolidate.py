"""The command: each sub-command has its module in `commands/`, imported when it is called.

Exit codes: 0 the outputs were written (`--strict`: 3 if something is to be corrected or missing);
2 wrong usage or settings; 4 the outputs could not be written; 1 a crash.
"""

from __future__ import annotations

import atexit
import gc
import importlib
import os

from commands import language  # first: it sets the language of click's own words
from commands.language import told

import click  # isort: skip

gc.set_threshold(250_000, 20, 100)  # many values are made and few cycles: a quarter less time
os.environ["PYDANTIC_DISABLE_PLUGINS"] = "__all__"  # nobody else's validates, or is looked for
COMMANDS = (
    "run", "check", "template", "rehearse", "fetch", "watch", "mail", "exclude", "seal", "verify",
    "purge", "docs",
)  # fmt: skip
GLOBAL = ("-h", "--help", "--version")


class Commands(click.Group):
    """A group that imports a command when it is called; the default command is `run`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, in the order of a day's work."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = getattr(importlib.import_module(f"commands.{cmd_name}"), cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `run` before options that stand alone."""
        alone = not args and not ctx.resilient_parsing  # a shell completes the commands' names
        if alone or (args and args[0].startswith("-") and args[0] not in GLOBAL):
            args = ["run", *args]
        return super().parse_args(ctx, args)


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 96},
    options_metavar=told("[TÙY CHỌN]", "[OPTIONS]"),
    subcommand_metavar=told("[LỆNH] [ĐỐI SỐ]...", "[COMMAND] [ARGS]..."),
    help=told(
        "Tổng hợp phụ lục của các huyện thành biểu tổng hợp của tỉnh.",
        "Consolidate the districts' appendix workbooks into the province's summary.",
    ),
    epilog=told(
        "In English: set the environment variable CONSOLIDATE_LANG=en.",
        "Tiếng Việt: bỏ biến môi trường CONSOLIDATE_LANG.",
    ),
)
@click.version_option("0.1.0", prog_name="consolidate")
def main() -> None:
    """The group of all commands."""


if __name__ == "__main__":
    language.use_utf8()
    language.show_on_any_console()
    atexit.register(gc.freeze)  # nothing is looked through once more for cycles, just to be dropped
    main(prog_name="consolidate.py")
