"""The language server as an editor sees it: a process of its own that gets and sends messages."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from werkzeug import Response

from idcheck.sources.services import SERVICES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pytest_httpserver import HTTPServer

    from tests.server.conftest import Editor

NAMED = "Our new paper in *Nature* is out."
TITLE = "Nanometre-scale thermometry in a living cell"
RECORD = {
    "DOI": "10.1038/nature12373", "type": "journal-article", "title": [TITLE], "volume": "500",
    "author": [{"family": "Kucsko", "given": "G."}], "container-title": ["Nature"],
    "issued": {"date-parts": [[2013, 7, 31]]},
}  # fmt: skip
LIST = f"""@article{{kucsko, title = {{{TITLE}}}, author = {{Kucsko, G. and Maurer, P. C.}},
  journal = {{Nature}}, year = {{2013}}, doi = {{10.1038/nature12373}}}}
"""


def _codes(found: list[dict[str, Any]]) -> list[str]:
    return [each.get("code", "") for each in found]


def _place(line: int, start: int, end: int) -> dict[str, Any]:
    return {
        "start": {"line": line, "character": start}, "end": {"line": line, "character": end},
    }  # fmt: skip


def _edited(text: str, action: dict[str, Any]) -> str:
    """A text of code points after an action; its columns must count code points."""
    ((_, edits),) = action["edit"]["changes"].items()
    lines = text.splitlines(keepends=True)

    def offset(position: dict[str, int]) -> int:
        return sum(map(len, lines[: position["line"]])) + position["character"]

    for edit in sorted(edits, key=lambda each: -offset(each["range"]["start"])):
        start, end = offset(edit["range"]["start"]), offset(edit["range"]["end"])
        text = text[:start] + edit["newText"] + text[end:]
    return text


def test_findings_come_while_writing_and_go_when_mended(editor: Editor) -> None:
    uri = editor.file("a.md")

    (found,) = editor.open(uri, f"Hello.\n\n{NAMED}\n")
    assert (found["code"], found["severity"], found["source"]) == ("MEN101", 1, "idcheck")
    assert found["range"] == _place(2, 0, 25)
    assert found["message"].splitlines() == [
        "a publication is mentioned without a link or identifier, so trackers cannot count it",
        "add a link to the publication, best its DOI as https://doi.org/...",
    ]

    editor.change(uri, 2, "Our [new paper](https://doi.org/10.1038/nature12373) is out.\n")
    assert editor.findings(uri, 2) == []


def test_only_the_newest_text_is_checked(editor: Editor) -> None:
    uri = editor.file("typing.md")
    editor.open(uri, "")
    for version in range(2, 30):
        editor.change(uri, version, f"{NAMED[: version + 10]}\n")
    editor.change(uri, 30, f"{NAMED}\n")

    assert _codes(editor.findings(uri, 30)) == ["MEN101"]
    versions = [each.get("version") for each in editor.told("textDocument/publishDiagnostics")]
    assert not set(versions) & set(range(2, 30)), "what was typed over is not shown"


def test_closing_takes_the_findings_away(editor: Editor) -> None:
    uri = editor.file("closed.md")
    editor.open(uri, f"{NAMED}\n")
    editor.notify("textDocument/didClose", textDocument={"uri": uri})

    told = editor.wait(
        lambda each: (
            each.get("method") == "textDocument/publishDiagnostics" and each["params"]["uri"] == uri
        )
    )
    assert told["params"]["diagnostics"] == []


@pytest.mark.parametrize(
    ("name", "language", "text", "codes"),
    [
        ("b.html", "html", "<p>Our new paper in <i>Nature</i> is out.</p>", ["MEN101"]),
        ("b.txt", "plaintext", "Our new paper in Nature is out.", ["MEN101"]),
        ("b.rst", "restructuredtext", "Our new paper in *Nature* is out.", ["MEN101"]),
        ("b.wiki", "", "Our new paper in ''Nature'' is out.", ["MEN101"]),
        ("b.md", "some-dialect", NAMED, ["MEN101"]),
        ("b.py", "python", f"# {NAMED}", []),
    ],
)
def test_formats_are_told_by_suffix(
    editor: Editor, name: str, language: str, text: str, codes: list[str]
) -> None:
    assert _codes(editor.open(editor.file(name), f"{text}\n", language)) == codes


@pytest.mark.parametrize(
    ("language", "text", "codes"),
    [
        ("markdown", NAMED, ["MEN101"]),
        ("html", "<p>Our new paper in <i>Nature</i> is out.</p>", ["MEN101"]),
        ("rst", ".. a comment\n   Our new paper in Nature is out.", []),
        ("plaintext", NAMED, ["MEN101"]),
        ("python", NAMED, []),
    ],
)
def test_unsaved_documents_are_what_the_editor_says(
    editor: Editor, language: str, text: str, codes: list[str]
) -> None:
    uri = f"untitled:Untitled-{abs(hash((language, text)))}"

    assert _codes(editor.open(uri, f"{text}\n", language)) == codes


def test_hover_tells_how_a_mention_is_tracked(editor: Editor) -> None:
    uri = editor.file("hover.md")
    editor.open(
        uri,
        f"{NAMED}\n\nAn [older study](https://doi.org/10.1038/nature12373) of cells is open to all.\n\nHello.\n",
    )

    untracked = editor.hover(uri, 0, 6)
    assert untracked
    assert untracked["contents"]["kind"] == "markdown"
    assert untracked["contents"]["value"].startswith("**trackers cannot count it")
    assert untracked["range"] == _place(0, 0, 25)
    tracked = editor.hover(uri, 2, 6)
    assert tracked
    assert (
        "with it: doi:10.1038/nature12373 (the words are its link)"
        in (tracked["contents"]["value"])
    )
    assert editor.hover(uri, 4, 2) is None
    assert editor.hover(editor.file("never-opened.md"), 0, 0) is None


def test_safe_fixes_are_offered_one_by_one_and_all_at_once(editor: Editor) -> None:
    uri = editor.file("safe.md")
    text = (
        "The [study](http://dx.doi.org/10.1038/nature12373) is open.\n\n"
        "The [paper](http://dx.doi.org/10.1126/science.1225829) is too.\n"
    )
    found = editor.open(uri, text)
    assert _codes(found) == ["FRM506", "FRM506"]

    (fix, silence) = editor.actions(uri, found[0]["range"], "quickfix")
    assert (fix["kind"], fix["isPreferred"]) == ("quickfix", True)
    assert fix["diagnostics"] == [found[0]]
    assert _edited(text, fix) == text.replace(
        "http://dx.doi.org/10.1038", "https://doi.org/10.1038"
    )
    assert silence["title"] == "Ignore FRM506 here: it is meant as it is"

    (all_of_them,) = editor.actions(uri, _place(1, 0, 0), "source.fixAll")
    assert all_of_them["kind"] == "source.fixAll.idcheck"
    assert _edited(text, all_of_them) == text.replace("http://dx.doi.org", "https://doi.org")
    assert editor.actions(uri, _place(1, 0, 0), "refactor") == []


def test_putting_a_finding_aside_with_a_reason(editor: Editor) -> None:
    uri = editor.file("aside.md")
    text = f"{NAMED}\n"
    (found,) = editor.open(uri, text)
    actions = editor.actions(uri, found["range"])
    assert [each["title"] for each in actions] == [
        "Ignore MEN101 here: no publication is meant",
        "Ignore MEN101 here: the work has no identifier",
        "Ignore MEN101 here: the link comes when the work is out",
    ]

    editor.change(uri, 2, _edited(text, actions[0]))
    assert editor.findings(uri, 2) == []


def test_suggestions_come_from_the_publication_list_of_the_nearest_settings(editor: Editor) -> None:
    site = editor.folder / "site"
    site.mkdir()
    (site / "idcheck.toml").write_text('catalogue = ["list.bib"]\n', encoding="utf-8")
    (site / "list.bib").write_text(LIST, encoding="utf-8")
    text = f"Our new paper “{TITLE}” is out.\n"
    uri, elsewhere = editor.file("site/a.md"), editor.file("elsewhere.md")

    (found,) = editor.open(uri, text)
    assert f"https://doi.org/10.1038/nature12373 ({TITLE})" in found["message"]
    (fix, *_) = editor.actions(uri, found["range"])
    assert fix["title"] == f"link to {TITLE} (please check)"
    assert "isPreferred" not in fix
    assert "](https://doi.org/10.1038/nature12373)" in _edited(text, fix)
    hover = editor.hover(uri, 0, 20)
    assert hover
    assert f"[{TITLE}](<https://doi.org/10.1038/nature12373>)" in hover["contents"]["value"]
    assert "fits: title" in hover["contents"]["value"]

    (found,) = editor.open(elsewhere, text)
    assert "nature12373" not in found["message"]


@pytest.mark.parametrize(("units", "column"), [("utf-16", 6), ("utf-8", 11), ("utf-32", 4)])
def test_columns_are_right_behind_emoji_and_with_every_line_end(
    started: Callable[..., Editor], units: str, column: int
) -> None:
    editor = started()
    capabilities = editor.initialize(general={"positionEncodings": [units]})
    assert capabilities["positionEncoding"] == units
    uri = editor.file("emoji.md")
    text = f"Hi 🎉\r\n\r\n🎉🎉åä {NAMED}\r\n".replace("åä", "å")

    (found,) = editor.open(uri, text)
    assert found["range"]["start"] == {"line": 2, "character": column}
    assert found["range"]["end"] == {"line": 2, "character": column + 25}
    hover = editor.hover(uri, 2, column)
    assert hover
    assert hover["range"] == found["range"]
    assert hover["contents"]["kind"] == "plaintext", "for an editor that did not ask for more"
    (first, *_) = editor.actions(uri, found["range"])
    ((edit,),) = first["edit"]["changes"].values()
    assert edit["range"]["start"] == {"line": 2, "character": column + len(NAMED)}


def test_a_byte_order_mark_moves_nothing(editor: Editor) -> None:
    uri = editor.file("mark.md")

    (found,) = editor.open(uri, f"\ufeff{NAMED}\n")
    assert found["range"] == _place(0, 1, 26)


def test_it_speaks_the_language_of_the_editor(started: Callable[..., Editor]) -> None:
    editor = started()
    editor.initialize(locale="sv-SE")
    uri = editor.file("a.md")
    text = f"{NAMED}\n"

    (found,) = editor.open(uri, text)
    assert found["message"].startswith("en publikation nämns utan länk")
    assert [each["title"] for each in editor.actions(uri, found["range"])] == [
        "Bortse från MEN101 här: ingen publikation menas",
        "Bortse från MEN101 här: verket har ingen identifierare",
        "Bortse från MEN101 här: länken kommer när verket är ute",
    ]
    hover = editor.hover(uri, 0, 6)
    assert hover
    assert hover["contents"]["value"].startswith("mättjänster kan inte räkna det")

    (editor.folder / "idcheck.toml").write_text('lang = "en"\n', encoding="utf-8")
    editor.change(uri, 2, text)
    (found,) = editor.findings(uri, 2)
    assert found["message"].startswith("a publication is mentioned")


def test_documents_outside_a_workspace(started: Callable[..., Editor], tmp_path: Path) -> None:
    editor = started()
    editor.initialize()
    other = tmp_path / "other"
    other.mkdir()
    (other / "idcheck.toml").write_text('ignore = ["MEN101"]\n', encoding="utf-8")

    assert editor.open((other / "a.md").as_uri(), f"{NAMED}\n") == []
    assert _codes(editor.open("untitled:Untitled-1", f"{NAMED}\n")) == ["MEN101"]
    assert editor.quit() == 0
    assert editor.errors() == ""


def test_broken_settings_are_told_once_and_the_last_sound_ones_hold(editor: Editor) -> None:
    place = editor.folder / "broken"
    place.mkdir()
    settings = place / "idcheck.toml"
    settings.write_text('ignore = ["MEN101"]\n', encoding="utf-8")
    uri = editor.file("broken/a.md")
    assert editor.open(uri, f"{NAMED}\n") == []

    settings.write_text("ignore = [\n", encoding="utf-8")
    for version in (2, 3):
        editor.change(uri, version, f"{NAMED}\n\nHello.\n")
        assert editor.findings(uri, version) == []
    (told,) = editor.told("window/showMessage")
    assert told["type"] == 2
    assert f"{settings}: not valid TOML" in told["message"]
    assert "the last sound settings hold" in told["message"]

    settings.write_text('ignore = ["MEN9"]\n', encoding="utf-8")
    editor.change(uri, 4, f"{NAMED}\n")
    editor.findings(uri, 4)
    assert len(editor.told("window/showMessage")) == 2, "another fault is told too"
    settings.write_text("", encoding="utf-8")
    editor.change(uri, 5, f"{NAMED}\n")
    assert _codes(editor.findings(uri, 5)) == ["MEN101"]


def test_changed_settings_hold_at_once_where_the_editor_watches_them(
    started: Callable[..., Editor],
) -> None:
    editor = started()
    editor.initialize(workspace={"didChangeWatchedFiles": {"dynamicRegistration": True}})
    asked = editor.wait(lambda each: each.get("method") == "client/registerCapability")
    (registration,) = asked["params"]["registrations"]
    assert {"globPattern": "**/idcheck.toml"} in registration["registerOptions"]["watchers"]
    editor.send({"id": asked["id"], "result": None})
    uri = editor.file("a.md")
    assert _codes(editor.open(uri, f"{NAMED}\n")) == ["MEN101"]

    (editor.folder / "idcheck.toml").write_text('ignore = ["MEN101"]\n', encoding="utf-8")
    changed = [{"uri": editor.file("idcheck.toml"), "type": 1}]
    editor.notify("workspace/didChangeWatchedFiles", changes=changed)
    assert editor.findings(uri, 1) == []


def test_files_that_the_settings_leave_out_are_left_alone(editor: Editor) -> None:
    place = editor.folder / "left"
    place.mkdir()
    (place / "idcheck.toml").write_text('exclude = ["drafts"]\n', encoding="utf-8")

    assert editor.open(editor.file("left/drafts/a.md"), f"{NAMED}\n") == []
    assert _codes(editor.open(editor.file("left/a.md"), f"{NAMED}\n")) == ["MEN101"]


@pytest.fixture
def registry(folder: Path, httpserver: HTTPServer) -> HTTPServer:
    """A registry that knows one work; the settings lead every service to it."""

    def handler(request: Any) -> Response:
        if request.path == "/crossref/works/10.1038/nature12373":
            return Response(json.dumps({"message": RECORD}))
        return Response("", 404)

    httpserver.expect_request(re.compile(".*")).respond_with_handler(handler)
    lines = [f'{name} = "{httpserver.url_for(f"/{name}")}"' for name in SERVICES]
    settings = "\n".join(['contact = "us@example.edu"', "timeout = 5", "[base-urls]", *lines])
    (folder / "idcheck.toml").write_text(settings, encoding="utf-8")
    return httpserver


WRONG = (
    "Smith, J., & Chen, L. (2019). Soil carbon under drained peatlands in Finland. *Geoderma*,"
    " 340, 12–20. https://doi.org/10.1038/nature12373\n"
)


def test_registries_are_asked_on_saving_only_and_the_answers_stay(
    started: Callable[..., Editor], registry: HTTPServer
) -> None:
    editor = started("--online", "--stdio")
    editor.initialize(editor.folder)
    uri = editor.file("a.md")

    assert _codes(editor.open(uri, WRONG)) == []
    editor.change(uri, 2, f"{WRONG}\nHello.\n")
    assert _codes(editor.findings(uri, 2)) == []
    assert registry.log == [], "nobody is asked while somebody is writing"

    editor.save(uri)
    while _codes(editor.findings(uri, 2)) != ["IDN301"]:
        pass  # the text is checked first, then what registries say
    asked = len(registry.log)
    assert asked >= 1
    hover = editor.hover(uri, 0, 30)
    assert hover
    assert TITLE in hover["contents"]["value"]

    editor.change(uri, 3, f"{WRONG}\nHello again.\n")
    assert _codes(editor.findings(uri, 3)) == ["IDN301"], "what is known stays known"
    assert len(registry.log) == asked


def test_nobody_is_asked_unless_that_is_allowed(
    started: Callable[..., Editor], registry: HTTPServer
) -> None:
    settings = started().folder / "idcheck.toml"
    settings.write_text(f"online = true\n{settings.read_text()}", encoding="utf-8")
    editor = started("--offline")
    editor.initialize(editor.folder)
    uri = editor.file("a.md")
    editor.open(uri, WRONG)
    editor.save(uri)

    for _ in range(2):  # the text, and what registries would say
        assert _codes(editor.findings(uri, 1)) == []
    assert registry.log == []


def test_a_long_document_holds_nothing_else_up(editor: Editor) -> None:
    long = "\n\n".join(f"{NAMED} It is about soil number {number}." for number in range(4000))
    uri, short = editor.file("long.md"), editor.file("short.md")
    editor.notify(
        "textDocument/didOpen",
        textDocument={"uri": uri, "languageId": "markdown", "version": 1, "text": long},
    )
    assert _codes(editor.open(short, f"{NAMED}\n")) == ["MEN101"]
    editor.change(short, 2, "Hello.\n")
    assert editor.findings(short, 2) == []
    assert not [
        each for each in editor.told("textDocument/publishDiagnostics") if each["uri"] == uri
    ], "the long one is still being checked"
    assert len(editor.findings(uri, 1)) > 0


def test_hostile_documents_and_messages(editor: Editor) -> None:
    texts = [
        "\ud83d our new paper \udc00 in *Nature* is out.",
        "\0" * 100 + NAMED,
        "[" * 20_000 + "]" * 20_000,
        "> " * 5_000 + NAMED,
        f"---\ntitle: [{'[' * 2_000}\n---\n{NAMED}",
        "<!-- idcheck: ignore[MEN101] \u202e -->\r\r\n" + NAMED,
        "\u2028\x85\x0b\x0c" + NAMED,
    ]
    for number, text in enumerate(texts):
        for suffix in ("md", "html", "txt", "rst", "json"):
            uri = editor.file(f"hostile-{number}.{suffix}")
            found = editor.open(uri, text)
            for each in found:
                editor.actions(uri, each["range"])
            editor.hover(uri, 0, 10)
            editor.hover(uri, 10**9, 10**9)
            editor.actions(uri, _place(10**6, 5, 2))

    editor.send_bytes(b"{not json")
    editor.send_bytes(b'{"jsonrpc": "2.0", "method": "textDocument/didOpen", "params": {}}')
    editor.send({"method": "textDocument/didSave", "params": {"textDocument": {"uri": "x:\0"}}})
    editor.notify("$/unknown")
    editor.notify(
        "textDocument/didOpen",
        textDocument={"uri": "http://[x", "languageId": "markdown", "version": 1, "text": NAMED},
    )
    for uri in ("", "file://", "file:///a%00.md", "::::", "untitled:"):
        editor.open(uri, f"{NAMED}\n")
    assert _codes(editor.open(editor.file("after.md"), f"{NAMED}\n")) == ["MEN101"]
    assert "Traceback" not in editor.errors()
    logged = " ".join(each["message"] for each in editor.told("window/logMessage"))
    assert "Nature" not in logged, "no draft gets into a log"


def test_what_registries_and_posts_say_marks_up_nothing_in_a_hover(editor: Editor) -> None:
    place = editor.folder / "hostile"
    place.mkdir()
    (place / "idcheck.toml").write_text('catalogue = ["list.bib"]\n', encoding="utf-8")
    title = "Soil carbon [x](command:evil) <img src=x> in *drained* peatlands"
    listed = LIST.replace(TITLE, title)
    (place / "list.bib").write_text(listed, encoding="utf-8")
    uri = editor.file("hostile/a.md")
    editor.open(uri, "Our new paper “Soil carbon in drained peatlands” is out in Nature.\n")

    hover = editor.hover(uri, 0, 20)
    assert hover
    assert "Soil carbon" in hover["contents"]["value"]
    assert "](command:" not in hover["contents"]["value"].replace("\\]", "")
    assert not re.search(r"(?<!\\)<img", hover["contents"]["value"])


def test_the_editor_that_goes_takes_the_server_with_it(started: Callable[..., Editor]) -> None:
    editor = started()
    editor.initialize()
    uri = editor.file("long.md")
    long = "\n\n".join(f"{NAMED} Number {number}." for number in range(6000))
    editor.notify(
        "textDocument/didOpen",
        textDocument={"uri": uri, "languageId": "markdown", "version": 1, "text": long},
    )
    assert editor.quit() == 0


def test_without_the_extra_it_says_what_to_install(tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pygls'] = sys.modules['pygls.uris'] = None\n"
        "sys.argv = ['idcheck', 'server']\n"
        "from idcheck.cli import main; main()"
    )
    run = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, stdin=subprocess.PIPE, check=False)  # fmt: skip

    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == (
        'idcheck: the language server needs pygls: python -m pip install "idcheck[lsp]"\n'
    )
