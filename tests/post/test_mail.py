from __future__ import annotations

from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import links, posts_of

from idcheck.post import Post, Span

PLAIN = "Subject: =?utf-8?q?V=C3=A5r_artikel?=\r\nFrom: a@x.org\r\nMIME-Version: 1.0\r\n\r\nOur paper:\r\nhttps://doi.org/10.1/x\r\n"


def mail(source: str) -> Post:
    (post,) = posts_of(source, "a.eml", "mail")
    return post


def both(coding: str) -> str:
    message = EmailMessage()
    message["Subject"] = "News"
    message.set_content("Plain words https://x.org/plain", cte=coding)
    body = '<p>Our é <a href="https://doi.org/10.1/x">paper</a> with a line that is long enough to be folded in transfer, surely.</p>\n<p>Two</p>'
    message.add_alternative(body, subtype="html", cte=coding)
    return message.as_bytes().decode("utf-8")


def test_a_plain_mail_has_places() -> None:
    post = mail(PLAIN)
    assert post.text == "Our paper: https://doi.org/10.1/x"
    assert links(post) == [("bare", "https://doi.org/10.1/x", "https://doi.org/10.1/x")]
    place = post.links[0].target_place
    assert place.span is not None
    assert place.span.of(PLAIN) == "https://doi.org/10.1/x"
    assert place.line == 6
    assert {item.key: item.value for item in post.meta} == {
        "title": "Vår artikel",
        "from": "a@x.org",
    }
    assert post.channel == "newsletter"
    assert post.format == "plain"


def test_the_html_part_is_preferred_and_has_places_where_it_is_sent_as_it_is() -> None:
    source = both("8bit")
    post = mail(source)
    assert post.text.startswith("Our é paper with a line")
    place = post.links[0].target_place
    assert place.span is not None
    assert place.span.of(source) == "https://doi.org/10.1/x"
    assert post.format == "html"


@pytest.mark.parametrize("coding", ["quoted-printable", "base64"])
def test_coded_parts_have_lines_only(coding: str) -> None:
    source = both(coding)
    post = mail(source)
    assert post.text == mail(both("8bit")).text
    assert [(link.label, link.target) for link in post.links] == [
        ("paper", "https://doi.org/10.1/x")
    ]
    assert post.links[0].target_place.span is None
    start = post.text.index("Two")
    place = post.place(Span(start, start + 3))
    assert place.span is None
    if coding == "quoted-printable":
        assert "Two" in source.split("\n")[place.line - 1]


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("Hello there, this is no mail", "this is no e-mail"),
        ("", "this is no e-mail"),
        ("Subject: x\nContent-Type: image/png\n\nabc", "no part with text"),
        (
            "Subject: x\nContent-Type: text/plain\nContent-Transfer-Encoding: base64\n\nabcde",
            "base64",
        ),
    ],
)
def test_what_is_no_mail_is_reported(source: str, message: str) -> None:
    post = mail(source)
    assert post.problems[0].fatal
    assert message in post.problems[0].message


@settings(max_examples=100, deadline=None)
@given(st.text(st.sampled_from("abé😀=<>/ \n\r-:;\"'\0"), max_size=100), st.sampled_from(["7bit", "quoted-printable", "base64", "nonsense"]), st.sampled_from(["utf-8", "latin-1", "no-such"]))  # fmt: skip
def test_no_input_raises(body: str, coding: str, charset: str) -> None:
    mail(
        f"Subject: x\nContent-Type: text/html; charset={charset}\nContent-Transfer-Encoding: {coding}\n\n{body}"
    )
    mail(f'Subject: x\nContent-Type: multipart/mixed; boundary="b"\n\n--b\n\n{body}\n--b--\n')
    mail(body)
