"""`idcheck check`: what it prints where, and how it exits."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from idcheck.config import forget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from click.testing import Result

    Run = Callable[..., Result]


@pytest.mark.usefixtures("untracked", "clean")
def test_findings_exit_with_one_and_a_clean_file_with_none(idcheck: Run) -> None:
    assert idcheck("check", "untracked.md").exit_code == 1
    assert idcheck("check", "clean.md").exit_code == 0


@pytest.mark.usefixtures("untracked")
def test_findings_go_to_standard_output_alone(idcheck: Run) -> None:
    result = idcheck("check", "untracked.md")

    assert result.stdout.startswith("untracked.md:1:")
    assert " MEN101 " in result.stdout
    assert "\n1 mention: 1 untracked. 1 error in 1 of 1 file." in result.stdout
    assert result.stderr == ""


@pytest.mark.usefixtures("untracked")
def test_check_is_the_default_command(idcheck: Run) -> None:
    assert idcheck("untracked.md").stdout == idcheck("check", "untracked.md").stdout
    assert idcheck("--exit-zero", "untracked.md").exit_code == 0
    assert idcheck("-q", "untracked.md").exit_code == 1


def test_alone_it_prints_its_help(idcheck: Run) -> None:
    assert idcheck().stdout == idcheck("--help").stdout == idcheck("-h").stdout
    assert idcheck().exit_code == 0
    assert "catalogue" in idcheck().stdout


def test_a_mistyped_command_is_not_taken_for_a_file(idcheck: Run) -> None:
    result = idcheck("explian", "MEN101")

    assert result.exit_code == 2
    assert (
        "there is neither a command nor a file called explian; did you mean explain?"
        in result.stderr
    )


def test_it_needs_a_path(idcheck: Run) -> None:
    result = idcheck("check")

    assert result.exit_code == 2
    assert "PATH" in result.stderr


@pytest.mark.usefixtures("untracked", "clean")
def test_unreadable_input_outweighs_findings_and_the_rest_is_checked(idcheck: Run) -> None:
    result = idcheck("check", "gone.md", "untracked.md", "--exit-zero")

    assert result.exit_code == 2
    assert " MEN101 " in result.stdout
    assert "in 1 of 1 file; 1 could not be read." in result.stdout
    assert result.stderr == "idcheck: gone.md: failed: there is no such file\n"


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),  # FRM506 is an info, which does not fail by default
        (("--fail-on", "warning"), 0),
        (("--fail-on", "info"), 1),
        (("--fail-on", "info", "--exit-zero"), 0),
        (("--fail-on", "info", "--ignore", "FRM"), 0),
        (("--fail-on", "info", "--select", "MEN,IDN"), 0),
        (("--fail-on", "info", "--select", "MEN", "--select", "FRM"), 1),
        (("--fail-on", "info", "--select", ""), 0),
        (("--fail-on", "info", "--select", "legacy-doi-form"), 1),
    ],
)  # fmt: skip
def test_which_findings_fail_a_run(
    idcheck: Run, folder: Path, options: tuple[str, ...], code: int
) -> None:
    (folder / "old.md").write_text("[The paper](http://dx.doi.org/10.1038/nature12373) is out.\n")

    assert idcheck("check", "old.md", *options).exit_code == code


@pytest.mark.usefixtures("untracked")
def test_each_file_fails_by_its_own_settings(idcheck: Run, folder: Path) -> None:
    (folder / "old").mkdir()
    (folder / "old" / "idcheck.toml").write_text('fail-on = "info"\n')
    (folder / "idcheck.toml").write_text('ignore = ["MEN101"]\n')
    (folder / "old" / "a.md").write_text(
        "[The paper](http://dx.doi.org/10.1038/nature12373) is out.\n"
    )

    assert idcheck("check", "untracked.md").exit_code == 0
    assert idcheck("check", "old/a.md").exit_code == 1


def test_rules_from_settings_and_command_line(idcheck: Run, untracked: Path, folder: Path) -> None:
    (folder / "idcheck.toml").write_text('ignore = ["MEN101"]\n')

    assert idcheck("check", "untracked.md").exit_code == 0
    assert idcheck("check", "untracked.md", "--extend-select", "MEN101").exit_code == 1
    assert idcheck("check", "untracked.md", "--select", "MEN").exit_code == 1


def test_the_channel_decides_the_severity(idcheck: Run, untracked: Path, folder: Path) -> None:
    assert idcheck("check", "untracked.md", "--channel", "news").exit_code == 0
    forget()
    (folder / "idcheck.toml").write_text('channel = "news"\n')
    report = json.loads(idcheck("check", "untracked.md", "--output-format", "json").stdout)
    assert report["files"][0]["channel"] == "news"
    assert report["diagnostics"][0]["severity"] == "warning"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--select", "MEN110"), "did you mean MEN10"),
        (("--channel", "tv"), "tv"),
        (("--bogus",), "--bogus"),
        (("--config", "gone.toml"), "gone.toml: cannot be read"),
    ],
)
def test_a_wrong_option_exits_with_two(
    idcheck: Run, clean: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = idcheck("check", "clean.md", "--exit-zero", *arguments)

    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_an_unknown_key_in_the_settings(idcheck: Run, clean: Path, folder: Path) -> None:
    (folder / "idcheck.toml").write_text('chanel = "x"\n')
    result = idcheck("check", "clean.md")

    assert (result.exit_code, result.stdout) == (2, "")
    assert (
        result.stderr
        == f"idcheck: {folder / 'idcheck.toml'}: unknown key `chanel`; did you mean `channel`?\n"
    )


def test_settings_named_on_the_command_line(idcheck: Run, untracked: Path, folder: Path) -> None:
    (folder / "mine.toml").write_text('ignore = ["MEN101"]\n')

    assert idcheck("check", "untracked.md", "--config", "mine.toml").exit_code == 0


@pytest.mark.usefixtures("untracked")
def test_options_from_the_environment(idcheck: Run) -> None:
    assert idcheck("untracked.md", env={"IDCHECK_EXIT_ZERO": "1"}).exit_code == 0
    assert idcheck("untracked.md", env={"IDCHECK_IGNORE": "MEN101, FRM"}).exit_code == 0
    assert idcheck("untracked.md", env={"IDCHECK_CHANNEL": "tv"}).exit_code == 2
    assert (
        json.loads(idcheck("untracked.md", env={"IDCHECK_OUTPUT_FORMAT": "json"}).stdout)["schema"]
        == "idcheck-1"
    )


@pytest.mark.usefixtures("untracked")
@pytest.mark.parametrize(
    ("options", "env", "painted"),
    [
        ((), {}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)  # fmt: skip
def test_colour(idcheck: Run, options: tuple[str, ...], env: dict[str, str], painted: bool) -> None:
    assert ("\x1b[" in idcheck("untracked.md", *options, env=env).stdout) is painted


@pytest.mark.usefixtures("untracked")
def test_quiet_prints_findings_alone_and_verbose_more(idcheck: Run, folder: Path) -> None:
    (folder / "logo.png").write_bytes(b"\x89PNG")

    quiet = idcheck("untracked.md", "logo.png", "-q")
    assert "mention:" not in quiet.stdout
    assert quiet.stderr == ""
    verbose = idcheck("untracked.md", "-v")
    told, of_the_mention = verbose.stderr.splitlines()
    assert told == "idcheck: untracked.md: mentions: 1; channel: blog; settings: none"
    assert "no link or identifier stands with it" in of_the_mention


class TestOutputFile:
    """`--output-file`."""

    def test_the_report_goes_to_the_file(self, idcheck: Run, untracked: Path, folder: Path) -> None:
        result = idcheck("untracked.md", "-o", "report.json", "--output-format", "json")

        assert (result.exit_code, result.stdout) == (1, "")
        assert json.loads((folder / "report.json").read_bytes())["summary"]["untracked"] == 1
        assert sorted(file.name for file in folder.iterdir()) == [
            ".git",
            "report.json",
            "untracked.md",
        ]

    def test_the_file_is_never_painted(self, idcheck: Run, untracked: Path, folder: Path) -> None:
        idcheck("untracked.md", "-o", "report.txt", env={"FORCE_COLOR": "1"})

        assert "\x1b" not in (folder / "report.txt").read_text("utf-8")

    def test_a_file_that_cannot_be_written(self, idcheck: Run, untracked: Path) -> None:
        result = idcheck("untracked.md", "-o", "gone/report.txt")

        assert result.exit_code == 2
        assert (
            result.stderr
            == "idcheck: gone/report.txt: cannot be written: No such file or directory\n"
        )

    def test_a_link_to_a_file_stays_a_link(
        self, idcheck: Run, untracked: Path, folder: Path
    ) -> None:
        (folder / "real.txt").write_text("old")
        (folder / "link.txt").symlink_to("real.txt")
        idcheck("untracked.md", "-o", "link.txt")

        assert (folder / "link.txt").is_symlink()
        assert "MEN101" in (folder / "real.txt").read_text("utf-8")


class TestStandardInput:
    """`-`."""

    @pytest.mark.parametrize("name", ["posts/new.md", "posts/new.html"])
    def test_its_name_tells_its_format_and_settings(
        self, idcheck: Run, folder: Path, name: str
    ) -> None:
        (folder / "posts").mkdir()
        (folder / "posts" / "idcheck.toml").write_text('channel = "news"\n')
        result = idcheck(
            "-",
            "--stdin-filename",
            name,
            "--output-format",
            "json",
            stdin="Our new paper in Nature is out.",
        )
        report = json.loads(result.stdout)

        assert report["files"] == [
            {
                "path": name,
                "status": "checked",
                "reason": None,
                "channel": "news",
                "posts": 1,
                "channels": ["news"],
            }
        ]
        assert report["summary"]["untracked"] == 1

    def test_without_a_name_it_is_plain_text(self, idcheck: Run) -> None:
        result = idcheck("-", stdin="Our new paper in Nature is out.")

        assert result.exit_code == 1
        assert result.stdout.startswith("-:1:1: MEN101 ")

    def test_a_name_of_no_format(self, idcheck: Run) -> None:
        result = idcheck("-", "--stdin-filename", "a.xyz", stdin="Our new paper in Nature is out.")

        assert (result.exit_code, " ".join(result.stderr.split()[:4])) == (
            0,
            "idcheck: a.xyz: skipped: is",
        )

    def test_a_name_that_the_settings_leave_out(self, idcheck: Run, folder: Path) -> None:
        (folder / "idcheck.toml").write_text('extend-exclude = ["old"]\n')
        result = idcheck(
            "-", "--stdin-filename", "old/a.md", stdin="Our new paper in Nature is out."
        )

        assert (result.exit_code, result.stderr) == (
            0,
            "idcheck: old/a.md: skipped: is left out by the pattern 'old'\n",
        )

    def test_other_bytes(self, idcheck: Run) -> None:
        result = idcheck("-", stdin=b"K\xe4the")

        assert result.exit_code == 2
        assert result.stderr.startswith("idcheck: -: failed: ")


class TestJsonLines:
    """`--input-format jsonl`."""

    def test_each_line_is_a_post_of_its_own(self, idcheck: Run) -> None:
        lines = '{"id": "one", "text": "🎉 Our new paper in Nature is out."}\n\n{"id": 2, "text": "Hello"}\n'
        result = idcheck(
            "check",
            "-",
            "--input-format",
            "jsonl",
            "--channel",
            "x",
            "--output-format",
            "json",
            stdin=lines,
        )
        report = json.loads(result.stdout)

        assert [(row["path"], row["channel"]) for row in report["files"]] == [
            ("one", "x"),
            ("2", "x"),
        ]
        (mention,) = report["mentions"]
        assert mention["path"] == "one"
        assert mention["start"] == {"line": 1, "column": 3, "offset": 2}

    def test_a_bad_line_is_named_and_the_others_are_checked(
        self, idcheck: Run, folder: Path
    ) -> None:
        (folder / "posts.jsonl").write_text(
            'nonsense\n[]\n{"id": "a"}\n{"id": "b", "text": "Our new paper in Nature is out."}\n'
        )
        result = idcheck("check", "posts.jsonl", "--input-format", "jsonl")

        assert result.exit_code == 2
        assert result.stdout.startswith("b:1:1: MEN101 ")
        assert result.stderr.splitlines() == [
            "idcheck: posts.jsonl:1: failed: is not a line of JSON",
            'idcheck: posts.jsonl:2: failed: must be an object with "id" and "text"',
            'idcheck: posts.jsonl:3: failed: must have an "id" and a "text"',
        ]

    def test_half_characters_keep_the_offsets(self, idcheck: Run) -> None:
        line = '{"id": "a\\udc00", "text": "\\ud83d Our new paper in Nature is out."}'
        report = json.loads(
            idcheck("-", "--input-format", "jsonl", "--output-format", "json", stdin=line).stdout
        )

        assert report["files"][0]["path"] == "a\N{REPLACEMENT CHARACTER}"
        assert report["mentions"][0]["start"]["offset"] == 2

    def test_a_missing_file(self, idcheck: Run) -> None:
        result = idcheck("gone.jsonl", "--input-format", "jsonl")

        assert (result.exit_code, result.stderr) == (
            2,
            "idcheck: gone.jsonl: failed: there is no such file\n",
        )
