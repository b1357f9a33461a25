"""Every case file of extract, by the real command."""

import tomllib
from pathlib import Path

import pytest
from extract_cases import load_cases

from facadelint.cli.main import run

CASES = load_cases()


def content(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode()
        for path in sorted(root.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_case(case, write_project, monkeypatch, capsys):
    root = write_project(case.before)
    monkeypatch.chdir(root)
    before = content(root)
    code = run(["extract", *case.run])
    out, err = capsys.readouterr()
    after = content(root)
    assert err == ""
    assert code == (1 if case.refused else 0), out
    for line in (*case.said, *(f"  {each}" for each in case.refused)):
        assert line in [each.rstrip() for each in out.splitlines()], out
    if not case.after:
        assert after == before
    for path, text in case.after.items():
        assert after.get(path) == text, f"{path} is\n{after.get(path)}"
    expected = {*before, *case.after} - {*case.deleted}
    added = {path for path in after if path.endswith("__init__.py") and path not in before}
    assert {*after} - added == expected
    friends = tomllib.loads(after["pyproject.toml"])["tool"]["facadelint"]["facades"][0].get("friends", [])
    assert [f"{each['attribute']} {' '.join(each['domains'])}" for each in friends] == case.granted


def test_there_are_cases():
    assert len(CASES) > 10
