"""Tables and JSON of scheduled posts, and threads."""

from __future__ import annotations

import csv
import io
import json
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import folded, links, posts_of, written

from idcheck.post import Post, Span, decode, read


def table(source: str, path: str = "a.csv") -> tuple[Post, ...]:
    return posts_of(source, path, "table")


def seen(posts: tuple[Post, ...]) -> list[tuple[str, str]]:
    return [(post.channel, post.text) for post in posts]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        # Buffer, Later, Loomly and the like: text and channel by name
        ("Text,Image URL,Posting Time,Channel\nHello there,https://i.org/a.png,2026-01-01,Twitter\n", [("x", "Hello there")]),
        ("Profile;Message;Link\nLinkedIn;Our paper;https://doi.org/10.1/x\n", [("linkedin", "Our paper\n\nhttps://doi.org/10.1/x")]),
        ("Platform\tCaption\nInstagram\tHej\nBsky\tHej då\n", [("instagram", "Hej"), ("bluesky", "Hej då")]),
        ("Datum;Kanal;Inläggstext;Länk\n1;FB;Vår artikel;\n", [("facebook", "Vår artikel")]),
        # Metricool: a column for each network says whether the post goes there
        ("Text,Date,Facebook,Twitter,LinkedIn,Picture Url 1\nHej,1,TRUE,FALSE,TRUE,\n", [("facebook", "Hej"), ("linkedin", "Hej")]),
        # a text for each network
        ("Date,Twitter,LinkedIn\n1,Our paper is out,Our long paper is out\n", [("x", "Our paper is out"), ("linkedin", "Our long paper is out")]),
        ("Date,X text,LinkedIn copy,Facebook\n1,Short,Long story,\n", [("x", "Short"), ("linkedin", "Long story")]),
        # Sprout Social
        ("date,time_24hr,message_text\n01/02/2026,10:00,Hi\n", [("blog", "Hi")]),
        # HighLevel
        ("postAtSpecificTime (YYYY-MM-DD HH:mm:ss),content,link (OGmetaUrl),imageUrls\n2026-01-01 10:00:00,Hi,https://x.org,\n", [("blog", "Hi\n\nhttps://x.org")]),
        # Hootsuite: no head
        ("01/02/2026 10:00,Hello,https://x.org\n01/02/2026 11:00,Again,\n", [("blog", "Hello\n\nhttps://x.org"), ("blog", "Again")]),
        ('sep=;\ntext;platform\n"a;b";x\n', [("x", "a;b")]),
        ("text,platform\nHej,\"Twitter, Mastodon\"\n", [("x", "Hej"), ("mastodon", "Hej")]),
        ("text,link\nsee https://x.org/a,https://x.org/a\n", [("blog", "see https://x.org/a")]),
        ("text,link,platform\nsee https://x.org/a,https://x.org/b,X\n", [("x", "see https://x.org/a")]),
        ("text,platform\n,x\n\n\nlast,tv", [("blog", "last")]),
        ("text\n", []),
    ],
)  # fmt: skip
def test_tables_as_schedulers_write_them(source: str, expected: list[tuple[str, str]]) -> None:
    assert seen(table(source)) == expected
    assert seen(table(source.replace("\n", "\r\n"))) == expected


def test_quoted_fields_keep_their_places() -> None:
    source = 'id,text,link\n1,"Our ""new"" paper\r\nis out",https://doi.org/10.1/x\n'
    (post,) = table(source)
    assert post.text == 'Our "new" paper is out\n\nhttps://doi.org/10.1/x'
    assert written(post, 'Our "new" paper is') == 'Our ""new"" paper\r\nis'
    assert links(post) == [("bare", "https://doi.org/10.1/x", "https://doi.org/10.1/x")]
    place = post.links[0].target_place
    assert place.span is not None
    assert place.span.of(source) == "https://doi.org/10.1/x"
    assert (post.place(Span(0, 3)).line, post.place(Span(17, 19)).line) == (2, 3)


@pytest.mark.parametrize(
    ("source", "path", "message"),
    [
        ("name,age\na,1\n", "a.csv", "no column of this table holds posts (its columns are 'name', 'age')"),
        ("", "a.csv", "no column of this table holds posts (its columns are none)"),
        ("x,y\n1,2\n3,4\n", "a.csv", "no column of this table holds posts (its columns are 'x', 'y')"),
        ("name,email,Twitter,LinkedIn\nA,a@b.se,@a,https://linkedin.com/in/a b\n", "a.csv", "no column of this table"),
        ('{"name": 1}', "a.json", "no field of this JSON holds posts"),
        ("[1, 2", "a.json", "this is not JSON (line 1"),
        ('{"text": "a"}\n{"text": ', "a.jsonl", "this is not JSON (line 2"),
        ("[" * 100_000, "a.json", "this JSON is nested too deeply"),
    ],
)  # fmt: skip
def test_what_holds_no_posts_is_reported(source: str, path: str, message: str) -> None:
    name = "table" if path.endswith("csv") else "json_posts"
    (post,) = posts_of(source, path, name)
    (problem,) = post.problems
    assert problem.fatal
    assert message in problem.message
    assert post.text == ""


def test_json_and_json_lines() -> None:
    source = r'{"posts": [{"text": "H\u00e5 \ud83d\ude00 \"a\" https:\/\/x.org", "platforms": ["Twitter", "Bsky"]}, {"n": 1}]}'
    first, second = posts_of(source, "a.json", "json_posts")
    assert (first.channel, second.channel) == ("x", "bluesky")
    assert first.text == 'Hå 😀 "a" https://x.org'
    assert written(first, "Hå 😀") == r"H\u00e5 \ud83d\ude00"
    assert links(first) == [("bare", "https://x.org", "https://x.org")]

    source = '{"caption": "one", "network": "linkedin"}\n\n{"caption": "two", "link": "https://doi.org/10.1/x"}\n'
    posts = posts_of(source, "a.jsonl", "json_posts")
    assert seen(posts) == [("linkedin", "one"), ("blog", "two\n\nhttps://doi.org/10.1/x")]
    assert posts[1].place(Span(0, 3)).line == 3


