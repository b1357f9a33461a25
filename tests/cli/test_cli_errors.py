"""Whatever is wrong: exit code 2, what is wrong and what to do in one message, and never a traceback."""

from __future__ import annotations

import pytest

WRONG = {
    "no such class": ("pyproject.toml", '[[tool.facadelint.facades]]\nclass = "shop.facade:Shopp"\n', "Did you mean"),
    "no such module": ("pyproject.toml", '[[tool.facadelint.facades]]\nclass = "shop.facad:Shop"\n', "Did you mean"),
    "a wrong key": ("pyproject.toml", '[tool.facadelint]\nselekt = []\n[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n', "selekt"),
    "a wrong type": ("pyproject.toml", '[tool.facadelint]\nselect = 3\n[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n', "select"),
    "no TOML": ("pyproject.toml", "[tool.facadelint\n", "line 1, column "),
    "no UTF-8": ("facadelint.toml", b"\xff", "is not UTF-8"),
    "a baseline in a merge": ("facadelint-baseline.json", "<<<<<<< HEAD\n", "line 1 is a mark of a merge conflict"),
    "a baseline of the future": ("facadelint-baseline.json", '{"version": 2, "violations": []}', "its version is 2"),
}  # fmt: skip
COMMANDS = [
    ("check",),
    ("check", "--exit-zero", "--output-format", "json"),
    ("check", "shop/facade.py"),
    ("check", "--select", "FAC1", "--no-contracts", "--no-cache"),
    ("baseline",),
    ("baseline", "--prune"),
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("name", "content", "said"), WRONG.values(), ids=WRONG)
def test_a_mistake_in_a_file(shop, execute, arguments, name, content, said):
    before = content if isinstance(content, bytes) else content.encode()
    (shop / name).write_bytes(before)
    done = execute(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.startswith("facadelint: error: ")
    assert done.stderr.count("facadelint: error: ") == done.stderr.count("\n") == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert (shop / name).read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("check", "nowhere.py"), "facadelint: error: path does not exist: nowhere.py"),
        (
            ("check", "--select", "FAC9999"),
            "facadelint: error: --select: no rule has the code, prefix or name",
        ),
        (("check", "--output-file", "no/such/folder"), "facadelint: error: cannot write no/such/folder: "),
        (("check", "--output-format", "xml"), "Usage: facadelint check"),
        (("check", "-"), "Usage: facadelint check"),
        (("baseline", "shop"), "Usage: facadelint baseline"),
        (("baselin",), "Usage: facadelint "),
    ],
)
def test_a_mistake_on_the_command_line(shop, execute, arguments, said):
    done = execute(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(said)
    assert "Traceback" not in done.stderr
