"""Inline markup of reStructuredText: emphasis, literals, links, roles, footnote calls.

The rules of what begins and ends markup are those of
https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.post.rst_names import Names, folded, unescaped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from idcheck.post.rst_names import Target
    from idcheck.post.writing import Writing

_OPEN = (
    "'\"(\\[{<\u00ab\u2018\u201a\u201c\u201e\u2039\u00a1\u00bf\uff08\u3008\u300a\u300c\u300e\u3010"
)
_CLOSE = "'\")\\]}>\u00bb\u2019\u201d\u203a\uff09\u3009\u300b\u300d\u300f\u3011"
_BEFORE = rf"(?<![^\s\-:/{_OPEN}\u2010-\u2015\u00b7\ufdd0])"
_AFTER = rf"(?![^\s\-:/.,;!?\\{_CLOSE}\u2010-\u2015\u2026\u3001\u3002\uff0c\ufdd0])"
_ROLE = r":(?P<{0}>[A-Za-z0-9](?:[\w.+:-]{{0,80}}[A-Za-z0-9])?):"
_NAME = r"[^\W_](?:[^\W_]|[._+:-](?=[^\W_])){0,200}"
_START = lazy.pattern(
    rf"""
      \\(?P<escaped>\s|(?P<char>.?))
    | {_BEFORE}(?:
        (?P<literal>``)(?=\S)
      | (?P<inner>_`)(?=\S)
      | (?:{_ROLE.format("role")})?`(?=[^\s`])(?P<interpreted>)
      | (?P<strong>\*\*)(?=\S)
      | (?P<emphasis>\*)(?=[^\s*])
      | \|(?=[^\s|])(?P<substitution>[^|\n]{{1,200}})(?<=\S)\|(?P<linked>__?)?{_AFTER}
      | \[(?P<note>\d++|\#(?:{_NAME})?|\*|{_NAME})\]_{_AFTER}
    )
    | (?<![\w`@])(?P<name>{_NAME})(?P<ending>__?){_AFTER}
    | (?P<address>(?<![\w@])https?://(?=[^\s<>]))
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_ENDS = {
    "literal": lazy.pattern(rf"(?<=\S)``{_AFTER}"),
    "strong": lazy.pattern(rf"(?<=[^\s\\])\*\*{_AFTER}"),
    "emphasis": lazy.pattern(rf"(?<=[^\s\\])\*{_AFTER}"),
    "inner": lazy.pattern(rf"(?<=[^\s\\])`{_AFTER}"),
    "interpreted": lazy.pattern(
        rf"(?<=[^\s\\])`(?:(?P<link>__?)|{_ROLE.format('role')})?+{_AFTER}"
    ),
}
_EMBEDDED = lazy.pattern(r"(?P<label>.*?)(?:\s+|\A)<(?P<address>[^<>]+)>\Z", re.DOTALL)
_ESCAPE = lazy.pattern(r"\\(?:\s|(.?))", re.DOTALL)
_ADDRESS = lazy.pattern(r"https?://[^\s<>]++", re.IGNORECASE)
_PAIRS = {
    "'": "'",
    '"': '"',
    "(": ")",
    "[": "]",
    "{": "}",
    "<": ">",
    "\u201c": "\u201d",
    "\u2018": "\u2019",
}

_RESOLVERS: Mapping[str, str] = {
    "doi": "https://doi.org/", "pmid": "https://pubmed.ncbi.nlm.nih.gov/", "pubmed": "https://pubmed.ncbi.nlm.nih.gov/",
    "pmcid": "https://www.ncbi.nlm.nih.gov/pmc/articles/", "arxiv": "https://arxiv.org/abs/",
}  # fmt: skip
"""Roles that make a link to a work of its identifier."""
_UNSEEN = lazy.pattern(r"math|raw.*|eq|index|bib.*|fa[sbr]?|octicon|material-\w+")
_CITING = lazy.pattern(r"(?:foot)?cite(?::\w+)*")
"""Roles of sphinxcontrib-bibtex: keys with commas between them."""
_KEY = lazy.pattern(r"[^\s,{}<>]+")
_CODE = frozenset({
    "code", "literal", "file", "command", "program", "kbd", "option", "envvar", "samp", "makevar",
    "func", "class", "meth", "mod", "attr", "data", "obj", "exc", "const",
})  # fmt: skip
_REFERRING = frozenset(
    {"ref", "doc", "any", "term", "download", "numref", "func", "class", "meth", "mod", "attr"}
)


class InlineWriter:
    """Writes the inline content of a file, in order: anonymous links and footnotes are counted."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._notes: Counter[str] = Counter()

    def write(self, writing: Writing, start: int = 0, end: int | None = None) -> None:
        """Add what a reader sees of a stretch of located text."""
        text = writing.located.text
        end = len(text) if end is None else end
        dead: set[str] = set()
        at = begun = start
        while at < end and (match := _START.search(text, at, end)) is not None:
            after = self._construct(writing, match, begun, end, dead)
            if after:
                at = begun = after
            else:
                at = match.start() + 1
        writing.text(begun, end)

    def _construct(  # noqa: PLR0911 - one for each kind of markup
        self, writing: Writing, match: re.Match[str], begun: int, end: int, dead: set[str]
    ) -> int:
        """Write what begins at a match, after the text before it; its end, 0 if it is mere text."""
        kind = match.lastgroup or ""
        if kind in {"escaped", "char"}:
            writing.text(begun, match.start())
            writing.instead(match["char"] or "", *match.span())
            return match.end()
        if kind in {"name", "ending"}:
            return self._reference(writing, match, begun)
        if kind == "address":
            return self._address(writing, match, begun, end)
        if _is_quoted(writing.located.text, match):
            return 0
        if kind == "note":
            writing.text(begun, match.start())
            self._note(writing, match["note"])
            return match.end()
        if match["substitution"] is not None:
            return self._substitution(writing, match, begun)
        return self._phrase(writing, match, begun, end, dead)

    def _phrase(
        self, writing: Writing, match: re.Match[str], begun: int, end: int, dead: set[str]
    ) -> int:
        """Markup with a start and an end."""
        kind = next(kind for kind in _ENDS if match[kind] is not None)
        closing = (
            None if kind in dead else _ENDS[kind].search(writing.located.text, match.end() + 1, end)
        )
        if closing is None:
            dead.add(kind)
            return 0
        writing.text(begun, match.start())
        inside = (match.end(), closing.start())
        if kind == "interpreted":
            self._interpreted(writing, match, inside, closing)
        elif kind == "literal":
            writing.marked("code", *inside)
        elif kind == "inner":
            self._unescaped(writing, *inside)
        else:
            mark = writing.assembly.open("strong" if kind == "strong" else "emphasis")
            self._unescaped(writing, *inside)
            writing.assembly.close(mark)
        return closing.end()

    def _interpreted(
        self,
        writing: Writing,
        match: re.Match[str],
        inside: tuple[int, int],
        closing: re.Match[str],
    ) -> None:
        role = (match["role"] or closing["role"] or "").lower()
        whole = (match.start(), closing.end())
        if closing["link"]:
            self._phrase_link(writing, inside, whole, anonymous=closing["link"] == "__")
        elif role:
            self._role(writing, role, inside, whole)
        else:
            mark = writing.assembly.open("emphasis")  # the default role is that of titles
            self._unescaped(writing, *inside)
            writing.assembly.close(mark)

    def _phrase_link(
        self, writing: Writing, inside: tuple[int, int], whole: tuple[int, int], *, anonymous: bool
    ) -> None:
        """A link in backquotes, with its address in it or elsewhere."""
        start, end = inside
        words = writing.located.text[start:end]
        embedded = _EMBEDDED.match(words)
        if embedded is None:
            target = self._names.next_anonymous() if anonymous else self._names.target(words)
            self._linked(writing, inside, whole, target)
            return
        written = (start + embedded.start("address"), start + embedded.end("address"))
        address = "".join(embedded["address"].split())
        label = (start, start + embedded.end("label")) if embedded["label"] else written
        if address.endswith("_") and not address.endswith("\\_"):
            self._linked(writing, label, whole, self._names.target(address[:-1].strip("`")))
            return
        mark = writing.assembly.open(None)
        self._unescaped(writing, *label)
        writing.assembly.close(mark)
        place = (
            writing.place(*written)
            if address == embedded["address"]
            else writing.line_of(written[0])
        )
        leads = unescaped(address)
        if "@" in leads and ":" not in leads:
            leads = f"mailto:{leads}"
        writing.link(mark, leads, (place, writing.place(*whole)))

    def _linked(
        self,
        writing: Writing,
        label: tuple[int, int],
        whole: tuple[int, int],
        target: Target | None,
    ) -> None:
        """Text that is a link if its target is known."""
        mark = writing.assembly.open(None)
        self._unescaped(writing, *label)
        writing.assembly.close(mark)
        if target:
            writing.link(mark, target.address, (target.place, writing.place(*whole)), "reference")

    def _reference(self, writing: Writing, match: re.Match[str], begun: int) -> int:
        """A name with an underscore: a link if the name is defined, else mere text."""
        anonymous = match["ending"] == "__"
        target = self._names.next_anonymous() if anonymous else self._names.target(match["name"])
        if target is None:
            return 0
        writing.text(begun, match.start())
        self._linked(writing, match.span("name"), match.span(), target)
        return match.end()

    def _address(self, writing: Writing, match: re.Match[str], begun: int, end: int) -> int:
        found = _ADDRESS.match(writing.located.text, match.start(), end)
        stop = found.end() if found else match.end()
        writing.text(begun, match.start())
        writing.with_addresses(match.start(), stop)
        return stop

    def _role(
        self, writing: Writing, role: str, inside: tuple[int, int], whole: tuple[int, int]
    ) -> None:
        start, end = inside
        words = writing.located.text[start:end]
        if _CITING.fullmatch(role):
            for key in _KEY.finditer(words):
                writing.assembly.cite(
                    key.group(), writing.place(start + key.start(), start + key.end())
                )
            return
        if _UNSEEN.fullmatch(role):
            return
        embedded = _EMBEDDED.match(words)
        if role in _RESOLVERS:
            value = embedded["address"] if embedded else words
            label = (
                (start, start + embedded.end("label")) if embedded and embedded["label"] else inside
            )
            mark = writing.assembly.open(None)
            self._unescaped(writing, *label)
            writing.assembly.close(mark)
            places = (writing.line_of(start), writing.place(*whole))
            writing.link(mark, _RESOLVERS[role] + "".join(unescaped(value).split()), places)
            return
        if embedded and embedded["label"]:
            end = start + embedded.end("label")
        elif role.rpartition(":")[2] in _REFERRING and words[:1] in {"~", "!"}:
            start += 1 + (words.rfind(".") if words[0] == "~" else 0)
        mark = writing.assembly.open("code" if role.rpartition(":")[2] in _CODE else None)
        self._unescaped(writing, start, end)
        writing.assembly.close(mark)

    def _substitution(self, writing: Writing, match: re.Match[str], begun: int) -> int:
        found = self._names.substitutions.get(" ".join(match["substitution"].split()).casefold())
        if found is None:
            return 0
        writing.text(begun, match.start())
        mark = writing.assembly.open(None)
        writing.instead(found.words, *match.span())
        writing.assembly.close(mark)
        target, place = found.address, found.place
        named = self._names.target(match["substitution"] if match["linked"] == "_" else target[:-1])
        if match["linked"] == "_" or target.endswith("_"):
            target, place = (named.address, named.place) if named else ("", place)
        if target:
            places = (place, writing.place(*match.span()))
            writing.link(mark, target, places, "reference" if found.words else "image")
        return match.end()

    def _note(self, writing: Writing, label: str) -> None:
        writing.assembly.close(writing.assembly.open("note-marker", self.note(label, "call")))

    def note(self, label: str, counter: str) -> str:
        """The name of a footnote; those numbered by themselves are counted by calls and by notes."""
        if label not in {"#", "*"}:
            return folded(label)
        self._notes[f"{counter}{label}"] += 1
        return f"{label}{self._notes[f'{counter}{label}']}"

    def _unescaped(self, writing: Writing, start: int, end: int) -> None:
        """Text with its backslashes taken away."""
        text = writing.located.text
        for match in _ESCAPE.finditer(text, start, end):
            writing.text(start, match.start())
            writing.instead(match[1] or "", *match.span())
            start = match.end()
        writing.text(start, end)


def _is_quoted(text: str, match: re.Match[str]) -> bool:
    """Whether markup begins right after an opening mark whose closing one follows: `'*'`, `(*)`."""
    opener = text[match.start() - 1 : match.start()]
    after = text[match.end() : match.end() + 1]
    return bool(opener) and match["substitution"] is None and _PAIRS.get(opener) == after
