"""The fields of a reference, word by word."""

import gzip
import json

import pytest

from idcheck.works import fields


def _read(text):
    runs = {}
    for word, field in fields.labelled(text):
        runs.setdefault(field, []).append(word)
    return {field: " ".join(words) for field, words in runs.items()}


@pytest.mark.parametrize(
    "text",
    [
        "Smith, J., & Lee, K. (2020). How cells keep warm in winter. Journal of Ecology, 5(2), 1-9.",
        "Smith J, Lee K. How cells keep warm in winter. Journal of Ecology. 2020;5(2):1-9.",
        "J. Smith and K. Lee, “How cells keep warm in winter,” Journal of Ecology, vol. 5, pp. 1–9, 2020.",
    ],
)
def test_styles_are_read_alike(text):
    read = _read(text)

    assert "How cells keep warm in winter" in read["title"]
    assert "Journal of Ecology" in read["container"]
    assert "Smith" in read["author"]
    assert "Lee" in read["author"]


def test_each_word_has_one_field():
    text = "Lee, K. 2021. A thing.\tOslo:  Some Press."

    assert [word for word, _ in fields.labelled(text)] == text.split()


@pytest.mark.parametrize("text", ["", " \n", "(", "\x00", "10", "参考文献"])
def test_anything_can_be_read(text):
    assert len(fields.labelled(text)) == len(text.split())


def test_references_kept_aside_are_read_as_people_segmented_them(shared):
    path = shared / "bench" / "parse-references" / "anystyle.jsonl.gz"
    if not path.is_file():
        pytest.skip("the hand-segmented references are not here")
    right = total = 0
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file][4:200:5]
    for row in rows:
        labels = [
            name
            for name, text in row["segments"]
            for _ in text.split()
            if name in {"author", "title"}
        ]
        read = [field for _, field in fields.labelled(row["ref"]) if field in {"author", "title"}]
        total += len(labels)
        right += len(labels) - abs(len(labels) - len(read))
    assert right / total > 0.9
