"""Compiled patterns that are kept from run to run."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from msgspec import msgpack

from idcheck import lazy
from idcheck.cli import kept_patterns
from idcheck.cli.keeping import Keeping
from idcheck.cli.kept_patterns import KeptPatterns

if TYPE_CHECKING:
    from pathlib import Path

PATTERNS = [
    (r"(?P<year>\d{4})-(?P<month>\d\d)", 0),
    (r"\b(?:paper|Straße|[À-Þ\u4e00-\u9fff]+)\b", re.IGNORECASE),
    (r"(?x) a  b  # spaces do not count", 0),
    (r"^(\w++)(?=,)|(a)?(?(2)b|c)$", re.MULTILINE | re.ASCII),
]
TEXT = "2026-11, STRASSE, ab, 漢字 paper\nc"


@pytest.fixture
def uncompiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("compiled again")

    monkeypatch.setattr(kept_patterns, "_compiled", fail)
    monkeypatch.setattr(re, "compile", fail)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "cache"


def _kept(folder: Path) -> Path:
    kept = KeptPatterns(folder)
    for text, flags in PATTERNS:
        kept.compiled(text, flags)
    kept.save()
    (file,) = folder.iterdir()
    return file


def _rows(file: Path) -> dict[str, list[Any]]:
    return msgpack.decode(file.read_bytes()[: -kept_patterns._CHECKSUM], type=dict[str, list[Any]])


@pytest.mark.parametrize(("text", "flags"), PATTERNS)
def test_a_kept_pattern_is_the_pattern(
    cache: Path, text: str, flags: int, request: pytest.FixtureRequest
) -> None:
    wanted = re.compile(text, flags)
    _kept(cache)
    request.getfixturevalue("uncompiling")
    found = KeptPatterns(cache).compiled(text, flags)

    assert (found.pattern, found.flags, found.groups) == (text, wanted.flags, wanted.groups)
    assert dict(found.groupindex) == dict(wanted.groupindex)
    matches = [(each.span(), each.groups()) for each in wanted.finditer(TEXT)]
    assert [(each.span(), each.groups()) for each in found.finditer(TEXT)] == matches


@pytest.mark.parametrize("damage", [b"", b"\x91", b"\xff" * 99], ids=["empty", "short", "wild"])
def test_a_damaged_file_is_passed_over_and_written_anew(cache: Path, damage: bytes) -> None:
    file = _kept(cache)
    sound = file.read_bytes()
    file.write_bytes(damage)

    assert _kept(cache).read_bytes() == sound


def test_a_file_with_one_other_letter_is_passed_over(cache: Path) -> None:
    file = _kept(cache)
    sound = file.read_bytes()
    letter = int.to_bytes(ord("p"), 4, sys.byteorder)
    assert letter in sound
    file.write_bytes(sound.replace(letter, int.to_bytes(ord("q"), 4, sys.byteorder)))

    assert KeptPatterns(cache).compiled(*PATTERNS[1]).search(TEXT)
    assert _kept(cache).read_bytes() == sound


def test_numbers_that_are_no_program_are_passed_over_and_replaced(cache: Path) -> None:
    file = _kept(cache)
    rows = _rows(file)
    broken = {
        name: [flags, bytes(reversed(code)), *rest] for name, (flags, code, *rest) in rows.items()
    }
    body = msgpack.encode(broken)
    file.write_bytes(body + kept_patterns._checksum(body))
    kept = KeptPatterns(cache)

    for text, flags in PATTERNS:
        assert kept.compiled(text, flags).search(TEXT)
    kept.save()
    assert _rows(file) == rows


def test_rows_of_another_shape_are_passed_over(cache: Path) -> None:
    file = _kept(cache)
    body = msgpack.encode({f"{flags} {text}": [1, 2] for text, flags in PATTERNS})
    file.write_bytes(body + kept_patterns._checksum(body))

    for text, flags in PATTERNS:
        assert KeptPatterns(cache).compiled(text, flags).search(TEXT)


def test_nothing_is_written_where_nothing_was_added(cache: Path) -> None:
    file = _kept(cache)
    file.chmod(0o400)
    before = file.stat()
    _kept(cache)

    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert file.stat().st_ino == before.st_ino


def test_a_folder_that_cannot_be_written_is_left_alone(cache: Path) -> None:
    cache.write_text("a file")
    kept = KeptPatterns(cache)

    assert kept.compiled("a", 0).search("a")
    kept.save()


def test_an_error_of_a_pattern_is_that_of_re(cache: Path) -> None:
    with pytest.raises(re.error, match="unterminated"):
        KeptPatterns(cache).compiled("(", 0)


def test_a_pattern_of_half_characters_is_compiled_and_not_kept(cache: Path) -> None:
    kept = KeptPatterns(cache)

    assert kept.compiled("[\ud800-\udfff]", 0).search("\ud801")
    kept.save()
    assert not cache.exists()


def test_commands_keep_their_patterns(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IDCHECK_CACHE_DIR", str(cache))
    with Keeping():
        assert lazy.pattern(r"a+b").search("aab")

    assert [file.name.split("-")[0] for file in cache.iterdir()] == ["patterns"]
    assert lazy.pattern(r"a+c").search("aac")
