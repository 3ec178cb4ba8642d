#!/usr/bin/env python3
"""Answer vectors of identifiers, in the form that the scoring script of the vectors reads.

usage: identifier_answers.py FOLDER > answers.jsonl

A vector is {"id", "kind", "scheme", "input"} and, for source of another format than plain text,
"format"; an answer {"id", "got"}, a line each.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from idcheck.identifiers import equivalents, find, from_url, is_valid, parse

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    for path in sorted(Path(sys.argv[1]).glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                vector = json.loads(line)
                print(json.dumps({"id": vector["id"], "got": answer(vector)}))
    return 0


def answer(vector: dict[str, Any]) -> list[str] | bool:
    """What the public functions say to one vector."""
    scheme, text = vector["scheme"], vector["input"]
    match vector["kind"]:
        case "validate":
            return is_valid(scheme, text)
        case "normalise":
            identifier = parse(scheme, text)
            return [identifier.value] if identifier else []
        case "extract":
            found = [item.identifier for each in texts(vector) for item in find(each)]
        case _:
            read = from_url(text).identifiers
            found = [*read, *(equal for each in read for equal in equivalents(each))]
    return list(dict.fromkeys(each.value for each in found if each.scheme == scheme))


def texts(vector: dict[str, Any]) -> Iterator[str]:
    """The text of a vector and the targets of its links, its images' sources too."""
    if "format" not in vector:
        yield vector["input"]
        return
    from bs4 import BeautifulSoup

    from idcheck.post.formats import read

    for post in read(vector["input"], path="", format=vector["format"], channel="blog"):
        yield post.text
        yield from (link.target for link in post.links)
    if vector["format"] == "html":
        for image in BeautifulSoup(vector["input"], "html.parser").find_all("img", src=True):
            yield str(image["src"])


if __name__ == "__main__":
    sys.exit(main())
