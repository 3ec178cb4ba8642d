from __future__ import annotations

import builtins
import contextlib
import io
import zipfile
from typing import TYPE_CHECKING, Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from hypothesis import given, settings
from hypothesis import strategies as st
from posts import assert_sound, links, marked

from idcheck.post import Span, UnreadableError, read
from idcheck.post.docx import decoded

if TYPE_CHECKING:
    from idcheck.post import Post

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
NOTES = f"""<w:footnotes {W}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:t>no</w:t></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:t>Smith, J. (2020).</w:t></w:r></w:p></w:footnote></w:footnotes>"""


def made(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def word(data: bytes) -> Post:
    (post,) = read(decoded(data), path="a.docx", format="docx")
    assert_sound(post)
    return post


def linked(paragraph: Any, words: str, address: str) -> None:
    key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    paragraph._p.append(
        parse_xml(f'<w:hyperlink {W} r:id="{key}"><w:r><w:t>{words}</w:t></w:r></w:hyperlink>')
    )


def test_a_draft() -> None:
    document = docx.Document()
    document.add_heading("Title", 1)
    paragraph = document.add_paragraph("Our new ")
    linked(paragraph, "paper", "https://doi.org/10.1/x")
    paragraph.add_run(" in ")
    paragraph.add_run("Nature").italic = True
    paragraph.add_run(" is out.")
    document.add_paragraph("")
    document.add_paragraph("point", style="List Bullet")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "a", "b"
    post = word(made(document))
    assert post.text == "Title\n\nOur new paper in Nature is out.\n\npoint\n\na\n\nb"
    assert marked(post, "heading") == ["Title"]
    assert marked(post, "item") == ["point"]
    assert marked(post, "cell") == ["a", "b"]
    assert marked(post, "emphasis") == ["Nature"]
    assert links(post) == [("anchor", "paper", "https://doi.org/10.1/x")]
    start = post.text.index("paper in")
    place = post.place(Span(start, start + 5))
    assert (place.line, place.span) == (2, None)  # nothing can be edited
    assert post.links[0].target_place.span is None
    assert post.source.split("\n")[1] == "Our new paper in Nature is out."


def test_fields_tracked_changes_and_notes() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("See ")
    for xml in (
        f'<w:r {W}><w:fldChar w:fldCharType="begin"/></w:r>',
        f'<w:r {W}><w:instrText> HYPERLINK "https://doi.org/10.1/y" </w:instrText></w:r>',
        f'<w:r {W}><w:fldChar w:fldCharType="separate"/></w:r>',
        f"<w:r {W}><w:t>this</w:t></w:r>",
        f'<w:r {W}><w:fldChar w:fldCharType="end"/></w:r>',
        f'<w:ins {W} w:id="1" w:author="a"><w:r><w:t xml:space="preserve"> new</w:t></w:r></w:ins>',
        f'<w:del {W} w:id="2" w:author="a"><w:r><w:delText>old</w:delText></w:r></w:del>',
        f'<w:r {W}><w:footnoteReference w:id="2"/></w:r>',
        f'<w:fldSimple {W} w:instr=" HYPERLINK &quot;https://x.org&quot; "><w:r><w:t>z</w:t></w:r></w:fldSimple>',
    ):
        paragraph._p.append(parse_xml(xml))
    file = io.BytesIO(made(document))
    noted = io.BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(noted, "w") as new:
        for item in old.infolist():
            content = (
                old.read(item).decode("utf-8") if item.filename.endswith((".xml", ".rels")) else ""
            )
            content = (
                content.replace(
                    "</Relationships>",
                    '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>',
                )
                if item.filename == "word/_rels/document.xml.rels"
                else content
            )
            content = (
                content.replace(
                    "</Types>",
                    '<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>',
                )
                if item.filename == "[Content_Types].xml"
                else content
            )
            new.writestr(item, content.encode("utf-8") if content else old.read(item))
        new.writestr("word/footnotes.xml", NOTES)
    post = word(noted.getvalue())
    assert post.text == "See this newz\n\nSmith, J. (2020)."
    assert links(post) == [
        ("anchor", "this", "https://doi.org/10.1/y"),
        ("anchor", "z", "https://x.org"),
    ]
    (call,) = post.regions_of("note-marker")
    (note,) = post.regions_of("footnote")
    assert call.label == note.label == "footnotes-2"


def bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for number in range(3):
            with packed.open(f"word/{number}.xml", "w") as entry:
                for _ in range(80):
                    entry.write(b" " * 1_000_000)
    return file.getvalue()


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(UnreadableError, match="no Word file"):
        decoded(b"PK nonsense")
    with pytest.raises(UnreadableError, match="unpacks to more than 200 MB"):
        decoded(bomb())
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("a.txt", "a")
    with pytest.raises(UnreadableError, match="damaged"):
        decoded(file.getvalue())


def test_the_extra_is_named_where_it_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = made(docx.Document())
    real = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name == "docx":
            raise ImportError(name)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(UnreadableError, match=r'pip install "idcheck\[docx\]"'):
        decoded(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_damaged_files_raise_nothing_else(data: st.DataObject) -> None:
    whole = bytearray(made(docx.Document()))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(UnreadableError):
        word(bytes(whole))
