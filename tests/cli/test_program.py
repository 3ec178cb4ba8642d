"""The program as a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from idcheck import __version__
from idcheck.cli import commands, main

if TYPE_CHECKING:
    from pathlib import Path


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "idcheck", *arguments]
    return subprocess.run(
        command, capture_output=True, env={**os.environ, **environment}, check=False
    )


def test_its_version() -> None:
    assert _run("--version").stdout.decode().strip() == f"idcheck {__version__}"


def test_findings_and_their_exit_code(untracked: Path) -> None:
    result = _run(untracked.name)

    assert (result.returncode, result.stderr) == (1, b"")
    assert b" MEN101 " in result.stdout
    assert b"\x1b" not in result.stdout


def test_json_is_utf_8_and_text_loses_nothing_in_a_narrow_encoding(folder: Path) -> None:
    (folder / "a.md").write_text("Käthe: our new paper in *Nature* is out 🎉.\n", encoding="utf-8")

    text = _run("a.md", PYTHONIOENCODING="latin-1")
    assert (text.returncode, text.stderr) == (1, b"")
    assert b"K\xe4the: our new paper in *Nature* is out \\U0001f389." in text.stdout
    report = _run("a.md", "--output-format", "json", PYTHONIOENCODING="latin-1")
    assert json.loads(report.stdout.decode("utf-8"))["summary"]["untracked"] == 1


def test_a_fault_of_its_own_does_not_look_like_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(commands, "invoke", broken)
    monkeypatch.setattr(sys, "argv", ["idcheck", "rules"])
    with pytest.raises(SystemExit) as caught:
        main()

    assert caught.value.code == 2
    assert "please report it" in capsys.readouterr().err


def test_an_interrupted_run_does_not_look_like_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("idcheck.rules.catalogue", interrupted)
    monkeypatch.setattr(sys, "argv", ["idcheck", "rules"])
    with pytest.raises(SystemExit) as caught:
        main()

    assert caught.value.code == 130
    assert "idcheck: interrupted" in capsys.readouterr().err
