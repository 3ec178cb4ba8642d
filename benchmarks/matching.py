#!/usr/bin/env python3
"""Match texts to works of a catalogue, in the form that the scoring script of the benchmark reads.

usage: matching.py CATALOGUE < queries.jsonl > answers.jsonl

A query is {"id", "text"} or {"id", "fields"}, a line each; an answer {"id", "answer", "candidates"}:
`answer` is the identifier of the one work that is meant, null where that is not sure, `candidates`
up to 25, best first. The catalogue is a publication list or the file of a catalogue.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from idcheck.sources.indexed import indexed
from idcheck.works import Author, Candidate, Reference
from idcheck.works.ranking import ranked


def main() -> int:
    with indexed(Path(sys.argv[1])) as catalogue:
        for line in sys.stdin:
            query = json.loads(line)
            asked = reference(query)
            candidates = ranked(asked, catalogue.search(asked))
            answer = {
                "id": query["id"],
                "answer": next((name(each) for each in candidates if each.verdict == "same"), None),
                "candidates": [name(each) for each in candidates],
            }
            print(json.dumps(answer))
    return 0


def reference(query: dict[str, Any]) -> Reference:
    """The reference of a query: its text as words, or its fields taken over."""
    fields = query.get("fields")
    if fields is None:
        return Reference(words=query["text"])
    year = fields.get("year", "")[:4]
    return Reference(
        title=fields.get("article-title", "") or fields.get("volume-title", ""),
        authors=(Author(fields["author"]),) if fields.get("author") else (),
        container=fields.get("journal-title", ""),
        year=int(year) if year.isdecimal() else None,
        volume=fields.get("volume", ""),
        issue=fields.get("issue", ""),
        pages=fields.get("first-page", ""),
    )


def name(candidate: Candidate) -> str:
    """The catalogue's id of a candidate."""
    work = candidate.work
    return work.key or (str(work.identifiers[0]) if work.identifiers else "")


if __name__ == "__main__":
    sys.exit(main())
