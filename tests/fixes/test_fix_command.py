"""``facadelint fix`` as a user runs it: what it prints, its exit codes, and what it leaves on the disk."""

import re
import subprocess
import sys

import pytest
from fixes_source import DOMAIN, FACADE, method

from facadelint.cli.main import run
from facadelint.rules.cases import BASE_PROJECT

REACHES = method("a = self._shop._database  # noqa: SLF001\nreturn self._shop._database, self._shop._cache\n")
MENDED = method("a = self._shop.database\nreturn self._shop.database, self._shop._cache\n")

BLANK = " "
DIFF = f"""\
--- shop/orders/order_domain.py
+++ shop/orders/order_domain.py
@@ -3,5 +3,5 @@
         self._shop = shop
{BLANK}
     def total(self, other=None):
-        a = self._shop._database  # noqa: SLF001
-        return self._shop._database, self._shop._cache
+        a = self._shop.database
+        return self._shop.database, self._shop._cache
"""


def test_it_fixes_and_says_what_is_left(shop, facadelint):
    root = shop({DOMAIN: REACHES})
    result = facadelint("fix", cwd=root)
    assert (
        re.sub(r"\d+ (rules|contracts)", r"N \1", result.stdout)
        == """\
Fixed 2 violations in 1 file:
  shop/orders/order_domain.py
    2 FAC101 private-facade-access: Use the public property database
The public API is the same: griffe compared 12 public definitions in 2 modules.

shop/orders/order_domain.py:7:37: FAC101 [private-facade-access] order domain reads Shop._cache; make it public, or move it into the domain
Found 1 violation (1 private-facade-access).
Checked 1 facade, 3 domains, 11 members in 8 files with N rules and N contracts.

Next:
  git diff                   what has changed; then run your tests
  facadelint explain FAC101  what to do where nothing can be done automatically
"""
    )
    assert (result.returncode, result.stderr) == (1, "")
    assert (root / DOMAIN).read_text() == MENDED


def test_a_project_that_is_clean_then_exits_0(shop, facadelint):
    root = shop({DOMAIN: method("return self._shop._database\n")})
    result = facadelint("fix", cwd=root)
    assert result.returncode == 0
    assert "All clear." in result.stdout
    again = facadelint("fix", cwd=root)
    assert (again.returncode, again.stdout.splitlines()[0]) == (0, "Nothing to fix.")


def test_diff_shows_and_writes_nothing(shop, facadelint):
    root = shop({DOMAIN: REACHES})
    result = facadelint("fix", "--diff", cwd=root)
    assert result.stdout == DIFF
    assert result.stderr.splitlines()[0] == "Would fix 2 violations in 1 file:"
    assert result.returncode == 1
    assert (root / DOMAIN).read_text() == REACHES
    (root / DOMAIN).write_text(MENDED)
    result = facadelint("fix", "--diff", cwd=root)
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "Nothing to fix.\n")


def test_paths_narrow_what_is_fixed(shop, facadelint):
    root = shop({DOMAIN: REACHES, "shop/orders/more.py": "class More:\n    pass\n"})
    result = facadelint("fix", "shop/orders/more.py", cwd=root)
    assert (result.returncode, result.stdout.splitlines()[0]) == (0, "Nothing to fix.")
    assert (root / DOMAIN).read_text() == REACHES


def test_rules_narrow_what_is_fixed(shop, facadelint):
    root = shop({DOMAIN: REACHES})
    for options in (["--ignore", "FAC101"], ["--select", "FAC3,FAC209"]):
        assert "Nothing to fix." in facadelint("fix", *options, cwd=root).stdout
    assert (root / DOMAIN).read_text() == REACHES
    facadelint("fix", "--select", "private-facade-access", cwd=root)
    assert (root / DOMAIN).read_text() == MENDED


