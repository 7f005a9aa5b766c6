"""The ledger's tables, version by version. A migration is never changed once it has been used."""

from __future__ import annotations

import sqlite3

MIGRATIONS = (
    """
    CREATE TABLE file (
        scope TEXT NOT NULL,          -- campaign, period and inbox
        path TEXT NOT NULL,           -- relative to the inbox
        sha256 TEXT NOT NULL,
        first_seen TEXT NOT NULL,     -- the first run that saw these bytes here
        received TEXT NOT NULL,       -- counting rule 6
        evidence TEXT NOT NULL,       -- ledger or mail
        sender TEXT,                  -- the mail address it came from
        district TEXT,
        status TEXT NOT NULL,
        last_seen TEXT NOT NULL,      -- the newest run that still found it in the inbox
        PRIMARY KEY (scope, path, sha256)
    );
    CREATE TABLE valid (
        scope TEXT NOT NULL,
        unit TEXT NOT NULL,           -- registry code
        received TEXT NOT NULL,       -- when its first version without errors was received
        PRIMARY KEY (scope, unit)
    );
    CREATE TABLE exclusion (
        scope TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        why TEXT NOT NULL,
        PRIMARY KEY (scope, sha256)
    );
    CREATE TABLE run (
        scope TEXT NOT NULL,
        trend TEXT NOT NULL,          -- campaign and inbox: the periods of one trend
        as_of TEXT NOT NULL,
        facts TEXT NOT NULL,          -- JSON: rates and, per unit, the indicators that hold
        summary_sha256 TEXT NOT NULL, -- of the summary workbook as it was written
        PRIMARY KEY (scope, as_of)
    );
    CREATE TABLE seal (
        scope TEXT PRIMARY KEY,
        sealed_at TEXT NOT NULL,
        facts TEXT NOT NULL,          -- JSON, as in run
        files TEXT NOT NULL,          -- JSON: path, sha256, status of each file
        copy BLOB NOT NULL,           -- the sealed summary itself
        copy_sha256 TEXT NOT NULL
    );
    """,
    """
    CREATE TABLE message (
        trend TEXT NOT NULL,          -- campaign and inbox: a new period takes nothing again
        mailbox TEXT NOT NULL,        -- JSON: host, user, folder
        uidvalidity INTEGER NOT NULL,
        uid INTEGER NOT NULL,
        sha256 TEXT NOT NULL,         -- of the whole message
        file TEXT NOT NULL,           -- relative to the inbox, blank = no workbook, left alone
        taken TEXT NOT NULL,          -- the moment of the fetch
        PRIMARY KEY (trend, mailbox, uidvalidity, uid)
    );
    CREATE TABLE attachment (
        scope TEXT NOT NULL,
        sha256 TEXT NOT NULL,         -- of the attached workbook
        received TEXT NOT NULL,       -- when its first mail came (counting rule 6)
        doubt TEXT NOT NULL,          -- mail_date where only the Date line told it
        PRIMARY KEY (scope, sha256)
    );
    """,
    """
    CREATE TABLE sent (
        scope TEXT NOT NULL,
        recipient TEXT NOT NULL,      -- an office address of campaign.toml
        matter TEXT NOT NULL,         -- SHA-256 of what the letter is about
        at TEXT NOT NULL,
        times INTEGER NOT NULL,       -- more than 1 only where staff asked for it
        PRIMARY KEY (scope, recipient, matter)
    );
    CREATE TABLE remark (
        scope TEXT NOT NULL,
        sender TEXT NOT NULL,         -- registry code
        text TEXT NOT NULL,           -- what the clerk wrote in the call list
        PRIMARY KEY (scope, sender)
    );
    """,
    """
    CREATE TABLE explanation (
        scope TEXT NOT NULL,
        unit TEXT NOT NULL,           -- registry code
        field TEXT NOT NULL,
        code TEXT NOT NULL,           -- of the finding
        found TEXT NOT NULL,          -- a digest of the faulty text, see schema/returned.py
        text TEXT NOT NULL,           -- the sender's words
        received TEXT NOT NULL,       -- when the file that holds them was received
        PRIMARY KEY (scope, unit, field, code, found)
    );
    """,
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest version, all or nothing.

    Raises:
        sqlite3.DatabaseError: the file is no ledger or is damaged.
        OSError: it is of a newer version.
    """
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > len(MIGRATIONS):
        raise OSError("the ledger was written by a newer version")
    if version == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    version = connection.execute("PRAGMA user_version").fetchone()[0]  # another run may have come
    for script in MIGRATIONS[version:]:
        for statement in script.split(";"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    connection.execute("COMMIT")
