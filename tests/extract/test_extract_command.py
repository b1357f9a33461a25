"""The command: what it takes, what it says, and that it is all or nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from facadelint.cli.main import run
from facadelint.core.config import load_config
from facadelint.core.errors import FacadelintError
from facadelint.extract import run as extract_run
from facadelint.extract import work as extract_work
from facadelint.rewriting.transaction import RewriteError

CONFIGURATION = '[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\nplan = { order = ["place*"] }\n'
FACADE = '''import os


class Shop:
    def __init__(self):
        self._orders = []

    def place(self, article):
        """Take an order."""
        self._orders.append((article, os.sep))

    def count(self):
        return len(self._orders) + 1
'''


@pytest.fixture
def shop(write_project, monkeypatch):
    root = write_project({"pyproject.toml": CONFIGURATION, "shop/__init__.py": "", "shop/facade.py": FACADE})
    monkeypatch.chdir(root)
    return root


def content(root: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()
    }


def test_it_is_a_command_of_its_own(shop):
    result = subprocess.run(
        [sys.executable, "-m", "facadelint", "extract", "Shop.place", "--to", "order"],
        cwd=shop,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert result.stderr == ""
    assert result.stdout == (
        "order  shop/order/order_domain.py:OrderDomain, new\n"
        "  moved 1 member: place\n"
        "\n"
        "Private state that no public property returns; granted in the configuration (1):\n"
        '  { attribute = "_orders", domains = ["order"], reason = "extracted with place" }\n'
        "\n"
        "Moved 1 member into 1 domain. Shop: 10 lines before, 16 after.\n"
        "Everything compiles; check finds nothing new in 4 files; griffe: the public API is the same (4 definitions).\n"
    )
    assert result.returncode == 0
    checked = subprocess.run(
        [sys.executable, "-m", "facadelint", "check", "--select", "FAC1,FAC3,FAC210"],
        cwd=shop,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert checked.returncode == 0, checked.stdout


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_nothing_is_written_where_it_is_only_shown(shop, option, capsys):
    before = content(shop)
    assert run(["extract", "Shop.place", "--to", "order", option]) == 0
    assert content(shop) == before
    out, err = capsys.readouterr()
    said = out if option == "--dry-run" else err
    assert "  would move 1 member: place\n" in said
    assert "Would move 1 member into 1 domain." in said
    if option == "--diff":
        assert out.startswith("--- pyproject.toml\n+++ pyproject.toml\n")
        assert "\n--- shop/facade.py\n+++ shop/facade.py\n" in out
        assert "\n-import os\n" in out
        assert "\n+class OrderDomain:\n" in out


def test_the_diff_is_what_is_written(shop, capsys):
    run(["extract", "Shop.place", "--to", "order", "--diff"])
    diff = capsys.readouterr().out
    subprocess.run(["git", "init", "-q"], cwd=shop, check=True)
    subprocess.run(["git", "apply", "-p0"], cwd=shop, input=diff, encoding="utf-8", check=True)
    by_patch = {name: text for name, text in content(shop).items() if text and not name.startswith(".git")}
    subprocess.run(["git", "apply", "-p0", "-R"], cwd=shop, input=diff, encoding="utf-8", check=True)
    run(["extract", "Shop.place", "--to", "order"])
    assert by_patch == {
        name: text for name, text in content(shop).items() if text and not name.startswith(".git")
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Name the members to move (Shop.place_order), or use --plan."),
        (["Shop.place"], "Say which domain they move to: --to DOMAIN."),
        (["Shop.place", "--plan"], "With --plan the members are those of the plan: name none."),
        (
            ["place", "--to", "order"],
            '"place" does not say of which facade: write FACADE.MEMBER. Did you mean "Shop.place"?',
        ),
        (
            ["xyz", "--to", "order"],
            '"xyz" does not say of which facade: write FACADE.MEMBER. For example "Shop.place".',
        ),
        (
            ["Shop.plcae", "--to", "order"],
            '"Shop.plcae": Shop has no method or property "plcae". Did you mean "place"?',
        ),
        (["Shp.place", "--to", "order"], '"Shp.place": no facade "Shp" is configured. Did you mean "Shop"?'),
        (
            ["Warehouse.place", "--to", "order"],
            'no facade "Warehouse" is configured. Choose from shop.facade.Shop, Shop.',
        ),
        (["Shop.place", "--to", "my-order"], '--to: "my-order" is not the name of a domain.'),
        (["--plan", "--to", "oder"], '--to: no plan has the domain "oder". Did you mean "order"?'),
    ],
)
def test_what_it_cannot_run_with(shop, arguments, said, capsys):
    before = content(shop)
    assert run(["extract", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert content(shop) == before


@pytest.mark.parametrize(
    "name", ["Shop.place", "shop.facade:Shop.place", "shop.facade.Shop.place", "Shop.pl*"]
)
def test_how_a_member_is_named(shop, name, capsys):
    assert run(["extract", name, "--to", "order"]) == 0
    assert "moved 1 member: place" in capsys.readouterr().out


def test_a_place_that_is_taken(shop, capsys):
    (shop / "shop/order").mkdir()
    (shop / "shop/order/order_domain.py").write_text("x = 1\n")
    before = content(shop)
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert (
        "order_domain.py exists already, and Shop has no accessor for OrderDomain in it"
        in capsys.readouterr().err
    )
    assert content(shop) == before


def test_a_domain_that_keeps_no_facade(shop, capsys):
    (shop / "shop/stock.py").write_text("class Stock:\n    def take(self):\n        return 1\n")
    accessor = (
        "\n    @cached_property\n    def _stock_domain(self):\n"
        "        from shop.stock import Stock\n\n        return Stock()\n"
    )
    (shop / "shop/facade.py").write_text("from functools import cached_property\n" + FACADE + accessor)
    assert run(["extract", "Shop.place", "--to", "stock"]) == 2
    assert (
        "the stock domain keeps no reference to Shop: let Stock.__init__ store it" in capsys.readouterr().err
    )


def test_a_monolith_that_has_no_plan(shop, capsys):
    (shop / "pyproject.toml").write_text('[[tool.facadelint.facades]]\nclass = "shop.facade:Shop"\n')
    assert run(["extract", "Shop.place", "--to", "order"]) == 0, capsys.readouterr().err
    assert "Moved 1 member into 1 domain." in capsys.readouterr().out


def test_grants_join_those_that_are_there(shop):
    config = (
        '# ours\n[[facades]]\nclass = "shop.facade:Shop"\n\n'
        '[[facades.friends]]\nattribute = "_old"  # stays\ndomains = ["order"]\nreason = "old"\n\n'
        '[facades.plan]\norder = ["place*"]\n'
    )
    (shop / "pyproject.toml").unlink()
    (shop / "facadelint.toml").write_text(config)
    assert run(["extract", "--plan"]) == 0
    text = (shop / "facadelint.toml").read_text()
    assert text.startswith(config[: config.index("[facades.plan]")].rstrip())
    friends = load_config(shop / "facadelint.toml").facades[0].friends
    assert [(each.attribute, each.domains) for each in friends] == [
        ("_old", ("order",)),
        ("_orders", ("order",)),
    ]


def test_several_facades_in_one_plan(shop, capsys):
    (shop / "shop/other.py").write_text(FACADE.replace("class Shop", "class Other"))
    config = '\n[[tool.facadelint.facades]]\nclass = "shop.other:Other"\nplan = { sale = ["count"] }\n'
    (shop / "pyproject.toml").write_text(CONFIGURATION + config)
    assert run(["extract", "--plan"]) == 0, capsys.readouterr().out
    out = capsys.readouterr().out
    assert "order  shop/order/order_domain.py:OrderDomain, new\n" in out
    assert "sale  shop/sale/sale_domain.py:SaleDomain, new\n" in out
    granted = [
        [each.attribute for each in facade.friends] for facade in load_config(shop / "pyproject.toml").facades
    ]
    assert granted == [["_orders"], ["_orders"]]


def test_a_finding_of_check_comes_to_nothing_new(shop):
    """What is granted is enough: check itself says so, with the contracts."""
    assert run(["extract", "Shop.place", "Shop.count", "--to", "order"]) == 0
    assert run(["check"]) == 0


def test_a_nested_facade(shop, capsys):
    (shop / "shop/facade.py").write_text(
        "class Outer:\n    class Shop:\n        def place(self):\n            return len(self.parts) + 1\n"
    )
    (shop / "pyproject.toml").write_text('[[tool.facadelint.facades]]\nclass = "shop.facade:Outer.Shop"\n')
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "shop.facade:Outer.Shop stands inside of another definition" in capsys.readouterr().err


def test_slots(shop, capsys):
    (shop / "shop/facade.py").write_text(
        FACADE.replace("class Shop:\n", 'class Shop:\n    __slots__ = ("_orders",)\n')
    )
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "Shop has __slots__" in capsys.readouterr().err


def test_named_tuple(shop, capsys):
    facade = "from typing import NamedTuple\n\n\n" + FACADE.replace(
        "class Shop:\n", "class Shop(NamedTuple):\n"
    )
    (shop / "shop/facade.py").write_text(facade)
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "functools.cached_property cannot keep a domain" in capsys.readouterr().err


@pytest.mark.parametrize("expression", ["copy.copy(self)", "other.__dict__.update(self.__dict__)"])
def test_a_facade_that_copies_itself(shop, capsys, expression):
    """A copy would have the domain of the original, and answer for that."""
    (shop / "shop/facade.py").write_text(f"{FACADE}\n    def other(self, other):\n        {expression}\n")
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "Shop copies itself" in capsys.readouterr().err


def test_a_facade_that_looks_at_what_it_holds(shop):
    (shop / "shop/facade.py").write_text(
        f"{FACADE}\n    def __repr__(self):\n        return str(vars(self))\n"
    )
    assert run(["extract", "Shop.place", "--to", "order"]) == 0


def test_a_facade_that_does_not_parse(shop, capsys):
    (shop / "shop/facade.py").write_text("class Shop(:\n")
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "facade.py:1: cannot be parsed" in capsys.readouterr().err


def test_without_griffe(shop, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "griffe", None)
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "pip install 'facadelint[fix]'" in capsys.readouterr().err


def test_windows_line_ends_stay(shop):
    path = shop / "shop/facade.py"
    path.write_bytes(FACADE.replace("\n", "\r\n").encode())
    assert run(["extract", "Shop.place", "--to", "order"]) == 0
    for written in (path, shop / "shop/order/order_domain.py"):
        assert b"\n" not in written.read_bytes().replace(b"\r\n", b"")


def test_an_encoding_stays(shop):
    path = shop / "shop/facade.py"
    path.write_bytes(b"# -*- coding: latin-1 -*-\n" + FACADE.replace("Take", "T\xe4ke").encode("latin-1"))
    assert run(["extract", "Shop.place", "--to", "order"]) == 0
    assert "T\xe4ke".encode("latin-1") in path.read_bytes()
    assert "T\xe4ke".encode() in (shop / "shop/order/order_domain.py").read_bytes()


def test_an_encoding_stays_on_top_of_a_file_without_imports(shop):
    path = shop / "shop/facade.py"
    text = FACADE.replace("import os\n\n\n", "").replace("os.sep", '"\xe4"')
    path.write_bytes(b"# -*- coding: latin-1 -*-\n" + text.encode("latin-1"))
    assert run(["extract", "Shop.place", "--to", "order"]) == 0
    assert path.read_bytes().startswith(b"# -*- coding: latin-1 -*-\nfrom functools import cached_property\n")
    assert "\xe4".encode() in (shop / "shop/order/order_domain.py").read_bytes()


def test_a_failure_on_the_way_leaves_every_file(shop):
    """Somebody saves the facade while we work: it is written after the domain's file, which must be gone again."""
    report = extract_run.extract(load_config(shop / "pyproject.toml"), ["Shop.place"], "order")
    (shop / "shop/facade.py").write_text(FACADE + "\n# saved\n")
    before = content(shop)
    with pytest.raises(RewriteError, match=r"facade.py has changed since it was read"):
        report.transaction.commit()
    assert content(shop) == before
    assert not (shop / "shop/order").exists()


