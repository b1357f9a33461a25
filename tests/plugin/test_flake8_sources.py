"""Files as they come: encodings, line ends, broken syntax, and what only looks like a module."""

import sys

import pytest
from flake8_project import BROKEN_ORDERS, FACADE, ORDER_FILE, ORDERS, PLACE, PROJECT, REACH

MESSAGE = PLACE.partition(" ")[2]
BOM = b"\xef\xbb\xbf"
NO_SYNTAX = "def broken(:\n"


def with_text(text):
    """The reach with something before it in its line."""
    return BROKEN_ORDERS.replace("return ", f'text = "{text}"; return ')


SOURCES = {
    "plain": (BROKEN_ORDERS, "6:16"),
    "byte order mark": (BOM + BROKEN_ORDERS.encode(), "6:16"),
    "Windows line ends": (BROKEN_ORDERS.replace("\n", "\r\n"), "6:16"),
    "old Macintosh line ends": (BROKEN_ORDERS.replace("\n", "\r"), "6:16"),
    "mixed line ends": (BROKEN_ORDERS.replace("\n", "\r\n", 1).replace("\n\n", "\r\r"), "6:16"),
    "form feed": (BROKEN_ORDERS.replace("    def total", "\x0c\n    def total"), "7:16"),
    "tabs": (BROKEN_ORDERS.replace("    ", "\t"), "6:10"),
    "no line end": (BROKEN_ORDERS.rstrip(), "6:16"),
    "wide characters": (with_text("日本"), "6:29"),
    "characters beyond 16 bits": (with_text("🛒🛒").replace("text", "\U0001d4c9" * 4), "6:29"),
    "what other people call line ends": (with_text("\u2028\x85\x1c"), "6:30"),
    "a declared encoding": (f"# coding: latin-1\n{with_text('éé')}".encode("latin-1"), "7:29"),
    "a declared encoding of many bytes": (
        f"# coding: shift_jis\n{with_text('表')}".encode("shift_jis"),
        "7:28",
    ),
}


@pytest.mark.parametrize(("source", "place"), SOURCES.values(), ids=SOURCES)
def test_columns_count_characters(flake8, shop, write, source, place):
    write({ORDER_FILE: source})
    expected = (1, [f"{ORDER_FILE}:{place}: {MESSAGE}"], "")
    assert flake8("--select=FAC,E9", ORDER_FILE) == expected
    write({ORDER_FILE: ORDERS})
    assert flake8("--select=FAC,E9", "--stdin-display-name", ORDER_FILE, "-", stdin=source) == expected


def test_an_empty_file(flake8, shop, write):
    write({"shop/orders/later.py": ""})
    assert flake8("shop/orders/later.py") == (0, [], "")
    assert flake8("--stdin-display-name=shop/orders/later.py", "-", stdin="") == (0, [], "")


@pytest.mark.parametrize(
    ("source", "line", "problem"),
    [
        (f"# coding: klingon\n{BROKEN_ORDERS}".encode(), "1:1", "unknown encoding: klingon"),
        (
            BOM + f"# coding: latin-1\n{BROKEN_ORDERS}".encode(),
            "1:1",
            "encoding problem: iso-8859-1 with BOM",
        ),
        (
            with_text("é").encode("latin-1"),
            "6",
            "(unicode error) 'utf-8' codec can't decode byte 0xe9 in position ",
        ),
        (
            BROKEN_ORDERS.encode() + b"x = '\xed\xa0\x80'\n",
            "7",
            "(unicode error) 'utf-8' codec can't decode byte 0xed",
        ),
    ],
    ids=["unknown encoding", "contradiction", "undeclared", "lone surrogate"],
)
def test_what_python_cannot_read_though_flake8_does(flake8, shop, write, source, line, problem):
    write({ORDER_FILE: source})
    run = flake8("--select=FAC,E9")
    assert (run.code, run.codes, run.errors) == (1, ["E902"], "")
    assert run.lines[0].startswith(f"./{ORDER_FILE}:{line}")
    assert f": E902 facadelint: {problem}" in run.lines[0]


@pytest.mark.parametrize("encoding", ["idna", "undefined", "rot13"])
def test_an_encoding_that_cannot_be_written_back(flake8, shop, encoding):
    source = f"# coding: {encoding}\n{BROKEN_ORDERS}"
    run = flake8("--select=FAC,E9", "--stdin-display-name", ORDER_FILE, "-", stdin=source)
    assert "facadelint" not in run.errors


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(
            f"{BROKEN_ORDERS}\0\n",
            marks=pytest.mark.skipif(
                sys.version_info >= (3, 12), reason="flake8 7.5 ends with a SystemError"
            ),
        ),
        BROKEN_ORDERS.encode("utf-16"),
        NO_SYNTAX,
    ],
    ids=["null byte", "UTF-16", "syntax"],
)
def test_what_nobody_can_read_is_flake8s_to_say(flake8, shop, write, source):
    write({ORDER_FILE: source})
    run = flake8()
    assert (run.code, run.codes, run.errors) == (1, ["E999"], "")


# Broken syntax elsewhere: the file itself has E999, and the rest is checked

