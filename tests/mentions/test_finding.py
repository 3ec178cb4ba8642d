"""What counts as a mention, and what does not: the guideline, case by case."""

import time

import pytest

from idcheck.mentions.finding import find
from idcheck.post.formats import read


@pytest.mark.parametrize(
    ("source", "kind", "title"),
    [
        (
            "Smith, J., & Lee, K. (2020). How cells keep warm. *Journal of Things*, 5(2), 1-9.",
            "citation",
            "How cells keep warm",
        ),
        (
            "Smith, Jane, and Kim Lee. “How Cells Keep Warm.” *Journal of Things*, vol. 5, no. 2, 2020, pp. 1–9.",
            "citation",
            "How Cells Keep Warm",
        ),
        (
            "Smith J, Lee K. How cells keep warm. J Things. 2020;5(2):1-9.",
            "citation",
            "How cells keep warm",
        ),
        (
            "[1] J. Smith and K. Lee, “How cells keep warm,” *IEEE Trans. Things*, vol. 5, no. 2, pp. 1–9, 2020.",
            "citation",
            "How cells keep warm",
        ),
        (
            "Smith, J. and Lee, K., 2020. How cells keep warm. Journal of Things, 5(2), pp.1-9.",
            "citation",
            "How cells keep warm",
        ),
        (
            "Smith, Jane, and Kim Lee. 2020. “How Cells Keep Warm.” *Journal of Things* 5 (2): 1–9.",
            "citation",
            "How Cells Keep Warm",
        ),
        (
            "1. Smith, J. & Lee, K. How cells keep warm. *Nat. Things* **5**, 1–9 (2020).",
            "citation",
            "How cells keep warm",
        ),
        (
            "Lee, K. (2019). The Age of Keeping Warm. New York: PublicAffairs.",
            "citation",
            "The Age of Keeping Warm",
        ),
        (
            "Lee, Kim S. The Structure of Warm Cells. Chicago: University of Chicago Press, 1962.",
            "citation",
            "The Structure of Warm Cells",
        ),
        ("M. Weber et al., Nature 380, 412 (2023).", "citation", ""),
        ("Details: Weber M. et al., *Phys. Rev. Lett.* **132**, 046401 (2024)", "citation", ""),
        (
            "We read the paper titled “How cells keep warm in the cold” with joy.",
            "title",
            "How cells keep warm in the cold",
        ),
        ("Our new paper in *PNAS* is about cells.", "informal", ""),
        ("A study published today in The Lancet finds this.", "informal", ""),
        ("Two new papers in Nature Physics came out.", "informal", ""),
        ("Anna Berg's dissertation is a joy to read.", "informal", ""),
        ("The preprint is now on bioRxiv.", "informal", ""),
        ("Our work on cells has been accepted at NeurIPS 2023.", "informal", ""),
        ("This was shown in a paper by Lee et al. (2019) first.", "informal", ""),
        ("Writing in Nature, the team shows how cells keep warm.", "informal", ""),
        ("New research published in The Lancet shows how cells keep warm.", "informal", ""),
        ("The results were recently published in the journal PLOS ONE.", "informal", ""),
        ("The results were published in Nature.", "informal", ""),
        ("New paper alert! We show that bees learn. Out now in @PLOSBiology", "informal", ""),
        ("The findings, which appear today in the journal Cell, help.", "informal", ""),
        ("The work appeared in *Nature* last week.", "informal", ""),
        ("No muscles are needed, the researchers write in Current Biology.", "informal", ""),
        ("In the journal Cell Reports, a team from Lund reports a second way.", "informal", ""),
        (
            "I recently published the book Introduction to Keeping Warm.",
            "title",
            "Introduction to Keeping Warm",
        ),
        (
            "His book, Keeping Warm: A History (Yale University Press, 2011), is out.",
            "title",
            "Keeping Warm: A History",
        ),
        ("As Hengl et al. 2018 have shown, it works.", "informal", ""),
        ("Read it [here](https://www.nature.com/articles/nature12373).", "link", ""),
        ("The text is at doi:10.1000/xyz today.", "link", ""),
        (
            "Title | How cells keep warm in winter Authors | Jane Smith Publication | Journal of Things, DOI:",
            "citation",
            "How cells keep warm in winter",
        ),
        (
            "She led a publication called Improving the Warmth of Cells Using Principles of Design, and left.",
            "title",
            "Improving the Warmth of Cells Using Principles of Design",
        ),
    ],
)
def test_mentions_are_found(mentions, source, kind, title):
    (mention,) = mentions(source)

    assert mention.kind == kind
    assert mention.reference.title == title


