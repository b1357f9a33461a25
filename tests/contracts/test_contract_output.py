"""What is printed stays whole: in narrow pipes, with names that look like markup, and from run to run."""

from __future__ import annotations

import pytest
from contract_shops import CONFIG, SHOP, domain, facade
from importlinter.cli import lint_imports
from lint_runs import importlinter, run

from facadelint.facademap.map import FacadeMap


def chaos() -> dict[str, str]:
    """A shop with many imports of equal weight."""
    names = ("orders", "stock", "billing")
    imports = "".join(f"import shop.helper{number}\n" for number in range(6))
    files = {f"shop/{name}/{name}_domain.py": imports + domain(name) for name in names}
    for number in range(6):
        files[f"shop/helper{number}.py"] = "".join(f"import shop.{name}.{name}_domain\n" for name in names)
    return files


def test_the_output_is_the_same_each_time(lint, write_project):
    first = lint(chaos())
    folder = write_project({})
    for seed in ("1", "2", "3"):
        assert run(folder, PYTHONHASHSEED=seed).text == first.text
    assert [
        line.split(":")[0]
        for line in first.details("domain_independence")
        if "breaks" in line and " -> " in line
    ] == [f"shop/helper{number}.py" for number in range(6) for _ in range(3)]


def test_lines_are_not_broken_where_the_output_is_narrow(write_project, lint):
    lint({"shop/orders/orders_domain.py": f"import shop.stock.stock_domain\n{domain('orders')}"})
    outcome = run(write_project({}), COLUMNS="30")
    assert (
        "shop/orders/orders_domain.py:1: shop.orders.orders_domain -> shop.stock.stock_domain: breaks 1 pair"
        in outcome.details("domain_independence")
    )


def test_paths_start_from_the_working_directory_where_they_can(write_project, lint):
    lint({"shop/orders/orders_domain.py": f"import shop.stock.stock_domain\n{domain('orders')}"})
    folder = write_project({"tools/.importlinter": importlinter("domain_independence")})
    outcome = run(folder / "tools", PYTHONPATH=str(folder))
    assert outcome.details("domain_independence")[1].startswith(f"{folder}/shop/orders/orders_domain.py:1: ")


def test_a_module_outside_of_the_import_roots_has_no_path(write_project):
    config = importlinter("facade_gateway").replace(
        "root_package = shop", "root_packages =\n    shop\n    other"
    )
    files = {"site/other/__init__.py": "import shop.stock.stock_domain\n", "pyproject.toml": CONFIG}
    folder = write_project({**SHOP, **files, ".importlinter": config})
    outcome = run(folder, PYTHONPATH=f"{folder}/site")
    assert outcome.details("facade_gateway")[1] == (
        "other -> shop.stock.stock_domain: goes past the facade to stock domain"
    )


def test_what_looks_like_markup_is_printed_as_it_is(lint):
    outcome = lint(
        {
            "shop/orders/orders_domain.py": f"import shop.stock.stock_domain\n{domain('orders')}",
            "pyproject.toml": f'{CONFIG}because = "[bold]It[/bold] is :brick: [tool.x]"\n',
        },
        "domain_independence",
        broken_contract_guidance="See [red]the docs[/].",
    )
    assert outcome.details("domain_independence")[-2:] == [
        "Because: [bold]It[/bold] is :brick: [tool.x]",
        "See [red]the docs[/].",
    ]


def test_so_it_is_in_what_import_linter_prints_of_us(lint):
    outcome = lint({}, "facade_gateway", domains="[red]..[x]")
    assert 'domains: "[red]..[x]" has an empty name in it.' in " ".join(outcome.text.split())
    outcome = lint({}, "facade_gateway", facade="[red]shop")
    assert 'facade: "[red]shop" is not of the form' in " ".join(outcome.text.split())


def test_pairs_of_domains_are_named(lint):
    outcome = lint(chaos())
    assert "    orders -> stock, billing -> stock" in outcome.details("domain_independence")


SIX = "    d1 -> d0, d2 -> d0, d3 -> d0, d4 -> d0, d5 -> d0, d6 -> d0"


@pytest.mark.parametrize(
    ("count", "broken", "said"), [(7, "12 of 42", SIX), (8, "14 of 56", f"{SIX} and 1 more")]
)
def test_of_many_pairs_the_first_are_named(count, broken, said, lint):
    names = [f"d{number}" for number in range(count)]
    files = {
        "shop/facade.py": facade(*names),
        "shop/helpers.py": "import shop.d0.d0_domain\nimport shop.d1.d1_domain\n",
    }
    for name in names:
        files[f"shop/{name}/__init__.py"] = ""
        files[f"shop/{name}/{name}_domain.py"] = f"import shop.helpers\n{domain(name)}"
    details = lint(files, "domain_independence").details("domain_independence")
    assert details[0] == f"shop.facade:Shop: 2 imports break {broken} pairs of domains"
    assert details[2] == said


def test_the_map_is_built_once_for_all_contracts_and_anew_for_each_run(write_project, monkeypatch, capsys):
    """In one process: what was read of a project must not outlive the run."""
    built = []
    original = FacadeMap.__init__
    monkeypatch.setattr(FacadeMap, "__init__", lambda *args: built.append(1) or original(*args))
    files = {name.replace("shop/", "once/"): text.replace("shop.", "once.") for name, text in SHOP.items()}
    folder = write_project({**files, ".importlinter": importlinter(root="once")})
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(folder)
    assert lint_imports(no_cache=True) == 0
    assert len(built) == 1
    write_project(
        {"once/orders/orders_domain.py": f"import once.stock\n{domain('orders')}".replace("shop.", "once.")}
    )
    assert lint_imports(no_cache=True) == 1
    assert len(built) == 2
    assert (
        "once/orders/orders_domain.py:1: once.orders.orders_domain -> once.stock" in capsys.readouterr().out
    )
