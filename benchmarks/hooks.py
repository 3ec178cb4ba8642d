"""What the pre-commit hook costs, beside codespell's: one staged post, both hooks in one repository.

usage: hooks.py [POST]

POST is a file of about 10 KB; without it one is made of an example. A throw-away repository gets idcheck
from this checkout (its last commit) and codespell from the package index. Each round runs
`pre-commit run` for one hook after the other, and a hook that does nothing, which shows what
pre-commit itself takes. Medians over the rounds are printed, of wall time and of CPU time; on a
busy machine only the latter says something.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "examples" / "magnetic-sources.md"
SIZE = 10_000
ROUNDS = 15
HOOKS = ("nothing", "codespell", "idcheck")
CONFIG = """\
repos:
- repo: {root}
  rev: {revision}
  hooks:
  - id: idcheck
    args: [--exit-zero]
- repo: local
  hooks:
  - id: codespell
    name: codespell
    language: python
    entry: codespell
    types: [text]
    additional_dependencies: [codespell]
  - id: nothing
    name: nothing
    language: system
    entry: "true"
"""


def main() -> None:
    """Print the times and the ratio."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else EXAMPLE
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        environment = os.environ | {"PRE_COMMIT_HOME": str(Path(folder, "home"))}
        _prepare(site, source, environment)
        times: dict[str, list[tuple[float, float]]] = {hook: [] for hook in HOOKS}
        for _ in range(ROUNDS):
            for hook in HOOKS:
                times[hook].append(_timed(hook, site, environment))
    size = (source.stat().st_size if len(sys.argv) > 1 else SIZE) / 1000
    print(f"a post of {size:.1f} KB, median of {ROUNDS} rounds: wall time, CPU time")
    medians = {
        hook: tuple(statistics.median(each) for each in zip(*rows, strict=True))
        for hook, rows in times.items()
    }
    for hook, (wall, cpu) in medians.items():
        print(f"  {hook:<10} {wall:6.3f} s  {cpu:6.3f} s")
    ratios = [
        mine / theirs for mine, theirs in zip(medians["idcheck"], medians["codespell"], strict=True)
    ]
    print(f"idcheck / codespell: {ratios[0]:.2f} wall, {ratios[1]:.2f} CPU")


def _prepare(site: Path, source: Path, environment: dict[str, str]) -> None:
    """A repository with the hooks installed and one post staged."""
    site.mkdir()
    revision = _run(["git", "rev-parse", "HEAD"], ROOT, environment).strip()
    (site / ".pre-commit-config.yaml").write_text(CONFIG.format(root=ROOT, revision=revision))
    _run(["git", "init", "-q"], site, environment)
    if len(sys.argv) > 1:
        shutil.copy(source, site / "post.md")
    else:
        text = source.read_text("utf-8")
        (site / "post.md").write_text((text * (SIZE // len(text) + 1))[:SIZE], "utf-8")
    _run(["git", "add", "."], site, environment)
    _run([sys.executable, "-m", "pre_commit", "install-hooks"], site, environment)
    for hook in HOOKS:
        _timed(hook, site, environment)


def _timed(hook: str, site: Path, environment: dict[str, str]) -> tuple[float, float]:
    """Seconds of wall time and of CPU time that a hook takes."""
    before, began = os.times(), time.perf_counter()
    run = subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", hook],
        cwd=site, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    wall, after = time.perf_counter() - began, os.times()
    if run.returncode not in {0, 1} or "Failed to" in run.stderr:
        raise SystemExit(run.stdout + run.stderr)
    cpu = (after.children_user - before.children_user) + (
        after.children_system - before.children_system
    )
    return wall, cpu


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> str:
    run = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    if run.returncode:
        raise SystemExit(run.stdout + run.stderr)
    return run.stdout


if __name__ == "__main__":
    main()
