"""Any bytes in: a report out, never a fault."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

    from click.testing import Result

_PARTS = (
    "Our new paper in *Nature* is out", "Smith J (2020). On cells. Nature 5(2), 1-9.", "10.1038/nature12373",
    "https://doi.org/10.1000/a(b)c", "[paper](https://doi.org/10.1038/", "<a href='", "</a>", "<!--", "-->", "---\n",
    "title: [", "```\n", "{{% x %}}", "[^1]", "[^1]: ", "> ", "\t", "\r", "\n\n", "| a |\n|---|\n", "\u202e", "\x00", "\ufeff", "🎉", "**", "_",
    "arXiv:2101.00001", "ISBN 978-0-8223-7072-7", "PMID: 1", "&amp;", "&#x", "\\",
)  # fmt: skip
_TEXT = st.one_of(
    st.lists(st.sampled_from(_PARTS), max_size=12).map("".join).map(str.encode),
    st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.binary(max_size=60),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_TEXT, st.sampled_from(["a.md", "a.html", "a.txt"]), st.sampled_from(["json", "text"]))
def test_any_bytes_give_a_report(
    idcheck: Callable[..., Result], data: bytes, name: str, form: str
) -> None:
    result = idcheck("-", "--stdin-filename", name, "--output-format", form, stdin=data)

    assert result.exit_code in {0, 1, 2}
    assert (result.exit_code == 2) == ("failed" in result.stderr)
    if form == "json":
        report = json.loads(result.stdout)
        text = data.decode("utf-8-sig", "replace")
        for mention in report["mentions"]:
            start, end = mention["start"]["offset"], mention["end"]["offset"]
            assert start is None or text[start:end] == mention["text"]
