"""Verbs: one per module; a step never imports another step."""
