"""How fast posts are read, beside bare parsers that only parse, and how the time grows with size.

usage: reading.py FOLDER

FOLDER holds posts. Each file is read by idcheck and parsed by the peer in turn, in the same run; of
each the best of five rounds counts. The peers are `MarkdownIt("commonmark").parse` for Markdown and
BeautifulSoup with `html.parser` for HTML; neither knows where anything stands.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

from idcheck.post import UnreadableError, decode, format_of, read

if TYPE_CHECKING:
    from collections.abc import Callable

ROUNDS = 3
COMMONMARK = MarkdownIt("commonmark")
PEERS: dict[str, tuple[str, Callable[[str], object]]] = {
    "markdown": ("markdown-it", COMMONMARK.parse),
    "html": ("BeautifulSoup", lambda source: BeautifulSoup(source, "html.parser")),
}
SIZES = (500_000, 5_000_000)
DATA = "data:image/png;base64," + "iVBORw0KGgoAAAANSUhEUg" * 1_000
PAGES = {
    "prose in Markdown": (
        "markdown",
        "Our *new* study of bees, [out today](https://doi.org/10.1234/a), shows that `x` dreams.\n\n",
    ),
    "list of references": (
        "markdown",
        "- Lee, A., & Kim, B. (2024). Bees dream. *Bees*, 3(2), 1-9. <https://doi.org/10.1234/a>\n",
    ),
    "knitted Markdown": ("markdown", f"Text.\n\n![a]({DATA})\n\n```\n## [1] 1 2 3\n```\n\n"),
    "prose in HTML": (
        "html",
        '<p class="a">Our <i>new</i> study of bees, <a href="https://doi.org/10.1234/a">out</a>.</p>\n',
    ),
    "knitted HTML": (
        "html",
        f"<p>Text.</p><img src='{DATA}'><script>var a = {{'b': '{DATA}'}}</script><pre><b>1</b></pre>\n",
    ),
    "brackets": ("markdown", "["),
    "quotes": ("markdown", "> "),
    "elements": ("html", "<b>"),
}


def main() -> int:
    files = [path for path in sorted(Path(sys.argv[1]).rglob("*")) if path.is_file()]
    for name, (peer, parse) in PEERS.items():
        posts = [decoded for path in files if (decoded := post(path, name))]
        ours, theirs = compare(posts, name, parse)
        size = sum(len(source) for _, source in posts) / 1e6
        print(
            f"{len(posts)} {name} files, {size:.1f} million code points: idcheck {ours:.2f} s, "
            f"{peer} {theirs:.2f} s, {theirs / ours:.2f} times its speed"
        )
    print(f"{'':<20} {SIZES[0] / 1e6:.1f} MB {SIZES[1] / 1e6:.0f} MB  growth")
    for page, (name, unit) in PAGES.items():
        small, large = (grown(unit, name, size) for size in SIZES)
        print(f"{page:<20} {small:6.2f} s {large:6.2f} s  x {large / small:.1f}")
    return 0


def post(path: Path, name: str) -> tuple[str, str] | None:
    """The name and text of a file of a format."""
    if format_of(path.name) != name:
        return None
    try:
        return path.name, decode(path.read_bytes())
    except UnreadableError:
        return None


def compare(
    posts: list[tuple[str, str]], name: str, parse: Callable[[str], object]
) -> tuple[float, float]:
    """The seconds that we and the peer take for all posts."""
    ours = theirs = 0.0
    for path, source in posts:
        pairs = [
            (seconds(lambda: read(source, path=path, format=name)), seconds(lambda: parse(source)))  # noqa: B023 - called at once
            for _ in range(ROUNDS)
        ]
        ours += min(first for first, _ in pairs)
        theirs += min(second for _, second in pairs)
    return ours, theirs


def grown(unit: str, name: str, size: int) -> float:
    """The seconds for a text that is one unit over and over."""
    source = unit * (size // len(unit))
    return seconds(lambda: read(source, path=f"a.{name}", format=name))


def seconds(run: Callable[[], object]) -> float:
    begin = time.process_time()
    run()
    return time.process_time() - begin


if __name__ == "__main__":
    sys.exit(main())
