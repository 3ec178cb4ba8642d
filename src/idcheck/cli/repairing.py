"""What the options of a run ask to do with its files: nothing, or repairs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from idcheck.cli.inputs import STDIN
from idcheck.cli.problem import Problem
from idcheck.messages import Message

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from idcheck.checking import CheckedFile, Text
    from idcheck.cli.mending import Check, Mender


class Untouched:
    """Repairs nothing: the run reports what it found."""

    failed = False
    reports = True
    verdict: int | None = None

    def mended(self, files: list[CheckedFile], texts: Sequence[Text]) -> list[CheckedFile]:  # noqa: ARG002 - as Mender
        """The files as they are."""
        return files


def mender_for(
    paths: Sequence[str], options: Mapping[str, Any], check: Check
) -> Mender | Untouched:
    """What the options of a run ask to do with its files; `check` reads and judges a text.

    Raises Problem for options that do not go together.
    """
    if not (options["fix"] or options["diff"]):
        if options["unsafe_fixes"]:
            raise Problem(Message("--unsafe-fixes goes with --fix or --diff"))
        return Untouched()
    if options["input_format"] == "jsonl":
        raise Problem(Message("posts in JSON Lines cannot be fixed; fix the files they come from"))
    if STDIN in paths and len(paths) > 1:
        raise Problem(Message("standard input cannot be fixed together with files"))
    from idcheck.cli.mending import Mender

    return Mender(options, check, piped=STDIN in paths)
