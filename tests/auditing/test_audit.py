"""The numbers of an audit, counted by hand beside them."""

from __future__ import annotations

from typing import Any

import pytest

from idcheck.auditing.audit import Group, OurWork, Tally, audited
from idcheck.auditing.facts import FileFacts, FindingFacts, MentionFacts, PostFacts
from idcheck.auditing.sections import sections


def mention(tracked: str, **more: Any) -> MentionFacts:
    form = {"yes": "link", "weak": "identifier", "no": "words"}[tracked]
    return MentionFacts(**{"kind": "informal", "tracked": tracked, "form": form} | more)


def finding(**more: Any) -> FindingFacts:
    fields = {
        "code": "MEN101", "name": "untracked-mention", "severity": "error", "message": "no link", "line": 1,
        "words": "our paper", "advice": "link it", "link": "", "title": "", "sure": False,
    }  # fmt: skip
    return FindingFacts(**fields | more)


def post(path: str, *tracked: str, **more: Any) -> PostFacts:
    fields: dict[str, Any] = {
        "title": "", "date": "", "authors": (), "section": "", "channel": "blog",
        "mentions": tuple(map(mention, tracked)), "findings": (),
        "folders": tuple(path.split("/")[:-1]),
    }  # fmt: skip
    return PostFacts(path=path, **fields | more)


def files(*posts: PostFacts) -> list[FileFacts]:
    return [FileFacts(each.path, "checked", "", (each,)) for each in posts]


def test_totals() -> None:
    audit = audited(files(post("a.md", "yes", "yes", "no"), post("b.md", "weak"), post("c.md")))

    assert audit.total == Tally(posts=3, yes=2, weak=1, no=1)
    assert audit.total.mentions == 4
    assert audit.total.share == 0.5


def test_a_site_without_mentions_has_no_share() -> None:
    audit = audited(files(post("a.md")))

    assert audit.total.share is None
    assert audit.repairs == ()


def test_time_with_gaps_of_knowledge_at_the_end() -> None:
    audit = audited(
        files(
            post("a.md", "yes", date="2024-05-17"),
            post("b.md", "no", date="2023"),
            post("c.md", "no"),
            post("d.md", "no", date="2024-05-30"),
        )
    )

    assert audit.years == (
        Group("2023", Tally(1, 0, 0, 1)), Group("2024", Tally(2, 1, 0, 1)), Group("", Tally(1, 0, 0, 1)),
    )  # fmt: skip
    assert [group.name for group in audit.months] == ["2023", "2024-05", ""]


def test_a_post_counts_for_each_of_its_authors() -> None:
    audit = audited(
        files(
            post("a.md", "yes", authors=("Ann", "Bo")), post("b.md", "no", "no", authors=("Bo",)), post("c.md"),
        )
    )  # fmt: skip

    assert audit.authors == (
        Group("Bo", Tally(2, 1, 0, 2)), Group("Ann", Tally(1, 1, 0, 0)), Group("", Tally(1)),
    )  # fmt: skip


def test_sections_are_said_or_folders() -> None:
    placed = [
        post("site/content/news/2024/a.md"), post("site/content/blog/b.md"), post("site/content/c.md"),
        post("site/content/2024/d.md"), post("elsewhere/e.md", section="Events"),
    ]  # fmt: skip

    assert sections(placed) == ("news", "blog", "", "", "Events")
    assert sections([post("posts/a.md"), post("posts/b.md")]) == ("", "")
    assert sections([]) == ()


def test_trackers_read_their_channels_in_their_forms() -> None:
    audit = audited(
        files(
            post("a.md", "yes", "weak", "no"),
            post("b.md", "yes", channel="linkedin"),
            post("c.wiki", "yes", channel="wikipedia"),
        )
    )
    counts = {each.tracker: each for each in audit.trackers}

    altmetric, plumx = counts["Altmetric"], counts["PlumX"]
    assert (altmetric.mentions, altmetric.read, altmetric.elsewhere) == (4, 1, 1)
    assert (plumx.mentions, plumx.read, plumx.unknown, plumx.elsewhere) == (3, 1, 1, 1)
    assert counts["Crossref Event Data"].read == 3
    assert counts["Overton"].mentions == 0


def test_defects_the_gravest_first() -> None:
    audit = audited(
        files(
            post("a.md", findings=(finding(), finding(link="https://doi.org/10.1/x"))),
            post("b.md", findings=(finding(), *[finding(code="LNK208", severity="info")] * 9)),
            post("c.md", findings=(finding(code="LNK205", severity="warning"),)),
        )
    )

    assert [(each.code, each.findings, each.posts, each.ready) for each in audit.defects] == [
        ("MEN101", 3, 2, 1), ("LNK205", 1, 1, 0), ("LNK208", 9, 1, 0),
    ]  # fmt: skip


def test_repairs_the_most_urgent_first() -> None:
    ready = {"link": "https://doi.org/10.1/x", "sure": True}
    audit = audited(
        files(
            post("mild.md", findings=(finding(severity="warning", **ready),)),
            post("note.md", findings=(finding(severity="info", **ready),)),
            post("old.md", date="2020-01-01", findings=(finding(**ready),)),
            post("new.md", date="2024-01-01", findings=(finding(**ready),)),
            post("undated.md", findings=(finding(**ready),)),
            post("perhaps.md", findings=(finding(link="https://doi.org/10.1/x"),)),
            post("unknown.md", findings=(finding(),)),
            post("ours.md", findings=(finding(severity="warning", work="doi:10.1/x"),)),
        )
    )

    assert [each.post.path for each in audit.repairs] == [
        "ours.md", "new.md", "old.md", "undated.md", "perhaps.md", "unknown.md", "mild.md",
    ]  # fmt: skip


@pytest.fixture
def works() -> list[OurWork]:
    return [
        OurWork(f"doi:10.1/{name}", name, "", "", year, "")
        for name, year in (("well", 2020), ("badly", 2024), ("never", None))
    ]


def test_our_works_well_badly_never(works: list[OurWork]) -> None:
    well, lost = (
        mention("yes", work="doi:10.1/well", well=True),
        mention("no", work="doi:10.1/well"),
    )
    badly = mention("yes", work="doi:10.1/badly")
    audit = audited(
        files(post("a.md", mentions=(well, lost)), post("b.md", mentions=(lost, badly, mention("yes")))),
        works,
    )  # fmt: skip

    assert audit.ours
    assert [(each.work.title, each.how, each.well, each.badly, each.paths) for each in audit.ours] == [
        ("badly", "badly", 0, 1, ("b.md",)),
        ("well", "well", 1, 2, ("a.md", "b.md")),
        ("never", "never", 0, 0, ()),
    ]  # fmt: skip


def test_nothing_is_ours_unless_it_is_marked() -> None:
    assert audited(files(post("a.md"))).ours is None


def test_files_that_were_not_read_are_told() -> None:
    audit = audited(
        [FileFacts("b.md", "failed", "is binary"), FileFacts("a.md", "skipped", "left out"), *files(post("c.md"))]
    )  # fmt: skip

    assert audit.unread == (("b.md", "is binary"),)
    assert audit.skipped == 1
    assert audit.total.posts == 1


def test_the_order_of_files_does_not_matter() -> None:
    posts = [post(f"{name}.md", "yes", "no", findings=(finding(),)) for name in "cab"]

    assert audited(files(*posts)) == audited(files(*reversed(posts)))
