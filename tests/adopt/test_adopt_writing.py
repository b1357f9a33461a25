"""The text that is written, and the file that it is added to."""

import os
import textwrap
from pathlib import Path

import pytest
import tomli
from adopt_projects import SHOP

from facadelint.adopt import proposal as proposals
from facadelint.adopt.proposal import propose_configuration
from facadelint.adopt.target import Target, target_in
from facadelint.core.config import load_config
from facadelint.core.errors import ConfigError, FacadelintError
from facadelint.core.settings import FacadeSettings

SETTINGS = """\
[tool.facadelint]
# Written by "facadelint init". Edit what it did not get right.

[[tool.facadelint.facades]]
class = "shop.facade:Shop"
# What its methods may delegate to besides its domains (FAC203); take out what has moved.
collaborators = ["_database"]
# The class has 24 lines. With this budget it can only shrink (FAC501).
# max-lines = 24
"""


def test_a_file_of_its_own(shop):
    proposal = propose_configuration(shop)
    assert proposal.target == Target(shop / "facadelint.toml")
    assert proposal.content == SETTINGS.replace("[tool.facadelint]\n", "").replace("tool.facadelint.", "")


@pytest.mark.parametrize(
    ("before", "between"),
    [
        ("", ""),
        ("\n", ""),
        ('[project]\nname = "shop"\n', "\n"),
        ('[project]\nname = "shop"', "\n\n"),
        ("# a comment", "\n\n"),
        ("[tool.ruff]\nline-length = 100  # wide\n\n\n", "\n"),
        ("tool.ruff.line-length = 100\n", "\n"),
        ('[tool]\nruff.select = ["E"]\n', "\n"),
        ('[[tool.mypy.overrides]]\nmodule = "x"\n', "\n"),
        ("[tool.facadelints]\n", "\n"),
        ('x = """\n\n"""\n', "\n"),
    ],
)
@pytest.mark.parametrize("crlf", [False, True])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_an_addition_leaves_the_rest_as_it_is(shop, before, between, crlf, mark):
    crlf = crlf and "\n" in before
    if mark and not before:
        between = "\n"
    before, settings, between = (
        text.replace("\n", "\r\n") if crlf else text for text in (before, SETTINGS, between)
    )
    file = shop / "pyproject.toml"
    file.write_bytes((mark + before).encode())
    content = propose_configuration(shop).content
    assert content == mark + before + between + settings
    file.write_bytes(content.encode())
    assert load_config(file).facades == (FacadeSettings("shop.facade", "Shop", collaborators=("_database",)),)


def test_toml_1_1_stays(shop):
    """tomlkit would not read it; nothing asks it to."""
    before = 'x = {\n  a = "\\e",\n}\n'
    (shop / "pyproject.toml").write_text(before)
    assert propose_configuration(shop).content == f"{before}\n{SETTINGS}"


@pytest.mark.parametrize("before", ["tool = { x = 1 }\n", "tool = 1\n", "[[tool]]\nx = 1\n"])
def test_a_closed_table(shop, before):
    file = shop / "pyproject.toml"
    file.write_text(before)
    with pytest.raises(FacadelintError) as error:
        _ = propose_configuration(shop).content
    assert str(error.value) == (
        f"cannot add a table to {file}: its table tool is closed. Write it as [tool.name] headers, "
        "or configure by hand in facadelint.toml."
    )


class TestTarget:
    def test_a_new_file(self, tmp_path):
        assert target_in(tmp_path) == Target(tmp_path / "facadelint.toml")

    def test_a_pyproject(self, tmp_path):
        (tmp_path / "pyproject.toml").write_bytes(b"# a\r\n")
        assert target_in(tmp_path) == Target(tmp_path / "pyproject.toml", "# a\r\n")

    @pytest.mark.parametrize("content", ["", "[[facades]]\n", "["])
    def test_its_own_file_is_there(self, tmp_path, content):
        (tmp_path / "facadelint.toml").write_text(content)
        self.refused(
            tmp_path,
            f"{tmp_path / 'facadelint.toml'} exists already, and init never overwrites a configuration.",
        )

    def test_its_own_file_is_a_dangling_link(self, tmp_path):
        (tmp_path / "facadelint.toml").symlink_to("nowhere")
        self.refused(
            tmp_path,
            f"{tmp_path / 'facadelint.toml'} exists already, and init never overwrites a configuration.",
        )

    @pytest.mark.parametrize(
        "content", ["[tool.facadelint]\n", "tool = { facadelint = 1 }\n", "tool.facadelint.x = 1\n"]
    )
    def test_the_table_is_there(self, tmp_path, content):
        (tmp_path / "pyproject.toml").write_text(content)
        self.refused(
            tmp_path,
            f"{tmp_path / 'pyproject.toml'} has [tool.facadelint] already, and init never overwrites a configuration.",
        )

    @pytest.mark.parametrize(
        ("content", "message"),
        [
            (b"[tool\n", "line 1, column 6: not TOML: expected ']' at the end of a table declaration."),
            (b"# \xff\n", "line 1, column 3: the byte 0xff is not UTF-8. Save the file in UTF-8."),
        ],
    )
    def test_a_broken_file(self, tmp_path, content, message):
        file = tmp_path / "pyproject.toml"
        file.write_bytes(content)
        with pytest.raises(ConfigError) as error:
            target_in(tmp_path)
        assert str(error.value) == f"{file}: {message}"
        assert file.read_bytes() == content

    def test_a_dangling_link(self, tmp_path):
        (tmp_path / "pyproject.toml").symlink_to("nowhere")
        with pytest.raises(ConfigError, match="cannot be read: there is no such file"):
            target_in(tmp_path)

    def test_a_file_that_may_not_be_written(self, tmp_path, monkeypatch):
        (tmp_path / "pyproject.toml").write_text("")
        monkeypatch.setattr(os, "access", lambda _file, _mode: False)
        self.refused(tmp_path, f"cannot write {tmp_path / 'pyproject.toml'}: Permission denied")

    def test_configured_further_up(self, tmp_path):
        (tmp_path / "facadelint.toml").write_text("")
        below = tmp_path / "src"
        below.mkdir()
        self.refused(
            below,
            f"{below} is configured already, by {tmp_path / 'facadelint.toml'}. "
            "For a configuration of its own, give it a pyproject.toml or a facadelint.toml.",
        )
        (below / "pyproject.toml").write_text("")
        assert target_in(below).file == below / "pyproject.toml"

    def refused(self, folder, message):
        with pytest.raises(FacadelintError) as error:
            target_in(folder)
        assert str(error.value) == message


