"""The four formats, over a status made by hand."""

import dataclasses
import json
from pathlib import Path

import pytest

from facadelint.reporters.status import FORMATS, load
from facadelint.reporters.style import Style
from facadelint.reporters.view import View
from facadelint.status.git import Commit
from facadelint.status.model import (
    BaseStatus,
    DomainStatus,
    FacadeStatus,
    MemberStatus,
    Past,
    StatusReport,
)

ROOT = Path("/here")
SHOP = ROOT / "shop"
LOGIC = MemberStatus("notify", 40, 9, "logic", None, None, rest="logic", domains=("order", "stock"))
MEMBERS = (
    MemberStatus("__init__", 10, 5, "logic", None, None, counts=False),
    MemberStatus("total", 20, 2, "delegate", "_order_domain", "total"),
    MemberStatus("find", 30, 3, "guarded-delegate", "_order_domain", "find", rest="guarded"),
    MemberStatus("put", 33, 2, "altered-delegate", "_order_domain", "put", rest="altered"),
    MemberStatus("rows", 35, 1, "delegate", "_database", "rows", rest="collaborator"),
    MemberStatus("alias", 36, 2, "delegate", "self", "find", rest="own"),
    LOGIC,
    MemberStatus("wipe", 50, 9, "logic", None, None, rest="logic"),
    MemberStatus("short", 60, 1, "logic", None, None, rest="logic"),
)
DOMAINS = (
    DomainStatus(
        "order",
        "shop.orders.order_domain",
        "OrderDomain",
        tuple(
            SHOP / name for name in ("orders/order_domain.py", "orders/a.py", "orders/b.py", "orders/c|d.py")
        ),
        120,
        ("total", "find", "put"),
        (),
        "complete",
        100.0,
    ),
    DomainStatus(
        "stock", "shop.stock", None, (SHOP / "stock.py",), 7, ("take",), ("wipe",), "in progress", 50.0
    ),
    DomainStatus("later", None, None, (), 0, (), ("notify",), "planned", 0.0),
)
FACADE = FacadeStatus("shop.facade:Shop", SHOP / "facade.py", ROOT, 512, 500, MEMBERS, DOMAINS)
BASES = (
    BaseStatus("Settings", None, SHOP / "settings.py", ("a", "b"), 12),
    BaseStatus("OrderMethods", "order", SHOP / "methods.py", ("c",), 2),
    BaseStatus("Empty", None, SHOP / "settings.py", (), 0),
)
COMMIT = Commit("1a2b3c4d" * 5, "1a2b3c4", "2026-01-31", "Begin | [x]")
DONE = FacadeStatus("shop.facade:Shop", SHOP / "facade.py", ROOT, 40, None, MEMBERS[:2], DOMAINS[:1])
EMPTY = dataclasses.replace(FACADE, lines=1, max_lines=500, domains=(), members=MEMBERS[2:3])


def render(name, *facades, since=(), colour=False, width=160, directory=ROOT):
    return load(name)(StatusReport(facades, since=since), View(directory, Style(colour), width))


def test_every_format_is_there():
    assert list(FORMATS) == ["table", "json", "markdown", "badge"]
    for name in FORMATS:
        assert render(name, FACADE).endswith("\n")


# JSON


def test_json():
    text = render("json", dataclasses.replace(FACADE, bases=BASES), DONE, directory=SHOP)
    assert text.isascii()
    document = json.loads(text)
    assert list(document) == ["version", "facades"]
    assert document["version"] == 1
    first, second = document["facades"]
    assert list(first) == ["class", "path", "lines", "max_lines", "progress", "members", "domains"]
    assert (first["class"], first["path"], first["lines"], first["max_lines"]) == (
        "shop.facade:Shop",
        "facade.py",
        512,
        500,
    )
    assert first["progress"] == 12.5
    assert first["members"][2] == {
        "name": "find",
        "line": 30,
        "kind": "guarded-delegate",
        "accessor": "_order_domain",
        "target": "find",
    }
    assert [member["name"] for member in first["members"]] == [member.name for member in MEMBERS]
    assert first["domains"][1] == {
        "name": "stock",
        "module": "shop.stock",
        "class": None,
        "lines": 7,
        "delegated": ["take"],
        "planned": ["wipe"],
        "state": "in progress",
        "progress": 50.0,
    }
    assert (second["max_lines"], second["progress"]) == (None, 100.0)


def test_json_since():
    pasts = (Past(COMMIT, DONE), Past(COMMIT, None))
    first, second = json.loads(render("json", FACADE, FACADE, since=pasts))["facades"]
    assert first["since"] == {
        "commit": COMMIT.sha,
        "date": "2026-01-31",
        "progress": 100.0,
        "lines": 40,
        "logic": 0,
    }
    assert second["since"] == {
        "commit": COMMIT.sha,
        "date": "2026-01-31",
        "progress": None,
        "lines": None,
        "logic": None,
    }


# Badge


