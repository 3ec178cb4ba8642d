"""E-mail, as newsletters are sent: the HTML part, else the plain text.

Where a part is transferred as it is (7bit, 8bit), each character has its place; in what is coded for
transfer (quoted-printable, base64) only the line is known, so that nothing is edited there.
"""

from __future__ import annotations

import binascii
import quopri
import re
from email import message_from_string
from email.header import decode_header, make_header
from typing import TYPE_CHECKING

from msgspec.structs import replace

from idcheck import lazy
from idcheck.post import html, plain
from idcheck.post.decoding import UnreadableError
from idcheck.post.embedded import Embedding
from idcheck.post.located import Cutting
from idcheck.post.model import MetaField, Place

if TYPE_CHECKING:
    from email.message import Message

    from idcheck.post.located import Located
    from idcheck.post.model import Post

_HEADER = lazy.pattern(r"[!-9;-~]+:[ \t]*\S")
_HEADERS = {
    "Subject": "title",
    "From": "from",
    "Date": "date",
    "List-Id": "list",
    "Content-Language": "language",
}
_LINE = lazy.pattern(r"[^\n]*\n|[^\n]+")
_READERS = {"text/html": html, "text/plain": plain}


def read(source: str, *, path: str, channel: str, bare_links: bool) -> tuple[Post, ...]:  # noqa: ARG001 - mail programs make links of addresses in plain text, and only there
    """The post of a mail. Raises UnreadableError for what is no mail, and one without a text."""
    if not _HEADER.match(source.lstrip("\r\n")):
        raise UnreadableError(
            "this is no e-mail: it does not begin with headers such as `Subject:`"
        )
    message = message_from_string(source)
    part, begin = _body(source, message)
    kind = part.get_content_type()
    located = _content(source, part, begin)
    embedding = Embedding(source)
    reader = _READERS[kind]
    (post,) = reader.read(located.text, path=path, channel=channel, bare_links=reader is plain)
    meta = tuple(
        MetaField(key, _decoded(str(message[name])), Place(_line_of(source, name)))
        for name, key in _HEADERS.items()
        if message[name]
    )
    return (replace(embedding.lift(post, located), meta=meta),)


def _body(source: str, message: Message) -> tuple[Message, int]:
    """The part to read, and an offset before which its content does not begin."""
    parts = [part for part in message.walk() if part.get_content_disposition() != "attachment"]
    for wanted in _READERS:
        begin = 0
        for part in parts:
            payload = part.get_payload()
            if part.get_content_type() == wanted and isinstance(payload, str) and payload.strip():
                return part, begin
            if isinstance(payload, str) and payload:
                begin = max(begin, source.find(payload, begin))
    raise UnreadableError("this e-mail has no part with text or HTML")


def _content(source: str, part: Message, begin: int) -> Located:
    """The decoded content of a part, each character with its place or at least its line."""
    payload = str(part.get_payload())
    start = source.find(payload, begin)
    cutting = Cutting(source)
    coding = str(part.get("Content-Transfer-Encoding", "7bit")).strip().lower()
    charset = part.get_content_charset("utf-8")
    if start < 0:
        start = begin
    elif coding not in {"quoted-printable", "base64", "x-uuencode", "uuencode"}:
        cutting.copy(start, start + len(payload))
        return cutting.done()
    if coding == "quoted-printable":
        _unquote(payload, start, charset, cutting)
    else:
        try:
            data = binascii.a2b_base64(payload.encode("ascii", "ignore"))
        except binascii.Error:
            raise UnreadableError(
                "a part of this e-mail is not in the base64 that it says it is"
            ) from None
        cutting.loose(_text(data, charset), start)
    return cutting.done()


def _unquote(payload: str, start: int, charset: str, into: Cutting) -> None:
    """Add quoted-printable content, line by line; a line that ends with `=` goes on in the next."""
    held, begun = "", start
    at = start
    for match in _LINE.finditer(payload):
        held += match.group()
        at = start + match.end()
        if not held.rstrip("\r\n").endswith("="):
            into.loose(_text(quopri.decodestring(held.encode("utf-8")), charset), begun)
            held, begun = "", at
    if held:
        into.loose(_text(quopri.decodestring(held.encode("utf-8")), charset), begun)


def _text(data: bytes, charset: str) -> str:
    try:
        return data.decode(charset, "replace")
    except LookupError:  # a name that no codec has
        return data.decode("utf-8", "replace")


def _decoded(value: str) -> str:
    try:
        return " ".join(str(make_header(decode_header(value))).split())
    except (LookupError, ValueError, binascii.Error):
        return value


def _line_of(source: str, name: str) -> int:
    match = re.search(rf"^{re.escape(name)}:", source, re.MULTILINE | re.IGNORECASE)
    return source.count("\n", 0, match.start()) + 1 if match else 1


def link(label: str, target: str) -> str:
    """How a link is written in a plain mail: the label, then the address."""
    return plain.link(label, target)


def target(address: str) -> str:
    """How an address is written in a plain mail: as it is."""
    return address
