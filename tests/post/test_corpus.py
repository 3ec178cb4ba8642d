"""Real posts: all are read, and nearly every character has its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from posts import assert_sound, assert_words_placed

from idcheck.post import decode, format_of, read

if TYPE_CHECKING:
    from pathlib import Path

_PARTS = 12  # so that the posts are read by several processes


@pytest.mark.parametrize("part", range(_PARTS))
def test_every_post_of_the_corpus(shared: Path, part: int) -> None:
    total = exact = 0
    for file in sorted((shared / "corpus" / "posts").rglob("*.*"))[part::_PARTS]:
        name = format_of(file.name)
        if name is None:
            continue
        for post in read(decode(file.read_bytes()), path=file.name, format=name):
            assert_sound(post)
            assert_words_placed(post)
            total += len(post.text)
            exact += sum(len(piece.text) for piece in post.map.pieces if piece.exact)
    assert total > 80_000
    assert exact / total > 0.99
