"""Nouns: what the province asks for. Opens no file but its own tables."""
