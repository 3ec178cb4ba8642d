"""A book is named, and no link leads to it.

What it does
    Looks at books, named by their title and publisher or with an ISBN, that have no link to the
    publisher's page, a book DOI or Google Books. An ISBN in the text is no link.

Why it matters
    There is no text mining for books: an ISBN in running text does nothing. Altmetric counts a
    mention of a book only through a link to a page that it knows.
    Source: Altmetric help pages on books.

Example
    See the book (ISBN 978-0-8223-7072-7).

Use instead
    See [the book](https://books.google.com/books?vid=ISBN9780822370727) (ISBN 978-0-8223-7072-7).

Fix safety
    Unsafe: a publisher's page or the book's DOI is better than Google Books, and for a person to
    choose. Where an ISBN is given, a link to Google Books is offered; else works of your
    catalogue.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.identifiers import from_url
from idcheck.messages import Message
from idcheck.rules.diagnostic import Fix
from idcheck.rules.lacking import lack_of
from idcheck.rules.linking import linking, suggested
from idcheck.rules.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.mentions import Mention
    from idcheck.post import Post
    from idcheck.rules.diagnostic import Diagnostic
    from idcheck.rules.rule import Judged

_ADVICE = Message("link its page at the publisher, its DOI, or its page on Google Books")


def _check(rule: Rule, judged: Judged) -> Iterator[Diagnostic]:
    linked = {
        identifier for link in judged.post.links for identifier in from_url(link.target).identifiers
    }
    for index, mention in enumerate(judged.mentions):
        lack = lack_of(judged, index)
        if lack and lack.kind == "book":
            yield rule.diagnostic(
                judged, mention.place, Message("this book has no link, and trackers do not search text for books"),
                **suggested(judged, index, _ADVICE),
            )  # fmt: skip
        elif mention.tracked == "weak" and _by_isbn_alone(mention):
            isbn = mention.identifiers[0].identifier
            if isbn not in linked:
                yield rule.diagnostic(
                    judged, mention.place, Message("an ISBN in the text is not enough: trackers need a link to the book"),
                    mention=index, suggestion=_ADVICE,
                    fixes=tuple(_google_books(judged.post, mention, isbn.value)),
                )  # fmt: skip


def _by_isbn_alone(mention: Mention) -> bool:
    return bool(mention.identifiers) and all(
        bound.identifier.scheme == "isbn" and bound.link is None and bound.by != "front-matter"
        for bound in mention.identifiers
    )


def _google_books(post: Post, mention: Mention, isbn: str) -> Iterator[Fix]:
    url = f"https://books.google.com/books?vid=ISBN{isbn}"
    if edit := linking(post, mention, url):
        yield Fix(Message("link to its page on Google Books"), (edit,), "unsafe")


RULE = Rule("MEN104", "unlinked-book", "EEEEEEEEIWWW", "text", "unsafe", __doc__ or "", _check)