@pytest.mark.parametrize(
    "source",
    [
        "Studies show that coffee is good.",
        "She is an editor of Cell. We submit to Nature.",
        "He writes in The Guardian on Mondays, and reports to the PLOS ONE office.",
        "The results were published in Nature House; findings of bones were reported in Science Park.",
        "M. Weber et al. went to Nature 12, 30 (2023). M. Weber et al., Room 380, 412 (2023)",
        "Papers that appear in PLOS ONE must have a data statement.",
        "The sale is on! Out now in stores. Available now: an agreement that covers PLOS ONE.",
        "Lee, Kim. Talks on Monday at noon. Place: Building A.",
        "Lee, K. (2019). Thanks for coming. More: our site.",
        "How do researchers report in PLOS ONE? Their experiences in PLOS ONE are described here.",
        "Authors at Lund can publish open access in PLOS ONE, the library writes.",
        "Learn how to describe your data in Scientific Data.",
        "The conference takes place in Berlin in 2020.",
        "In this article we explain how to write a book.",
        "The paper cup, the case study and the study group; pen and paper.",
        "This post was originally published in our blog in 2019.",
        "An article of the law; the Wall Street Journal; a newspaper article in The Guardian.",
        "See [our site](https://example.org/) and [the code](https://github.com/a/b).",
        "`Smith, J. (2020). How cells keep warm. Journal of Things, 5(2), 1-9.`",
        "ORCID: [0000-0002-1825-0097](https://orcid.org/0000-0002-1825-0097)",
        "In an article in the New York Times, he explained it. I wrote an article for our blog.",
        'My talk was called "Keeping warm in the cold of the north", and many came.',
        "She joined in Spring 2019 and Summer 2020. [Workshop 2022](https://example.org/w).",
        "In May 2016 and in Lund (2019) we met. Python 3.11 and Berlin, 2020.",
        "If we find an error in a published paper from the lab, all authors meet.",
        "Did you ever run old code that you wrote for a scientific article you published years ago?",
        "*In early 2022, 8 research teams from the* *National Oceanic and Atmospheric Administration* met.",
        (
            "He works on the current projects: «Calibration of models by means of low cost sensors for the "
            "energy optimization of buildings», «Automatic creation and monitoring of thermal models»."
        ),
    ],
)
def test_research_in_general_and_everyday_words_are_no_mentions(mentions, source):
    assert mentions(source) == ()


@pytest.mark.parametrize(
    ("source", "tracked"),
    [
        ("[Our new paper](https://doi.org/10.1038/nature12373) in *Nature* is out.", "yes"),
        ("Our new paper in *Nature* is out: https://doi.org/10.1038/nature12373", "yes"),
        ("Our new paper in *Nature* is out. DOI: 10.1038/nature12373", "weak"),
        ("[Our new paper](https://example.org/paper.pdf) in *Nature* is out.", "weak"),
        (
            "[Our new paper](https://www.researchgate.net/publication/325553121) in *Nature* is out.",
            "weak",
        ),
        ("Our new paper in *Nature* is out.", "no"),
        ("Our new paper in *Nature* is out. My ORCID: https://orcid.org/0000-0002-1825-0097", "no"),
    ],
)
def test_how_a_mention_is_tracked(mentions, source, tracked):
    (mention,) = mentions(source)

    assert mention.tracked == tracked


