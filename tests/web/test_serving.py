"""`idcheck web` from the command line, a short soak, and processes that end."""

from __future__ import annotations

import asyncio
import importlib.util
import os
import signal
import socket
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from click.testing import CliRunner

from idcheck.cli import commands
from idcheck.web.limits import Limits
from idcheck.web.pool import Pool
from idcheck.web.problems import ProblemError
from idcheck.web.setup import Setup
from idcheck.web.worker import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


@contextmanager
def run(folder: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The program as people start it, and what it says when it is ready."""
    command = [sys.executable, "-m", "idcheck", "web", "--port", "0", *options]
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:  # fmt: skip
        assert server.stdout is not None
        try:
            yield server, server.stdout.readline()
        finally:
            server.kill()


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C is another thing there")
def test_it_says_where_it_is_and_ends_with_ctrl_c(home: Path) -> None:
    with run(home) as (server, said):
        url = said.split()[1]
        secret = "Zxqv our new paper in Nature"
        assert "nothing leaves it" in said
        answer = httpx.post(f"{url}v1/check", json={"text": secret}, trust_env=False, timeout=60)
        assert answer.json()["summary"]["mentions"] == 1
        httpx.get(f"{url}v1/lookup", params={"q": secret}, trust_env=False, timeout=60)
        children = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=30)
    assert server.returncode == 0
    assert "Zxqv" not in out + err
    assert children
    assert not any(Path(f"/proc/{pid}").exists() for pid in children)
    kept = [file for file in home.rglob("*") if file.is_file()]
    assert not any(b"Zxqv" in file.read_bytes() for file in kept)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--host", "0.0.0.0"), "--allowed-host"),
        (("--host", "192.0.2.1", "--allowed-host", "a.example"), "cannot listen on 192.0.2.1"),
        (("--host", "no.such.host.invalid", "--allowed-host", "a"), "does not know the host"),
        (("--config", "nowhere.toml"), "cannot be read"),
    ],
)
def test_what_cannot_be_served_is_said(home: Path, options: tuple[str, ...], words: str) -> None:
    result = CliRunner().invoke(commands, ["web", "--port", "0", *options])

    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_port_that_is_taken_is_said_to_be(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = CliRunner().invoke(commands, ["web", "--port", str(taken.getsockname()[1])])

    assert result.exit_code == 2
    assert "is taken" in result.stderr


def test_a_missing_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("idcheck.cli.web.find_spec", lambda name: None)
    result = CliRunner().invoke(commands, ["web"])

    assert result.exit_code == 2
    assert 'pip install "idcheck[web]"' in result.stderr


def test_a_process_that_dies_is_replaced(home: Path) -> None:
    async def killed() -> None:
        pool = Pool(Setup(), 1, 30, Limits())
        await pool.start()
        try:
            (worker,) = [pool._idle.get_nowait()]
            assert worker is not None
            os.kill(worker._process.pid, signal.SIGTERM)
            pool._idle.put_nowait(worker)
            with pytest.raises(ProblemError) as problem:
                await pool.result(Task("check"), b'{"text": "a"}')
            assert problem.value.document.code == "too-heavy"
            assert b"idcheck-1" in await pool.result(Task("check"), b'{"text": "a"}')
        finally:
            await pool.stop()

    asyncio.run(killed())


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="memory is told by /proc")
def test_a_short_soak_loses_nothing(home: Path) -> None:
    path = ROOT / "benchmarks" / "web_soak.py"
    spec = importlib.util.spec_from_file_location("web_soak", path)
    assert spec
    assert spec.loader
    soaking: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(soaking)
    with run(home) as (server, said):
        figures = asyncio.run(soaking.soak(said.split()[1], server.pid, 20, 3))

    assert figures.lost == 0
    assert set(figures.statuses) == {200, 422}
    assert figures.memory[-1][1] < 1000
