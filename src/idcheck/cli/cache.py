"""`idcheck cache`: what is kept of registries' answers, and clearing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from idcheck.cli.problem import Problem, tell

if TYPE_CHECKING:
    from idcheck.sources.answer_cache import AnswerCache


@click.group()
def cache() -> None:
    """Show and clear the answers of registries that are kept between runs.

    Found works hold 90 days, "not found" holds a day, failures are not kept. IDCHECK_CACHE_DIR
    names the folder.
    """


@cache.command()
def info() -> None:
    """Tell where the file is, and how many answers of whom it holds."""
    with _opened() as opened:
        contents = opened.contents()
        click.echo(f"file: {opened.file}")
        click.echo(f"size: {contents.size / 1e6:.1f} MB")
        for source, count in contents.answers.items():
            click.echo(f"{source}: {count}")
        click.echo(f"too old: {contents.expired}")
        _tell_problem(opened)


@cache.command()
def path() -> None:
    """Print the path of the file."""
    from idcheck.sources.places import answer_cache

    click.echo(str(answer_cache()))


@cache.command()
def clear() -> None:
    """Forget all answers."""
    from idcheck.sources.places import answer_cache

    file = answer_cache()
    try:
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            file.with_name(name).unlink(missing_ok=True)
    except OSError as error:
        raise Problem(f"{file}: cannot be removed: {error.strerror}") from None


@cache.command()
def prune() -> None:
    """Forget answers that are too old to be used."""
    with _opened() as opened:
        dropped = opened.prune()
        click.echo(f"{dropped} {'answer' if dropped == 1 else 'answers'} dropped")
        _tell_problem(opened)


def _opened() -> AnswerCache:
    from idcheck.sources.answer_cache import AnswerCache
    from idcheck.sources.places import answer_cache

    file = answer_cache()
    if not file.is_file():
        raise Problem(f"{file}: there is no cache yet; `idcheck check --online` makes one")
    return AnswerCache(file)


def _tell_problem(opened: AnswerCache) -> None:
    if opened.problem:
        tell(opened.problem)