@pytest.mark.parametrize(
    ("source", "tracked"),
    [
        ("She wrote a thesis and a [memorial](https://doi.org/10.5555/12345678) in 2020.", ("no",)),
        (
            (
                "[![](https://zenodo.org/badge/1.svg)](https://doi.org/10.5281/zenodo.123)\n\n"
                "Since publishing our 'perfect cells' paper I tried it."
            ),
            ("no",),
        ),
        (
            (
                "Our papers are:\n\n1. Optimization of sample configurations for spatial trends\n"
                "2. sampling patterns, with a machine that anneals ([link](https://example.org/a.pdf))\n"
            ),
            ("no",),
        ),
    ],
)
def test_another_works_link_satisfies_no_mention(mentions, source, tracked):
    found = [mention for mention in mentions(source) if mention.kind != "link"]

    assert tuple(mention.tracked for mention in found) == tracked


@pytest.mark.parametrize(
    "source",
    [
        'Anna Berg\'s award-winning paper "[Cells in Practice](https://example.org/8/cells.pdf)".',
        "## References\n\nLee Rainie, Pros and Cons of the Age of Algorithms: A Survey, https://example.org/cells-and-age/.",
    ],
)
def test_an_address_right_behind_a_work_is_a_weak_link(mentions, source):
    (mention,) = mentions(source)

    assert mention.tracked == "weak"


def test_in_a_list_of_fields_the_identifier_is_of_the_title_above(mentions):
    fields = (
        "**Title:** How cells keep warm in winter\n\n**Year:** 2025\n\n"
        "**DOI:** <a href='https://doi.org/10.5555/{}'></a>\n\n"
    )
    found = mentions(fields.format(1) + fields.format(2).replace("warm", "cold"))

    assert [
        (mention.reference.title, *(bound.identifier.value for bound in mention.identifiers))
        for mention in found
    ] == [
        ("How cells keep warm in winter", "10.5555/1"),
        ("How cells keep cold in winter", "10.5555/2"),
    ]


@pytest.mark.parametrize(
    "later",
    ["The book was published by a press.", "I add little to what is in Marian and Greg's paper."],
)
def test_what_points_back_is_no_mention_of_its_own(mentions, later):
    first = (
        "Marian Petre and Greg Wilson wrote [an article](https://arxiv.org/abs/1407.5648) on cells. "
        "See the book [*Keeping Warm*](https://doi.org/10.5555/1) too.\n\nIt is read by many.\n\n"
    )

    assert len(mentions(first + later)) == len(mentions(first)) == 2


def test_items_of_a_list_of_titles_are_titles_as_the_first_is(mentions):
    found = mentions(
        "The publications of this project are:\n\n"
        "1. Optimization of sample configurations for spatial trend estimation\n"
        "2. Optimization of sample configurations for variogram estimation\n"
    )

    assert [(mention.kind, mention.place.line) for mention in found] == [("title", 3), ("title", 4)]


@pytest.mark.parametrize(
    "source",
    [
        "Murray Aitkin的Statistical Inference一书是我看到的第二例关于试图统一的出版物，这种努力意义不大。",
    ],
)
def test_a_title_in_latin_letters_right_before_its_noun(mentions, source):
    (mention,) = mentions(source)

    assert (mention.kind, mention.tracked) == ("title", "no")


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (
            "In 2020 she led a publication on cells titled Improving Cell Models Using Principles of Thermodynamics to improve it.",
            "Improving Cell Models Using Principles of Thermodynamics",
        ),
        (
            "We told of it in the submission **Exploring Data Repositories with thermometers** at a meeting.",
            "Exploring Data Repositories with thermometers",
        ),
        (
            "He wrote a conference abstract on **Keeping cells warm in winter**.",
            "Keeping cells warm in winter",
        ),
        ("There is a book by a group of biologists, *Warmth*, which is rich.", "Warmth"),
        (
            "You can read of it in the article *Warm cells: the Winter initiative*",
            "Warm cells: the Winter initiative",
        ),
        (
            "She uses the paper\nMice without cells are more susceptible to cold\n(Kim&nbsp;_et&nbsp;al._,&nbsp;2025).",
            "Mice without cells are more susceptible to cold",
        ),
        (
            (
                "Where the reads come from:[^1]\n\n[^1]: The source of these reads: Comparative genomic analysis "
                "of the occurrence of genetic recombination in virulent subtypes."
            ),
            "Comparative genomic analysis of the occurrence of genetic recombination in virulent subtypes",
        ),
        (
            (
                "- [Left handedness and life expectancy](https://doi.org/10.1136/bmj.308.6925.408)\n"
                "- Is the decreased longevity among left-handers related to stress\n"
            ),
            "Is the decreased longevity among left-handers related to stress",
        ),
    ],
)
def test_titles_told_by_what_stands_around_them(mentions, source, title):
    (mention,) = [mention for mention in mentions(source) if mention.tracked == "no"]

    assert mention.reference.title == title


