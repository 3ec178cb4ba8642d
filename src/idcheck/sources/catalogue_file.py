"""The file of a catalogue: its layout, its checks, and its errors in words."""

from __future__ import annotations

import sqlite3
from contextlib import ExitStack, contextmanager, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SCHEMA = 3
"""The version of the layout of the file and of the folding of its words."""
_APPLICATION = 0x69646368
"""What marks an SQLite file as a catalogue of idcheck."""
WAIT = 30.0
"""Seconds to wait for another run that writes."""
_LAYOUT = """
CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE shared (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);
CREATE TABLE work (
  id INTEGER PRIMARY KEY, title TEXT NOT NULL, authors TEXT NOT NULL, container INTEGER,
  year INTEGER, volume TEXT NOT NULL, issue TEXT NOT NULL, pages TEXT NOT NULL, publisher INTEGER,
  type INTEGER, identifiers TEXT NOT NULL, source INTEGER, key TEXT NOT NULL, ours INTEGER
);
CREATE TABLE clue (hash INTEGER NOT NULL, work INTEGER NOT NULL, PRIMARY KEY (hash, work)) WITHOUT ROWID;
CREATE TABLE common (word TEXT PRIMARY KEY, works INTEGER NOT NULL) WITHOUT ROWID;
CREATE VIRTUAL TABLE words USING fts5 (
  text, content = '', detail = none, columnsize = 0, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE word_count USING fts5vocab (words, 'row');
"""
DAMAGED = "the file is damaged; delete it and add your publication lists again"
_NO_FULL_TEXT = (
    "the SQLite of this Python has no full-text search (FTS5), which catalogues need; "
    "use a Python from python.org, conda-forge or your system's packages"
)


class CatalogueError(Exception):
    """A catalogue that cannot be used. The message says what to do."""


def prepare(connection: sqlite3.Connection) -> None:
    """Lay out a new file, check one that is there, and let readers and writers work side by side."""
    with transaction(connection):
        if _empty(connection):
            lay_out(connection)
        else:
            check(connection)
    with suppress(sqlite3.OperationalError):
        # Refused while another run is opening the file, which sets the mode then.
        connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")


def _empty(connection: sqlite3.Connection) -> bool:
    return not connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()


def lay_out(connection: sqlite3.Connection) -> None:
    """Lay out an empty file. Raises CatalogueError if SQLite lacks full-text search."""
    try:
        for statement in _LAYOUT.split(";\n"):
            connection.execute(statement)
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            raise CatalogueError(_NO_FULL_TEXT) from None
        raise
    connection.execute("INSERT INTO about VALUES ('made', ?), ('changed', ?)", (now(), now()))
    connection.execute(f"PRAGMA application_id = {_APPLICATION}")
    connection.execute(f"PRAGMA user_version = {SCHEMA}")


def check(connection: sqlite3.Connection) -> None:
    """Raise CatalogueError if the file is another program's or of another version."""
    mark = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if mark != _APPLICATION:
        raise CatalogueError("it is the database of another program; name another file")
    if version < SCHEMA:
        raise CatalogueError("it was made by an older idcheck; delete it and add your publication lists again")  # fmt: skip
    if version > SCHEMA:
        raise CatalogueError("it was made by a newer idcheck; update idcheck, or name another file")
    try:
        connection.execute("SELECT count(*) FROM words WHERE words MATCH 'x'")
    except sqlite3.OperationalError as error:
        if "fts5" in str(error):
            raise CatalogueError(_NO_FULL_TEXT) from None
        raise


def now() -> str:
    """The time in ISO 8601, UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """What follows is written all or none."""
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        yield


@contextmanager
def closed_on_error(connection: sqlite3.Connection) -> Iterator[None]:
    """Close the connection if what follows fails."""
    with ExitStack() as stack:
        stack.callback(connection.close)
        yield
        stack.pop_all()


@contextmanager
def explained(path: Path | None) -> Iterator[None]:
    """Errors of the database as CatalogueError, with the file's name and what to do."""
    name = f"catalogue {path}: " if path else "catalogue: "
    try:
        yield
    except CatalogueError as error:
        text = str(error)
        raise CatalogueError(text if text.startswith("catalogue") else name + text) from None
    except sqlite3.DatabaseError as error:
        raise CatalogueError(name + _advice(error)) from None
    except OSError as error:
        raise CatalogueError(f"{name}{error.strerror or error}") from None


_ADVICE = (
    (
        "locked",
        f"another program has held it for {WAIT:.0f} seconds; let that finish and try again",
    ),
    (
        "not a database",
        "this is no catalogue; name a file made by `idcheck catalogue add`, or a new one",
    ),
    ("readonly", "it may not be written; change its permissions or name another file"),
    ("unable to open", "it cannot be opened; is it a file, and may you read it?"),
    ("full", "the disk is full"),
    ("malformed", DAMAGED),
    ("no such", DAMAGED),
    ("corrupt", DAMAGED),
)


def _advice(error: sqlite3.DatabaseError) -> str:
    text = str(error)
    return next((said for sign, said in _ADVICE if sign in text), f"{text}; {DAMAGED}")
