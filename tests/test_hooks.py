"""The pre-commit hook: its definition, and a commit that it stops."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip


def test_both_files_are_the_same() -> None:
    assert HOOKS.read_bytes() == (ROOT / "pre-commit-hooks.yaml").read_bytes()


def test_the_hook_is_defined_as_promised() -> None:
    hook, fixing = yaml.safe_load(HOOKS.read_text("utf-8"))

    assert hook["id"] == "idcheck"
    assert hook["entry"] == "idcheck check --offline"
    assert hook["language"] == "python"
    assert hook["types_or"] == ["markdown", "html", "rst", "plain-text"]
    assert hook["require_serial"] is True
    assert hook["name"]
    assert hook["description"]
    assert fixing["id"] == "idcheck-fix"
    assert fixing["entry"] == "idcheck check --fix --offline"
    assert fixing["types_or"] == hook["types_or"]
    assert fixing["require_serial"] is True


def test_pre_commit_accepts_the_file() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout


def _environment(folder: Path) -> dict[str, str]:
    """The caller's environment without what would change git, pre-commit or idcheck."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "IDCHECK_", "PRE_COMMIT"))
    }
    return {**kept, **_IDENTITY, "PRE_COMMIT_HOME": str(folder / "pre-commit"), "PATH": _path(kept)}


def _path(kept: dict[str, str]) -> str:
    """The search path with the folder of this Python first, where pre-commit is."""
    return os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))


@pytest.mark.installs
@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_the_hook_stops_a_commit_with_an_untracked_mention(tmp_path: Path) -> None:
    environment = _environment(tmp_path)

    def git(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["git", *arguments], cwd=folder, env=environment,
            capture_output=True, text=True, timeout=600, check=False,
        )  # fmt: skip

    hooks = tmp_path / "hooks"
    listed = git(ROOT, "ls-files", "-co", "--exclude-standard", "-z").stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, hooks / name)
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "hooks")):
        assert git(hooks, *arguments).returncode == 0
    revision = git(hooks, "rev-parse", "HEAD").stdout.strip()

    posts = tmp_path / "posts"
    posts.mkdir()
    git(posts, "init", "-q")
    (posts / ".pre-commit-config.yaml").write_text(
        f"repos:\n- repo: {hooks.as_uri()}\n  rev: {revision}\n  hooks:\n  - id: idcheck\n", "utf-8"
    )
    install = [sys.executable, "-m", "pre_commit", "install", "--install-hooks"]
    installed = subprocess.run(
        install,
        cwd=posts,
        env=environment,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    assert installed.returncode == 0, installed.stdout + installed.stderr

    (posts / "a post.md").write_text("Our new paper in *Nature* is out.\n", "utf-8")
    git(posts, "add", ".")
    stopped = git(posts, "commit", "-m", "untracked")
    assert stopped.returncode != 0
    assert "a post.md:1:" in stopped.stderr + stopped.stdout
    assert "MEN101" in stopped.stderr + stopped.stdout

    (posts / "a post.md").write_text(
        "Our [new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.\n", "utf-8"
    )
    git(posts, "add", ".")
    passed = git(posts, "commit", "-m", "tracked")
    assert passed.returncode == 0, passed.stderr + passed.stdout
