"""Kinds of cell: each module judges one kind (clean, judge) and says how Excel shows it."""
