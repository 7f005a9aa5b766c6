"""Collect (door in): inbox -> submissions, in the order of their paths. Nothing is changed."""

from steps.collect.files import InboxError, one, submissions
from steps.collect.opening import opened

__all__ = ["InboxError", "one", "opened", "submissions"]
