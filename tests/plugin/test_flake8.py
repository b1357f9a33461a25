"""Files, folders, standard input, processes, and what flake8's own options do to the violations."""

import pytest
from flake8_project import (
    BROKEN_ORDERS,
    CONFIG,
    FACADE,
    ORDER_FILE,
    ORDERS,
    PLACE,
    PROJECT,
    REACH,
    configured,
)

UNANNOTATED = FACADE.replace(" -> order_domain.OrderDomain", "").replace(
    "    from shop.orders import order_domain\n", ""
)


def test_a_clean_project_is_silent_under_every_rule(flake8, shop):
    assert flake8("--select=FAC") == (0, [], "")
    assert flake8() == (0, [], "")


def test_a_project_without_a_configuration_is_silent(flake8, broken_shop):
    (broken_shop / "pyproject.toml").write_text("[tool.other]\n")
    assert flake8() == (0, [], "")


IMPORTS = """\
import sys
from flake8.main.cli import main

main()
print(*sorted(name for name in sys.modules if name.startswith(("facadelint.", "tomli", "click", "rich"))))
"""


def test_a_project_without_a_configuration_pays_for_next_to_nothing(flake8, broken_shop, write):
    write({"pyproject.toml": "", "imports": IMPORTS})
    core = [f"facadelint.core{module}" for module in ("", ".config", ".documents", ".errors")]
    assert flake8("shop", script=broken_shop / "imports") == (0, [" ".join([*core, "facadelint.plugin"])], "")


# Files and folders


@pytest.mark.parametrize(
    ("folder", "argument"),
    [
        (".", "."),
        (".", "shop"),
        (".", "shop/orders"),
        (".", ORDER_FILE),
        ("shop", "orders"),
        ("shop/stock", "../orders"),
        ("shop/stock", "../orders/order_domain.py"),
    ],
)
def test_wherever_one_stands(flake8, broken_shop, folder, argument):
    run = flake8(argument, cwd=broken_shop / folder)
    assert (run.code, run.errors) == (1, "")
    (line,) = run.lines
    assert line.endswith(f"order_domain.py:{PLACE}")


def test_an_absolute_path_from_elsewhere(flake8, broken_shop):
    path = broken_shop / ORDER_FILE
    assert flake8(path, cwd="/") == (1, [f"{path}:{PLACE}"], "")


def test_two_projects_in_one_run(flake8, write):
    for name in ("first", "second"):
        write({**PROJECT, ORDER_FILE: BROKEN_ORDERS}, name)
    run = flake8()
    assert run.lines == [f"./{name}/{ORDER_FILE}:{PLACE}" for name in ("first", "second")]


# Standard input


@pytest.mark.parametrize(
    ("folder", "name"),
    [(".", ORDER_FILE), ("shop", "orders/order_domain.py"), ("shop/stock", "../orders/order_domain.py")],
)
def test_standard_input_under_a_relative_name(flake8, shop, folder, name):
    run = flake8("--stdin-display-name", name, "-", cwd=shop / folder, stdin=BROKEN_ORDERS)
    assert run == (1, [f"{name}:{PLACE}"], "")


def test_standard_input_as_an_editor_sends_it_from_another_folder(flake8, shop):
    path = shop / ORDER_FILE
    run = flake8("--stdin-display-name", path, "-", cwd="/", stdin=BROKEN_ORDERS)
    assert run == (1, [f"{path}:{PLACE}"], "")


def test_what_is_not_saved_yet_counts_and_not_the_disk(flake8, broken_shop):
    assert flake8("--stdin-display-name", ORDER_FILE, "-", stdin=ORDERS) == (0, [], "")


def test_the_facade_that_is_not_saved_yet_changes_what_is_said_of_others(flake8, broken_shop):
    edited = FACADE.replace("    @property\n    def database(self):\n        return self._database\n\n", "")
    saved = flake8("--stdin-display-name=shop/facade.py", "-", ORDER_FILE, stdin=FACADE)
    assert saved == (1, [f"{ORDER_FILE}:{PLACE}"], "")
    unsaved = flake8("--stdin-display-name=shop/facade.py", "-", ORDER_FILE, stdin=edited)
    assert unsaved == (
        1,
        [
            f"{ORDER_FILE}:6:16: FAC101 order domain reads Shop._database; make it public, or move it into the domain"
        ],
        "",
    )