@pytest.mark.parametrize(
    ("done", "total", "message", "colour"),
    [
        (0, 4, "0 %", "red"),
        (1, 4, "25 %", "orange"),
        (1, 2, "50 %", "yellow"),
        (3, 4, "75 %", "yellowgreen"),
        (9, 10, "90 %", "green"),
        (999, 1000, "99 %", "green"),
        (2, 2, "100 %", "brightgreen"),
    ],
)
def test_badge(done, total, message, colour):
    facade = dataclasses.replace(FACADE, members=(MEMBERS[1],) * done + (LOGIC,) * (total - done))
    assert json.loads(render("badge", facade)) == {
        "schemaVersion": 1,
        "label": "facade",
        "message": message,
        "color": colour,
    }


def test_the_badge_is_about_all_facades():
    assert json.loads(render("badge", FACADE, DONE))["message"] == "22 %"


# Table

WIDE = """\
Shop  shop/facade.py
  ###--------------------------- 12 % 1 of 8 members delegate to a domain
  512 lines, 12 over the budget of 500

Domain  State        Extracted  Planned  Lines  Progress  Files in shop/
---------------------------------------------------------------------------------
order   complete             3        -    120     100 %  orders/order_domain.py
                                                          orders/a.py
                                                          orders/b.py
                                                          and 1 more file
stock   in progress          1        1      7      50 %  stock.py
later   planned              -        1      -       0 %
A domain is complete when nothing of its plan is left; what the facade still holds stands below.

Left: 7 members
  3  logic                               facadelint check --select FAC201
  1  guards before the delegation        facadelint check --select FAC202
  1  arguments dropped or altered        facadelint check --select FAC204,FAC205
  1  delegation past the domains         facadelint check --select FAC203
  1  calls of members that are not done

Next, the longest logic first
  9 lines  notify  line 40  order, stock
  9 lines  wipe    line 50
   1 line  short   line 60
"""


def test_table():
    assert render("table", FACADE) == WIDE


def test_no_line_of_a_narrow_table_is_too_long():
    facade = dataclasses.replace(FACADE, bases=BASES)
    text = render("table", facade, width=80)
    assert max(map(len, text.splitlines())) <= 80
    assert text.startswith(
        """\
Shop  shop/facade.py
  ###--------------------------- 12 % 1 of 8 members delegate to a domain
  512 lines, 12 over the budget of 500
  3 members and 14 lines inherited from 2 classes

Domain  State        Extracted  Planned  Inherited  Lines  Progress
--------------------------------------------------------------------
order   complete             3        -          1    120     100 %
stock   in progress          1        1          -      7      50 %
later   planned              -        1          -      -       0 %
A domain is complete when nothing of its plan is left; what the facade still
holds stands below.

Files in shop/
  order  orders/order_domain.py
         orders/a.py
         orders/b.py
         and 1 more file
  stock  stock.py

Inherited, outside of the domains
  Settings  2 members  12 lines  settings.py

Left: 7 members
"""
    )


def test_a_narrow_table_without_files_lists_none():
    facade = dataclasses.replace(FACADE, domains=DOMAINS[2:])
    assert "Files" not in render("table", facade, width=50)


def test_the_table_of_a_facade_that_is_done():
    assert (
        render("table", DONE)
        == """\
Shop  shop/facade.py
  ############################## 100 % 1 of 1 member delegate to a domain
  40 lines

Domain  State     Extracted  Planned  Lines  Progress  Files in shop/orders/
-----------------------------------------------------------------------------
order   complete          3        -    120     100 %  order_domain.py
                                                       a.py
                                                       b.py
                                                       and 1 more file

Nothing is left: every member delegates.
"""
    )


def test_the_table_of_a_facade_without_domains():
    facade = dataclasses.replace(EMPTY, bases=BASES[:1])
    assert (
        render("table", facade)
        == """\
Shop  shop/facade.py
  ------------------------------ 0 % 0 of 1 member delegate to a domain
  1 line of 500
  2 members and 12 lines inherited from Settings

No domain yet: name the members to extract under plan, by domain.

Inherited, outside of the domains
  Settings  2 members  12 lines  settings.py

Left: 1 member
  1  guards before the delegation  facadelint check --select FAC202
"""
    )


def test_a_long_list_of_logic_is_cut():
    members = tuple(dataclasses.replace(LOGIC, name=f"m{number}", line=number) for number in range(13))
    text = render("table", dataclasses.replace(FACADE, members=members))
    assert text.endswith("  9 lines  m9  line 9  order, stock\n  and 3 more with 27 lines\n")


def test_files_outside_of_the_configuration_s_folder():
    domain = dataclasses.replace(DOMAINS[1], files=(Path("/other/stock.py"),))
    text = render("table", dataclasses.replace(FACADE, domains=(domain,)))
    assert "  Files\n" in text
    assert "  ../other/stock.py\n" in text


def test_two_facades_and_what_they_were():
    text = render("table", FACADE, DONE, since=(Past(COMMIT, DONE), Past(COMMIT, None)))
    assert (
        "\n  since 1a2b3c4 of 2026-01-31: 100 % -> 12 %, 40 -> 512 lines, 0 -> 3 members of logic\n" in text
    )
    assert "  40 lines\n  since 1a2b3c4 of 2026-01-31: Shop was not there yet\n" in text
    assert "line 60\n\nShop  shop/facade.py\n" in text


