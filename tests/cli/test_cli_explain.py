import sys

import pytest

from facadelint.cli import explain
from facadelint.cli.main import run
from facadelint.rules.rule import Rule

PAGE = "# private-facade-access (FAC101)\n\n## What it does\n\nReads `self._shop._database`.\n"


def make_rule(code, name, summary, *, off=False):
    return Rule(code, name, frozenset(), (), lambda _node, _context: (), PAGE.strip(), "", summary, off)


RULES = (
    make_rule("FAC101", "private-facade-access", "A domain touches the facade's private state."),
    make_rule("FAC211", "orphan-domain-method", "Nobody delegates to it.", off=True),
)


@pytest.fixture
def rules(monkeypatch):
    def use(*rules):
        monkeypatch.setattr(explain, "load_rules", lambda: rules)

    use(*RULES)
    return use


@pytest.mark.parametrize("word", ["FAC101", "fac101", "private-facade-access", "Private-Facade-Access"])
def test_a_page_is_markdown_where_it_is_piped(rules, capsys, word):
    assert run(["explain", word]) == 0
    assert capsys.readouterr() == (PAGE, "")


@pytest.mark.parametrize("colour", [True, False])
def test_a_page_is_rendered_on_a_terminal(rules, capsys, monkeypatch, colour):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "60")
    if not colour:
        monkeypatch.setenv("NO_COLOR", "1")
    assert run(["explain", "FAC101"]) == 0
    out = capsys.readouterr().out
    assert "self._shop._database" in out
    assert "## " not in out
    assert max(map(len, out.splitlines())) < 120
    assert ("\x1b[1;36;40m" in out) is colour


def test_the_table(rules, capsys):
    assert run(["explain"]) == 0
    assert capsys.readouterr().out == (
        "FAC101  private-facade-access  A domain touches the facade's private state.\n"
        "FAC211  orphan-domain-method   (off) Nobody delegates to it.\n"
        "\n"
        "Rules marked (off) run only where they are selected by code, prefix or name.\n"
        "facadelint explain CODE shows the page of a rule.\n"
    )


def test_a_table_without_rules_that_are_off(rules, capsys):
    rules(RULES[0])
    assert run(["explain"]) == 0
    assert capsys.readouterr().out == (
        "FAC101  private-facade-access  A domain touches the facade's private state.\n"
        "\n"
        "facadelint explain CODE shows the page of a rule.\n"
    )


def test_a_family(rules, capsys):
    rules(*RULES)
    assert run(["explain", "fac1"]) == 0
    assert capsys.readouterr().out == (
        "FAC101  private-facade-access  A domain touches the facade's private state.\n"
        "\n"
        "facadelint explain CODE shows the page of a rule.\n"
    )


@pytest.mark.parametrize(
    ("word", "hint"),
    [
        ("FAC111", 'Did you mean "FAC211"?'),
        ("orphan-domain-methods", 'Did you mean "orphan-domain-method"?'),
        ("xyz", "Choose from FAC101, FAC211, private-facade-access, orphan-domain-method."),
    ],
)
def test_a_wrong_code(rules, capsys, word, hint):
    assert run(["explain", word]) == 2
    assert capsys.readouterr() == ("", f'facadelint: error: no rule has the code or name "{word}". {hint}\n')


def test_for_real(execute):
    page = execute("explain", "fac101")
    assert (page.returncode, page.stderr) == (0, "")
    assert page.stdout.startswith("# private-facade-access (FAC101)\n")
    table = execute("explain")
    assert table.returncode == 0
    assert "FAC101  private-facade-access " in table.stdout
