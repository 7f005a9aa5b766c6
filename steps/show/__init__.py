"""Show (door out): the screen."""

from steps.show.screen import Screen

__all__ = ["Screen"]
