"""``facadelint check`` as users run it, over the base project of the rules' cases."""

import json

import pytest

BROKEN = """\
class OrderDomain:
    def __init__(self, shop):
        self._shop = shop

    def total(self):
        return self._shop._database.total()
"""
PLACE = "shop/orders/order_domain.py:6:16: FAC101 [private-facade-access] "


@pytest.fixture
def broken_shop(shop):
    (shop / "shop/orders/order_domain.py").write_text(BROKEN)
    return shop


@pytest.mark.parametrize("paths", [(), (".",), ("shop",), ("shop/facade.py", "shop/orders")])
def test_clean(execute, shop, paths):
    run = execute("check", *paths)
    assert (run.returncode, run.stderr) == (0, "")
    first, second = run.stdout.splitlines()[:2]
    assert first == "All clear."
    assert second.startswith("Checked 1 facade, 3 domains, ")


def test_a_violation(execute, broken_shop):
    run = execute("check")
    assert (run.returncode, run.stderr) == (1, "")
    lines = run.stdout.splitlines()
    assert lines[0].startswith(PLACE)
    assert lines[1:4] == [
        "  |",
        "6 |         return self._shop._database.total()",
        "  |                ^^^^^^^^^^^^^^^^^^^^",
    ]
    assert "Found 1 violation (1 private-facade-access)." in lines


def test_concise(execute, broken_shop):
    run = execute("check", "--output-format", "concise")
    assert run.returncode == 1
    assert run.stdout.startswith(PLACE)


def test_json(execute, broken_shop):
    run = execute("check", "--output-format", "json", "shop/orders/order_domain.py")
    assert run.returncode == 1
    document = json.loads(run.stdout)
    assert document["version"] == 1
    (violation,) = document["violations"]
    assert len(violation.pop("fingerprint")) == 32
    assert violation.pop("message").startswith("order domain ")
    violation.pop("fix")
    assert violation == {
        "path": "shop/orders/order_domain.py",
        "line": 6,
        "column": 16,
        "end_line": 6,
        "end_column": 36,
        "code": "FAC101",
        "rule": "private-facade-access",
        "facade": "shop.facade:Shop",
        "domain": "order",
        "symbol": "shop.orders.order_domain.OrderDomain.total",
    }


def test_from_a_folder_below(execute, broken_shop):
    run = execute("check", "..", "--output-format=concise", cwd=broken_shop / "shop/stock")
    assert run.returncode == 1
    assert run.stdout.startswith("../orders/order_domain.py:6:16: FAC101 ")


@pytest.mark.parametrize("comment", ["noqa", "noqa: FAC101", "noqa: FAC1", "NOQA:SLF001,FAC101"])
def test_noqa(execute, broken_shop, comment):
    path = broken_shop / "shop/orders/order_domain.py"
    path.write_text(BROKEN.replace(".total()\n", f".total()  # {comment}\n"))
    assert execute("check").returncode == 0


def test_another_linters_noqa(execute, broken_shop):
    path = broken_shop / "shop/orders/order_domain.py"
    path.write_text(BROKEN.replace(".total()\n", ".total()  # noqa: SLF001\n"))
    assert execute("check").returncode == 1


def test_noqa_for_the_whole_file(execute, broken_shop):
    path = broken_shop / "shop/orders/order_domain.py"
    path.write_text("# flake8: noqa\n" + BROKEN)
    assert execute("check").returncode == 0


@pytest.mark.parametrize("paths", [(), ("-",)])
def test_standard_input(execute, shop, paths):
    run = execute(
        "check",
        *paths,
        "--stdin-filename",
        "shop/orders/order_domain.py",
        "--output-format=concise",
        input=BROKEN,
    )
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout.startswith(PLACE)


def test_selecting(execute, broken_shop):
    assert execute("check", "--select", "FAC101").returncode == 1
    assert execute("check", "--ignore", "FAC101").returncode == 0
    assert execute("check", "--exit-zero").returncode == 0


def test_a_code_that_no_rule_has(execute, shop):
    run = execute("check", "--select", "FAC999")
    assert run.returncode == 2
    assert run.stderr.startswith(
        'facadelint: error: --select: no rule has the code, prefix or name "FAC999". '
    )


def test_per_file_ignores(execute, broken_shop):
    config = (broken_shop / "pyproject.toml").read_text()
    ignores = '[tool.facadelint]\nper-file-ignores = { "shop/orders/**" = ["FAC101"] }\n'
    (broken_shop / "pyproject.toml").write_text(config.replace("[tool.facadelint]\n", ignores))
    assert execute("check").returncode == 0


def test_a_path_that_does_not_exist(execute, shop):
    run = execute("check", "shop/nowhere.py")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "facadelint: error: path does not exist: shop/nowhere.py\n"


def test_a_file_that_does_not_parse(execute, broken_shop):
    (broken_shop / "shop/stock/stock_domain.py").write_text("def broken(:\n")
    run = execute("check", "--output-format=concise")
    assert run.returncode == 2
    assert PLACE in run.stdout
    assert run.stderr.startswith("shop/stock/stock_domain.py:1:12: cannot be parsed: ")
    assert run.stderr.count("cannot be parsed") == 1


def test_no_configuration(execute, tmp_path):
    (tmp_path / "a.py").write_text("x = 1\n")
    run = execute("check", "a.py")
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr.startswith("facadelint: error: ")
