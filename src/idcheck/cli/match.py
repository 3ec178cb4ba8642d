"""`idcheck match`: which works of your list do these references mean?"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

import click

from idcheck.cli.language import language_option
from idcheck.cli.options import here, option
from idcheck.cli.output import wants_colour
from idcheck.cli.problem import CLEAN, FAILED, Problem, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.cli.questions import Question
    from idcheck.sources.catalogue import Catalogue
    from idcheck.works import Candidate

_SHOWN = 3


@click.command()
@click.argument("files", nargs=-1, type=click.Path(), metavar="[FILE]...")
@option(
    "--catalogue",
    "places",
    multiple=True,
    type=click.Path(),
    metavar="FILE",
    help="A publication list or catalogue to look in; can be given several times. [default: the one kept for you]",
)
@option(
    "--output-format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default=None,
    help="[default: text on a terminal, else jsonl]",
)
@here
@option("--offline", is_flag=True, help="Look in catalogues only, whatever the settings say.")
@option("--online", is_flag=True, help="Ask registries about what no catalogue answers.")
@language_option
def match(  # noqa: PLR0913 - an option each
    files: tuple[str, ...],
    places: tuple[str, ...],
    form: str | None,
    config: str | None,
    *,
    offline: bool,
    online: bool,
) -> None:
    """Match references and descriptions to the works of a list, one a line.

    Reads FILEs, else standard input: a reference a line (or a paragraph, if there are empty
    lines), a BibTeX or RIS file, or JSON Lines with `id` and `text`. Each gets an answer where
    only one work can be meant, and candidates otherwise. With --online, registries are asked
    about what the lists do not answer, and what they offer is compared in the same way.
    """
    from idcheck.cli.offers import Offers, offers
    from idcheck.cli.questions import read_questions
    from idcheck.cli.registries import Registries, access_here
    from idcheck.sources.catalogue import CatalogueError
    from idcheck.sources.suggesting import candidates

    form = form or ("text" if sys.stdout.isatty() else "jsonl")
    look = _Table(colour=wants_colour("auto", sys.stdout)) if form == "text" else _Lines()
    access = access_here(config, online=online, offline=offline)
    registries = Registries()
    failed = False
    try:
        with _Opened(places, needed=not access.online) as catalogues:
            questions = read_questions(files)
            offered: Offers = {}
            if access.online:
                questions = iter(asked := list(questions))
                references = [each.reference for each in asked if not isinstance(each, str)]
                offered = offers(references, catalogues, registries, access)
            for question in questions:
                if isinstance(question, str):
                    failed = True
                    tell(question)
                else:
                    reference = question.reference
                    found = candidates(reference, catalogues, offered.get(reference, ()))
                    click.echo(look(question, found))
    except CatalogueError as error:
        raise Problem(str(error)) from None
    registries.tell()
    sys.exit(FAILED if failed else CLEAN)


class _Opened:
    """The catalogues to look in, open until the end. Raises CatalogueError and Problem.

    Where none is named and none `needed`, it does not matter that there is none.
    """

    def __init__(self, places: Sequence[str], *, needed: bool) -> None:
        from idcheck.sources.places import default_catalogue

        kept = needed or default_catalogue().is_file()
        self._places = places or ((None,) if kept else ())
        self._catalogues: list[Catalogue] = []

    def __enter__(self) -> list[Catalogue]:
        from idcheck.cli.catalogue import opened

        for place in self._places:
            self._catalogues.append(opened(place))
        return self._catalogues

    def __exit__(self, *_: object) -> None:
        for each in self._catalogues:
            each.close()


class _Lines:
    """A JSON object a line."""

    def __call__(self, question: Question, candidates: Sequence[Candidate]) -> str:
        answer = _answer(candidates)
        said = {
            "id": question.id,
            "answer": answer and _id(answer),
            "candidates": [_id(each) for each in candidates],
            "evidence": [_evidence(each) for each in candidates[:_SHOWN]],
        }
        return json.dumps(said, ensure_ascii=False)


class _Table:
    """What a person reads: the question, and each candidate with what speaks for and against."""

    def __init__(self, *, colour: bool) -> None:
        self._colour = colour

    def __call__(self, question: Question, candidates: Sequence[Candidate]) -> str:
        from idcheck.reports import record
        from idcheck.reports.visible import visible

        answer = _answer(candidates)
        shown = [answer] if answer else _likely(candidates)
        asked = " ".join(question.text.split())
        lines = [self._painted(visible(f"{question.id}: {asked}"), bold=True)]
        if not shown:
            lines.append("  not in the list")
        for each in shown:
            mark = "=" if each is answer else "?"
            lines.append(f"  {mark} {record.title(each.work)}")
            lines.extend(
                f"    {line}"
                for line in (record.details(each.work), record.url(each.work), _fields(each))
                if line
            )
        return "\n".join([*lines, ""])

    def _painted(self, text: str, **style: Any) -> str:
        return click.style(text, **style) if self._colour else text


def _likely(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates worth showing where there is no answer."""
    return [each for each in candidates if each.verdict == "cannot tell"][:_SHOWN]


def _answer(candidates: Sequence[Candidate]) -> Candidate | None:
    return next((each for each in candidates if each.verdict == "same"), None)


def _id(candidate: Candidate) -> str:
    """What the list calls the work: its key there, else its first identifier, else its title."""
    work = candidate.work
    return work.key or (str(work.identifiers[0]) if work.identifiers else work.title)


def _fields(candidate: Candidate) -> str:
    parts = (("agree", candidate.agree), ("differ", candidate.differ))
    named = [f"{word}: {', '.join(fields)}" for word, fields in parts if fields]
    sure = "the same work" if candidate.verdict == "same" else "perhaps"
    return "; ".join([sure, *named])


def _evidence(candidate: Candidate) -> dict[str, Any]:
    work = candidate.work
    return {
        "id": _id(candidate),
        "verdict": candidate.verdict,
        "score": round(candidate.score, 3),
        "agree": candidate.agree,
        "differ": candidate.differ,
        "title": work.title,
        "year": work.year,
        "url": work.identifiers[0].url if work.identifiers else None,
        "ours": work.ours,
        "source": work.source,
    }
