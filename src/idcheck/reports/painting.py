"""Colours of the reports for terminals."""

from __future__ import annotations

RED, YELLOW, CYAN = "31", "33", "36"
_BOLD, _FAINT = "1", "2"
PAINTS = {"error": RED, "warning": YELLOW, "info": CYAN}
"""The colour of each severity."""


class Brush:
    """Paints words, if colour is wanted."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, words: str, *codes: str) -> str:
        """The words between the codes of the terminal, or as they are."""
        return f"\x1b[{';'.join(codes)}m{words}\x1b[0m" if self._colour and words else words

    def bold(self, words: str, *codes: str) -> str:
        """The words in bold type."""
        return self(words, _BOLD, *codes)

    def faint(self, words: str) -> str:
        """The words paler than the rest."""
        return self(words, _FAINT)
