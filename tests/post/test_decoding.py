from __future__ import annotations

import pytest

from idcheck.post import UnreadableError, decode


def test_a_byte_order_mark_is_left_out_and_line_ends_stay() -> None:
    assert decode(b"\xef\xbb\xbfa\r\nb\rc\n") == "a\r\nb\rc\n"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ("é".encode("utf-16"), "UTF-16"),
        (b"PNG\0\1\2", "binary"),
        (b"x" * 100_000 + b"\0", "binary"),
        ("a\né".encode("latin-1"), "line 2"),
    ],
)
def test_what_is_no_utf8_is_refused_with_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableError) as caught:
        decode(data)
    assert words in str(caught.value)