INHERITING = FACADE.replace("class Shop:", "class Shop(Base):").replace(
    "\nif TYPE", "\nfrom shop.base import Base\n\nif TYPE"
)
NEEDED = {
    "shop/base.py": "class Base:\n    pass\n",
    "shop/facade.py": INHERITING,
    "shop/tools.py": "def helper():\n    pass\n",
    ORDER_FILE: f"from shop.tools import helper\n\nhelper()\n\n\n{BROKEN_ORDERS}",
}


@pytest.mark.parametrize(
    "broken",
    [
        "shop/stock/stock_domain.py",
        "shop/base.py",
        "shop/tools.py",
        "shop/__init__.py",
        "shop/orders/__init__.py",
    ],
)
def test_a_broken_module_stops_nothing_else(flake8, shop, write, broken):
    write({**NEEDED, broken: NO_SYNTAX})
    run = flake8()
    assert run.errors == ""
    assert sorted(run.codes) == ["E999", "FAC101"]
    assert flake8(ORDER_FILE).codes == ["FAC101"]


def test_a_broken_facade_leaves_its_domains_quiet(flake8, shop, write):
    write({**NEEDED, "shop/facade.py": NO_SYNTAX})
    run = flake8()
    assert (run.code, run.codes, run.errors) == (1, ["E999"], "")
    assert flake8(ORDER_FILE) == (0, [], "")
    assert flake8("--stdin-display-name=shop/facade.py", "-", ORDER_FILE, stdin=INHERITING).codes == [
        "FAC101"
    ]


def test_a_facade_that_is_broken_while_it_is_edited(flake8, shop, write):
    write({ORDER_FILE: BROKEN_ORDERS})
    run = flake8("--stdin-display-name=shop/facade.py", "-", ORDER_FILE, stdin=FACADE + NO_SYNTAX)
    assert (run.code, run.codes, run.errors) == (1, ["E999"], "")


# Nested too deeply

CHAIN = "".join(f"def f{i + 1}():\n    return f{i}()\n\n\n" for i in range(1000))
TOO_DEEP = f"""\
from shop.facade import Shop


def f0():
    return Shop(None)


{CHAIN}def last():
    return f1000()._database
"""


def test_what_is_too_deep_to_be_followed(flake8, shop, write):
    write({"shop/orders/deep.py": TOO_DEEP, ORDER_FILE: BROKEN_ORDERS})
    run = flake8()
    assert (run.code, run.errors) == (1, "")
    deep, other = run.lines
    assert deep.startswith("./shop/orders/deep.py:")
    assert " E902 facadelint: it, or what it imports, is nested too deeply to be followed" in deep
    assert other == f"./{ORDER_FILE}:{PLACE}"


# What only looks like a module


def test_folders_and_links_called_like_modules(flake8, shop, write):
    write({ORDER_FILE: BROKEN_ORDERS, "shop/orders/folder.py/inner.py": "x = 1\n"})
    (shop / "shop/orders/gone.py").symlink_to("nowhere.py")
    (shop / "shop/orders/loop.py").symlink_to("loop.py")
    (shop / "shop/all").symlink_to(shop)
    run = flake8("--select=FAC,E9")
    assert (run.code, run.codes, run.errors) == (1, ["E902", "E902", "FAC101"], "")
    assert flake8("--select=FAC", f"shop/all/{ORDER_FILE}").lines == [f"shop/all/{ORDER_FILE}:{PLACE}"]


@pytest.mark.parametrize("name", ["run-me.py", "2fast.py", "a.b.py", "class.py"])
def test_a_script_whose_name_cannot_be_imported(flake8, shop, write, name):
    write({f"tools/{name}": "from shop.orders import order_domain\n\nprint(order_domain)\n"})
    run = flake8("tools")
    assert (run.code, run.codes, run.errors) == (1, ["FAC305"], "")


def test_names_that_no_file_can_have(flake8, shop, write):
    long = "a" * 300
    write({"shop/orders/odd.py": f"import {long}\nfrom shop.{long} import {long} as b\n\nprint({long}, b)\n"})
    assert flake8("--select=FAC,E9") == (0, [], "")


# Layouts


@pytest.mark.parametrize("config", ["", 'src = ["src"]', 'src = ["src", "."]'])
def test_a_src_layout(flake8, write, config):
    files = {**PROJECT, ORDER_FILE: BROKEN_ORDERS}
    write({f"src/{name}": text for name, text in files.items() if name.startswith("shop")})
    write(
        {
            "pyproject.toml": PROJECT["pyproject.toml"].replace(
                "[tool.facadelint]\n", f"[tool.facadelint]\n{config}\n"
            )
        }
    )
    assert flake8() == (1, [f"./src/{ORDER_FILE}:{PLACE}"], "")


def test_two_roots_and_packages_without_an_init(flake8, write):
    files = {**PROJECT, ORDER_FILE: BROKEN_ORDERS}
    for name, text in files.items():
        if name.startswith("shop") and not name.endswith("__init__.py"):
            write({name: text}, "core" if name == "shop/facade.py" else "plugins")
    write(
        {
            "facadelint.toml": 'src = ["core", "plugins"]\n[[facades]]\nclass = "shop.facade:Shop"\n',
            "a.py": REACH.strip(),
        }
    )
    assert flake8("--select=FAC") == (1, [f"./plugins/{ORDER_FILE}:{PLACE}"], "")
