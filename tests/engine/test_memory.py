"""What is remembered of single files is what a look at them would say, whatever changed in between."""

from __future__ import annotations

import json
import os
import random

import pytest

from facadelint.core.config import load_config
from facadelint.engine import memory, session, store
from facadelint.engine.selection import resolve
from facadelint.engine.session import Session
from facadelint.engine.single import SingleFiles
from facadelint.rules.cases import BASE_PROJECT
from facadelint.rules.loader import load_rules
from facadelint.source.text import ParseProblem

ORDERS = "shop/orders/order_domain.py"
REACH = "from shop.orders.base import Base\n\n\nclass OrderDomain(Base):\n    def total(self):\n        return self._shop._database\n"
BASE = "class Base:\n    def __init__(self, shop):\n        self._shop = shop\n"
VIEW = "from shop.orders.order_domain import OrderDomain\n"
PROJECT = {
    **BASE_PROJECT,
    ORDERS: REACH,
    "shop/orders/base.py": BASE,
    "shop/view.py": VIEW,
    "shop/other.py": "import os\n",
}


@pytest.fixture
def shop(write_project):
    return write_project(PROJECT)


@pytest.fixture
def maps(monkeypatch):
    """Counts the maps that are built."""
    built = []

    class Counted(Session):
        def __init__(self, *arguments):
            built.append(arguments)
            super().__init__(*arguments)

    monkeypatch.setattr(session, "Session", Counted)
    return built


def files_of(root, selected=(), unsaved=None):
    """As one run of flake8 has them."""
    overlay = {root / path: text.encode() for path, text in (unsaved or {}).items()}
    return SingleFiles(load_config(root / "pyproject.toml"), selected, overlay)


def found(root, path=ORDERS, **options):
    """What a run over one file finds in it."""
    return summary(files_of(root, **options).check(root / path))


def summary(checked):
    return (
        checked
        if isinstance(checked, ParseProblem)
        else [(each.code, each.location.line) for each in checked]
    )


def test_what_is_known_is_not_looked_at_again(shop, maps):
    first = files_of(shop).check(shop / ORDERS)
    assert files_of(shop).check(shop / ORDERS) == first
    assert summary(first) == [("FAC101", 6)]
    assert len(maps) == 1


def test_a_file_that_cannot_matter_needs_no_map_and_is_not_kept(shop, maps):
    files_of(shop).validate()
    kept = sorted((shop / ".facadelint_cache").iterdir())
    assert found(shop, "shop/other.py") == []
    (shop / "shop" / "other.py").write_text("import sys\n")
    assert found(shop, "shop/other.py") == []
    assert sorted((shop / ".facadelint_cache").iterdir()) == kept
    assert len(maps) == 1


CHANGES = {
    "the file itself": ({ORDERS: REACH.replace("_database", "database")}, []),
    "the facade": (
        {"shop/facade.py": BASE_PROJECT["shop/facade.py"].replace("def database", "def data")},
        [("FAC101", 6)],
    ),
    "its base class": ({"shop/orders/base.py": BASE.replace("= shop", "= shop.database")}, [("FAC103", 6)]),
    "a module that an import now finds": (
        {"shop/orders/base/__init__.py": BASE.replace("= shop", "= shop.database")},
        [("FAC103", 6)],
    ),
    "what is ignored": (
        {"pyproject.toml": BASE_PROJECT["pyproject.toml"].replace("[[", 'ignore = ["FAC101"]\n[[', 1)},
        [],
    ),
    "a grant": (
        {
            "pyproject.toml": BASE_PROJECT["pyproject.toml"]
            + 'friends = [{ attribute = "_database", domains = ["order"], reason = "for now" }]\n'
        },
        [],
    ),
}


