"""Publication lists that are indexed on first use."""

import os
import subprocess
import sys
import textwrap

import pytest

from idcheck.identifiers import Identifier
from idcheck.sources import indexed as module
from idcheck.sources.catalogue import Catalogue, CatalogueError
from idcheck.sources.indexed import indexed
from idcheck.sources.publications import Unreadable

ENTRY = "@article{{{0}, title = {{Heat in {0} cells}}, doi = {{10.1000/{0}}}}}\n"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    folder = tmp_path / "cache"
    monkeypatch.setenv("IDCHECK_CACHE_DIR", str(folder))
    return folder


@pytest.fixture
def listed(tmp_path):
    path = tmp_path / "publications.bib"
    path.write_text(ENTRY.format("living"))
    return path


def titles(path, text="heat"):
    with indexed(path) as catalogue:
        return sorted(work.title for work in catalogue.search_text(text))


def test_a_list_is_searched(cache, listed):
    assert titles(listed) == ["Heat in living cells"]
    with indexed(listed) as catalogue:
        assert catalogue.get(Identifier("doi", "10.1000/living")).key == "living"


def test_the_index_is_used_again(cache, listed, monkeypatch):
    titles(listed)
    monkeypatch.setattr(module, "read", lambda *_: pytest.fail("the list was read again"))
    assert titles(listed) == ["Heat in living cells"]
    os.utime(listed, (1, 1))
    assert titles(listed) == ["Heat in living cells"]


def test_a_changed_list_is_indexed_again(cache, listed):
    titles(listed)
    listed.write_text(ENTRY.format("living") + ENTRY.format("dead"))
    assert titles(listed) == ["Heat in dead cells", "Heat in living cells"]
    listed.write_text(ENTRY.format("lively"))
    assert titles(listed) == ["Heat in lively cells"]
    assert len(list(cache.iterdir())) == 1


def test_a_change_of_equal_length_is_seen(cache, listed):
    titles(listed)
    listed.write_text(ENTRY.format("livinG"))
    os.utime(listed, ns=(5, 5))
    assert titles(listed) == ["Heat in livinG cells"]


def test_skipped_entries_are_told_each_time(cache, listed):
    listed.write_text("@article{x, author = {Lee}}\n")
    for _ in range(2):
        with indexed(listed) as catalogue:
            assert catalogue.skipped == (Unreadable(1, "it has no title"),)


def test_a_cache_that_cannot_be_written_is_no_hindrance(tmp_path, listed, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("IDCHECK_CACHE_DIR", str(blocked / "cache"))
    assert titles(listed) == ["Heat in living cells"]


def test_a_damaged_index_is_made_anew(cache, listed):
    titles(listed)
    (index,) = cache.iterdir()
    index.write_bytes(b"damaged")
    assert titles(listed) == ["Heat in living cells"]
    assert [each.suffix for each in cache.iterdir()] == [".sqlite"]


def test_a_catalogue_is_opened_as_it_is(cache, tmp_path):
    path = tmp_path / "c.sqlite"
    Catalogue.open(path).close()
    with indexed(path) as catalogue:
        assert catalogue.info().path == str(path)
    assert not cache.exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("missing.bib", None, "no such file"),
        ("photo.bib", b"\x89PNG\x00\x00", "no text"),
        ("cut.jsonl.gz", b"\x1f\x8b\x08\x00\x00\x00", "cut short"),
        ("letter.txt", b"Dear all,\n", "none of BibTeX"),
        ("list.sqlite", b"no database " * 99, "no catalogue"),
    ],
)
def test_what_cannot_be_indexed_says_why(cache, tmp_path, name, content, said):
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CatalogueError, match=said) as raised:
        indexed(path)
    assert name in str(raised.value)
    assert not (cache.exists() and list(cache.iterdir()))


def test_two_programs_index_at_a_time(cache, listed):
    listed.write_text("".join(ENTRY.format(f"cell{n}") for n in range(600)))
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from idcheck.sources.indexed import indexed
        with indexed(Path(sys.argv[1])) as catalogue:
            print(catalogue.info().works, len(catalogue.search_text("heat cell7")))
    """)
    running = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(listed)],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for _ in range(2)
    ]
    assert [each.communicate() for each in running] == [(b"600 1\n", b"")] * 2
    assert [each.suffix for each in cache.iterdir()] == [".sqlite"]


def test_works_are_cheap_to_import():
    heavy = ("rapidfuzz", "sqlite3", "bibtexparser", "rispy", "httpx")
    script = (
        f"import sys, idcheck.works; print([name for name in {heavy!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"
