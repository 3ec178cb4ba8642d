"""What rules about pages of works share: the links that could lead to the DOI, and which DOI that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from idcheck.identifiers import Identifier, from_url
from idcheck.messages import Message
from idcheck.rules.leading import content_links, doi_in, led_to
from idcheck.works.answer import Found, NotFound, NotYet

if TYPE_CHECKING:
    from collections.abc import Iterator

    from idcheck.identifiers import Address
    from idcheck.post import Link
    from idcheck.rules.diagnostic import Applicability, Diagnostic
    from idcheck.rules.rule import Judged, Rule


class Doi(NamedTuple):
    """The DOI to link to, and how sure it is that it names what the link leads to."""

    identifier: Identifier
    applicability: Applicability


class Standing(NamedTuple):
    """A link of a mention that no DOI link belongs to. `open` says that nobody was asked about it."""

    link: Link
    address: Address
    mention: int
    open: bool

    def diagnostic(
        self, rule: Rule, judged: Judged, message: Message, doi: Doi | None
    ) -> Diagnostic:
        """The diagnostic that this link should lead to the DOI."""
        post = judged.post
        return rule.diagnostic(
            judged, self.link.target_place, message,
            mention=self.mention,
            suggestion=Message("link to {url}", url=doi.identifier.url) if doi else Message("link to its DOI, as https://doi.org/..."),
            fixes=led_to(post, self.link, doi.identifier.url, doi.applicability) if doi else (),
        )  # fmt: skip


def standing(judged: Judged) -> Iterator[Standing]:
    """The links of mentions without a DOI link, each once."""
    seen = set()
    content = set(content_links(judged.post))
    for index, mention in enumerate(judged.mentions):
        addresses = {link: from_url(link.target) for link in mention.links if link in content}
        if any(each.kind == "resolver" and doi_in(each) for each in addresses.values()):
            continue
        for link, address in addresses.items():
            if link not in seen and not address.wrappers:
                seen.add(link)
                asked = any(judged.answers.of(each) for each in address.identifiers)
                yield Standing(link, address, index, not asked)


def instead(judged: Judged, lead: Standing) -> Doi | None:
    """The DOI to link to, None if there is none or it does not exist."""
    stated = doi_in(lead.address)
    if stated is not None:
        return _stated(judged, lead, stated)
    for each in lead.address.identifiers:
        answer = judged.answers.of(each)
        if isinstance(answer, Found):
            doi = next((one for one in answer.work.identifiers if one.scheme == "doi"), None)
            return Doi(doi, "safe") if doi else None
    bound = [each.identifier for each in judged.mentions[lead.mention].identifiers]
    plain = [each for each in bound if each.scheme == "doi"]
    return Doi(plain[0], "unsafe") if len(plain) == 1 else None


def _stated(judged: Judged, lead: Standing, doi: Identifier) -> Doi | None:
    """A DOI that the address tells: safe if a registry knows it and it leads to the same site."""
    answer = judged.answers.of(doi)
    if isinstance(answer, NotFound):
        return None
    page = ""
    if isinstance(answer, Found):
        page = answer.work.landing_page
    elif isinstance(answer, NotYet):
        page = answer.landing_page
    sure = isinstance(answer, Found) and lead.address.certainty == "stated"
    same = bool(page) and _site(page) == _site(lead.link.target)
    return Doi(doi, "safe" if sure or same else "unsafe")


def _site(url: str) -> str:
    """The last two names of an address's host."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return ".".join(host.split(".")[-2:])
