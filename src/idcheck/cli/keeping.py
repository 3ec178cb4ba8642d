"""What a command compiles is kept for the next one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from idcheck import lazy

if TYPE_CHECKING:
    from typing import Self

    from idcheck.cli.kept_patterns import KeptPatterns


class Keeping:
    """Within it, patterns come from the cache folder, and those that it lacks go there at its end."""

    def __init__(self) -> None:
        self._kept: KeptPatterns | None = None

    def __enter__(self) -> Self:
        lazy.compile_with(self._compiled)
        return self

    def __exit__(self, *_: object) -> None:
        lazy.compile_with(re.compile)
        if self._kept:
            self._kept.save()

    def _compiled(self, text: str, flags: int) -> re.Pattern[str]:
        if self._kept is None:
            from idcheck.cli.kept_patterns import KeptPatterns
            from idcheck.sources.places import cache_folder

            self._kept = KeptPatterns(cache_folder())
        return self._kept.compiled(text, flags)