def test_names_are_no_markup_and_cannot_steer_the_terminal():
    domain = dataclasses.replace(DOMAINS[1], files=(ROOT / "[bold]a[/bold]" / ":smile:" / "\x1b[31m.py",))
    text = render("table", dataclasses.replace(FACADE, domains=(domain,), path=ROOT / "[red]x.py"))
    assert text.startswith("Shop  [red]x.py\n")
    assert "Files in [bold]a[/bold]/:smile:/\n" in text
    assert "  \\x1b[31m.py\n" in text
    assert "\x1b" not in text


@pytest.mark.parametrize(
    "environment", [{}, {"TERM": "dumb"}, {"NO_COLOR": "1"}, {"FORCE_COLOR": "1", "COLUMNS": "20"}]
)
def test_only_the_view_decides_on_colour_and_width(environment, monkeypatch):
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert render("table", FACADE) == WIDE
    coloured = render("table", FACADE, colour=True)
    assert "\x1b[32mcomplete" in coloured
    assert "\x1b[33min progress" in coloured


def test_the_table_is_in_ascii():
    assert render("table", dataclasses.replace(FACADE, bases=BASES)).isascii()


# Markdown


def test_markdown():
    facade = dataclasses.replace(FACADE, bases=BASES[:1])
    assert (
        render("markdown", facade, since=(Past(COMMIT, DONE),))
        == """\
## `Shop`: 12 %

`shop/facade.py`: 1 of 8 members delegate to a domain; 512 lines, 12 over the budget of 500; 2 members and 12 lines inherited from Settings.

Since 1a2b3c4 of 2026-01-31: 100 % -> 12 %, 40 -> 512 lines, 0 -> 3 members of logic.

| Domain | State | Extracted | Planned | Lines | Progress | Files |
| --- | --- | ---: | ---: | ---: | ---: | --- |
| order | **complete** | 3 | 0 | 120 | 100 % | `shop/orders/order_domain.py`, `shop/orders/a.py`, `shop/orders/b.py`, and 1 more file |
| stock | in progress | 1 | 1 | 7 | 50 % | `shop/stock.py` |
| later | planned | 0 | 1 | 0 | 0 % |  |

A domain is complete when nothing of its plan is left; what the facade still holds stands below.

Inherited, outside of the domains:

- `Settings`: 2 members, 12 lines, `shop/settings.py`

Left: 7 members

- logic: 3 (`facadelint check --select FAC201`)
- guards before the delegation: 1 (`facadelint check --select FAC202`)
- arguments dropped or altered: 1 (`facadelint check --select FAC204,FAC205`)
- delegation past the domains: 1 (`facadelint check --select FAC203`)
- calls of members that are not done: 1

<details><summary>3 with logic, the longest first</summary>

- [ ] `notify`, line 40, 9 lines: order, stock
- [ ] `wipe`, line 50, 9 lines
- [ ] `short`, line 60, 1 line

</details>
"""
    )


def test_markdown_of_a_facade_that_is_done_and_of_one_without_domains():
    assert (
        render("markdown", DONE, EMPTY)
        == """\
## `Shop`: 100 %

`shop/facade.py`: 1 of 1 member delegate to a domain; 40 lines.

| Domain | State | Extracted | Planned | Lines | Progress | Files |
| --- | --- | ---: | ---: | ---: | ---: | --- |
| order | **complete** | 3 | 0 | 120 | 100 % | `shop/orders/order_domain.py`, `shop/orders/a.py`, `shop/orders/b.py`, and 1 more file |

Nothing is left: every member delegates.

## `Shop`: 0 %

`shop/facade.py`: 0 of 1 member delegate to a domain; 1 line of 500.

No domain yet: name the members to extract under plan, by domain.

Left: 1 member

- guards before the delegation: 1 (`facadelint check --select FAC202`)
"""
    )


def test_a_pipe_or_a_backtick_in_a_path_breaks_no_cell():
    files = (SHOP / "a|b.py", SHOP / "`c`" / "d``e.py", SHOP / "plain.py")
    domain = dataclasses.replace(DOMAINS[1], files=files)
    facade = dataclasses.replace(FACADE, domains=(domain,), path=ROOT / "`")
    text = render("markdown", facade)
    assert r"| `shop/a\|b.py`, ```shop/`c`/d``e.py```, `shop/plain.py` |" in text
    assert "\n`` ` ``: 1 of 8 members" in text


def test_markdown_of_the_mixin_pattern():
    text = render("markdown", dataclasses.replace(FACADE, bases=BASES))
    assert "| Domain | State | Extracted | Planned | Inherited | Lines | Progress | Files |\n" in text
    assert "| order | **complete** | 3 | 0 | 1 | 120 | 100 % |" in text
    assert "| stock | in progress | 1 | 1 | 0 | 7 | 50 % |" in text
