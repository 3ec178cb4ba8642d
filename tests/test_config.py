"""Settings files: where they are found, what they hold, and what is wrong with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from idcheck.checking import check_source
from idcheck.config import Settings, SettingsError, forget, read_settings, settings_for

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _anew() -> None:
    forget()


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository in a folder whose own settings must not count."""
    (tmp_path / "idcheck.toml").write_text('channel = "press"\n')
    root = tmp_path / "repository"
    (root / ".git").mkdir(parents=True)
    (root / "posts" / "2026").mkdir(parents=True)
    return root


def test_the_root_of_the_repository_ends_the_search(repository: Path) -> None:
    assert settings_for(repository / "posts" / "a.md") == Settings()


def test_without_a_repository_the_search_goes_on(repository: Path) -> None:
    (repository / ".git").rmdir()

    assert settings_for(repository / "posts" / "a.md").channel == "press"


def test_the_nearest_file_holds_alone(repository: Path) -> None:
    (repository / "idcheck.toml").write_text('channel = "news"\nfail-on = "info"\n')
    (repository / "posts" / ".idcheck.toml").write_text('channel = "x"\n')

    assert settings_for(repository / "a.md").channel == "news"
    deep = settings_for(repository / "posts" / "2026" / "a.md")
    assert (deep.channel, deep.fail_on, deep.file) == (
        "x",
        "error",
        repository / "posts" / ".idcheck.toml",
    )


def test_the_order_of_the_names(repository: Path) -> None:
    (repository / "pyproject.toml").write_text('[tool.idcheck]\nchannel = "web"\n')
    assert settings_for(repository / "a.md").channel == "web"
    forget()
    (repository / ".idcheck.toml").write_text('channel = "x"\n')
    assert settings_for(repository / "a.md").channel == "x"
    forget()
    (repository / "idcheck.toml").write_text('channel = "news"\n')
    assert settings_for(repository / "a.md").channel == "news"


def test_a_project_file_of_others_is_passed_over(repository: Path) -> None:
    (repository / "idcheck.toml").write_text('channel = "news"\n')
    (repository / "posts" / "pyproject.toml").write_text("[tool.other]\nx = 1\n")

    assert settings_for(repository / "posts" / "a.md").channel == "news"


def test_all_keys(repository: Path) -> None:
    file = repository / "idcheck.toml"
    file.write_text(
        'bare-links = true\ncatalogue = ["lists/our.bib"]\nchannel = "bluesky"\nexclude = ["old"]\n'
        'extend-exclude = ["posts/2026/*.md"]\nextend-select = ["FRM506"]\nfail-on = "warning"\n'
        'ignore = ["FRM"]\nselect = ["untracked-mention", "FRM502"]\n'
    )
    settings = read_settings(file)

    assert settings.bare_links is True
    assert settings.catalogue == (repository / "lists" / "our.bib",)
    assert (settings.channel, settings.fail_on) == ("bluesky", "warning")
    assert [rule.code for rule in settings.rules()] == ["FRM502", "FRM506", "MEN101"]
    assert settings.excluding(repository / "posts" / "old" / "a.md")
    assert settings.excluding(repository / "posts" / "2026" / "a.md")
    assert not settings.excluding(repository / "posts" / "2025" / "a.md")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('chanel = "x"', "unknown key `chanel`; did you mean `channel`?"),
        ("fail_on = 1", "unknown key `fail_on`; did you mean `fail-on`?"),
        ("qqq = 1", "unknown key `qqq`; the keys are bare-links, base-urls, catalogue, channel,"),
        ('channel = "tv"', "`channel` must be one of blog, news, web, x,"),
        ("channel = 5", "not 5"),
        ('catalogue = "our.bib"', '`catalogue` must be a list of texts, as in ["a", "b"], not "our.bib"'),
        ("select = [1]", "`select` must be a list of texts"),
        ('bare-links = "yes"', '`bare-links` must be true or false, not "yes"'),
        ("bare-links = 1", "`bare-links` must be true or false, not 1"),
        ('fail-on = "fatal"', "`fail-on` must be one of error, warning, info"),
        ('fail-on = ["info"]', "`fail-on` must be one of error, warning, info"),
        ("channel = ", "not valid TOML"),
        ('profile = "fast"', "`profile` must be one of release, quick, minimal"),
        ('severity = "fatal"', "`severity` must be one of error, warning, info, off"),
        ('severity = {MEN101 = "fatal"}', "`severity.MEN101` must be one of"),
        ("severity = 1", "`severity` must be a level, or rules with theirs"),
        ('[paths]\npattern = "a"', "`paths` is written as [[paths]]"),
        ('[[paths]]\nchannel = "x"', "each [[paths]] needs a `pattern`"),
        ('[[paths]]\npatern = "a"', "unknown key `paths.patern`; did you mean `pattern`?"),
        ('[[paths]]\npattern = "a"\nchannel = "tv"', "`paths.channel` must be one of"),
        ('[[paths]]\npattern = "a"\ntype = "page"', "`paths.type` must be one of auto, post,"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_file_and_key(repository: Path, text: str, message: str) -> None:
    file = repository / "idcheck.toml"
    file.write_text(text)

    with pytest.raises(SettingsError) as caught:
        settings_for(repository / "posts" / "a.md")
    assert str(caught.value).startswith(f"{file}: ")
    assert message in str(caught.value)


def test_a_file_in_another_encoding(repository: Path) -> None:
    (repository / "idcheck.toml").write_bytes('channel = "blög"'.encode("latin-1"))

    with pytest.raises(SettingsError, match="not in UTF-8"):
        settings_for(repository / "a.md")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"mine\.toml: cannot be read: No such file"):
        read_settings(tmp_path / "mine.toml")


