"""The GitHub action, the GitLab template and the examples in docs/ci: valid, documented, and run."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from idcheck import __version__
from idcheck.cli.check import check

ROOT = Path(__file__).parents[1]
CI = ROOT / "docs" / "ci"
WORKFLOWS = ("github-action.yml", "github-code-scanning.yml", "github-comment.yml", "scheduled.yml")
TRACKED = "Our [new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.\n"
UNTRACKED = "Our new paper in *Nature* is out.\n"
_IDENTITY = {
    "GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@example.org",
}  # fmt: skip
needs_bash = pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def _read(file: Path) -> Any:
    return yaml.safe_load(file.read_text("utf-8"))


def _action() -> Any:
    return _read(ROOT / "action.yml")


def _template() -> tuple[Any, str]:
    """The inputs of the GitLab template, and its job with their defaults filled in."""
    head, job = (CI / "gitlab-template.yml").read_text("utf-8").split("\n---\n")
    inputs = yaml.safe_load(head)["spec"]["inputs"]
    filled = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: inputs[match[1]]["default"], job)
    return inputs, filled


def _valid(schema: str, *files: Path) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema, *files]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def _run(script: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    """A script as a CI service runs it, with this checkout's idcheck on the path."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GIT_", "IDCHECK_", "GITHUB_", "CI"))
    }
    path = os.pathsep.join((str(folder / "bin"), str(Path(sys.executable).parent), kept["PATH"]))
    return subprocess.run(
        ["bash", "-c", script], cwd=folder,
        env={**kept, **_IDENTITY, "PATH": path, "IDCHECK_CACHE_DIR": str(folder / "cache"), **variables},
        capture_output=True, text=True, check=False,
    )  # fmt: skip


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "good.md").write_text(TRACKED, "utf-8")
    (tmp_path / "content" / "bad one.md").write_text(UNTRACKED, "utf-8")
    return tmp_path


def test_the_files_are_what_their_services_read(tmp_path: Path) -> None:
    _valid("vendor.github-actions", ROOT / "action.yml")
    _valid("vendor.github-workflows", *(CI / name for name in WORKFLOWS))
    job = tmp_path / "job.yml"
    job.write_text(_template()[1], "utf-8")
    _valid("vendor.gitlab-ci", CI / "gitlab-ci.yml", job)


def test_every_input_of_the_action_is_documented() -> None:
    page = (CI / "README.md").read_text("utf-8")

    for name, about in _action()["inputs"].items():
        default = f"`{about['default']}` " if about["default"] else ""
        assert f"| `{name}` | {default}| {about['description']} |\n" in page


def test_every_example_stands_in_the_list() -> None:
    page = (CI / "README.md").read_text("utf-8")

    assert set(re.findall(r"\(([\w-]+\.yml)\)", page)) == {file.name for file in CI.glob("*.yml")}


def test_no_input_is_pasted_into_a_script() -> None:
    steps = _action()["runs"]["steps"] + [
        step for name in WORKFLOWS for step in _read(CI / name)["jobs"]["idcheck"]["steps"]
    ]
    assert not [step["run"] for step in steps if "${{" in step.get("run", "")]


def test_the_examples_name_this_version_and_inputs_that_exist() -> None:
    for name in WORKFLOWS:
        for step in _read(CI / name)["jobs"]["idcheck"]["steps"]:
            if step.get("uses", "").startswith("idcheck/"):
                assert step["uses"] == f"idcheck/idcheck@v{__version__}"
                assert set(step["with"]) <= set(_action()["inputs"])
    (included,) = _read(CI / "gitlab-ci.yml")["include"]
    assert f"/v{__version__}/docs/ci/gitlab-template.yml" in included["remote"]
    assert set(included["inputs"]) <= set(_template()[0])


def _check_step() -> str:
    (script,) = [step["run"] for step in _action()["runs"]["steps"] if step.get("name") == "Check"]
    return str(script)


