import io
import json
import os
import stat
import sys
from pathlib import Path

import pytest

from facadelint.cli.contracts import load_contracts
from facadelint.cli.main import run
from facadelint.core.errors import ConfigError, FacadelintError, Problem
from facadelint.engine.report import Coverage, FileProblem, Report

CLEAN = Report((), Coverage(("a:A",), ("a", "b"), 4, 5, 6))
COVERED = "Checked 1 facade, 2 domains, 4 members in 5 files with 6 rules.\n"
CONCISE = (
    f"shop/a.py:1:1: FAC301 [sibling-import] no caf\u00e9\nFound 1 violation (1 sibling-import).\n{COVERED}"
)
NOTHING = {
    "select": (),
    "extend_select": (),
    "ignore": (),
    "stdin": None,
    "cache": True,
    "contracts": load_contracts,
    "progress": None,
    "jobs": None,
}


def test_clean(checked, capsys):
    code, calls = checked(CLEAN)
    assert code == 0
    assert calls == [((), NOTHING)]
    assert capsys.readouterr() == (f"All clear.\n{COVERED}", "")


def test_violations(checked, report, capsys):
    code, _ = checked(report)
    assert code == 1
    out, err = capsys.readouterr()
    assert "1 | x = 1\n  | ^\n" in out
    assert err == ""


def test_paths_and_codes(checked):
    _, calls = checked(
        CLEAN,
        "shop",
        "--select",
        "FAC1,FAC2",
        "a.py",
        "--select=FAC3",
        "--extend-select",
        " FAC211 , ",
        "--ignore",
        "x y",
    )
    options = {
        "select": ("FAC1", "FAC2", "FAC3"),
        "extend_select": ("FAC211",),
        "ignore": ("x", "y"),
        "stdin": None,
        "cache": True,
        "contracts": load_contracts,
        "progress": None,
        "jobs": None,
    }
    assert calls == [((Path("shop"), Path("a.py")), options)]


@pytest.mark.parametrize("option", ["--select", "--extend-select", "--ignore"])
def test_an_empty_list_of_codes(checked, option, capsys):
    code, calls = checked(CLEAN, option, ",")
    assert (code, calls) == (2, [])
    assert f"Invalid value for '{option}': no code is given." in capsys.readouterr().err


def test_concise(checked, report, capsys):
    assert checked(report, "--output-format", "concise")[0] == 1
    assert capsys.readouterr().out == CONCISE


def test_json(checked, report, capsys):
    assert checked(report, "--output-format=json")[0] == 1
    assert json.loads(capsys.readouterr().out)["violations"][0]["path"] == "shop/a.py"


def test_exit_zero(checked, report):
    assert checked(report, "--exit-zero")[0] == 0
    assert checked(CLEAN, "--exit-zero")[0] == 0


@pytest.mark.parametrize(
    "options", [(), ("--exit-zero",), ("--output-format=concise",), ("--output-format=json",)]
)
def test_a_file_that_cannot_be_parsed(checked, report, here, capsys, options):
    problem = FileProblem(here / "shop" / "bro\x1bken.py", 3, 7, "invalid syntax")
    broken = report._replace(problems=(problem,))
    assert checked(broken, *options)[0] == 2
    out, err = capsys.readouterr()
    assert "FAC301" in out
    assert err == "shop/bro\\x1bken.py:3:7: cannot be parsed: invalid syntax\n"


@pytest.mark.parametrize("options", [(), ("--exit-zero",)])
def test_an_error(checked, capsys, options):
    assert checked(FacadelintError("path does not exist: x"), *options)[0] == 2
    assert capsys.readouterr() == ("", "facadelint: error: path does not exist: x\n")


def test_an_error_of_the_configuration(checked, capsys):
    file = Path("/here/pyproject.toml")
    problems = (Problem(file, "select[0]", "no", "Did you mean x?"), Problem(file, "ignore", "none"))
    assert checked(ConfigError(*problems))[0] == 2
    assert capsys.readouterr() == (
        "",
        f"facadelint: error: {file}: select[0]: no. Did you mean x?\nfacadelint: error: {file}: ignore: none.\n",
    )


