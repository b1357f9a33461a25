"""docs/commands.md has every command with all of its options and choices, and none that there is not."""

import re
from importlib import import_module
from pathlib import Path

import click
import pytest

from facadelint.cli.main import COMMANDS
from facadelint.plugin import FacadePlugin

PAGE = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", PAGE, re.DOTALL | re.MULTILINE))


def test_every_command_has_a_section():
    assert list(SECTIONS) == [*COMMANDS, "flake8"]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_section_lists_the_options_of_the_command(name):
    command = import_module(COMMANDS[name].module).command
    options = [each for each in command.params if isinstance(each, click.Option)]
    assert re.findall(r"^\| `(--[a-z-]+)", SECTIONS[name], re.MULTILINE) == [
        next(each for each in option.opts if each.startswith("--")) for option in options
    ]
    for option in options:
        if isinstance(option.type, click.Choice):
            [row] = [line for line in SECTIONS[name].splitlines() if line.startswith(f"| `{option.opts[0]} ")]
            assert [each for each in option.type.choices if f"`{each}`" not in row] == []


def test_the_option_of_the_plugin_is_listed():
    added = []

    class Parser:
        def add_option(self, name, **_):
            added.append(name)

    FacadePlugin.add_options(Parser())
    assert re.findall(r"^\| `(--[a-z-]+)", SECTIONS["flake8"], re.MULTILINE) == added