def test_the_action_uses_options_that_exist() -> None:
    known = {name for parameter in check.params for name in parameter.opts}
    added = re.findall(r"options\+?=\((--[\w-]+)", _check_step())

    assert len(added) == 6
    assert set(added) <= known


def _inputs(**given: str) -> dict[str, str]:
    names = ("paths", "online", "fail_on", "diff_from")
    return {"CHECK_" + name.upper(): given.get(name, "") for name in names}


@needs_bash
def test_the_action_marks_lines_and_fails(site: Path) -> None:
    summary = site / "summary.md"
    variables = _inputs(paths="content/good.md\n\ncontent/bad one.md\n", online="false")
    run = _run(_check_step(), site, GITHUB_STEP_SUMMARY=str(summary), **variables)

    assert run.returncode == 1, run.stderr
    assert run.stdout.startswith("::error file=content/bad one.md,line=1,")
    assert "2 mentions" in run.stdout
    assert "bad one.md" in summary.read_text("utf-8")


@needs_bash
@pytest.mark.parametrize(("fail_on", "code"), [("never", 0), ("error", 1), ("sometimes", 2)])
def test_the_action_fails_as_it_is_told(site: Path, fail_on: str, code: int) -> None:
    assert _run(_check_step(), site, **_inputs(paths="content", fail_on=fail_on)).returncode == code


@needs_bash
def test_the_action_refuses_an_online_that_is_no_answer(site: Path) -> None:
    run = _run(_check_step(), site, **_inputs(paths="content", online="maybe"))

    assert run.returncode == 2
    assert "::error title=idcheck::online must be true, false or empty" in run.stdout


@needs_bash
@needs_git
def test_the_action_looks_at_changed_lines_alone(site: Path) -> None:
    commit = "git add . && git commit -q -m x"
    change = "git mv content/good.md content/new.md && printf '\\nGood morning.\\n' >> 'content/bad one.md'"
    prepare = f"git init -q -b main && {commit} && git checkout -q -b work && {change}"
    assert _run(f"{prepare} && {commit}", site).returncode == 0

    run = _run(_check_step(), site, **_inputs(paths="content", diff_from="main"))
    assert run.returncode == 0, run.stdout + run.stderr
    assert "No errors or warnings in 2 files" in run.stdout

    same = _run(_check_step(), site, **_inputs(paths="content", diff_from="HEAD"))
    assert (same.returncode, same.stderr) == (0, "idcheck: no files changed since HEAD\n")

    gone = _run(_check_step(), site, **_inputs(paths="content", diff_from="--output=x"))
    assert gone.returncode == 2
    assert not (site / "x").exists()


@needs_bash
def test_the_commands_of_the_workflows(site: Path) -> None:
    (site / "bin").mkdir()
    gh = site / "bin" / "gh"
    gh.write_text('#!/bin/sh\necho "$@" > gh.txt\n', "utf-8")
    gh.chmod(0o755)
    for name in WORKFLOWS:
        for step in _read(CI / name)["jobs"]["idcheck"]["steps"]:
            script = step.get("run")
            if script == "pip install idcheck" or script is None:
                continue
            run = _run(script, site, NUMBER="7")
            assert run.returncode == 0, run.stderr

    assert json.loads((site / "idcheck.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert (site / "idcheck.md").read_text("utf-8").startswith("<!-- idcheck -->")
    assert (site / "gh.txt").read_text("utf-8") == (
        "pr comment 7 --edit-last --create-if-none --body-file idcheck.md\n"
    )


@needs_bash
def test_the_commands_of_the_gitlab_job(site: Path) -> None:
    job = yaml.safe_load(_template()[1])["idcheck"]
    assert job["before_script"][-1] == 'pip install --quiet "idcheck"'
    first, second = (_run(line, site) for line in job["script"])

    assert (first.returncode, second.returncode) == (0, 1), first.stderr + second.stderr
    (row,) = json.loads((site / job["artifacts"]["reports"]["codequality"]).read_text("utf-8"))
    assert row["location"]["path"] == "content/bad one.md"
    assert "content/bad one.md\n  1:1 " in second.stdout