def test_what_does_not_compile_is_not_written(shop, monkeypatch, capsys):
    before = content(shop)
    monkeypatch.setattr(extract_work, "check_compiles", _fail)
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    assert "on purpose" in capsys.readouterr().err
    assert content(shop) == before


def test_another_api_is_not_written(shop, monkeypatch, capsys):
    compare = extract_work.compare_public_api

    def spoiled(facade, before, after):
        contents = {path: text.replace(b"Take an order", b"Takes orders") for path, text in after.items()}
        return compare(facade, before, contents)

    monkeypatch.setattr(extract_work, "compare_public_api", spoiled)
    before = content(shop)
    assert run(["extract", "Shop.place", "--to", "order"]) == 2
    said = "nothing is written: the public API would change: shop.facade.Shop.place has another docstring"
    assert said in capsys.readouterr().err
    assert content(shop) == before


def _fail(_contents):
    raise FacadelintError("on purpose")


def test_a_second_time_there_is_nothing_left(shop, capsys):
    assert run(["extract", "--plan"]) == 0
    before = content(shop)
    assert run(["extract", "--plan"]) == 0
    out = capsys.readouterr().out
    assert "  place  delegates to the order domain already\n" in out
    assert out.endswith("Nothing is changed.\n")
    assert content(shop) == before


