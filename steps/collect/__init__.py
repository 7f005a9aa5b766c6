"""Collect (door in): inbox -> submissions, in the order of their paths. Nothing is changed."""

from steps.collect.files import one, submissions

__all__ = ["one", "submissions"]