def test_the_facade_itself_that_is_not_saved_yet(flake8, shop):
    edited = FACADE.replace("reserve(item)\n", "reserve(item or 1)\n")
    run = flake8("--stdin-display-name=shop/facade.py", "-", stdin=edited)
    assert run.codes == ["FAC205"]
    assert run.lines[0].startswith("shop/facade.py:35:43: FAC205 ")


@pytest.mark.parametrize("name", ["shop/orders/refunds.py", "shop/orders/later/refunds.py"])
def test_a_file_that_is_not_on_disk_yet(flake8, shop, name):
    run = flake8(
        "--stdin-display-name", name, "-", stdin="from shop.stock import stock_domain as stock\n\nstock\n"
    )
    assert run.codes == ["FAC301"]
    assert run.lines[0].startswith(f"{name}:1:1: FAC301 order domain imports stock domain ")


def test_standard_input_without_a_name_gets_no_answer(flake8, shop):
    assert flake8("-", stdin=BROKEN_ORDERS) == (0, [], "")


# Processes


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_the_number_of_processes_does_not_matter(flake8, broken_shop, write, jobs):
    write({"shop/other.py": "from shop.orders import order_domain\n\norder_domain.OrderDomain\n"})
    run = flake8(jobs=jobs)
    assert (run.code, run.codes, run.errors) == (1, ["FAC101", "FAC305"], "")


REMEMBERED = """\
import sys
from flake8.main.cli import main

main()
print(*sorted(name for name in sys.modules if name.startswith(("facadelint.rules", "facadelint.facademap"))))
"""


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_second_run_says_the_same_and_loads_no_rule(flake8, broken_shop, write, jobs):
    write({"remembered": REMEMBERED, "shop/view.py": "from shop.orders import order_domain  # unused\n"})
    expected = flake8("--select=FAC", jobs=jobs)
    assert sorted(expected.codes) == ["FAC101", "FAC305"]
    kept = {path.name for path in (broken_shop / ".facadelint_cache").iterdir()}
    assert ".gitignore" in kept
    second = flake8("--select=FAC", jobs=jobs, script=broken_shop / "remembered")
    assert second == (0, [*expected.lines, ""], "")
    assert {path.name for path in (broken_shop / ".facadelint_cache").iterdir()} == kept


def test_standard_input_is_remembered_by_its_content(flake8, broken_shop, write):
    write({"remembered": REMEMBERED})
    arguments = (f"--stdin-display-name={ORDER_FILE}", "--select=FAC", "-")
    for text, expected in ((BROKEN_ORDERS, [f"{ORDER_FILE}:{PLACE}"]), (ORDERS, []), (BROKEN_ORDERS, None)):
        first = flake8(*arguments, stdin=text)
        assert expected is None or first.lines == expected
        assert flake8(*arguments, stdin=text, script=broken_shop / "remembered").lines == [*first.lines, ""]


def test_processes_that_inherit_nothing(flake8, spawning, broken_shop, write):
    write({"shop/other.py": "from shop.orders import order_domain\n\norder_domain.OrderDomain\n"})
    alone = flake8("shop")
    assert "FAC101" in alone.codes
    assert flake8("shop", script=spawning, jobs=2) == flake8("shop", jobs=2) == alone


