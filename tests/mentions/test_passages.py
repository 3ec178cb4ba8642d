"""Single paragraphs that read as if they referred to a publication."""

from idcheck.mentions import explaining

PASSAGE = (
    "We recently analysed the data of a large scientific project, and the results of that analysis showed that "
    "computational reproducibility is a principle that researchers in national laboratories often do not reach."
)


def test_a_paragraph_by_itself_is_judged_as_a_whole(mentions):
    (mention,) = mentions(PASSAGE)

    assert mention.likely
    assert mention.tracked == "no"
    assert "likely only" in "\n".join(explaining.told(mention))


def test_it_is_not_judged_where_anything_is_linked_or_said_around_it(mentions):
    linked = PASSAGE.replace("project", "[project](https://example.org/)")

    assert not any(mention.likely for mention in mentions(linked))
    assert mentions(f"{PASSAGE}\n\nMore on this next week.") == ()
    assert mentions(f"---\nlang: sv\n---\n\n{PASSAGE}") == ()


def test_everyday_paragraphs_are_no_mentions(mentions):
    everyday = (
        "Please register for the picnic by Friday. We will meet at the gate at noon, bring your own food and "
        "drinks, and tell your friends and their children; there will be music, games and prizes for all of you."
    )

    assert mentions(everyday) == ()


def test_beside_a_plain_announcement_no_other_passage_is_judged(mentions):
    announced = "Our paper in PNAS shows how ants count."

    assert [mention.likely for mention in mentions(f"{announced} {PASSAGE}")] == [False]


def test_thanks_for_money_are_no_mention(mentions):
    thanks = (
        "The work was carried out at the national laboratory, funded by the Swedish Research Council and by "
        "grants from the European Union for research on computational reproducibility and scientific data."
    )

    assert mentions(thanks) == ()