def test_more_members_later_go_to_the_same_class(shop):
    assert run(["extract", "Shop.place", "--to", "order"]) == 0
    assert run(["extract", "Shop.count", "--to", "order"]) == 0
    text = (shop / "shop/order/order_domain.py").read_text()
    assert text.endswith("\n    def count(self):\n        return len(self._instance._orders) + 1\n")
    assert (shop / "pyproject.toml").read_text().count("_orders") == 1  # granted already


BEHAVIOUR = """
import asyncio, warnings
from shop.facade import Shop, SubShop

def main():
    shop = Shop([1, 2])
    print(shop.add(3, note="x"), shop.size, shop.total)
    shop.size = 1
    print(shop.parts, list(shop.walk()), asyncio.run(shop.later(2)))
    with shop.locked() as name:
        print(name, shop.log)
    print(shop.log, shop.nested(2), SubShop([5]).shown(), SubShop([5]).nested(1))
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        shop.old()
        print(caught[0].filename.rpartition("/")[2], caught[0].lineno > 0)

main()
"""
BEHAVING = '''
"""A facade with a bit of everything."""
import warnings
from contextlib import contextmanager
from functools import cached_property

LIMIT = 10
_scale = 3


def _scaled(x):
    return x * _scale


class Shop:
    def __init__(self, parts):
        self._parts = parts
        self.log = []

    @property
    def parts(self):
        return self._parts

    def add(self, part, /, times=LIMIT, *rest, note, **more):
        self._parts.append(part)
        self._note(f"{note!r:>5} {{}} {self._parts} {times}")
        return self._parts, times, rest, more

    def _note(self, text):
        self.log.append(text)

    @property
    def size(self):
        """How many."""
        return len(self._parts)

    @size.setter
    def size(self, value):
        self._parts = self._parts[:value]

    @cached_property
    def total(self):
        return sum(map(_scaled, self._parts))

    def walk(self):
        for part in self._parts:
            yield part, LIMIT

    async def later(self, x):
        return x + self.size

    @contextmanager
    def locked(self):
        self._note("in")
        yield "lock"
        self._note("out")

    def nested(self, x):
        def inner(self):
            return self + x

        return [inner(x) for _ in range(len(self.parts))], (lambda: self.size)()

    def shown(self):
        return self.nested(0), type(self).__name__

    def old(self):
        warnings.warn("old", stacklevel=2)


class SubShop(Shop):
    def nested(self, x):
        return "mine", super().nested(x)
'''


def test_what_the_code_does_is_the_same(shop, capsys):
    (shop / "shop/facade.py").write_text(BEHAVING)
    script = shop / "script.py"
    script.write_text(BEHAVIOUR)

    def answer():
        return subprocess.run(
            [sys.executable, "-B", script], cwd=shop, capture_output=True, encoding="utf-8", check=True
        ).stdout

    before = answer()
    names = ["add", "size", "total", "walk", "later", "locked", "nested", "shown", "old"]
    assert run(["extract", *(f"Shop.{name}" for name in names), "--to", "part"]) == 0, capsys.readouterr().out
    assert answer() == before
    assert "shop/part/part_domain.py" in capsys.readouterr().out
