"""Texts of people who mean no good, for property tests."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

_CHARACTERS = "".join(map(chr, range(0x20))) + "".join((
    "\x7f\x9b\u2028\u202e\ufffe\uffff\U000e0041%:,;|`~*_[]()<>{}&@#!$\\\"'=-+.", "aé日🎉",
))  # fmt: skip
_PHRASES = (
    "]]>", "-->", "::error::x", "\n::error file=a::b", "<script>alert(1)</script>", "@team", "#1",
    "|||", "``", "](https://evil.example)", "http://evil.example", "www.evil.example", "\x1b[31m",
    "&amp;", "%0A", "{0}", "<!--", "a@b.example", "![x](y)",
)  # fmt: skip
evils = st.lists(
    st.one_of(st.sampled_from(_PHRASES), st.text(_CHARACTERS, max_size=8)), max_size=5
).map("".join)


def for_evils(test):  # type: ignore[no-untyped-def]
    """Run a test with many `evil` texts; the fixtures it uses only make things."""
    few = settings(
        max_examples=60,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture],
    )
    return few(given(evil=evils)(test))