# Selection


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ([], ["FAC101"]),
        (["--ignore=E501"], ["FAC101"]),
        (["--extend-ignore=E501"], ["FAC101"]),
        (["--select=FAC"], ["FAC212", "FAC101"]),
        (["--select=FAC2"], ["FAC212"]),
        (["--select=FAC212"], ["FAC212"]),
        (["--extend-select=FAC212"], ["FAC212", "FAC101"]),
        (["--extend-select=FAC212", "--ignore=FAC1"], ["FAC212"]),
        (["--select=FAC", "--ignore=FAC212"], ["FAC101"]),
        (["--select=E,F,W"], ["FAC101"]),  # to flake8, F is a prefix of FAC; it means no (off) rule
        (["--select=E,W"], []),
        (["--ignore=FAC"], []),
        (["--ignore=FAC1"], []),
        (["--extend-ignore=FAC101"], []),
        (["--per-file-ignores=shop/orders/*:FAC101"], []),
        (["--per-file-ignores=shop/stock/*:FAC101"], ["FAC101"]),
        (["--exclude=orders"], []),
    ],
)
def test_flake8s_own_options(flake8, broken_shop, write, options, expected):
    write({"shop/facade.py": UNANNOTATED})
    assert flake8(*options).codes == expected


def test_a_rule_that_is_off_stays_quiet(flake8, write):
    write({**PROJECT, "shop/facade.py": UNANNOTATED})
    assert flake8("--ignore=E501") == (0, [], "")
    (line,) = flake8("--select=FAC").lines
    assert line.startswith("./shop/facade.py:19:5: FAC212 ")


@pytest.mark.parametrize(
    ("key", "options", "expected"),
    [
        ('select = ["FAC3"]', [], []),
        ('select = ["FAC3"]', ["--select=FAC101"], ["FAC101"]),
        ('select = ["private-facade-access"]', [], ["FAC101"]),
        ('select = ["FAC"]', [], ["FAC212", "FAC101"]),
        ('extend-select = ["FAC212"]', [], ["FAC212", "FAC101"]),
        ('ignore = ["FAC101"]', [], []),
        ('ignore = ["FAC1"]', ["--select=FAC101"], ["FAC101"]),
        ('ignore = ["FAC1"]', ["--select=FAC"], ["FAC212"]),
        ('exclude = ["shop/orders"]', [], []),
        ('exclude = ["orders"]', [ORDER_FILE], []),
        ('per-file-ignores = { "shop/orders/**" = ["FAC101"] }', [], []),
        ('per-file-ignores = { "shop/stock/**" = ["FAC101"] }', [], ["FAC101"]),
    ],
)
def test_the_selection_of_the_configuration_holds(flake8, broken_shop, write, key, options, expected):
    write({"shop/facade.py": UNANNOTATED, "pyproject.toml": configured(key)})
    assert flake8(*options).codes == expected


@pytest.mark.parametrize(
    "key", ['ignore = ["FAC101"]', 'exclude = ["orders"]', 'per-file-ignores = { "shop/**" = ["FAC1"] }']
)
def test_it_holds_for_standard_input(flake8, shop, write, key):
    write({"pyproject.toml": configured(key)})
    path = shop / ORDER_FILE
    assert flake8("--stdin-display-name", path, "-", cwd="/", stdin=BROKEN_ORDERS) == (0, [], "")


# Comments


@pytest.mark.parametrize(
    ("comment", "silent"),
    [
        ("# noqa", True),
        ("# noqa: FAC101", True),
        ("# NOQA:FAC101", True),
        ("# noqa: FAC1", True),
        ("# noqa: SLF001, FAC101 why", True),
        ("# noqa: SLF001", False),
        ("# noqa: FAC102", False),
    ],
)
def test_noqa(flake8, broken_shop, write, comment, silent):
    write({ORDER_FILE: BROKEN_ORDERS.replace(REACH, f"{REACH[:-1]}  {comment}\n")})
    assert flake8().codes == ([] if silent else ["FAC101"])
    assert flake8("--disable-noqa").codes == ["FAC101"]


@pytest.mark.parametrize("comment", ["# flake8: noqa", "# flake8: noqa: FAC101"])
def test_noqa_for_a_whole_file(flake8, broken_shop, write, comment):
    write({ORDER_FILE: f"{comment}\n{BROKEN_ORDERS}"})
    assert flake8().codes == []
    assert flake8("--disable-noqa").codes == ["FAC101"]


def test_the_configuration_is_the_one_that_the_tests_mean():
    assert configured() == CONFIG
