"""Compose (pure): results -> workbooks and mails, described only; `write` writes them."""