@pytest.mark.parametrize(
    "source",
    [
        "Read our article ['Why we all study the warmth of cells'](/blog/warm-cells/).",
        "Read our article ['Why we all study the warmth of cells'](https://example.org/2025/10/warm.html).",
        "**Data:** [Quantification of enteric viruses in cells of the winter](https://example.org/cells.xlsx)",
        "This post was made possible by a grant (DOI: 10.5281/zenodo.7386372).",
        "In the meantime, articles published in 2025 by Elsevier were counted.",
        "We count them by publication year 2020.",
    ],
)
def test_pages_files_and_grants_are_no_publications(mentions, source):
    assert mentions(source) == ()


def test_a_link_without_an_address_is_an_untracked_mention(mentions):
    (mention,) = mentions("I dug into the genomes (from [this paper]()).")

    assert (mention.tracked, len(mention.links)) == ("no", 1)


@pytest.mark.parametrize(
    "source",
    ["An idea first proposed by Mark Vellend (2016).", "We follow Mark Vellend's (2016) ideas."],
)
def test_a_single_author_who_is_credited_needs_no_link(mentions, source):
    (mention,) = mentions(source)

    assert (str(mention.reference.authors[0]), mention.reference.year) == ("Mark Vellend", 2016)


def test_authors_and_year_in_brackets_are_of_the_title_before_them(mentions):
    (mention,) = mentions("The paper “How cells keep warm in winter” (Lee et al., 2020) is good.")

    assert mention.kind == "title"


def test_of_two_announcements_in_a_row_the_one_that_says_when_is_kept(mentions):
    (mention,) = mentions(
        "Please read our paper! We told all in a paper published on April 20, 2020."
    )

    assert mention.reference.year == 2020


def test_a_link_that_a_title_sends_readers_to_is_of_its_work(mentions):
    (mention,) = mentions(
        "Read the paper “Exploring the warmth of all cells”, see [the archived notebook](https://doi.org/10.5555/1)."
    )

    assert (mention.kind, mention.tracked) == ("title", "yes")


def test_a_title_and_its_row_of_links_are_one_mention(mentions):
    (mention,) = mentions(
        "**How cells keep warm in the cold of the north**\n\n"
        "[PDF](https://example.org/a.pdf) [DOI](https://doi.org/10.5555/12345678)\n"
    )

    assert [str(bound.identifier) for bound in mention.identifiers] == ["doi:10.5555/12345678"]
    assert mention.tracked == "yes"


def test_a_marker_belongs_to_its_entry_in_the_list(mentions):
    (mention,) = mentions(
        "As [Lee et al. (2020)](https://doi.org/10.5555/12345678) show, it works.\n\n## References\n\n"
        "- Lee, K., Smith, J., & Roe, R. (2020). How cells keep warm. *Journal of Things*, 5(2), 1-9.\n"
    )

    assert mention.kind == "citation"
    assert mention.tracked == "yes"


def test_each_entry_of_a_list_has_its_own_identifier(mentions):
    found = mentions(
        "- Lee, K. (2020). How cells keep warm. *Things*, 5(2), 1-9. https://doi.org/10.5555/1\n"
        "- Roe, R. (2021). How cells stay cold. *Things*, 6(2), 1-9. https://doi.org/10.5555/2\n"
    )

    assert [[bound.identifier.value for bound in mention.identifiers] for mention in found] == [
        ["10.5555/1"], ["10.5555/2"],
    ]  # fmt: skip
    assert {bound.by for mention in found for bound in mention.identifiers} == {"reference-entry"}


def test_a_publication_page_is_one_mention_at_its_title(mentions):
    (mention,) = mentions(
        "---\ntitle: How cells keep warm\nauthors: [Jane Smith]\npublication: Journal of Things\n"
        "doi: 10.5555/12345678\n---\nAbstract.\n"
    )

    assert mention.place.line == 2
    assert mention.tracked == "weak"
    assert [bound.by for bound in mention.identifiers] == ["front-matter"]


