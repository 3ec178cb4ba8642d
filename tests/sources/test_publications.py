"""Publication lists in all formats, good and bad."""

import gzip
import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idcheck.identifiers import Identifier
from idcheck.sources.publications import PublicationListError, Unreadable, read
from idcheck.sources.publications.bibtex import plain
from idcheck.sources.publications.names import author
from idcheck.sources.publications.record import pages
from idcheck.works import Author, Work

BIBTEX = r"""% A list
@string{jc = "Journal of Cells"}
@article{muller23,
  title   = {The {DNA} of G{\"o}del's \'etude: 50% of all},
  author  = "M{\"u}ller, J. and Smith, Kim A. and {The Cell Group}",
  journal = jc, year = 2023, volume = 12, number = {3}, pages = {1--5},
  doi     = {https://doi.org/10.1000/ABC}, pmid = {31234567},
}
@article{broken, title = {Unbalanced {brace}, year = 2000}

@book{lee01, title = {Cells}, author = {Lee, Ann}, isbn = {978-0-306-40615-7}, publisher = {Press}}
@book{lee01, title = {Same key}, author = {Lee, Ann}}
@inproceedings{x, title = {Twice}, title = {Again}, booktitle = {Proc. Cells}, isbn = {978-0-306-40615-7}}
@article{nameless, author = {Wu, X.}}
@misc{arx, title = {A preprint}, author = {Wu, X.}, eprint = {2101.00001v2}, archiveprefix = {arXiv}}
@article{noted, title = {With a note}, note = {PMID: 21234567}}
@article{comment, title = {With another's DOI}, note = {Comment on doi:10.1000/other}}
@comment{not an entry}
"""

RIS = """TY  - JOUR
AU  - Müller, Jo
AU  - Lee, Kim
TI  - Heat in cells
T2  - Cell Journal
PY  - 2020/03/01
VL  - 4
IS  - 2
SP  - 10
EP  - 19
DO  - 10.1000/ris.1
ER  -

TY  - BOOK
A1  - Lee, Ann
T1  - Cells
SN  - 978-0-306-40615-7
PY  - 2001
ER  -
TY  - JOUR
AU  - Nobody
ER  -
"""

CSL = [
    {
        "id": "a1", "type": "article-journal", "title": "Heat in cells", "container-title": "Cell Journal",
        "author": [{"family": "Müller", "given": "Jo"}, {"literal": "The Cell Group"},
                   {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}],
        "issued": {"date-parts": [[2020, 3]]}, "volume": 4, "page": "10–19", "DOI": "10.1000/CSL.1",
    },
    {"id": "a2", "type": "book"},
    "no object",
]  # fmt: skip


