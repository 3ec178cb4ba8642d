"""PMC's id converter: the DOI and PMID of a PMCID. It knows only what PMC holds, and says so here.

Described at pmc.ncbi.nlm.nih.gov/tools/id-converter-api.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from idcheck.sources.exchange import Request, SurpriseError
from idcheck.sources.registries.shape import identifier, json_of, row, rows, text
from idcheck.works import Found, NotFound, Unavailable, Work

if TYPE_CHECKING:
    from collections.abc import Sequence

    from idcheck.identifiers import Identifier
    from idcheck.sources.exchange import Reply
    from idcheck.works import Answer

NAME = "pmc-idconv"
BATCH = 100
_FIELDS = (("doi", "doi"), ("pmid", "pmid"), ("pmcid", "pmcid"))


def get(asked: Sequence[Identifier]) -> Request:
    """The request for the other identifiers of several of one scheme."""
    ids = ",".join(each.value for each in asked)
    query = {"ids": ids, "idtype": asked[0].scheme, "format": "json"}
    return Request(NAME, "/", query, "list")


def read(asked: Sequence[Identifier], reply: Reply) -> dict[Identifier, Answer]:
    """A work that is nothing but its identifiers, for each asked. Raises SurpriseError.

    An identifier that PMC does not hold is not found here; one that comes back alone, with neither
    record nor error, is unavailable.
    """
    content = row(json_of(reply))
    if reply.status != 200 or not isinstance(content.get("records"), list):
        raise SurpriseError("did not understand the question")
    found: dict[Identifier, Answer] = {}
    for record in rows(content["records"]):
        ids = tuple(
            one for field, scheme in _FIELDS if (one := identifier(scheme, record.get(field)))
        )
        requested = text(record.get("requested-id"))
        named = {*ids, *(identifier(each.scheme, requested) for each in asked[:1] if requested)}
        for each in asked:
            if each in named:
                found[each] = _answer(ids, record)
    return {each: found.get(each, Unavailable("PMC left it out")) for each in asked}


def _answer(ids: tuple[Identifier, ...], record: dict[str, object]) -> Answer:
    if "pmcid" in {each.scheme for each in ids} and text(record.get("status")) != "error":
        return Found(Work("", identifiers=ids, source=NAME))
    if text(record.get("status")) == "error":
        return NotFound()
    return Unavailable("PMC says nothing of it")
