"""The HTTP interface, over real sockets."""

from __future__ import annotations

import io
import json
from importlib.resources import files
from typing import TYPE_CHECKING

import docx
import jsonschema
import pytest
from openapi_spec_validator import validate

import idcheck

if TYPE_CHECKING:
    from typing import Any

    from conftest import Served

DRAFT = "Our new paper “Nanometre-scale thermometry in a living cell” is out in *Nature*."
URL = "https://doi.org/10.1038/nature12373"


def events(served: Served, **draft: Any) -> list[Any]:
    answer = served.client.post("/v1/review", json=draft)
    assert answer.headers["content-type"] == "application/x-ndjson"
    return [json.loads(line) for line in answer.text.splitlines()]


def test_a_check_is_the_report_of_the_command_line(page: Served) -> None:
    report = page.post("/v1/check", text=DRAFT, channel="blog")
    schema = json.loads((files("idcheck.reports") / "idcheck-1.schema.json").read_text("utf-8"))
    alone = json.loads(idcheck.check(DRAFT, channel="blog").report("json"))

    jsonschema.validate(report, schema)
    assert report.keys() == alone.keys()
    assert [each["text"] for each in report["mentions"]] == [
        each["text"] for each in alone["mentions"]
    ]
    assert report["mentions"][0]["candidates"][0]["identifier"]["url"] == URL
    assert report["online"] is False
    assert report["not_run"]


@pytest.mark.parametrize(
    ("channel", "shown"), [("Twitter", "x"), ("Pressmeddelande", "press"), (None, "blog")]
)
def test_channels_go_by_the_names_people_use(page: Served, channel: str | None, shown: str) -> None:
    assert page.post("/v1/check", text=DRAFT, channel=channel)["files"][0]["channel"] == shown


def test_a_review_shows_what_a_reader_sees(page: Served) -> None:
    (event,) = events(page, text=f"# Title\n\n{DRAFT} [More](https://example.org)", channel="x")
    (post,) = event["posts"]

    assert event["event"] == "report"
    assert event["more"] is False
    assert post["text"].startswith("Title\n\nOur new paper")
    assert post["headings"] == [[0, 5]]
    assert post["links"][0]["target"] == "https://example.org"
    assert post["length"]["most"] == 280
    (mark,) = [each for each in post["marks"] if each["mention"] is not None]
    assert "thermometry" in post["text"][mark["start"] : mark["end"]]
    assert [event["report"]["diagnostics"][each]["code"] for each in mark["diagnostics"]] == ["MEN101"]  # fmt: skip


def test_what_is_about_no_mention_is_marked_where_it_stands(page: Served) -> None:
    (event,) = events(page, text="🎉 Read 10.1038/nature12373/full now.", type="plain")
    marks = event["posts"][0]["marks"]

    assert marks
    assert all(0 <= each["start"] < each["end"] for each in marks)


def test_findings_are_told_in_swedish(page: Served) -> None:
    report = page.post("/v1/check", text=DRAFT, lang="sv-SE")

    assert report["diagnostics"][0]["message"] != page.post("/v1/check", text=DRAFT)["diagnostics"][0]["message"]  # fmt: skip
    assert page.client.post("/v1/check", json={"text": "a", "lang": "xx"}).status_code == 422


def test_a_stretch_is_linked_and_checked_again(page: Served) -> None:
    mention = page.post("/v1/check", text=DRAFT)["mentions"][0]
    link = {"start": mention["start"]["offset"], "end": mention["end"]["offset"], "url": URL}
    fixed = page.post("/v1/fix", text=DRAFT, link=link)["text"]

    assert URL in fixed
    assert page.post("/v1/check", text=fixed)["mentions"][0]["tracked"] == "yes"


def test_the_edits_of_a_fix_are_made(page: Served) -> None:
    text = "Read 10.1038/nature12373 now."
    (found,) = page.post("/v1/check", text=text)["diagnostics"]

    assert page.post("/v1/fix", text=text, edits=found["fixes"][0]["edits"])["text"] == (
        f"Read [10.1038/nature12373]({URL}) now."
    )


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"edits": [{"start": 0, "end": 3, "replacement": "<!-- "}]}, 409),
        ({"edits": [{"start": 5, "end": 900, "replacement": "x"}]}, 422),
        ({"link": {"start": 0, "end": 3, "url": "javascript:alert(1)"}}, 422),
        ({"link": {"start": -1, "end": 3, "url": URL}}, 422),
        ({"link": {"start": 3000, "end": 3001, "url": URL}}, 409),
    ],
)
def test_changes_that_cannot_be_made_are_refused(
    page: Served, change: dict[str, Any], status: int
) -> None:
    answer = page.client.post("/v1/fix", json={"text": DRAFT, **change})

    assert answer.status_code == status
    assert answer.json()["detail"]


def test_posts_are_counted_as_their_platform_counts(page: Served) -> None:
    counted = page.post("/v1/count", text=f"Read {URL} now 🎉", type="plain", channel="x")

    assert counted == {
        "channels": ["x"], "lengths": [{"length": 35, "most": 280, "unit": "weighted"}],
    }  # fmt: skip
    assert page.post("/v1/count", text="a", channel="blog")["lengths"] == [None]


