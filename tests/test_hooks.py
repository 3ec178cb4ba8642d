"""The pre-commit hook: its definition, and a commit that it stops."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import dedent

import pytest
import yaml

from idcheck import __version__
from idcheck.sources.services import SERVICES

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
TRACKED = "Our [new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.\n"
UNTRACKED = "Our new paper in *Nature* is out.\n"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip


def test_both_files_are_the_same() -> None:
    assert HOOKS.read_bytes() == (ROOT / "pre-commit-hooks.yaml").read_bytes()


def test_the_hooks_are_defined_as_promised() -> None:
    hooks = {hook["id"]: hook for hook in yaml.safe_load(HOOKS.read_text("utf-8"))}

    assert {name: hook["entry"] for name, hook in hooks.items()} == {
        "idcheck": "idcheck check --offline",
        "idcheck-fix": "idcheck check --fix --offline",
        "idcheck-online": "idcheck check --online",
    }
    assert hooks["idcheck-online"]["stages"] == ["pre-push", "manual"]
    for hook in hooks.values():
        assert hook["language"] == "python"
        assert hook["types_or"] == ["markdown", "html", "rst", "plain-text"]
        assert hook["require_serial"] is True
        assert hook["name"]
        assert hook["description"]


def test_pre_commit_accepts_the_file() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(HOOKS)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)

    assert run.returncode == 0, run.stdout


class Runner:
    """pre-commit or prek, with a home of its own, and repositories to run it in."""

    def __init__(self, command: list[str], home: Path, hooks: Path) -> None:
        self._command = command
        self._environment = _environment(home)
        self.hooks = hooks

    def __call__(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run([*self._command, *arguments], folder)

    def git(self, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return self._run(["git", *arguments], folder)

    def _run(self, command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command, cwd=folder, env=self._environment,
            capture_output=True, text=True, timeout=900, check=False,
        )  # fmt: skip

    def posts(self, folder: Path, hook: str) -> Path:
        """A repository that uses a hook, installed for commits."""
        folder.mkdir(exist_ok=True)
        self.git(folder, "init", "-q")
        revision = self.git(self.hooks, "rev-parse", "HEAD").stdout.strip()
        (folder / ".pre-commit-config.yaml").write_text(
            f"repos:\n- repo: {self.hooks.as_uri()}\n  rev: {revision}\n  hooks:\n  - id: {hook}\n",
            "utf-8",
        )
        installed = self(folder, "install", "--install-hooks")
        assert installed.returncode == 0, installed.stdout + installed.stderr
        return folder

    def commit(self, folder: Path) -> tuple[bool, str]:
        """Whether what is staged could be committed, and what was said."""
        run = self.git(folder, "commit", "-m", "x")
        return run.returncode == 0, run.stdout + run.stderr


def _environment(home: Path) -> dict[str, str]:
    """The caller's environment without what would change git, the runners or idcheck."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "IDCHECK_", "PRE_COMMIT", "PREK_", "VIRTUAL_ENV"))
    }
    path = os.pathsep.join((str(Path(sys.executable).parent), kept.get("PATH", "")))
    homes = {
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "PREK_HOME": str(home / "prek"),
        "IDCHECK_CACHE_DIR": str(home / "answers"),
    }
    return {**kept, **_IDENTITY, **homes, "PATH": path}


_RUNNERS = {
    "pre-commit": [sys.executable, "-m", "pre_commit"],
    "prek": [str(Path(sys.executable).with_name("prek"))],
}


@pytest.fixture(scope="module", params=_RUNNERS)
def runner(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Runner:
    """Both programs, with the hooks of this checkout as it is."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    place = tmp_path_factory.mktemp(request.param)
    made = Runner(_RUNNERS[request.param], place / "home", place / "hooks")
    listed = made.git(ROOT, "ls-files", "-co", "--exclude-standard", "-z").stdout
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (made.hooks / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, made.hooks / name)
    for arguments in (("init", "-q"), ("add", "."), ("commit", "-q", "-m", "hooks")):
        assert made.git(made.hooks, *arguments).returncode == 0
    return made


@pytest.mark.installs
class TestRuns:
    """The hooks, run by the programs that people run them with."""

    def test_idcheck_looks_at_what_is_staged_and_leaves_out_what_is_excluded(
        self, runner: Runner, tmp_path: Path
    ) -> None:
        posts = runner.posts(tmp_path / "posts", "idcheck")
        (posts / "a post.md").write_text(UNTRACKED, "utf-8")
        runner.git(posts, "add", ".")
        (posts / "a post.md").write_text(TRACKED, "utf-8")  # repaired, but not staged
        done, said = runner.commit(posts)
        assert not done
        assert "a post.md:1:" in said
        assert "MEN101" in said

        runner.git(posts, "add", ".")
        (posts / "a post.md").write_text(UNTRACKED, "utf-8")  # broken again, but not staged
        done, said = runner.commit(posts)
        assert done, said
        assert (posts / "a post.md").read_text("utf-8") == UNTRACKED

        runner.git(posts, "checkout", "-q", ".")
        (posts / "idcheck.toml").write_text('exclude = ["drafts"]\n', "utf-8")
        (posts / "drafts").mkdir()
        (posts / "drafts" / "b.md").write_text(UNTRACKED, "utf-8")
        runner.git(posts, "add", ".")
        done, said = runner.commit(posts)
        assert done, said

    def test_idcheck_fix_writes_and_lets_the_result_pass(
        self, runner: Runner, tmp_path: Path
    ) -> None:
        posts = runner.posts(tmp_path / "posts", "idcheck-fix")
        (posts / "a.md").write_text("Read doi:10.1038/nature12373 now.\n", "utf-8")
        runner.git(posts, "add", ".")
        done, said = runner.commit(posts)
        assert not done
        assert "files were modified by this hook" in said
        assert "https://doi.org/10.1038/nature12373" in (posts / "a.md").read_text("utf-8")

        runner.git(posts, "add", ".")
        done, said = runner.commit(posts)
        assert done, said

    def test_idcheck_online_waits_to_be_called_and_fails_nothing_without_a_network(
        self, runner: Runner, tmp_path: Path
    ) -> None:
        posts = runner.posts(tmp_path / "posts", "idcheck-online")
        nobody = "http://127.0.0.1:9"
        (posts / "idcheck.toml").write_text(
            "".join(f'base-urls.{name} = "{nobody}"\n' for name in SERVICES), "utf-8"
        )
        (posts / "a.md").write_text(TRACKED, "utf-8")
        runner.git(posts, "add", ".")
        done, said = runner.commit(posts)
        assert done, said
        assert "registries" not in said

        run = runner(
            posts, "run", "--hook-stage", "manual", "--all-files", "--verbose", "idcheck-online"
        )
        assert run.returncode == 0, run.stdout + run.stderr
        assert "1 not verified" in run.stdout


@pytest.mark.parametrize("page", ["README.md", "docs/hook.md"])
def test_the_documentation_names_this_version(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    (snippet,) = re.findall(r"^ *repos:\n.*?- id: idcheck\n", text, re.DOTALL | re.MULTILINE)
    (repository,) = yaml.safe_load(dedent(snippet))["repos"]

    assert repository == {
        "repo": "https://github.com/idcheck/idcheck",
        "rev": f"v{__version__}",
        "hooks": [{"id": "idcheck"}],
    }
