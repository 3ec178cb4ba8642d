"""Silenced findings are not told but counted; silencing that does nothing is a finding itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from idcheck.checking import check_source
from idcheck.config import Settings, SettingsError, read_settings
from idcheck.selection import Selection

if TYPE_CHECKING:
    from pathlib import Path

    from idcheck.checking import CheckedPost

NAMED = "Our new paper in *Nature* is out."
WHY = "comes out in May"


def _checked(source: str, settings: Settings | None = None) -> CheckedPost:
    (post,) = check_source(
        source, path="posts/a.md", format="markdown", settings=settings or Settings()
    )
    return post


def _codes(source: str, settings: Settings | None = None) -> list[str]:
    return [item.code for item in _checked(source, settings).diagnostics]


@pytest.mark.parametrize(
    "source",
    [
        f"{NAMED} <!-- idcheck: ignore[MEN101] {WHY} -->",
        f"<!-- idcheck: ignore[untracked-mention] {WHY} -->\n{NAMED}",
        f"<!-- idcheck: ignore[MEN] {WHY} -->\n\n{NAMED}",
        f"<!-- idcheck: off[MEN101] {WHY} -->\n\nText.\n\n{NAMED}",
        f"{NAMED}\n\n<!-- idcheck: ignore-file[MEN101] {WHY} -->",
        f"---\nidcheck: ignore[MEN101] {WHY}\n---\n\n{NAMED}",
    ],
)
def test_a_silenced_finding_is_kept_apart(source: str) -> None:
    found = _checked(source)

    assert found.diagnostics == ()
    assert [(each.item.code, each.by, each.reason) for each in found.silenced] == [
        ("MEN101", "comment", WHY)
    ]


def test_what_comes_after_on_or_the_block_is_told() -> None:
    source = f"<!-- idcheck: ignore[MEN101] {WHY} -->\n{NAMED}\n\nA study in *Science* is out."
    assert _codes(source) == ["MEN101"]
    source = f"<!-- idcheck: off[MEN101] {WHY} -->\n{NAMED}\n\n<!-- idcheck: on -->\n\nA study in *Science* is out."
    assert _codes(source) == ["MEN101"]


@pytest.mark.parametrize("said", ["ignore", "ignore[MEN101]", f"ignore {WHY}"])
def test_bare_silencing_silences_nothing_and_is_told(said: str) -> None:
    assert sorted(_codes(f"{NAMED} <!-- idcheck: {said} -->")) == ["MEN101", "SUP001"]


def test_an_unknown_rule_is_told() -> None:
    assert "SUP001" in _codes(f"{NAMED} <!-- idcheck: ignore[MEN999] {WHY} -->")


def test_silencing_of_no_use_is_told_unless_its_rule_did_not_run() -> None:
    source = f"Text. <!-- idcheck: ignore[MEN101] {WHY} -->"
    assert _codes(source) == ["SUP002"]
    assert _codes(source, Settings(selections=(Selection(ignore=("MEN101",)),))) == []
    assert _codes(source.replace("MEN101", "VER701")) in ([], ["SUP001"])


def _settings(folder: Path, text: str) -> Settings:
    file = folder / "idcheck.toml"
    file.write_text(text)
    return read_settings(file)


def test_settings_silence_by_words_and_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    entry = f'[[ignore]]\ncode = "MEN101"\nreason = "{WHY}"\n'
    assert _codes(NAMED, _settings(tmp_path, entry)) == []
    assert (
        _codes(NAMED, _settings(tmp_path, entry + 'text = "new  PAPER"\npath = "posts/*"\n')) == []
    )
    assert _codes(NAMED, _settings(tmp_path, entry + 'text = "old paper"\n')) == ["MEN101"]
    assert _codes(NAMED, _settings(tmp_path, entry + 'path = "news/*"\n')) == ["MEN101"]
    assert sorted(_codes("Text.", _settings(tmp_path, entry + 'path = "posts/a.md"\n'))) == [
        "SUP002"
    ]


def test_settings_silence_until_a_day(tmp_path: Path) -> None:
    entry = f'[[ignore]]\ncode = "MEN101"\nreason = "{WHY}"\nuntil = '
    late, over = (_settings(tmp_path, entry + day) for day in ("9999-01-01", '"2020-01-01"'))

    assert _codes(NAMED, late) == []
    assert _codes(NAMED, over) == ["MEN101"]
    assert over.expired == ("MEN101",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[ignore]]\ncode = "MEN101"\n', "each [[ignore]] needs a `reason`"),
        ('[[ignore]]\nreason = "so"\n', "each [[ignore]] needs a `code`"),
        (
            '[[ignore]]\ncode = "MEN101"\nreason = "so"\nuntil = "soon"\n',
            "`ignore.until` must be a day",
        ),
        ('[[ignore]]\nwhat = "x"\n', "unknown key `ignore.what`"),
    ],
)
def test_entries_without_rule_or_reason_are_refused(
    tmp_path: Path, text: str, message: str
) -> None:
    with pytest.raises(SettingsError) as caught:
        _settings(tmp_path, text)
    assert message in str(caught.value)


def test_rules_can_be_left_out_beside_entries(tmp_path: Path) -> None:
    settings = _settings(
        tmp_path, f'extend-ignore = ["FRM506"]\n[[ignore]]\ncode = "MEN101"\nreason = "{WHY}"\n'
    )
    assert "FRM506" not in {rule.code for rule in settings.rules()}
    assert _codes(NAMED, settings) == []
