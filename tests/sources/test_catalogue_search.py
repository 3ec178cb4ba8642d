"""The catalogue: adding, joining, searching, and files that are none."""

import sqlite3
import subprocess
import sys
import textwrap

import pytest
from msgspec.structs import replace

from idcheck.identifiers import Identifier
from idcheck.sources import adding, suggest
from idcheck.sources.catalogue import Added, Catalogue, CatalogueError
from idcheck.works import Author, Reference, Work

HEAT = Work(
    "Heat in living cells measured by nanodiamonds", (Author("Müller", "Jo"), Author("Lee", "Kim")),
    "Cell Journal", 2020, "4", pages="10-19", type="article",
    identifiers=(Identifier("doi", "10.1000/heat"),), source="a.bib", key="heat",
)  # fmt: skip
CHEESE = Work(
    "A history of alpine cheese", (Author("Rossi", "Ugo"),), "Food", 1999,
    identifiers=(Identifier("doi", "10.1000/cheese"),), source="b.bib",
)  # fmt: skip


@pytest.fixture
def catalogue():
    with Catalogue.in_memory() as made:
        made.add([HEAT, CHEESE])
        yield made


def test_search_by_fields_and_by_text(catalogue):
    assert catalogue.search(Reference(title="Heat in living cells")) == (HEAT,)
    assert catalogue.search(Reference(authors=(Author("Mueller"),))) == (HEAT,)
    assert catalogue.search_text("our paper on ALPINE CHEESE is out") == (CHEESE,)
    assert catalogue.search_text("Rossi, Food 1999") == (CHEESE,)


@pytest.mark.parametrize("text", ["", "the of and", '" OR * NEAR(', "title:x AND", "\x00", "zebra"])
def test_a_search_that_finds_nothing(catalogue, text):
    assert catalogue.search_text(text) == ()


def test_the_limit_holds(catalogue):
    catalogue.add(replace(CHEESE, title=f"Cheese number {n}", identifiers=()) for n in range(40))
    assert len(catalogue.search_text("cheese", limit=5)) == 5
    assert len(catalogue.search_text("cheese")) == 25


def test_get(catalogue):
    assert catalogue.get(Identifier("doi", "10.1000/heat")) == HEAT
    assert catalogue.get(Identifier("doi", "10.1000/none")) is None


def test_all_works_and_those_of_ours(catalogue):
    mine = replace(HEAT, title="A paper of ours", identifiers=(), ours=True)
    catalogue.add([mine])
    assert tuple(catalogue.all()) == (HEAT, CHEESE, mine)
    assert tuple(catalogue.ours()) == (mine,)


def test_an_erratum_that_shares_an_identifier_comes_second():
    shared = Identifier("arxiv", "2001.00001")
    erratum = replace(
        HEAT, title=f"Erratum: {HEAT.title}", type="erratum",
        identifiers=(Identifier("doi", "10.1000/err"), shared),
    )  # fmt: skip
    article = replace(HEAT, identifiers=(*HEAT.identifiers, shared))
    with Catalogue.in_memory() as made:
        assert made.add([erratum, article]) == Added(new=2)
        assert made.get(shared) == article


def test_adding_again_changes_nothing(catalogue):
    assert catalogue.add([HEAT]) == Added(new=0, known=1)
    assert catalogue.search_text("nanodiamonds") == (HEAT,)
    assert catalogue.info().works == 2


def test_a_work_is_updated_in_its_place(catalogue):
    newer = replace(HEAT, title="Heat in living cells, measured by quantum sensors", volume="5")
    catalogue.add([newer])
    assert catalogue.search_text("quantum sensors") == (newer,)
    assert catalogue.search_text("nanodiamonds") == ()
    assert catalogue.info().works == 2


def test_records_without_a_common_identifier_are_joined_by_their_text(catalogue):
    again = replace(
        HEAT, title="HEAT in living cells—measured by nanodiamonds", volume="", pages="",
        identifiers=(Identifier("pmid", "31234567"),),
    )  # fmt: skip
    assert catalogue.add([again]) == Added(known=1)
    found = catalogue.get(Identifier("doi", "10.1000/heat"))
    assert found == catalogue.get(Identifier("pmid", "31234567"))
    assert (found.volume, found.pages) == ("4", "10-19")


def test_records_of_one_work_in_one_list_are_one_work():
    with Catalogue.in_memory() as made:
        by_text = replace(HEAT, identifiers=(Identifier("pmid", "31234567"),))
        by_number = replace(CHEESE, identifiers=by_text.identifiers, title=HEAT.title, pages="1-9")
        assert made.add([HEAT, CHEESE, by_text, by_number]) == Added(new=2, known=2)
        found = made.get(Identifier("doi", "10.1000/heat"))
        assert found == made.get(Identifier("pmid", "31234567"))
        assert found.pages == "1-9"
        assert made.search_text("alpine cheese") == (CHEESE,)


def test_a_work_updated_twice_in_one_list_leaves_nothing_behind(catalogue):
    catalogue.add(
        [replace(HEAT, title="Interim title of it"), replace(HEAT, title="Last title of it")]
    )
    assert catalogue.search_text("interim") == catalogue.search_text("nanodiamonds") == ()
    assert [work.title for work in catalogue.search_text("last title")] == ["Last title of it"]


def test_of_thousands_of_authors_the_first_are_kept(catalogue):
    crowd = tuple(Author(f"Person{number}") for number in range(4000))
    catalogue.add([replace(CHEESE, authors=crowd)])
    (found,) = catalogue.search_text("alpine cheese")
    assert found.authors == crowd[:60]