def test_one_of_two_facades_that_cannot_be_configured(shop, monkeypatch):
    """What the trial of the configuration refuses is left out, and the rest is written."""
    (shop / "shop/other.py").write_text(
        (shop / "shop/facade.py").read_text().replace("class Shop", "class Other")
    )
    compose = proposals.compose
    calls = []

    def spoilt(entries, src, *, in_pyproject):
        text = compose(entries, src, in_pyproject=in_pyproject)
        calls.append([candidate.name for candidate, _ in entries])
        return text.replace('"shop.facade:Shop"', '"shop.facade:Spoilt"')

    monkeypatch.setattr(proposals, "compose", spoilt)
    proposal = propose_configuration(shop)
    assert calls == [["shop.facade:Shop", "shop.other:Other"], ["shop.other:Other"]]
    assert [found.candidate.name for found in proposal.found] == ["shop.other:Other"]
    (shop / "shop/other.py").unlink()
    with pytest.raises(FacadelintError, match="no facade found"):
        propose_configuration(shop)


def test_a_trial_that_fails_as_a_whole(shop, monkeypatch):
    monkeypatch.setattr(proposals, "compose", lambda *_, **__: "[")
    with pytest.raises(FacadelintError, match="no facade found"):
        propose_configuration(shop)


def test_a_plan(write_project):
    names = [
        f"{verb}_{topic}"
        for topic in ("order", "long_name_of_a_topic")
        for verb in ("get", "add", "drop", "wipe")
    ]
    names += [f"helper_{number}x" for number in range(42)]
    body = "".join(f"    def {name}(self):\n        return [self, 1]\n\n" for name in names)
    root = write_project(
        {
            "shop.py": f"class Shop:\n    def __init__(self, x):\n        self._x = x\n\n{body}    def x(self):\n        return self._x.y()\n"
        }
    )
    rest = [name for name in names if name.startswith("helper")] + ["x"]
    text = propose_configuration(root, ["shop:Shop"]).settings
    head, _, tail = text.partition("# In none of them: ")
    assert head == textwrap.dedent("""\
        # Written by "facadelint init". Edit what it did not get right.

        [[facades]]
        class = "shop:Shop"
        # What its methods may delegate to (FAC203); take out what has moved.
        collaborators = ["_x"]
        # The class has 156 lines. With this budget it can only shrink (FAC501).
        # max-lines = 156

        [facades.plan]
        # Members to extract, by domain. A proposal, made from their names and from what they use:
        # move names between the lists, rename the domains, and drop what stays in the class.
        long = [
            "get_long_name_of_a_topic", "add_long_name_of_a_topic", "drop_long_name_of_a_topic",
            "wipe_long_name_of_a_topic",
        ]
        order = ["get_order", "add_order", "drop_order", "wipe_order"]
    """)
    listed = " ".join(line.removeprefix("# ") for line in tail.splitlines())
    assert listed == f"{', '.join(rest[:40])} and 3 more."
    assert max(map(len, text.splitlines())) <= 100


def test_accessors_and_their_classes(write_project):
    client = "class Client:\n    def __init__(self, url):\n        self.url = url\n"
    members = "".join(
        f"    def m{number}(self):\n        return self._proxied.x()\n\n" for number in range(12)
    )
    getter = "    @property\n    def _proxied(self) -> _C:\n        return self.registry()\n\n"
    root = write_project(
        {
            "client.py": client,
            "shop.py": f'from typing import TypeVar\n\n_C = TypeVar("_C", bound="Client")\n\nfrom client import Client\n\n\nclass Shop:\n{getter}{members}',
        }
    )
    settings = propose_configuration(root).settings
    assert (
        "# Clients that the class makes or looks up itself, and that its methods call: its domains.\n"
        'accessors = {_proxied = "client:Client"}\n'
    ) in settings
    made = members.replace("_proxied", "_client")
    (root / "shop.py").write_text(
        f"from client import Client\n\n\nclass Shop:\n    def __init__(self, url):\n        self._client = Client(url)\n\n{made}"
    )
    assert 'accessors = ["_client"]\n' in propose_configuration(root).settings


def test_the_files_of_a_proposal_are_read_and_not_written(shop):
    before = sorted(shop.rglob("*"))
    propose_configuration(shop)
    assert sorted(shop.rglob("*")) == before
    assert SHOP.keys() == {path.relative_to(shop).as_posix() for path in before if path.is_file()}


def test_what_is_written_is_toml(shop):
    assert tomli.loads(propose_configuration(Path(shop)).settings) == {
        "facades": [{"class": "shop.facade:Shop", "collaborators": ["_database"]}]
    }