@pytest.mark.parametrize(
    ("kind", "text", "html", "plain"),
    [
        ("markdown", f"---\ntitle: T\n---\nRead [*it*]({URL}).", f'<p>Read <a href="{URL}"><em>it</em></a>.</p>\n', None),
        ("html", f'<p>Read <a href="{URL}">it</a> &amp; more.</p>', None, f"Read it ({URL}) & more."),
        ("plain", f"Read {URL} <b>\n\nnow", f'<p>Read <a href="{URL}">{URL}</a> &lt;b&gt;</p>\n<p>now</p>', None),
    ],
)  # fmt: skip
def test_a_finished_draft_keeps_its_formatting(
    page: Served, kind: str, text: str, html: str | None, plain: str | None
) -> None:
    finished = page.post("/v1/finish", text=text, type=kind)

    assert finished["html"] == (html or text)
    assert finished["text"] == (plain or text)


def upload(page: Served, name: str, data: bytes) -> Any:
    headers = {"content-type": "application/octet-stream"}
    return page.client.post("/v1/read", params={"name": name}, content=data, headers=headers)


def test_a_word_file_becomes_a_draft(page: Served) -> None:
    document = docx.Document()
    document.add_heading("A <b>title</b>", 1)
    document.add_paragraph("Our new paper in ").add_run("Nature").italic = True
    document.add_paragraph("one", style="List Bullet")
    document.add_paragraph("two", style="List Bullet")
    file = io.BytesIO()
    document.save(file)
    read = upload(page, "draft.docx", file.getvalue()).json()

    assert read == {
        "text": "<h2>A &lt;b&gt;title&lt;/b&gt;</h2>\n<p>Our new paper in <em>Nature</em></p>\n"
        "<ul>\n<li>one</li>\n<li>two</li>\n</ul>",
        "type": "html",
        "lost": False,
    }


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("a.md", b"Hej", "markdown"),
        ("a.html", b"\xef\xbb\xbf<p>Hej</p>", "html"),
        ("a.txt", b"Hej", "plain"),
        ("draft", b"<!doctype html><p>Hej</p>", "html"),
        ("", b"Hej", "plain"),
    ],
)
def test_files_are_told_by_their_names_and_contents(
    page: Served, name: str, data: bytes, kind: str
) -> None:
    assert upload(page, name, data).json()["type"] == kind


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("photo.png", b"\x89PNG\r\n\x1a\n", "picture"),
        ("photo.txt", b"\xff\xd8\xff\xe0", "picture"),
        ("a.pdf", b"%PDF-1.7", "pdf"),
        ("a.txt", b"\xff\xfea\0", "unreadable"),
        ("a.docx", b"PK\x03\x04", "unreadable"),
        ("a.bin", b"\0\1\2", "unreadable"),
    ],
)
def test_what_is_no_draft_is_refused_kindly(
    page: Served, name: str, data: bytes, code: str
) -> None:
    answer = upload(page, name, data)

    assert answer.status_code == 415
    assert answer.json()["code"] == code


def test_works_are_looked_up_by_identifier_and_title(page: Served) -> None:
    def looked(words: str) -> Any:
        return page.client.get("/v1/lookup", params={"q": words}).json()

    by_doi = looked(f" {URL} ")
    assert by_doi["answer"] == "found"
    assert by_doi["works"][0]["work"]["year"] == 2013
    by_title = looked("thermometry in a living cell")
    assert by_title["works"][0]["identifier"]["url"] == URL
    unknown = looked("10.1000/unknown")
    assert unknown["answer"] == "unavailable"
    assert unknown["identifier"]["url"] == "https://doi.org/10.1000/unknown"


def test_registries_are_asked_after_the_first_verdict(online: Served) -> None:
    first, *progress, last = events(online, text=f"Read [it]({URL}).")

    assert (first["report"]["online"], first["more"]) == (False, True)
    assert {each["event"] for each in progress} == {"progress"}
    assert progress[-1]["done"] == progress[-1]["total"] > 0
    assert (last["report"]["online"], last["more"]) == (True, False)
    assert last["report"]["mentions"][0]["identifiers"][0]["answer"] == "found"


def test_registries_are_asked_only_where_that_is_wanted(online: Served, registries: Any) -> None:
    draft = {"text": f"Read [it]({URL}).", "online": False}
    (event,) = events(online, **draft)

    assert event["more"] is False
    assert online.post("/v1/check", **draft)["online"] is False
    assert not registries.log
    assert online.post("/v1/check", **{**draft, "online": True})["online"] is True


def test_the_server_tells_what_it_may_do(page: Served, online: Served) -> None:
    assert page.client.get("/v1/about").json()["online"] is False
    assert page.client.get("/v1/about").json()["services"] == []
    assert "Crossref" in online.client.get("/v1/about").json()["services"]


def test_the_interface_is_described(page: Served) -> None:
    described = page.client.get("/v1/openapi.json").json()
    report = page.post("/v1/check", text=DRAFT)

    validate(described)
    components = {"components": described["components"]}
    jsonschema.validate(report, {"$ref": "#/components/schemas/Report", **components})
    (event,) = events(page, text=DRAFT)
    jsonschema.validate(event, {"$ref": "#/components/schemas/Reviewed", **components})
    problem = page.client.post("/v1/check", json={}).json()
    jsonschema.validate(problem, {"$ref": "#/components/schemas/ProblemDocument", **components})
