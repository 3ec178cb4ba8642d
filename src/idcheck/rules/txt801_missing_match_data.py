"""A story lacks what text mining needs: the author's surname together with the journal's full name.

What it does
    Looks at stories in English for news, press and policy channels that announce a publication.
    Reported are mentions of "a leading journal" and the like where no journal is named in the
    story, and announcements of articles in a journal in stories that name no person at all.

Why it matters
    Outlets that copy a story often drop its links. For news Altmetric then falls back on text
    mining: author's name, journal title and date, in English only. Names raise the chance that a
    story is matched.
    Source: Altmetric help pages on news; a content analysis of 400 news stories,
    https://doi.org/10.1007/s11192-022-04510-7.

Example
    Our team writes in a leading journal.

Use instead
    Georg Kucsko and colleagues write in *Nature*.

Fix safety
    Unsafe: names are for a person to put in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck import lazy
from idcheck.mentions.language import language_of
from idcheck.messages import Message
from idcheck.post.model import Span
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.post import Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_VAGUE = lazy.pattern(
    r"\b(?:study|paper|article|research|findings|results|work|writes?|publish\w*)\b[^.!?\n]{0,80}?\b(?P<where>(?:in|by) (?:an?|the|this|one of the) (?:\w+[ -]){0,2}(?:leading|prestigious|renowned|respected|top|high-impact|peer-reviewed|international|scientific|academic|medical|well-known) (?:\w+[ -]){0,2}(?:journals?|magazine))\b(?! [A-Z])",
)
_PERSON = lazy.pattern(
    r"\b[A-ZÀ-Þ][\w'’-]*[a-zß-ÿ][\w'’-]*(?: [A-Z]\.)*(?: (?:van|von|de|der|den|la|le|di|da|al|bin))* [A-ZÀ-Þ][\w'’-]*[a-zß-ÿ]\b"
)
_TITLE_OF_PERSON = lazy.pattern(
    r"\b(?:Dr|Prof|Professor|Mr|Ms|Mrs|Sir|Dame)\b\.? [A-Z]|\b(?:says|said|explains|explained|led by|et al)\b"
)


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    post = judged.post
    if language_of(post) != "en":
        return
    announced = [
        each for each in judged.mentions if each.kind == "informal" and each.reference.container
    ]
    named = any(each.reference.container for each in judged.mentions)
    vague = None if named else _VAGUE.search(post.text)
    if vague:
        yield rule.diagnostic(
            judged, post.place(Span(*vague.span("where"))), Message("the journal is not named, so text mining cannot match this story"),
            suggestion=Message("give the full name of the journal, and the surname of an author"),
        )  # fmt: skip
    elif announced and not _names_a_person(post):
        yield rule.diagnostic(
            judged, announced[0].place, Message("no author is named in this story, so text mining cannot match it"),
            suggestion=Message("name an author, together with the full name of the journal"),
        )  # fmt: skip


def _names_a_person(post: Post) -> bool:
    """Whether something in the text can be a person's name; rather yes than no."""
    return bool(_PERSON.search(post.text) or _TITLE_OF_PERSON.search(post.text))


RULE = Rule("TXT801", "missing-match-data", "-WI-------EW", "text", "unsafe", __doc__ or "", _check)