def test_the_posts_own_doi_in_front_matter_satisfies_nothing(mentions):
    (mention,) = mentions(
        "---\ntitle: A post\ndoi: 10.59350/abc\n---\nOur new paper in *PNAS* is out.\n"
    )

    assert mention.tracked == "no"


@pytest.mark.parametrize(
    ("note", "kind", "by"),
    [
        ("https://doi.org/10.5555/1", "informal", "footnote"),
        (
            "Lee, K. & Roe, R. (2021). How cells keep warm. *Things*, 5(2), 1-9. https://doi.org/10.5555/1",
            "citation",
            "reference-entry",
        ),
    ],
)
def test_a_footnote_belongs_to_the_mention_that_calls_it(mentions, note, kind, by):
    (mention,) = mentions(f"It was shown by Lee et al. (2021).[^1]\n\n[^1]: {note}\n")

    assert (mention.kind, mention.tracked) == (kind, "yes")
    assert [bound.by for bound in mention.identifiers] == [by]


def test_an_unlinked_announcement_holds_what_it_says_of_its_work(mentions):
    source = "We have published our new paper on keeping cells warm in winter, and are glad."

    (mention,) = mentions(source)

    place = mention.place.span
    assert place.of(source) == "our new paper on keeping cells warm in winter"


def test_a_short_social_post_is_judged_as_a_whole():
    (post,) = read(
        "New study: coffee linked to longer life https://www.sciencedaily.com/releases/2017/07/1.htm",
        path="post", format="plain", channel="x",
    )  # fmt: skip
    (mention,) = find(post)

    assert (mention.kind, mention.tracked) == ("informal", "weak")
    (same,) = read(post.source, path="post", format="plain", channel="blog")
    assert len(find(same)) <= 1


def test_everyday_social_posts_mention_nothing():
    (post,) = read(
        "Good morning! Coffee first, then the garden.", path="post", format="plain", channel="x"
    )

    assert find(post) == ()


def test_many_announcements_in_one_sentence_take_linear_time(mentions):
    def seconds(count):
        start = time.process_time()
        mentions("our new paper in Nature and " * count)
        return time.process_time() - start

    seconds(50)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)


def test_words_of_the_site_name_publications_too():
    (post,) = read("Our new fact sheet in *Nature* is out.", path="post.md", format="markdown")

    assert [mention.kind for mention in find(post, nouns=("fact sheet",))] == ["informal"]
    assert find(post) == ()


def test_a_link_on_an_announcement_is_no_title(mentions):
    linked, ours = sorted(
        mentions(
            "Our new paper in *PNAS* shows it.\n\n[A paper by Kim et al.](https://doi.org/10.5555/1) does too."
        ),
        key=lambda mention: mention.tracked == "no",
    )

    assert (linked.kind, ours.tracked) == ("informal", "no")


def test_publishers_item_numbers_are_no_volumes(mentions):
    found = mentions(
        "Wakefield A (1998). Ileal hyperplasia in children. *Lancet*, PII S0140-6736(97)11096-0."
    )

    assert [mention.reference.volume for mention in found] == [""]


@pytest.mark.parametrize(
    "source",
    [
        "A new study shows how cats purr.\n\nThe results were published in PLOS Biology.",
        "A new study in PLOS Biology shows how.\n\nIt is the air, the team writes in PLOS Biology.",
    ],
)
def test_where_announced_work_is_told_to_have_come_out_is_no_second_work(mentions, source):
    (mention,) = mentions(source)

    assert mention.reference.container == "PLOS Biology"


def test_several_works_are_not_the_one_that_came_out_after_them(mentions):
    source = (
        "Two new papers in Nature Physics came out.\n\nThe results were published in PLOS Biology."
    )

    assert len(mentions(source)) == 2


def test_a_line_at_the_end_reads_what_was_published_without_a_noun_for_it(mentions):
    (mention,) = mentions(
        "The results were published in PLOS Biology.\n\nThe paper: https://doi.org/10.1371/journal.pbio.1002000"
    )

    assert mention.tracked == "yes"
