"""The password of the mail account: from the environment or the system keyring, never a file."""

from __future__ import annotations

from collections.abc import Mapping

VARIABLE = "CONSOLIDATE_MAIL_PASSWORD"
SERVICE = "consolidate"  # keyring set consolidate USER


def password(user: str, environment: Mapping[str, str], variable: str = VARIABLE) -> str | None:
    """The user's password; None = it is in neither place."""
    given = environment.get(variable, "").strip("\r\n")
    return given or _kept(user)


def _kept(user: str) -> str | None:
    try:
        import keyring  # noqa: PLC0415 - an office may do without
    except ImportError:
        return None
    try:
        kept: str | None = keyring.get_password(SERVICE, user)
    except Exception:  # whatever the system's key store raises where nobody can open it
        return None
    return kept