class TestStandardInput:
    @pytest.fixture(autouse=True)
    def source(self, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"x = '\xe9'\r\n"), "ascii"))

    @pytest.mark.parametrize("paths", [(), ("-",), ("shop/a.py",), ("-", "shop/a.py")])
    def test_it_stands_for_a_file(self, checked, here, paths):
        code, calls = checked(CLEAN, *paths, "--stdin-filename", "shop/a.py")
        assert code == 0
        assert calls == [((), NOTHING | {"stdin": (here / "shop" / "a.py", b"x = '\xe9'\r\n")})]

    def test_an_absolute_name(self, checked, here):
        _, calls = checked(CLEAN, "--stdin-filename", here / "b.py")
        assert calls[0][1]["stdin"][0] == here / "b.py"

    def test_other_paths(self, checked, capsys):
        code, calls = checked(CLEAN, "shop", "--stdin-filename", "shop/a.py")
        assert (code, calls) == (2, [])
        assert "With --stdin-filename only that file is checked, not shop." in capsys.readouterr().err

    def test_no_name(self, checked, capsys):
        code, calls = checked(CLEAN, "-")
        assert (code, calls) == (2, [])
        assert "say what file it is: --stdin-filename PATH" in capsys.readouterr().err


class TestOutputFile:
    def test_the_report_goes_to_the_file(self, checked, report, here, capsys, monkeypatch):
        monkeypatch.setenv("FORCE_COLOR", "1")
        assert checked(report, "--output-format", "concise", "--output-file", "out.txt")[0] == 1
        assert (here / "out.txt").read_bytes() == CONCISE.encode()
        out, err = capsys.readouterr()
        assert out == f"\x1b[1mFound 1 violation (1 sibling-import).\x1b[0m\n{COVERED}"
        assert err == ""
        assert [path.name for path in here.iterdir()] == ["out.txt"]

    def test_a_new_file_has_the_usual_permissions(self, checked, here):
        mask = os.umask(0o022)
        try:
            checked(CLEAN, "--output-file", "out.txt")
        finally:
            assert os.umask(mask) == 0o022
        assert stat.S_IMODE((here / "out.txt").stat().st_mode) == 0o644

    def test_an_old_file_keeps_its_permissions(self, checked, here):
        (here / "out.txt").write_text("old")
        (here / "out.txt").chmod(0o640)
        checked(CLEAN, "--output-file", "out.txt")
        assert stat.S_IMODE((here / "out.txt").stat().st_mode) == 0o640
        assert (here / "out.txt").read_text() == f"All clear.\n{COVERED}"

    def test_a_link_stays_a_link(self, checked, here):
        (here / "deep").mkdir()
        (here / "out.txt").symlink_to("deep/real.txt")
        checked(CLEAN, "--output-file", "out.txt")
        assert (here / "out.txt").is_symlink()
        assert (here / "deep" / "real.txt").read_text().startswith("All clear.")

    def test_a_device_is_written_to(self, checked):
        assert checked(CLEAN, "--output-file", os.devnull)[0] == 0
        assert not Path(os.devnull).is_file()

    def test_a_folder_that_is_missing(self, checked, capsys):
        assert checked(CLEAN, "--exit-zero", "--output-file", "no/out.txt")[0] == 2
        assert capsys.readouterr() == (
            "",
            f"facadelint: error: cannot write {Path('no/out.txt')}: No such file or directory\n",
        )

    @pytest.mark.parametrize("gone", [False, True])
    def test_a_failure_leaves_the_old_file(self, checked, here, monkeypatch, capsys, gone):
        (here / "out.txt").write_text("old")

        def replace(self, _target):
            if gone:
                self.unlink()
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(Path, "replace", replace)
        assert checked(CLEAN, "--output-file", "out.txt")[0] == 2
        assert capsys.readouterr().err == "facadelint: error: cannot write out.txt: Permission denied\n"
        assert (here / "out.txt").read_text() == "old"
        assert [path.name for path in here.iterdir()] == ["out.txt"]


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, False), ({"FORCE_COLOR": "1"}, True), ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False)],
)
def test_colour(checked, monkeypatch, capsys, environment, coloured):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    checked(CLEAN)
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_the_width_of_the_terminal(checked, report, monkeypatch, capsys):
    monkeypatch.setenv("COLUMNS", "40")
    path = report.violations[0].path
    checked(report._replace(sources={path: ("x" * 500,)}))
    shown = capsys.readouterr().out.splitlines()[2]
    assert len(shown) == 40
    assert shown.endswith("x...")


@pytest.mark.parametrize("arguments", [["check", "--output-format", "xml"], ["check", "--nope"]])
def test_wrong_usage(arguments, capsys):
    assert run(arguments) == 2
    assert capsys.readouterr().err.startswith("Usage: facadelint check")


def test_no_cache(checked):
    _, calls = checked(CLEAN, "--no-cache")
    assert calls == [((), NOTHING | {"cache": False})]


def test_no_contracts(checked):
    _, calls = checked(CLEAN, "--no-contracts")
    assert calls == [((), NOTHING | {"contracts": None})]
