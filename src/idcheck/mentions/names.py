"""Author lists as reference styles write them.

Three orders are read: `Smith, J. A., & Lee, K.` (APA, MLA, Chicago, Harvard), `Smith JA, Lee K`
(Vancouver, Nature) and `J. A. Smith, K. Lee` or full names (IEEE, Chicago after the first).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from idcheck import lazy
from idcheck.works import Author

if TYPE_CHECKING:
    from collections.abc import Iterator

_UPPER = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŸŹŻŽΑ-ΩА-Я"
_LOWER = "a-zß-öø-ÿāăąćčďđēėęěğģīįıķĺļľłńņňōőœŕřśşšţťūůűųźżžα-ωа-яё"
_PARTICLE = r"(?:van der|van den|van de|van|von der|von|de la|de los|del|della|de|da|dos|du|di|den|der|ten|ter|la|le|el|al|bin|ibn|st\.)[ ]"
_PARTICLES_BEGIN = frozenset("vdtlebas")
"""The small letters that a name can begin with."""
FAMILY = (
    rf"(?:{_PARTICLE})?+(?:[OD]['’])?+(?:Mc|Mac|De|Van|Le|La)?[{_UPPER}][{_LOWER}'’]++"
    rf"(?:[-‐‑–][{_UPPER}][{_LOWER}]++){{0,2}}(?:[ ](?!and|et|in)[{_UPPER}][{_LOWER}]++(?:-[{_UPPER}][{_LOWER}]++)?)?"
)
"""A family name: one or two capitalised words, hyphens, particles."""
_ONE_FAMILY = (
    rf"(?:{_PARTICLE})?+(?:[OD]['’])?+(?:Mc|Mac|De|Van|Le|La)?[{_UPPER}][{_LOWER}'’]++"
    rf"(?:[-‐‑–][{_UPPER}][{_LOWER}]++){{0,2}}"
)
SURNAME = _ONE_FAMILY
"""A family name of one word."""
_INITIALS = rf"[{_UPPER}]\.?(?:[ ]?-?[{_UPPER}]\.?){{0,3}}(?![{_LOWER}])"
_GIVEN = rf"[{_UPPER}][{_LOWER}'’]++(?:-[{_UPPER}][{_LOWER}]++)?(?:[ ][{_UPPER}]\.|[ ][{_UPPER}][{_LOWER}]++(?=[ ,;.)]))?"
_JUNIOR = r"(?:,?[ ](?:Jr|Sr|II|III)\.?)?"
_INVERTED = rf"(?P<family>{FAMILY}(?:[ ](?:Jr|Sr)\.?)?),[ ](?P<given>{_INITIALS}|{_GIVEN}){_JUNIOR}"
_GOES_ON = r"[,;]|[ ](?:\(|&|(?:et|and|und|och|og|en|y|e|m\.?[ ]?fl)\b)"
"""What follows a point that ends initials and no sentence."""
_VANCOUVER = (
    rf"(?P<family>{FAMILY})[ ](?P<given>[{_UPPER}]{{2,3}}|[{_UPPER}](?:\.[ ][{_UPPER}]\.|\.?-?[{_UPPER}]\.?){{1,2}}|[{_UPPER}])"
    rf"(?![{_LOWER}\w])(?:\.(?={_GOES_ON}))?{_JUNIOR}"
)
_DIRECT = rf"(?P<given>{_INITIALS}|{_GIVEN})[ ](?P<family>{FAMILY}){_JUNIOR}"
_SEPARATOR = lazy.pattern(
    r"(?:\s*[,;/]\s*(?:&|and|und|och|et|y|e|og)?|\s+(?:&|and|und|och|et|y|e|og))\s+(?!al\b)",
    re.IGNORECASE,
)
_ET_AL = lazy.pattern(
    r"[,;]?\s*(?:…,?\s*)?(?:&\s+)?"
    r"(?:et\s+al\b\.?|and (?:colleagues|others)\b|m\.?\s?fl\b\.?|u\.\s?a\.|e\.\s?a\.|y\s+cols?\b\.?|e\s+cols?\.|ym\.)",
    re.IGNORECASE,
)
_EDITORS = lazy.pattern(r"[,.]?\s*\(?(?:eds?|editors?|hrsg)\b\.?\)?", re.IGNORECASE)
_ONE = {
    "inverted": lazy.pattern(_INVERTED),
    "vancouver": lazy.pattern(_VANCOUVER),
    "direct": lazy.pattern(_DIRECT),
}
_FIRST_WORD = lazy.pattern(r"[^\s,]++")
_MOST = 200
_NEVER = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December", "The", "In", "This", "That", "These", "Our", "We", "It",
    "On", "At", "For", "And", "But", "By", "From", "Since", "After", "Before", "When", "While",
    "As", "If", "To", "With", "Of", "An",
    "University", "Press", "Institute", "Department", "Journal", "College", "School", "Centre",
    "Center", "Proceedings", "Conference",
})  # fmt: skip
"""Words that begin sentences or dates and never name a person at the head of a reference."""


class AuthorList(Struct, frozen=True):
    """An author list that ends at offset `end`. `style` is `inverted`, `vancouver` or `direct`.

    `ends` are the offsets at which each name ends.
    """

    authors: tuple[Author, ...]
    end: int
    style: str
    et_al: bool
    ends: tuple[int, ...] = ()

    @property
    def formal(self) -> bool:
        """Whether several names stand in an order that running text does not use."""
        initials = sum(author.given.rstrip(".")[-1:].isupper() for author in self.authors)
        return (len(self.authors) > 1 or self.et_al) and (self.style != "direct" or initials > 1)

    def shorter(self) -> Iterator[AuthorList]:
        """Shorten it: the list itself, then those without its last names, as far as a name remains."""
        yield self
        for count in range(len(self.authors) - 1, 0, -1):
            yield AuthorList(
                self.authors[:count], self.ends[count - 1], self.style, False, self.ends[:count]
            )


def author_list(text: str, start: int, stop: int) -> AuthorList | None:
    """The longest author list that begins at `start`, None if none does."""
    first = text[start : start + 1]
    if not (first.isupper() or first in _PARTICLES_BEGIN):
        return None
    word = _FIRST_WORD.match(text, start, stop)
    if word is None or word[0] in _NEVER:
        return None
    found = [entry for style in _ONE if (entry := _run(text, start, stop, style))]
    return max(found, key=lambda entry: entry.end, default=None)


def _run(text: str, start: int, stop: int, style: str) -> AuthorList | None:
    """Authors in one order, None if there are none; after the first name in inverted order the direct order may follow."""
    authors: list[Author] = []
    ends: list[int] = []
    end = at = start
    while len(authors) < _MOST:
        match = _ONE[style].match(text, at, stop)
        if match is None and authors and style == "inverted":
            match = _ONE["direct"].match(text, at, stop)
        if match is None or not _NEVER.isdisjoint(match.group().replace(",", " ").split()[:2]):
            break
        authors.append(Author(match["family"], match["given"]))
        end = match.end()
        ends.append(end)
        separator = _SEPARATOR.match(text, end, stop)
        if separator is not None:
            at = separator.end()
        elif style == "inverted" and text.startswith(" ", end):
            at = end + 1  # a comma was forgotten: "Nyström, K. Patzi, M."
        else:
            break
    if not authors:
        return None
    more = _ET_AL.match(text, end, stop)
    end = more.end() if more else end
    editors = _EDITORS.match(text, end, stop)
    return AuthorList(
        tuple(authors), editors.end() if editors else end, style, more is not None, tuple(ends)
    )
