"""An editor: it starts the language server as a process of its own and speaks with it over pipes."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections import deque
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_SECONDS = 60
"""How long an answer may take on a machine that is busy with other things."""


class Editor:
    """Sends messages and keeps those that come back, in order."""

    def __init__(self, folder: Path, *arguments: str, **environment: str) -> None:
        self.folder = folder
        self._process = subprocess.Popen(
            [sys.executable, "-m", "idcheck", "server", *arguments],
            cwd=folder, env=os.environ | environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip
        self._came = threading.Condition()
        self._messages: deque[dict[str, Any]] = deque()
        self._errors: list[bytes] = []
        self._ids = 0
        self._ended = False
        for work in (self._read, self._read_errors):
            threading.Thread(target=work, daemon=True).start()

    def initialize(
        self, root: Path | None = None, locale: str = "en", **capabilities: Any
    ) -> dict[str, Any]:
        """Say hello; the capabilities of the server."""
        answer = self.request(
            "initialize",
            processId=None, locale=locale, rootUri=root.as_uri() if root else None, capabilities=capabilities,
        )  # fmt: skip
        self.notify("initialized")
        return answer["capabilities"]

    def file(self, name: str) -> str:
        """The address of a file in the folder."""
        return (self.folder / name).as_uri()

    def open(self, uri: str, text: str, language: str = "markdown") -> list[dict[str, Any]]:
        """Open a document; its findings."""
        self.notify(
            "textDocument/didOpen",
            textDocument={"uri": uri, "languageId": language, "version": 1, "text": text},
        )
        return self.findings(uri, 1)

    def change(self, uri: str, version: int, text: str) -> None:
        self.notify(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": version}, contentChanges=[{"text": text}],
        )  # fmt: skip

    def save(self, uri: str) -> None:
        self.notify("textDocument/didSave", textDocument={"uri": uri})

    def findings(self, uri: str, version: int) -> list[dict[str, Any]]:
        """The findings of a version of a document, once they come."""
        told = self.wait(
            lambda each: (
                each.get("method") == "textDocument/publishDiagnostics"
                and each["params"]["uri"] == uri
                and each["params"].get("version") == version
            )
        )
        found: list[dict[str, Any]] = told["params"]["diagnostics"]
        return found

    def hover(self, uri: str, line: int, column: int) -> dict[str, Any] | None:
        return self.request(
            "textDocument/hover",
            textDocument={"uri": uri}, position={"line": line, "character": column},
        )  # fmt: skip

    def actions(self, uri: str, place: dict[str, Any], *only: str) -> list[dict[str, Any]]:
        return self.request(
            "textDocument/codeAction",
            textDocument={"uri": uri}, range=place,
            context={"diagnostics": []} | ({"only": list(only)} if only else {}),
        )  # fmt: skip

    def request(self, method: str, **params: Any) -> Any:
        """The result of a request. An error fails the test."""
        self._ids += 1
        number = self._ids
        self.send({"id": number, "method": method, "params": params})
        answer = self.wait(lambda each: each.get("id") == number and "method" not in each)
        assert "error" not in answer, answer["error"]
        return answer["result"]

    def notify(self, method: str, **params: Any) -> None:
        self.send({"method": method, "params": params})

    def send(self, message: dict[str, Any]) -> None:
        self.send_bytes(json.dumps({"jsonrpc": "2.0"} | message).encode())

    def send_bytes(self, body: bytes) -> None:
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def wait(self, fits: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The first message that fits, taken out."""
        with self._came:
            ready = self._came.wait_for(
                lambda: self._ended or any(map(fits, self._messages)), timeout=_SECONDS
            )
            for message in self._messages:
                if fits(message):
                    self._messages.remove(message)
                    return message
        why = "ended" if ready else "said nothing of the kind"
        pytest.fail(f"the server {why}: {self.errors()}\n{list(self._messages)}")

    def told(self, method: str) -> list[dict[str, Any]]:
        """The parameters of all messages of a method that came so far and were not taken out."""
        with self._came:
            return [each["params"] for each in self._messages if each.get("method") == method]

    def errors(self) -> str:
        return b"".join(self._errors).decode(errors="replace")

    def quit(self) -> int:
        """Say goodbye; the exit code."""
        self.request("shutdown")
        self.notify("exit")
        return self._process.wait(_SECONDS)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout, self._process.stderr):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    def _read(self) -> None:
        assert self._process.stdout
        try:
            while line := self._process.stdout.readline():
                length = 0
                while line.strip():
                    if line.lower().startswith(b"content-length:"):
                        length = int(line.split(b":")[1])
                    line = self._process.stdout.readline()
                message = json.loads(self._process.stdout.read(length))
                with self._came:
                    self._messages.append(message)
                    self._came.notify_all()
        except ValueError:  # closed
            pass
        with self._came:
            self._ended = True
            self._came.notify_all()

    def _read_errors(self) -> None:
        assert self._process.stderr
        with contextlib.suppress(ValueError):
            self._errors.extend(iter(self._process.stderr.readline, b""))


def _home(folder: Path) -> dict[str, str]:
    names = ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "IDCHECK_CACHE_DIR")
    return dict.fromkeys(names, str(folder / "home"))


def _repository(folder: Path) -> Path:
    work = folder / "work"
    (work / ".git").mkdir(parents=True)
    return work


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository without settings."""
    return _repository(tmp_path)


@pytest.fixture
def started(folder: Path) -> Iterator[Callable[..., Editor]]:
    """Starts editors in the repository; what is left of them ends with the test."""
    editors: list[Editor] = []

    def start(*arguments: str) -> Editor:
        editors.append(Editor(folder, *arguments, **_home(folder.parent)))
        return editors[-1]

    yield start
    for editor in editors:
        editor.kill()


@pytest.fixture(scope="module")
def editor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Editor]:
    """An editor that said hello, with a repository of its own as workspace; all tests share it."""
    folder = tmp_path_factory.mktemp("editor")
    editor = Editor(_repository(folder), **_home(folder))
    editor.initialize(
        folder / "work", textDocument={"hover": {"contentFormat": ["markdown", "plaintext"]}}
    )
    yield editor
    editor.kill()