def items(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(read(path))


def works(found):
    return [item for item in found if isinstance(item, Work)]


def test_bibtex_fields(tmp_path):
    work = works(items(tmp_path, "list.bib", BIBTEX))[0]
    assert work == Work(
        title="The DNA of Gödel's étude: 50% of all",
        authors=(Author("Müller", "J."), Author("Smith", "Kim A."), Author("The Cell Group")),
        container="Journal of Cells",
        year=2023,
        volume="12",
        issue="3",
        pages="1-5",
        type="article",
        identifiers=(Identifier("doi", "10.1000/abc"), Identifier("pmid", "31234567")),
        source="list.bib",
        key="muller23",
    )


def test_bibtex_goes_on_after_entries_it_cannot_read(tmp_path):
    found = items(tmp_path, "list.bib", BIBTEX)
    assert [item.line for item in found if isinstance(item, Unreadable)] == [9, 14]
    assert [work.key for work in works(found)] == [
        "muller23", "lee01", "lee01", "x", "arx", "noted", "comment",
    ]  # fmt: skip


def test_bibtex_identifiers(tmp_path):
    found = {work.key: work for work in works(items(tmp_path, "list.bib", BIBTEX))}
    assert found["arx"].identifiers == (Identifier("arxiv", "2101.00001"),)
    assert found["arx"].type == "preprint"
    assert found["noted"].identifiers == (Identifier("pmid", "21234567"),)
    assert found["comment"].identifiers == ()


def test_the_isbn_of_a_part_is_its_books(tmp_path):
    found = works(items(tmp_path, "list.bib", BIBTEX))
    assert found[1].identifiers == (Identifier("isbn", "9780306406157"),)
    assert found[3].identifiers == ()


def test_bibtex_lines_hold_over_many_chunks(tmp_path):
    entry = "@article{{k{0}, title = {{Title number {0}}},\n  abstract = {{{1}}}}}\n"
    text = "@string{js = {Journal S}}\n" + "".join(entry.format(n, "x" * 3000) for n in range(200))
    text += "@article{late, title = {Late}, journal = js}\n@article{bad, title = {\n"
    found = items(tmp_path, "long.bib", text)
    assert len(works(found)) == 201
    assert works(found)[-1].container == "Journal S"
    assert [item.line for item in found if isinstance(item, Unreadable)] == [403]


def test_ris(tmp_path):
    found = items(tmp_path, "list.ris", RIS)
    assert works(found)[0] == Work(
        title="Heat in cells",
        authors=(Author("Müller", "Jo"), Author("Lee", "Kim")),
        container="Cell Journal",
        year=2020,
        volume="4",
        issue="2",
        pages="10-19",
        type="article",
        identifiers=(Identifier("doi", "10.1000/ris.1"),),
        source="list.ris",
    )
    assert works(found)[1].identifiers == (Identifier("isbn", "9780306406157"),)
    assert [item for item in found if isinstance(item, Unreadable)] == [
        Unreadable(20, "it has no title")
    ]


def test_ris_without_an_end_tag_is_read(tmp_path):
    found = items(tmp_path, "list.ris", "TY  - JOUR\nTI  - One\nTY  - JOUR\nTI  - Two\n")
    assert [work.title for work in works(found)] == ["One", "Two"]


def test_csl_json(tmp_path):
    found = items(tmp_path, "list.json", json.dumps(CSL, indent=1))
    assert works(found) == [
        Work(
            title="Heat in cells",
            authors=(
                Author("Müller", "Jo"),
                Author("The Cell Group"),
                Author("van der Berg", "Jan"),
            ),
            container="Cell Journal",
            year=2020,
            volume="4",
            pages="10-19",
            type="article",
            identifiers=(Identifier("doi", "10.1000/csl.1"),),
            source="list.json",
            key="a1",
        )
    ]
    lines = json.dumps(CSL, indent=1).splitlines()
    book = next(n for n, line in enumerate(lines, 1) if '"a2"' in line) - 1
    assert [item.line for item in found if isinstance(item, Unreadable)] == [book, len(lines) - 1]


def test_json_lines(tmp_path):
    rows = [
        {"id": "doi:10.1000/jl.1", "title": "Heat", "authors": ["Lee, Kim", "Jo Müller"], "container": "Cells",
         "year": 2020, "page": "10-19", "volume": "4", "pmid": 31234567},
        {"title": "Object authors", "authors": [{"family": "Lee", "given": "Kim"}], "type": "book",
         "isbn": "9780306406157", "url": "https://doi.org/10.1000/jl.2"},
        {"title": "", "id": "x"},
        ["no", "object"],
    ]  # fmt: skip
    text = "\n".join(map(json.dumps, rows)) + "\n\nnot json\n"
    found = items(tmp_path, "list.jsonl", text)
    first, second = works(found)
    assert first.authors == (Author("Lee", "Kim"), Author("Müller", "Jo"))
    assert first.identifiers == (Identifier("doi", "10.1000/jl.1"), Identifier("pmid", "31234567"))
    assert (first.year, first.pages, first.key) == (2020, "10-19", "doi:10.1000/jl.1")
    assert second.identifiers == (
        Identifier("doi", "10.1000/jl.2"),
        Identifier("isbn", "9780306406157"),
    )
    assert [item.line for item in found if isinstance(item, Unreadable)] == [3, 4, 6]


def test_gzip_is_read_through(tmp_path):
    assert len(works(items(tmp_path, "list.bib.gz", gzip.compress(BIBTEX.encode())))) == 7


def test_progress_ends_at_the_whole_file(tmp_path):
    path = tmp_path / "list.jsonl"
    path.write_text('{"title": "Heat"}\n' * 1200)
    seen = []
    list(read(path, lambda done, total: seen.append((done, total))))
    size = path.stat().st_size
    assert seen[-1] == (size, size)
    assert seen == sorted(seen)


def test_old_encodings_are_read(tmp_path):
    found = items(tmp_path, "old.bib", "@book{a, title = {Gödel}}\n".encode("cp1252"))
    assert found[0].title == "Gödel"


def test_a_list_of_unknown_name_is_told_by_its_beginning(tmp_path):
    assert len(works(items(tmp_path, "publications.txt", RIS))) == 2
    assert len(works(items(tmp_path, "publications", BIBTEX))) == 7


@pytest.mark.parametrize("name", ["a.bib", "a.ris", "a.json", "a.jsonl", "a"])
def test_an_empty_list_holds_nothing(tmp_path, name):
    assert items(tmp_path, name, b"") == []


def test_what_is_no_list_is_an_error(tmp_path):
    with pytest.raises(PublicationListError, match=r"photo\.bib: it is no text"):
        items(tmp_path, "photo.bib", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    with pytest.raises(PublicationListError, match="none of BibTeX"):
        items(tmp_path, "letter.txt", "Dear all,\n")
    with pytest.raises(PublicationListError, match="line 3"):
        items(tmp_path, "cut.json", '[\n{"title": "a"},\n{"title": ')
    with pytest.raises(PublicationListError, match="damaged or cut short"):
        items(tmp_path, "cut.bib.gz", gzip.compress(BIBTEX.encode())[:-20])
    with pytest.raises(PublicationListError, match="damaged or cut short"):
        items(tmp_path, "no.bib.gz", b"plain text")
    with pytest.raises(PublicationListError, match="cannot be read"):
        list(read(tmp_path / "missing.bib"))


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["a.bib", "a.ris", "a.json", "a.jsonl", "a", "a.bib.gz"]),
    st.one_of(
        st.binary(max_size=200),
        st.lists(
            st.sampled_from(
                ["@article{", "a,", "title = {", "}", "{", '"', "TY  - JOUR", "TI  - x", "ER  - ", "  - ",
                 "UR  - ;", "[", "]", '{"title": [{}]}', '{"issued": 3, "title": "x"}', "\n", "\\", "$", "%", "#", "@string{"]
            ),
            max_size=25,
        ).map(lambda parts: "".join(parts).encode()),
    ),
)  # fmt: skip
def test_any_bytes_are_read_or_refused(tmp_path_factory, name, content):
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    with suppress(PublicationListError):
        assert all(isinstance(item, Work | Unreadable) for item in read(path))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (r"{\'E}cole de {\v S}ek\"{o}", "École de Šekö"),
        (r"$\alpha$-helix of H$_2$O", "α-helix of H_2O"),
        (r"A \& B", "A & B"),
        (r"\textit{E. coli}", "E. coli"),
        ("{DNA} {repair}", "DNA repair"),
        ("50% of all", "50% of all"),
        (r"50\% of all", "50% of all"),
        ("two\n  lines", "two lines"),
    ],
)
def test_tex_is_decoded(value, expected):
    assert plain(value) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Müller, Anna B.", Author("Müller", "Anna B.")),
        ("Anna B. Müller", Author("Müller", "Anna B.")),
        ("Müller AB", Author("Müller", "AB")),
        ("Jan van der Berg", Author("van der Berg", "Jan")),
        ("King, Jr., Martin", Author("King", "Martin")),
        ("Martin King Jr.", Author("King", "Martin")),
        ("Wei Wang 0001", Author("Wang", "Wei")),
        ("Aristotle", Author("Aristotle")),
        ("others", None),
        (" , ", None),
    ],
)
def test_names(name, expected):
    assert author(name) == expected


@pytest.mark.parametrize("text", ["1--5", "1–5", "1 - 5", "1---5", "1-5"])
def test_pages_have_one_hyphen(text):
    assert pages(text) == "1-5"
