"""Shell completion: what is offered, and that the scripts for the shells work in them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from idcheck.cli import commands

SHELLS = ("bash", "zsh", "fish")
_BASH = """
eval "$(_IDCHECK_COMPLETE=bash_source idcheck)"
COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1))
_idcheck_completion idcheck
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
_FISH = '_IDCHECK_COMPLETE=fish_source idcheck | source; complete -C "{words}"'


def _offered(shell: str, words: str) -> list[str]:
    """What is offered for the last word of a command line, in the form of a shell."""
    last = words.rsplit(" ", 1)[-1]
    env = {
        "_IDCHECK_COMPLETE": f"{shell}_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": last if shell == "fish" else str(words.count(" ")),
    }
    return _printed(env).splitlines()


def _printed(env: dict[str, str]) -> str:
    return CliRunner().invoke(commands, [], prog_name="idcheck", env=env).stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_commands_and_options_are_completed(shell: str) -> None:
    assert any("check" in line for line in _offered(shell, "idcheck che"))
    options = "\n".join(_offered(shell, "idcheck check --output-f"))
    assert "--output-format" in options
    assert "--output-file" in options
    assert "--statistics" not in options


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("idcheck check --output-format sar", ["plain,sarif"]),
        ("idcheck check --channel mast", ["plain,mastodon"]),
        ("idcheck check --lang s", ["plain,sv"]),
        ("idcheck check --select MEN101,LNK20", [f"plain,MEN101,LNK20{n}" for n in range(1, 9)]),
        ("idcheck explain men101", ["plain,MEN101"]),
        ("idcheck check cont", ["file,cont"]),
        ("idcheck check -o rep", ["file,rep"]),
        ("idcheck cont", ["file,cont"]),
        ("idcheck content/a.md --statis", ["plain,--statistics"]),
    ],
)
def test_what_is_completed(words: str, offered: list[str]) -> None:
    assert _offered("bash", words) == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_gets_its_script(shell: str) -> None:
    script = _printed({"_IDCHECK_COMPLETE": f"{shell}_source"})

    assert "_idcheck_completion" in script
    assert f"_IDCHECK_COMPLETE={shell}_complete" in script


@pytest.mark.parametrize(("shell", "script"), [("bash", _BASH), ("fish", _FISH)])
def test_it_works_in_the_shell_itself(folder: Path, shell: str, script: str) -> None:
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not installed")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        [program, "-c", script.format(words="idcheck check --output-format git")],
        cwd=folder, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=True,
    )  # fmt: skip

    assert run.stdout.split() == ["github", "gitlab"]