def test_rules_that_are_off_fix_nothing_unless_they_are_asked_for(shop, facadelint):
    root = shop({})
    assert "Nothing to fix." in facadelint("fix", cwd=root).stdout
    result = facadelint("fix", "--extend-select", "FAC212", cwd=root)
    assert "2 FAC212 accessor-unannotated: Add the annotation" in result.stdout


def test_what_unsafe_would_fix_is_counted_and_named(shop, facadelint):
    facade = BASE_PROJECT[FACADE].replace("return self._stock_domain.reserve", "self._stock_domain.reserve")
    root = shop({FACADE: facade})
    result = facadelint("fix", cwd=root)
    assert result.returncode == 1
    assert result.stdout.splitlines()[0] == "Nothing to fix."
    assert result.stdout.splitlines()[-2:] == [
        "Next:",
        "  facadelint fix --unsafe --diff  fixes 1 more; it may change what the program does, so read the diff",
    ]
    result = facadelint("fix", "--unsafe", cwd=root)
    assert result.returncode == 0
    assert "    1 FAC209 result-lost: Return the value\n" in result.stdout
    assert (root / FACADE).read_text() == BASE_PROJECT[FACADE]


def test_a_change_of_the_public_api_is_said_aloud(shop, facadelint):
    root = shop({})
    result = facadelint("fix", "--unsafe", "--select", "FAC212", cwd=root)
    assert (
        "The public API has changed, as griffe sees it in 9 public definitions in 1 module:\n"
        in result.stdout
    )
    assert "  shop.facade.Shop.billing_domain has another" in result.stdout


def test_a_broken_file_is_said_and_the_others_are_fixed(shop, facadelint):
    root = shop({DOMAIN: REACHES, "shop/stock/stock_domain.py": "class StockDomain:\n    def (\n"})
    result = facadelint("fix", cwd=root)
    assert result.returncode == 2
    assert result.stderr.startswith("shop/stock/stock_domain.py:2:9: cannot be parsed: invalid syntax")
    assert (root / DOMAIN).read_text() == MENDED
    assert facadelint("fix", "--diff", cwd=root).returncode == 2


def test_all_files_are_written_or_none(shop, monkeypatch, capsys):
    """The file that cannot be replaced is the last one; the one before it is as it was."""
    from pathlib import Path

    root = shop(
        {DOMAIN: REACHES, "shop/stock/stock_domain.py": REACHES.replace("OrderDomain", "StockDomain")}
    )
    before = {path: path.read_bytes() for path in root.rglob("*.py")}
    real = Path.replace

    def replace(self, target):
        if Path(target).name == "stock_domain.py":
            raise OSError(28, "No space left on device", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    monkeypatch.chdir(root)
    assert run(["fix"]) == 2
    assert capsys.readouterr().err.rstrip().endswith("stock_domain.py: No space left on device")
    assert {path: path.read_bytes() for path in root.rglob("*.py")} == before


@pytest.mark.parametrize(("library", "why"), [("libcst", "LibCST"), ("griffe", "griffe")])
def test_without_the_extra_it_says_how_to_install_it(shop, library, why):
    root = shop({DOMAIN: REACHES})
    code = f"import sys; sys.modules[{library!r}] = None; from facadelint.cli.main import run; sys.exit(run(['fix']))"
    # A process of its own: here the library is loaded already, whoever asks for it.
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"facadelint: error: this needs {why}, ")
    assert done.stderr.endswith("pip install 'facadelint[fix]'\n")
    assert (root / DOMAIN).read_text() == REACHES


def test_without_a_configuration_it_says_so(tmp_path, facadelint):
    result = facadelint("fix", cwd=tmp_path)
    assert result.returncode == 2
    assert result.stderr.startswith("facadelint: error: no configuration for")


def test_check_loads_none_of_the_heavy_libraries(shop, facadelint):
    root = shop({DOMAIN: REACHES})
    code = (
        "import sys; from facadelint.cli.main import run; run(['check']); "
        "sys.exit(bool({'libcst', 'griffe'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
    assert result.returncode == 0
