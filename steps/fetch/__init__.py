"""Fetch (door in): an IMAP mailbox -> its new messages, whole. Nothing there is deleted."""

from steps.fetch.connection import MailboxError
from steps.fetch.folder import Folder, opened
from steps.fetch.messages import Message

__all__ = ["Folder", "MailboxError", "Message", "opened"]
