"""The package as people get it: built, installed without development tools, and run."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_MOST_BYTES = 5_000_000


@pytest.mark.installs
def test_the_wheel_is_small_and_works_alone(tmp_path: Path) -> None:
    build = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "-q",
        "--no-deps",
        "-w",
        str(tmp_path),
        str(ROOT),
    ]
    subprocess.run(build, check=True)
    (wheel,) = tmp_path.glob("idcheck-*.whl")

    assert wheel.stat().st_size < _MOST_BYTES

    venv.create(tmp_path / "venv", with_pip=True)
    scripts = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run([scripts / "python", "-m", "pip", "install", "-q", str(wheel)], check=True)
    shown = subprocess.run(
        [scripts / "idcheck", "--help"], check=True, capture_output=True, text=True
    )

    assert "Usage: idcheck" in shown.stdout

    command = [scripts / "idcheck", "check", "--output-format", "json", "examples"]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert run.returncode == 1, run.stderr
    candidates = [
        candidate["identifier"]["value"]
        for mention in json.loads(run.stdout)["mentions"]
        for candidate in mention["candidates"]
    ]
    assert "10.1093/gji/ggaf359" in candidates
