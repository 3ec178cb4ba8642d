"""What is put around addresses: redirectors, archives, library proxies, misspelt beginnings."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import unquote, urlsplit

from idcheck import data, lazy
from idcheck.identifiers import hosts
from idcheck.identifiers.working import working

_MOST = 5
_ARCHIVE = lazy.pattern(
    r"https?://(?P<host>[\w.-]*(?:web\.archive\.org|archive-it\.org|webarchive[\w.-]*|web-archive\.[\w.]+|arquivo\.pt|archive\.(?:ph|is|today|vn|li|fo|md|org)))"
    r"/(?:[\w-]{1,20}/){0,2}(?:[0-9]{4,14}[\w*]{0,4}|[0-9]{4}\.[0-9.-]{5,16}|\*|o|newest|oldest)/(?P<url>https?:/.+)",
    re.IGNORECASE | re.DOTALL,
)
_ARCHIVE_BARE = lazy.pattern(
    r"https?://archive\.(?:ph|is|today|vn|li|fo|md)/(?:newest/)?(?P<url>https?:/.+)",
    re.IGNORECASE | re.DOTALL,
)
_CACHE = lazy.pattern(
    r"https?://webcache\.googleusercontent\.com/search\?(?:[^#&]*&)*q=cache:(?:[\w-]{6,20}:)?(?P<url>[^+&]+)",
    re.IGNORECASE,
)
_LOGIN = lazy.pattern(
    r"https?://[^/?#]+(?:/[\w.-]+){0,3}/?(?:login|connect|goto|redirector/[\w.-]+)/?\?(?:[^#]*?&)?(?P<key>q?url)=(?P<url>.+)",
    re.IGNORECASE | re.DOTALL,
)
_SIGN_IN = lazy.pattern(
    r"https?://(?P<page>[^?#]{1,200})\?(?:[^#]*?&)?(?:target|return|returnurl|redirect_?ur[il]|dest|relaystate)=(?P<url>https?(?::|%3A)[^&#]+)",
    re.IGNORECASE | re.DOTALL,
)
"""A page where readers sign in with their institution, before they are sent on."""
_SIGN_IN_PAGE = lazy.pattern(r"shib|wayf|saml|sso|idp|login|signin|discovery|/ds\b", re.IGNORECASE)
_DEFENSE_2 = lazy.pattern(
    r"https?://urldefense\.proofpoint\.com/v[12]/url\?(?:[^#]*?&)?u=(?P<url>[^&]+)", re.IGNORECASE
)
_DEFENSE_3 = lazy.pattern(
    r"https?://urldefense\.(?:com|us|proofpoint\.com)/v3/__(?P<url>.+?)__;",
    re.IGNORECASE | re.DOTALL,
)
_AMP = lazy.pattern(
    r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?:s/)?(?P<url>.+)", re.IGNORECASE | re.DOTALL
)
_PROXY_WORD = lazy.pattern(
    r"prox|ezp|oclc|\blib|librar|bibl|biblio|remote|openathens|vpn|focus\.|eresources|electra|uml\.|access"
)
_TOP = lazy.pattern(
    r"\.(?:com|org|net|edu|gov|info|int|io|eu|de|uk|fr|nl|ch|se|no|fi|dk|it|es|at|be|ca|au|jp|cn|in|br)$"
)
_BEGINNINGS = (
    (lazy.pattern(r"(?:https?[:;]{0,2}/{0,3}(?:(?:dx|www)\.)?doi\.org/+)(?=https?:/|(?:(?:dx|www)\.)?doi\.org/|doi:|urn:doi:)(?:(?:https?:/+)?(?:(?:dx|www)\.)?(?:doi\.org/+)|(?:urn:)?doi:/{0,2})+", re.IGNORECASE), "doubled-resolver"),
    (lazy.pattern(r"(?:doi:\s{0,2}/{0,2}|info:doi/)(?:https?:/{1,3}(?:dx\.)?doi\.org/+)?(?=10\.)", re.IGNORECASE), "missing-scheme"),
    (lazy.pattern(r"(?:https?:/{1,3})?(?:(?:dx[.-])?doi-org|doi\.(?:og|or|ogr|orgg|rog|ork|dx\.org)|d[xo]i?\.doi\.de|dx\.org|doiorg)/+(?=10\.)", re.IGNORECASE), "misspelt-resolver"),
    (lazy.pattern(r"(?:https?:/{1,3})?(?:dx\.)?doi\.org(?=10\.)", re.IGNORECASE), "misspelt-resolver"),
    (lazy.pattern(r"https?:/{1,3}(?=10\.[0-9]{4,9}/)", re.IGNORECASE), "missing-resolver"),
)  # fmt: skip
_MISSPELT = lazy.pattern(
    r"(?:https?(?::{2,}/*|:/(?!/)|:/{3,}|;/{1,3}|/{1,3}|:(?!/))|htt?ps?:/{1,3}|h?ttps?:/{1,3})(?=[\w-]+\.)",
    re.IGNORECASE,
)
_TRACKING = lazy.pattern(
    r"(?:utm_\w+|fbclid|gclid|mc_cid|mc_eid|dswid|_hsenc|_hsmi|igshid|yclid|msclkid|wt_mc|campaign_id|via(?:=|%3d)ihub|rss|ref_src|twclid|mkt_tok)(?:=|$)",
    re.IGNORECASE,
)


@cache
def _redirectors() -> dict[str, tuple[tuple[re.Pattern[str], str], ...]]:
    """By name of the host without its country: the pattern that finds the address, and a name."""
    found: dict[str, tuple[tuple[re.Pattern[str], str], ...]] = {}
    for host, path, parameters, name, _source in data.rows("redirectors.tsv"):
        address = rf"{path}\?(?:[^#]*&)?(?:{parameters})=(?P<url>[^&#]+)"
        pattern = lazy.pattern(address, re.IGNORECASE)
        found[host] = (*found.get(host, ()), (pattern, name))
    return found


def mended(url: str) -> tuple[str, tuple[str, ...]]:
    """An address as it was meant, as far as that is plain, and the names of what was wrong."""
    copied = working(url.strip())
    plain = copied.copy
    defects = [name for name in copied.defects(0, len(copied.text)) if name != "typographic-dash"]
    if re.search(r"&(?:amp|#38);", plain):
        from html import unescape

        plain = unescape(plain)
        defects.append("html-entity")
    for pattern, name in _BEGINNINGS:
        if (match := pattern.match(plain)) is not None:
            return "https://doi.org/" + plain[match.end() :], (*defects, name)
    if not re.match(r"https?://(?!/)", plain, re.IGNORECASE):
        plain, name = _with_scheme(plain)
        defects += [name] if name else []
    return plain, tuple(defects)


def _with_scheme(url: str) -> tuple[str, str]:
    if url.startswith("//"):
        return "https:" + url, "missing-scheme"
    if (match := _MISSPELT.match(url)) is not None:
        return "https://" + url[match.end() :], "misspelt-scheme"
    host = re.match(r"[\w-]+(?:\.[\w-]+)+(?=[/?#]|$)", url)
    if host and (url.startswith("www.") or hosts.known(host[0])):
        return "https://" + url, "missing-scheme"
    return url, ""


def unwrapped(url: str) -> tuple[str, tuple[str, ...]]:
    """The address inside, and the names of the wrappers, the outermost first."""
    names: list[str] = []
    while len(names) < _MOST:
        inner, name = _undone(url)
        if not name:
            break
        url = _absolute(inner)
        names.append(name)
    return url, tuple(names)


def _absolute(url: str) -> str:
    url = re.sub(r"^(https?):/+", r"\1://", url, flags=re.IGNORECASE)
    return url if re.match(r"https?:", url, re.IGNORECASE) else "https://" + url


def _undone(url: str) -> tuple[str, str]:
    """The address without its outermost wrapper, and the name of that, "" if there is none."""
    for undo in (_by_form, _by_redirector, _by_sign_in, _by_host):
        if (found := undo(url)) is not None:
            return found
    return url, ""


def _by_form(url: str) -> tuple[str, str] | None:
    """Archives and mail filters, which put the address into their path."""
    for pattern, name in (
        (_ARCHIVE, "web-archive"),
        (_ARCHIVE_BARE, "web-archive"),
        (_CACHE, "web-archive"),
        (_AMP, "google-amp"),
        (_DEFENSE_3, "urldefense"),
    ):
        if (match := pattern.match(url)) is not None:
            return (unquote(match["url"]) if pattern is _CACHE else match["url"]), name
    if (match := _DEFENSE_2.match(url)) is not None:
        return unquote(match["url"].replace("-", "%").replace("_", "/")), "urldefense"
    return None


def _by_redirector(url: str) -> tuple[str, str] | None:
    """Known hosts that send on to a parameter."""
    host, where = _split(url)
    for pattern, name in _redirector(host):
        if (found := pattern.match(where)) is not None:
            return unquote(found["url"]), name
    return None


def _by_sign_in(url: str) -> tuple[str, str] | None:
    """Pages of libraries where readers sign in before they are sent on."""
    login = _LOGIN.match(url)
    if login and re.match(r"https?(?::|%3A)|(?:[\w-]+\.)+[a-z]{2,}/", login["url"], re.IGNORECASE):
        escaped = login["key"].lower() == "qurl" or re.match(
            r"https?%3A", login["url"], re.IGNORECASE
        )
        return (unquote(login["url"].split("&", 1)[0]) if escaped else login["url"]), "ezproxy"
    page = _SIGN_IN.match(url)
    if page and _SIGN_IN_PAGE.search(page["page"]):
        return unquote(page["url"]), "shibboleth"
    return None


def _by_host(url: str) -> tuple[str, str] | None:
    """Proxies and translators, which put the host into their own."""
    host, _ = _split(url)
    inner, name = _host_undone(host)
    if not name:
        return None
    # The host is known in small letters, whatever it is written in.
    at = max(0, url.lower().find(host.lower()))
    return url[:at] + inner + url[at + len(host) :], name


def _redirector(host: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    table = _redirectors()
    labels = host.removeprefix("www.").split(".")
    for start in range(len(labels) - 1):
        if (rows := table.get(".".join(labels[start:]))) is not None:
            return rows
    return next(
        (rows for end in (1, 2) if (rows := table.get(".".join(labels[:-end]) + ".*")) is not None),
        (),
    )


def _split(url: str) -> tuple[str, str]:
    try:
        parts = urlsplit(url)
        host = parts.hostname or ""
    except ValueError:
        return "", ""
    return host, parts.path + (f"?{parts.query}" if parts.query else "")


def _host_undone(host: str) -> tuple[str, str]:
    """The host that a library proxy or a translator stands for."""
    first, _, rest = host.partition(".")
    wam = host.startswith("0-")
    first = first.removeprefix("0-")
    if "-" in first and rest.count(".") >= 1:
        real = re.sub(r"-(?!-)", ".", first.replace("--", "\0")).replace("\0", "-")
        proxied = _PROXY_WORD.search(rest) is not None and _TOP.search(real) is not None
        if rest == "translate.goog":
            return real, "google-translate"
        if hosts.known(real) or proxied:
            return real, "wam" if wam else "ezproxy"
    labels = host.removeprefix("0-").split(".")
    for end in range(len(labels) - 2, 1, -1):
        real = ".".join(labels[:end])
        if _TOP.search(real) and hosts.known(real):
            return real, "wam" if wam else "ezproxy"
    return host, ""


def without_tracking(url: str) -> tuple[str, bool]:
    """An address without parameters that only count visits, and whether there were any."""
    plain, mark, fragment = url.partition("#")
    shown = "" if fragment.startswith(":~:text=") else mark + fragment
    base, ask, query = plain.partition("?")
    base = re.sub(r";jsessionid=[\w.!-]+", "", base, flags=re.IGNORECASE)
    kept = "&".join(pair for pair in query.split("&") if not _TRACKING.match(pair))
    result = base + (ask + kept if kept else "") + shown
    return result, result != url