def test_a_named_project_file_without_the_table(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("")

    with pytest.raises(SettingsError, match=r"no \[tool.idcheck\] table"):
        read_settings(tmp_path / "pyproject.toml")


@pytest.mark.parametrize("text", ["tool = 1", "[tool]\nidcheck = 1"])
def test_a_project_file_with_odd_tables(repository: Path, text: str) -> None:
    (repository / "pyproject.toml").write_text(text)

    if text == "tool = 1":
        assert settings_for(repository / "a.md") == Settings()
    else:
        with pytest.raises(SettingsError, match=r"`tool\.idcheck` must be a table"):
            settings_for(repository / "a.md")


def test_an_unknown_rule_is_named_with_its_file(repository: Path) -> None:
    (repository / "idcheck.toml").write_text('select = ["MEN110"]')

    with pytest.raises(SettingsError) as caught:
        settings_for(repository / "a.md").rules()
    assert str(caught.value).startswith(
        f"{repository / 'idcheck.toml'}: no rule is called 'MEN110'; did you mean MEN10"
    )


def test_settings_are_read_once_a_folder(repository: Path) -> None:
    file = repository / "idcheck.toml"
    file.write_text('channel = "news"\n')
    settings_for(repository / "posts" / "a.md")
    file.unlink()

    assert settings_for(repository / "posts" / "b.md").channel == "news"


def test_paths_have_settings_of_their_own(repository: Path) -> None:
    file = repository / "idcheck.toml"
    file.write_text(
        'channel = "news"\nignore = ["FRM506"]\n'
        '[[paths]]\npattern = "posts"\nchannel = "blog"\nignore = ["IDN"]\n'
        '[[paths]]\npattern = ["posts/2026/*.md", "x.txt"]\nchannel = "x"\n'
        'extend-select = ["FRM506"]\nseverity = {MEN = "info", MEN101 = "warning", LNK201 = "off"}\n'
    )
    settings = read_settings(file)

    assert settings.at(repository / "a.md").channel == "news"
    post, deep = (settings.at(repository / "posts" / name) for name in ("a.md", "2026/a.md"))
    assert (post.channel, deep.channel) == ("blog", "x")
    by_code = {rule.code: rule for rule in deep.rules()}
    assert "IDN302" not in by_code
    assert "FRM506" in by_code
    assert "FRM506" not in {rule.code for rule in post.rules()}
    levels = {code: by_code[code].severity("blog") for code in ("MEN101", "MEN103", "LNK201")}
    assert levels == {"MEN101": "warning", "MEN103": "info", "LNK201": None}
    assert by_code["MEN103"].severity("wikipedia") is None, "off stays off"


def test_profiles(repository: Path) -> None:
    file = repository / "idcheck.toml"
    codes = {}
    for profile in ("release", "quick", "minimal"):
        file.write_text(f'profile = "{profile}"\n')
        codes[profile] = {rule.code for rule in read_settings(file).rules()}

    assert codes["release"] > codes["quick"]
    assert codes["release"] > codes["minimal"]
    assert "FRM506" in codes["release"] - codes["quick"]
    assert "MEN101" in codes["minimal"]
    assert "FRM505" not in codes["minimal"]


def test_what_a_path_is_decides_whether_its_front_matter_is_a_publication() -> None:
    source = "---\ntitle: On Heat and Cold\npublication: Nature\n---\n\nText.\n"

    def mentions(page: str) -> int:
        settings = Settings(type=page)
        (post,) = check_source(source, path="a.md", format="markdown", settings=settings)
        return len(post.mentions)

    assert [mentions(page) for page in ("auto", "publication", "post")] == [1, 1, 0]
