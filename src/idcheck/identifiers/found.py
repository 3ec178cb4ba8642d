"""What the finders of identifiers return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from idcheck.identifiers.identifier import Identifier
    from idcheck.messages import Message


class Found(Struct, frozen=True):
    """An identifier in a text.

    `span` is half-open, in code points; `raw` are the characters there. Where a bare value says
    nothing (a PMID, an arXiv id, a handle), the span covers its label or host too. `defects` name
    what is wrong with the way it is written; `alternates` are other values it may have, which
    only a look-up can tell. `labelled`: a label or a resolver says what it is.
    """

    identifier: Identifier
    span: tuple[int, int]
    raw: str
    defects: tuple[str, ...] = ()
    alternates: tuple[Identifier, ...] = ()
    labelled: bool = False


class Malformed(Struct, frozen=True):
    """Something labelled as an identifier that cannot be one.

    `problem` says what is wrong, for people. `repaired` is set only where it is certain.
    """

    scheme: str
    span: tuple[int, int]
    raw: str
    problem: Message
    repaired: Identifier | None = None
