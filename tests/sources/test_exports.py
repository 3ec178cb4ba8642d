"""What registries and repositories export, as publication lists."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING

import pytest

from idcheck.sources.publications import PublicationListError, Unreadable, read
from idcheck.works import Author

if TYPE_CHECKING:
    from pathlib import Path

CROSSREF = {
    "DOI": "10.1000/A", "title": ["Heat in cells"], "container-title": ["Cell Journal"], "type": "journal-article",
    "issued": {"date-parts": [[2020, 5]]}, "author": [{"family": "Lee", "given": "Kim"}], "volume": "4", "page": "1-9",
}  # fmt: skip
DATACITE = {
    "id": "10.1000/a", "attributes": {
        "titles": [{"title": "Heat in cells"}], "creators": [{"name": "Lee, Kim", "familyName": "Lee", "givenName": "Kim"}],
        "publicationYear": 2020, "types": {"resourceTypeGeneral": "JournalArticle"}, "doi": "10.1000/a",
        "container": {"title": "Cell Journal", "volume": "4", "firstPage": "1", "lastPage": "9"},
    },
}  # fmt: skip
OPENALEX = {
    "id": "https://openalex.org/W1", "doi": "https://doi.org/10.1000/a", "title": "Heat in cells", "type": "article",
    "authorships": [{"author": {"display_name": "Kim Lee"}}], "publication_year": 2020,
    "primary_location": {"source": {"display_name": "Cell Journal"}}, "biblio": {"volume": "4", "first_page": "1", "last_page": "9"},
}  # fmt: skip
ORCID = {
    "group": [{"work-summary": [{
        "put-code": 1, "title": {"title": {"value": "Heat in cells"}, "subtitle": None}, "type": "journal-article",
        "external-ids": {"external-id": [{"external-id-type": "doi", "external-id-value": "10.1000/a", "external-id-relationship": "self"}]},
        "journal-title": {"value": "Cell Journal"}, "publication-date": {"year": {"value": "2020"}},
    }]}],
}  # fmt: skip
PURE = {
    "items": [{
        "pureId": 7, "title": {"value": "Heat in cells"}, "contributors": [{"name": {"firstName": "Kim", "lastName": "Lee"}}],
        "publicationStatuses": [{"publicationDate": {"year": 2020}}], "journalAssociation": {"title": {"title": "Cell Journal"}},
        "electronicVersions": [{"doi": "https://doi.org/10.1000/a"}], "volume": "4", "pages": "1-9",
    }],
}  # fmt: skip
CSV = (
    "PID,Name,Title,PublicationType,Journal,Year,Volume,StartPage,EndPage,DOI\n"
    '7,"Lee, Kim [0000-1] (Physics);Berg, Jo",Heat in cells,Article in journal,Cell Journal,2020,4,1,9,10.1000/a\n'
)
MODS = """<?xml version="1.0" encoding="UTF-8"?>
<modsCollection xmlns="http://www.loc.gov/mods/v3"><mods>
<genre type="publicationTypeCode">article</genre>
<name type="personal"><namePart type="family">Lee</namePart><namePart type="given">Kim</namePart>
<role><roleTerm>aut</roleTerm></role></name>
<titleInfo lang="eng"><title>Heat in</title><subTitle>cells</subTitle></titleInfo>
<abstract>p < 0.01</abstract>
<originInfo><dateIssued>2020</dateIssued></originInfo>
<relatedItem type="host"><titleInfo><title>Cell Journal</title></titleInfo>
<part><detail type="volume"><number>4</number></detail><extent><start>1</start><end>9</end></extent></part></relatedItem>
<identifier type="doi">10.1000/a</identifier></mods></modsCollection>
"""


def listed(folder: Path, name: str, content: str) -> list:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return list(read(file))


@pytest.mark.parametrize(
    "content",
    [
        {"status": "ok", "message": CROSSREF}, {"message": {"items": [CROSSREF]}}, [CROSSREF], CROSSREF,
        {"data": [DATACITE]}, {"data": DATACITE}, {"meta": {}, "results": [OPENALEX]}, [OPENALEX], ORCID, PURE,
    ],
)  # fmt: skip
@pytest.mark.parametrize("indent", [None, 1])
def test_json_of_many_kinds(tmp_path, content, indent):
    (work,) = listed(tmp_path, "a.json", json.dumps(content, indent=indent))
    assert (work.title, work.container, work.year) == ("Heat in cells", "Cell Journal", 2020)
    assert [str(each) for each in work.identifiers] == ["doi:10.1000/a"]
    assert work.authors in {(), (Author("Lee", "Kim"),)}


@pytest.mark.parametrize(("name", "content"), [("a.csv", CSV), ("a.xml", MODS), ("export", MODS)])
def test_tables_and_mods(tmp_path, name, content):
    (work,) = listed(tmp_path, name, content)
    assert work.title in {"Heat in cells", "Heat in: cells"}
    assert (work.container, work.year, work.volume, work.pages) == ("Cell Journal", 2020, "4", "1-9")  # fmt: skip
    assert work.authors[0] == Author("Lee", "Kim")
    assert (work.type, str(work.identifiers[0])) == ("article", "doi:10.1000/a")


def test_packed_exports_are_read_through(tmp_path):
    file = tmp_path / "a.csv.gz"
    file.write_bytes(gzip.compress(CSV.encode()))
    assert [work.year for work in read(file)] == [2020]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.csv", "PID,DOI\n1,10.1000/a\n", "no column Title"),
        ("a.xml", "<mods><title>x</mods>", "breaks off near line 1"),
        ("a.xml", '<!DOCTYPE a [<!ENTITY b "c">]><mods/>', "defines entities"),
        ("a.xml", "<modsCollection><mods>", "breaks off"),
    ],
)
def test_what_cannot_be_read_says_why(tmp_path, name, content, said):
    with pytest.raises(PublicationListError, match=said):
        listed(tmp_path, name, content)


def test_lists_with_nothing_in_them_hold_nothing(tmp_path):
    for content in ('{"results": []}', '{"group": []}', '{"data": []}', '{"message": {"items": []}}'):  # fmt: skip
        assert listed(tmp_path, "a.json", content) == []


def test_thousands_of_authors(tmp_path):
    names = [{"family": f"Name{n}", "given": "A."} for n in range(4000)]
    (work,) = listed(tmp_path, "a.json", json.dumps([{**CROSSREF, "author": names}]))
    assert len(work.authors) == 4000


def test_recorded_lists_are_read(shared):
    folder = shared / "api" / "institution-lists"
    for file in sorted(folder.iterdir()):
        if file.name in {"index.json", "pure_api_404.json", "diva_kth_csv_export.csv"}:
            continue
        items = list(read(file))
        assert items, file.name
        assert not [item for item in items if isinstance(item, Unreadable)], file.name
