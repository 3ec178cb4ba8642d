from __future__ import annotations

import pytest
from posts import html, markdown


def values(source: str) -> dict[str, tuple[str, int, str | None]]:
    post = markdown(source)
    return {
        item.key: (
            item.value,
            item.place.line,
            item.place.span.of(source) if item.place.span else None,
        )
        for item in post.meta
    }


def test_yaml_scalars_have_their_places() -> None:
    found = values(
        "---\ntitle: A paper\ndoi: '10.1/x'\nauthors:\n  - name: Ö. Ek\n    id: 7\nempty:\n"
        'esc: "a\\u0041"\nabstract: |\n  One\n  two\n---\nx'
    )
    assert found == {
        "title": ("A paper", 2, "A paper"),
        "doi": ("10.1/x", 3, "10.1/x"),
        "authors.0.name": ("Ö. Ek", 5, "Ö. Ek"),
        "authors.0.id": ("7", 6, "7"),
        "empty": ("", 7, None),
        "esc": ("aA", 8, None),
        "abstract": ("One\ntwo\n", 9, None),
    }


def test_toml_values_have_their_places() -> None:
    found = values(
        '+++\r\ntitle = "T"\r\ntags = ["a", "a",\r\n  "b"]\r\nyear = 2024\r\nesc = "a\\u0041"\r\n\r\n'
        "[extra]\r\ndoi = '10.1/x'\r\n+++\r\nx"
    )
    assert found == {
        "title": ("T", 2, "T"),
        "tags.0": ("a", 3, "a"),
        "tags.1": ("a", 3, "a"),
        "tags.2": ("b", 4, "b"),
        "year": ("2024", 5, None),
        "esc": ("aA", 6, None),
        "extra.doi": ("10.1/x", 9, "10.1/x"),
    }
    post = markdown('+++\na = ["x", "x"]\n+++\n')
    assert [item.place.span.start for item in post.meta if item.place.span] == [10, 15]


def test_json() -> None:
    source = '{\n\t"title": "A \\"p\\"",\n\t"doi": "10.1/x",\n\t"tags": ["a", 7]\n}\nThe body'
    assert values(source) == {
        "title": ('A "p"', 2, None),
        "doi": ("10.1/x", 3, "10.1/x"),
        "tags.0": ("a", 4, "a"),
        "tags.1": ("7", 4, "7"),
    }
    assert markdown(source).text == "The body"
    assert markdown('{"a": "\\ud83d\\ude00 \\ud83d"}').meta[0].value == "😀 \ufffd"
    assert markdown('{"a": 1} and more').text == '{"a": 1} and more'
    assert markdown('{{ a }} {\n"x').meta == ()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_of_all_kinds(end: str) -> None:
    post = markdown(end.join(["---", "lang: en-GB", "---", "# T", "", "x"]))
    assert (post.text, post.language, post.meta[0].value) == ("T\n\nx", "en", "en-GB")


def test_broken_front_matter_is_told_and_the_body_is_read() -> None:
    post = markdown("---\ntitle: 'a\nx: [\n---\nThe body")
    assert post.text == "The body"
    assert post.meta == ()
    assert len(post.problems) == 1
    assert 2 <= post.problems[0].line <= 4
    post = markdown('+++\ntitle = "T"\nx = \n+++\nThe body')
    assert (post.text, post.problems[0].line) == ("The body", 3)


def test_rules_around_text_are_no_front_matter() -> None:
    post = markdown("---\n\nJust some words\n\n---\n\nMore")
    assert post.text == "Just some words\n\nMore"
    assert post.problems == ()


def test_aliases_do_not_multiply() -> None:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
    assert len(markdown("---\n" + "\n".join(rows) + "\n---\nb").meta) == 9


def test_front_matter_of_a_page() -> None:
    post = html("---\ntitle: T\nlang: sv\n---\n<p>Hej")
    assert (post.text, post.meta[0].value, post.language) == ("Hej", "T", "sv")