@pytest.mark.parametrize(("files", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(shop, maps, write_project, files, expected):
    assert found(shop) == [("FAC101", 6)]
    write_project(files)
    assert found(shop) == expected
    assert len(maps) == 2
    assert found(shop) == expected
    assert len(maps) == 2


def test_a_change_of_the_same_size_at_the_same_time_is_seen(shop):
    path = shop / "shop" / "orders" / "base.py"
    assert found(shop) == [("FAC101", 6)]
    before = path.stat()
    path.write_text(BASE.replace("_shop", "_shep"))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert found(shop) == [("FAC103", 6)]


def test_an_older_state_that_comes_back_is_known(shop, maps):
    path = shop / "shop" / "orders" / "base.py"
    for text in (BASE, BASE.replace("_shop", "_shep")) * 3:
        path.write_text(text)
        assert found(shop) == ([("FAC101", 6)] if text is BASE else [("FAC103", 6)])
    assert len(maps) == 2


def test_a_file_that_is_gone_is_seen(shop):
    assert found(shop) == [("FAC101", 6)]
    (shop / "shop" / "orders" / "base.py").unlink()
    assert found(shop) == [("FAC103", 6)]


def test_a_module_that_a_glob_now_matches_is_seen(shop, write_project):
    globs = 'domains = ["shop.*.extra"]\n'
    view = "from shop.second import extra\n"
    write_project(
        {
            "pyproject.toml": BASE_PROJECT["pyproject.toml"] + globs,
            "shop/first/extra.py": "",
            "shop/view.py": view,
        }
    )
    assert found(shop, "shop/view.py") == []
    write_project({"shop/second/extra.py": ""})
    assert found(shop, "shop/view.py") == [("FAC305", 1)]


def test_a_change_of_a_file_that_nobody_asked_for_leaves_the_others_known(shop, maps):
    files = files_of(shop)
    assert summary(files.check(shop / "shop" / "view.py")) == [("FAC305", 1)]
    assert summary(files.check(shop / ORDERS)) == [("FAC101", 6)]
    (shop / "shop" / "view.py").write_text("import os\n")
    assert found(shop) == [("FAC101", 6)]
    assert len(maps) == 1


def test_another_selection_is_another_answer(shop):
    assert found(shop) == [("FAC101", 6)]
    assert found(shop, "shop/facade.py", selected=["FAC212"]) == [("FAC212", line) for line in (22, 28, 34)]
    assert found(shop) == [("FAC101", 6)]


def test_another_version_knows_nothing(shop, maps, monkeypatch):
    found(shop)
    monkeypatch.setattr(store, "_program", lambda: b"newer")
    assert found(shop) == [("FAC101", 6)]
    assert len(maps) == 2


def test_what_an_editor_sends_is_known_by_its_content(shop, maps):
    clean = REACH.replace("_database", "database")
    for _ in range(2):
        assert found(shop) == [("FAC101", 6)]
        assert found(shop, unsaved={ORDERS: clean}) == []
        assert found(shop, unsaved={ORDERS: REACH}) == [("FAC101", 6)]
        assert found(shop, unsaved={"shop/orders/base.py": BASE.replace("_shop", "_s")}) == [("FAC103", 6)]
    assert len(maps) == 3


def test_a_file_that_only_an_editor_has(shop):
    unsaved = {"shop/orders/base/__init__.py": BASE.replace("_shop", "_s")}
    assert found(shop, unsaved=unsaved) == [("FAC103", 6)]
    assert found(shop) == [("FAC101", 6)]
    assert found(shop, unsaved=unsaved) == [("FAC103", 6)]


def test_a_mistake_is_said_each_time(shop):
    (shop / "pyproject.toml").write_text(BASE_PROJECT["pyproject.toml"].replace("Shop", "Shep"))
    for _ in range(2):
        with pytest.raises(session.FacadelintError, match="has no class"):
            files_of(shop).validate()


def test_a_file_that_does_not_parse_is_said_each_time(shop):
    (shop / ORDERS).write_text("class\n")
    for _ in range(2):
        assert isinstance(found(shop), ParseProblem)


@pytest.mark.parametrize(
    "damage",
    [
        b"",
        b"{",
        b"1",
        b"[1]",
        b"\xff",
        b"[" * 100_000,
        b'[{"content": null, "own": {}, "after": "", "value": {"modules": [1], "packages": [], "imported": [], "accessors": []}}]',
        b'[{"content": null, "own": {}, "after": "", "value": {}}]',
        b'{"before": 1, "trace": {}}',
        b'{"before": [], "trace": {}}',
        b'{"before": "", "trace": {"files": 1}}',
    ],
)
@pytest.mark.parametrize("kind", ["file", "trace", "*"])
def test_what_is_damaged_is_as_good_as_nothing(shop, maps, damage, kind):
    found(shop)
    (shop / "shop" / "orders" / "base.py").write_text(BASE.replace("_shop", "_s"))
    kept = {path: path.stem.partition("-")[0] for path in (shop / ".facadelint_cache").glob("*.json")}
    assert sorted(kept.values()) == ["file", "file", "trace"]
    for path in kept:
        if path.match(f"{kind}-*.json"):
            path.write_bytes(damage)
    assert found(shop) == [("FAC103", 6)]
    assert found(shop) == [("FAC103", 6)]
    assert len(maps) == 2


def parts(root):
    """What is kept of what was looked up and read, by name."""
    return {path: json.loads(path.read_bytes()) for path in (root / ".facadelint_cache").glob("trace-*")}


def test_parts_in_a_circle_are_as_good_as_nothing(shop, maps):
    found(shop)
    for path, part in parts(shop).items():
        path.write_text(json.dumps(part | {"before": path.stem.removeprefix("trace-")}))
    assert found(shop) == [("FAC101", 6)]
    assert found(shop) == [("FAC101", 6)]
    assert len(maps) == 2


def test_what_many_files_have_in_common_is_written_once(shop, write_project):
    """Of ten times as many files ten times as much is kept, and not a hundred times."""

    def kept_for(files):
        write_project(
            {
                f"shop/orders/part{each}.py": f"from shop.orders import part{each + 1}\n"
                for each in range(files)
            }
        )
        run = files_of(shop)
        for each in range(files):
            assert run.check(shop / f"shop/orders/part{each}.py") == []
        return sum(path.stat().st_size for path in (shop / ".facadelint_cache").glob("*.json"))

    few = kept_for(10)
    assert kept_for(100) < 15 * few


def test_a_part_that_is_written_again_is_one_of_the_latest(shop):
    found(shop)
    [first] = [path for path, part in parts(shop).items() if not part["before"]]
    os.utime(first, (1, 1))
    found(shop, "shop/view.py")
    assert first.stat().st_mtime > 1


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(shop, maps):
    (shop / ".facadelint_cache").write_text("a file", encoding="utf-8")
    assert found(shop) == found(shop) == [("FAC101", 6)]
    assert len(maps) == 2


def test_only_so_much_is_kept(shop, monkeypatch):
    monkeypatch.setattr(memory, "_FILES", 2)
    for path in (ORDERS, "shop/facade.py", "shop/view.py", "shop/stock/stock_domain.py"):
        found(shop, path)
    files_of(shop, selected=["FAC2"]).validate()
    assert len(list((shop / ".facadelint_cache").glob("file-*.json"))) == 2
    assert found(shop) == [("FAC101", 6)]


EDITS = {
    ORDERS: [REACH, REACH.replace("_database", "_cache"), REACH.replace("return", "return self.x,"), "class\n", None],
    "shop/orders/base.py": [BASE, BASE.replace("_shop", "_s"), BASE.replace("= shop", "= shop.database"), None],
    "shop/orders/__init__.py": ["", "from shop.orders.order_domain import OrderDomain as Orders\n"],
    "shop/view.py": [VIEW, "from shop.orders import Orders\n", "from shop.stock import Orders\n", "def f(shop):\n    shop._order_domain\n"],
    "shop/stock/__init__.py": ["", "from shop.orders import *\n"],
    "shop/stock/stock_domain.py": [
        BASE_PROJECT["shop/stock/stock_domain.py"],
        "from shop.orders import Orders\n" + BASE_PROJECT["shop/stock/stock_domain.py"],
        "from shop.stock import helper\n" + BASE_PROJECT["shop/stock/stock_domain.py"],
    ],
    "shop/stock/helper.py": [None, "from shop.orders.base import Base\n"],
    "shop/facade.py": [
        BASE_PROJECT["shop/facade.py"],
        BASE_PROJECT["shop/facade.py"].replace("_stock_domain", "_store_domain"),
        BASE_PROJECT["shop/facade.py"].replace("class Shop:", "from shop.more import More\n\n\nclass Shop(More):"),
    ],
    "shop/more.py": [None, "class More:\n    def more(self):\n        return self._order_domain.total()\n"],
    "pyproject.toml": [BASE_PROJECT["pyproject.toml"], BASE_PROJECT["pyproject.toml"] + 'domains = ["shop.vi*"]\n'],
}  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_whatever_changes_it_says_what_a_look_says(shop, write_project, seed):
    """Edits at random, unsaved ones too; after each, a few files are asked for, and then looked at anew."""
    chance = random.Random(seed)
    for _ in range(25):
        path, text = edit(chance)
        if text is None:
            (shop / path).unlink(missing_ok=True)
        else:
            write_project({path: text})
        unsaved = dict([edit(chance)]) if chance.random() < 0.3 else {}
        unsaved = {
            path: text for path, text in unsaved.items() if text is not None and path != "pyproject.toml"
        }
        asked = chance.sample([each for each in EDITS if each.endswith(".py")], 3)
        known = files_of(shop, unsaved=unsaved)
        for each in asked:
            assert summary(outcome(known.check, shop / each)) == summary(
                outcome(looked_at(shop, unsaved), shop / each)
            )


def edit(chance):
    path = chance.choice(list(EDITS))
    return path, chance.choice(EDITS[path])


def looked_at(root, unsaved):
    """A check that remembers nothing."""

    def check(path):
        settings = load_config(root / "pyproject.toml")
        overlay = {root / name: text.encode() for name, text in unsaved.items()}
        fresh = Session(settings, resolve(load_rules(), settings), overlay)
        module = fresh.module(path)
        return fresh.check(module) if module is not None else []

    return check


def outcome(check, path):
    try:
        return check(path)
    except session.FacadelintError as error:
        return ParseProblem(0, 0, str(error))