def test_a_batch_that_fails_is_left_out_as_a_whole(catalogue, monkeypatch):
    monkeypatch.setattr(adding, "_AT_ONCE", 1)
    last = replace(CHEESE, title="Another cheese", identifiers=(), year=2001)
    first = replace(last, title="Yet another cheese made of milk")
    monkeypatch.setattr(adding, "clues", broken_for(last))
    with pytest.raises(CatalogueError, match="disk is full"):
        catalogue.add([first, last])
    assert catalogue.search_text("yet another") == (first,)
    assert catalogue.info().works == 3


def broken_for(work):
    def clues(each):
        if each == work:
            raise sqlite3.OperationalError("database or disk is full")
        return iter(())

    return clues


def test_works_with_other_dois_stay_apart(catalogue):
    other = replace(HEAT, identifiers=(Identifier("doi", "10.1000/other"),))
    assert catalogue.add([other]) == Added(new=1)


def test_info(tmp_path):
    with Catalogue.open(tmp_path / "folder" / "c.sqlite") as made:
        made.add([HEAT, CHEESE])
        info = made.info()
    assert (info.works, info.sources) == (2, {"a.bib": 1, "b.bib": 1})
    assert info.path == str(tmp_path / "folder" / "c.sqlite")
    assert info.size > 0
    assert info.made <= info.changed


def test_what_was_added_is_there_after_opening_again(tmp_path):
    path = tmp_path / "c.sqlite"
    with Catalogue.open(path) as made:
        made.add([HEAT])
    with Catalogue.open(path) as again:
        assert again.search_text("nanodiamonds") == (HEAT,)


def test_what_was_added_before_an_error_stays(tmp_path):
    def failing():
        yield HEAT
        raise KeyError("list")

    with Catalogue.open(tmp_path / "c.sqlite") as made:
        with pytest.raises(KeyError):
            made.add(failing())
        assert made.info().works == 1


def test_a_file_that_is_no_database(tmp_path):
    path = tmp_path / "c.sqlite"
    path.write_text("@article{a, title = {This is a list, long enough for a header of SQLite}}" * 9)
    with pytest.raises(CatalogueError, match="no catalogue; name a file"):
        Catalogue.open(path)


def test_the_database_of_another_program(tmp_path):
    path = tmp_path / "c.sqlite"
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE history (x)")
    other.close()
    with pytest.raises(CatalogueError, match="another program"):
        Catalogue.open(path)


@pytest.mark.parametrize(("version", "said"), [(0, "older idcheck"), (99, "newer idcheck")])
def test_another_version_of_the_layout(tmp_path, version, said):
    path = tmp_path / "c.sqlite"
    Catalogue.open(path).close()
    changed = sqlite3.connect(path)
    changed.execute(f"PRAGMA user_version = {version}")
    changed.close()
    with pytest.raises(CatalogueError, match=said):
        Catalogue.open(path)


def test_a_damaged_file(tmp_path):
    path = tmp_path / "c.sqlite"
    with Catalogue.open(path) as made:
        made.add(replace(HEAT, title=f"{HEAT.title} {n}", identifiers=()) for n in range(500))
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xff" * (len(content) - 4096)
    path.write_bytes(content)
    with (
        pytest.raises(CatalogueError, match=r"c\.sqlite.*(damaged|no catalogue)"),
        Catalogue.open(path) as made,
    ):
        made.search_text("nanodiamonds")


def test_a_folder_is_no_catalogue(tmp_path):
    with pytest.raises(CatalogueError, match=str(tmp_path.name)):
        Catalogue.open(tmp_path)


def test_a_locked_file_says_so(tmp_path, monkeypatch):
    path = tmp_path / "c.sqlite"
    Catalogue.open(path).close()
    monkeypatch.setattr("idcheck.sources.catalogue.WAIT", 0.05)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        with pytest.raises(CatalogueError, match="another program has held it"):
            Catalogue.open(path)
    finally:
        holder.close()


def test_a_file_that_may_not_be_written_is_searched(tmp_path, monkeypatch):
    path = tmp_path / "c.sqlite"
    with Catalogue.open(path) as made:
        made.add([HEAT])
    monkeypatch.setattr("idcheck.sources.catalogue._writable", lambda _: False)
    with Catalogue.open(path) as again:
        assert again.search_text("nanodiamonds") == (HEAT,)
        with pytest.raises(CatalogueError, match="may not be written"):
            again.add([CHEESE])


def test_two_programs_add_at_a_time(tmp_path):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from idcheck.sources.catalogue import Catalogue
        from idcheck.works import Author, Work
        with Catalogue.open(Path(sys.argv[1])) as made:
            for n in range(20):
                made.add([Work(f"Work number {n} of program {sys.argv[2]}", (Author("Lee"),), year=2000)])
    """)
    path = tmp_path / "c.sqlite"
    running = [
        subprocess.Popen([sys.executable, "-c", script, str(path), name], stderr=subprocess.PIPE)
        for name in ("one", "two")
    ]
    assert [(each.communicate()[1], each.returncode) for each in running] == [(b"", 0), (b"", 0)]
    with Catalogue.open(path) as made:
        assert made.info().works == 40


def test_suggestions_are_in_the_order_of_the_references(catalogue):
    heat = Reference(title="Heat in living cells measured by nanodiamonds", year=2020)
    nothing = Reference(title="Zebras")
    found = suggest([heat, nothing, heat], [catalogue])
    assert [[each.work for each in answer] for answer in found] == [[HEAT], [], [HEAT]]
    assert found[0][0].verdict == "same"


def test_equal_references_are_asked_once(catalogue, monkeypatch):
    asked = []
    search = Catalogue.search
    monkeypatch.setattr(
        Catalogue,
        "search",
        lambda self, reference: asked.append(reference) or search(self, reference),
    )
    suggest([Reference(title="Cheese")] * 3, [catalogue])
    assert asked == [Reference(title="Cheese")]