def test_what_is_inside_a_post_is_none_of_its_own() -> None:
    source = (
        '{"data": [{"text": "one", "user": {"description": "a person"}, "quoted": {"text": "old"}}], '
        '"includes": {"users": [{"description": "another"}]}}'
    )
    assert seen(posts_of(source, "a.json", "json_posts")) == [("blog", "one")]
    assert seen(posts_of('[{"description": "one"}]', "a.json", "json_posts")) == [("blog", "one")]


_VALUES = st.text(st.sampled_from('ab é😀"\\,;\n\t.:/'), min_size=1, max_size=40)


@settings(max_examples=150, deadline=None)
@given(st.lists(_VALUES, min_size=1, max_size=4), st.sampled_from(",;\t"))
def test_any_table_is_read_as_the_standard_library_reads_it(
    texts: list[str], delimiter: str
) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([["text", "platform"], *([text, "x"] for text in texts)])
    source = file.getvalue()
    posts = table(source)
    assert [post.text.split() for post in posts] == [text.split() for text in texts if text.strip()]
    for post in posts:
        for piece in post.map.pieces:
            said, stands = piece.text.of(post.text), piece.source.of(source)
            assert (
                folded(said) == folded(stands) or (said, stands) == ('"', '""') or not said.strip()
            )


@settings(max_examples=150, deadline=None)
@given(st.lists(_VALUES, min_size=1, max_size=4), st.booleans())
def test_any_json_is_read_as_the_standard_library_reads_it(
    texts: list[str], ascii_only: bool
) -> None:
    source = json.dumps(
        [{"id": 1, "text": text, "x": [None, {}]} for text in texts],
        ensure_ascii=ascii_only,
        indent=1,
    )
    posts = posts_of(source, "a.json", "json_posts") if any(text.strip() for text in texts) else ()
    assert [post.text.split() for post in posts] == [text.split() for text in texts if text.strip()]
    for post in posts:
        for piece in post.map.pieces:
            said, stands = piece.text.of(post.text), piece.source.of(source)
            assert (
                folded(said) == folded(stands)
                or json.loads(f'"{stands}"') == said
                or not said.strip()
            )


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from('text,;"\n\r\t{}[]:1\\u x\0'), max_size=120))
def test_no_input_raises(source: str) -> None:
    for text in (source, f"text,platform\n{source}", f'[{{"text": "{source}"}}]'):
        posts_of(text, "a.csv", "table")
        posts_of(text, "a.json", "json_posts")
        posts_of(text, "a.jsonl", "json_posts")


@pytest.mark.parametrize("unit", ['"', ',"', '""', "a,", "\n", "[", '{"text":'])
def test_hostile_tables_are_read_in_linear_time(unit: str) -> None:
    start = time.perf_counter()
    posts_of("text,platform\n" + unit * (30_000 // len(unit)), "a.csv", "table")
    posts_of(unit * (30_000 // len(unit)), "a.json", "json_posts")
    assert time.perf_counter() - start < 20


@pytest.mark.parametrize(
    ("source", "texts"),
    [
        ("One.\n\n---\n\nTwo.\n***\nThree.", ["One.", "Two.", "Three."]),
        ("1/ One\n\nmore\n\n2/ Two\n3/ Three", ["1/ One\n\nmore", "2/ Two", "3/ Three"]),
        ("🧵 1/3 One\n\n2/3 Two\n\n3/3 Three", ["🧵 1/3 One", "2/3 Two", "3/3 Three"]),
        ("(1/2) One\n\n(2/2) Two", ["(1/2) One", "(2/2) Two"]),
        ("One 1/2\n\nTwo (2/2)", ["One 1/2", "Two (2/2)"]),
        ("Hook 👇\n\n1/ One\n\n2/ Two", ["Hook 👇\n\n1/ One", "2/ Two"]),
        ("About 1/3 of people\n\nand 2/3 more", ["About 1/3 of people\n\nand 2/3 more"]),
        ("1/2 of it\n\n5/6 of that", ["1/2 of it\n\n5/6 of that"]),
        ("---\nchannel: x\n---\nOne\n\n---\n\nTwo", ["One", "Two"]),
        ("One", ["One"]),
        ("", [""]),
    ],
)  # fmt: skip
def test_threads(source: str, texts: list[str]) -> None:
    for path, name in (("a.txt", "plain"), ("a.md", "markdown")):
        posts = read(source, path=path, format=name, channel="bluesky")
        assert [post.text for post in posts] == texts
        for post in posts:
            for piece in post.map.pieces:
                assert (
                    folded(piece.text.of(post.text)) == folded(piece.source.of(source))
                    or not piece.text.of(post.text).strip()
                )
            assert post.source == source
    assert {post.channel for post in posts} == {"x" if "channel" in source else "bluesky"}


def test_other_channels_have_no_threads() -> None:
    (post,) = read("One\n\n---\n\nTwo", path="a.txt", format="plain", channel="news")
    assert post.text == "One\n\n---\n\nTwo"


def test_a_byte_order_mark_and_excel_do_no_harm() -> None:
    source = decode('\ufefftext;platform\n"Hej";x\n'.encode())
    assert seen(table(source)) == [("x", "Hej")]
