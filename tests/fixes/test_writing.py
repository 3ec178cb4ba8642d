"""Writing: whole or not at all, with the same mode, through links, at any moment of a crash."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from idcheck.fixes import WriteError, rewrite

if TYPE_CHECKING:
    from pathlib import Path

OLD = "old\r\ntext \u00e9\n"
NEW = "new\r\ntext \u00e9 and more\n" * 2000
STEPS = ("open", "write", "fsync", "chmod", "replace", "settle")
_CRASH = """
import io, os, signal, sys
from pathlib import Path
from idcheck.fixes import writing

path, step, moment, new = sys.argv[1:5]

def crash(*args, **more):
    os.kill(os.getpid(), signal.SIGKILL)

def crashing(function):
    def run(*args, **more):
        if moment == "after":
            function(*args, **more)
        crash()
    return run

class Stream:
    def __init__(self, stream): self.stream = stream
    def __enter__(self): return self
    def __exit__(self, *_): self.stream.close()
    def __getattr__(self, name): return getattr(self.stream, name)
    def write(self, data):
        self.stream.write(data[: len(data) // 2]); self.stream.flush(); crash()

if step == "write":
    opened = os.fdopen
    os.fdopen = lambda *args: Stream(opened(*args))
elif step == "settle":
    writing._settle = crashing(writing._settle)
else:
    setattr(os, step, crashing(getattr(os, step)))
writing.rewrite(path, Path(path).read_bytes().decode(), new)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", STEPS)
def test_a_killed_run_leaves_the_old_or_the_new_file(
    tmp_path: Path, step: str, moment: str
) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(OLD.encode())
    new = NEW[:4000]
    run = subprocess.run(
        [sys.executable, "-c", _CRASH, str(file), step, moment, new], check=False, timeout=60
    )

    assert run.returncode == -signal.SIGKILL
    late = step == "settle" or (step == "replace" and moment == "after")
    assert file.read_bytes() == (new if late else OLD).encode()


def test_mode_and_byte_order_mark_stay(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(b"\xef\xbb\xbf" + OLD.encode())
    file.chmod(0o640)
    rewrite(str(file), OLD, NEW)

    assert file.read_bytes() == b"\xef\xbb\xbf" + NEW.encode()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_is_followed_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    file = tmp_path / "real" / "post.md"
    file.write_bytes(OLD.encode())
    link = tmp_path / "post.md"
    link.symlink_to(file)
    rewrite(str(link), OLD, NEW)

    assert link.is_symlink()
    assert file.read_bytes() == NEW.encode()


def test_what_cannot_be_written_is_said_and_left(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    with pytest.raises(WriteError, match="no longer there"):
        rewrite(str(file), OLD, NEW)
    file.write_bytes(b"changed")
    with pytest.raises(WriteError, match="has changed since it was read"):
        rewrite(str(file), OLD, NEW)
    file.write_bytes(OLD.encode())
    file.chmod(0o444)
    with pytest.raises(WriteError, match="read-only"):
        rewrite(str(file), OLD, NEW)
    assert file.read_bytes() == OLD.encode()


def test_a_failed_write_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(OLD.encode())

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(WriteError, match="No space left on device"):
        rewrite(str(file), OLD, NEW)
    assert file.read_bytes() == OLD.encode()
    assert list(tmp_path.iterdir()) == [file]


def test_what_a_killed_run_left_is_removed_when_it_is_old(tmp_path: Path) -> None:
    names = (".post.md.4711.idcheck", ".post.md.k2j_x9ab.idcheck", ".post.md.new.idcheck")
    others = (
        ".other.md.4711.idcheck",
        ".post.md.draft.md.4711.idcheck",
        "post.md.4711.idcheck",
        "post.md",
    )
    for name in (*names, *others):
        (tmp_path / name).write_bytes(OLD.encode())
        if name != names[-1]:
            os.utime(tmp_path / name, (0, 0))
    rewrite(str(tmp_path / "post.md"), OLD, NEW)

    assert {each.name for each in tmp_path.iterdir()} == {names[-1], *others}
    assert (tmp_path / "post.md").read_bytes() == NEW.encode()


def test_a_leftover_is_in_nobodys_way(tmp_path: Path) -> None:
    file = tmp_path / "post.md"
    file.write_bytes(OLD.encode())
    (tmp_path / f".post.md.{os.getpid()}.idcheck").write_bytes(
        b"half"
    )  # in a container, all runs have one number
    rewrite(str(file), OLD, NEW)

    assert file.read_bytes() == NEW.encode()
