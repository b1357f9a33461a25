"""What editors do: pylsp through a language client, and the command lines of VS Code and Neovim."""

from __future__ import annotations

import sys

import pytest
from flake8_project import BROKEN_ORDERS, CONFIG, ORDER_FILE, ORDERS, PLACE, PROJECT
from lsp_client import LspClient

PYLSP = [sys.executable, "-m", "pylsp"]
ONLY_FLAKE8 = {
    "pylsp": {
        "plugins": {
            "flake8": {"enabled": True, "executable": f"{sys.prefix}/bin/flake8"},
            "pycodestyle": {"enabled": False},
            "pyflakes": {"enabled": False},
            "mccabe": {"enabled": False},
        }
    }
}
CODE, TEXT = PLACE.partition(": ")[2].split(" ", 1)
BASELINE = (
    '{"version": 1, "violations": [{"symbol": "shop.orders.order_domain.OrderDomain.total", '
    '"code": "FAC101", "target": "Shop._database", "count": 1}]}'
)


@pytest.fixture
def shop(write_project):
    """The clean project; what is broken stands in the editor alone."""
    return write_project(PROJECT)


class TestPylsp:
    def test_what_is_typed_and_not_saved(self, shop):
        file = shop / ORDER_FILE
        with LspClient(PYLSP, shop, ONLY_FLAKE8) as editor:
            assert editor.open(file, ORDERS) == []
            (found,) = editor.change(file, BROKEN_ORDERS)
            assert found["range"]["start"] == {"line": 5, "character": 15}
            assert (found["source"], found["code"], found["message"]) == ("flake8", CODE, f"{CODE} {TEXT}")
            (moved,) = editor.change(file, "\n\n" + BROKEN_ORDERS)[-1:]
            assert moved["range"]["start"] == {"line": 7, "character": 15}
            assert editor.change(file, ORDERS) == []
        assert file.read_text(encoding="utf-8") == ORDERS

    def test_a_folder_of_the_project_as_workspace(self, shop):
        with LspClient(PYLSP, shop / "shop" / "orders", ONLY_FLAKE8) as editor:
            (found,) = editor.open(shop / ORDER_FILE, BROKEN_ORDERS)
        assert found["code"] == "FAC101"

    def test_what_the_baseline_lists(self, shop):
        (shop / "facadelint-baseline.json").write_text(BASELINE)
        with LspClient(PYLSP, shop, ONLY_FLAKE8) as editor:
            assert editor.open(shop / ORDER_FILE, "X = 1\n\n\n" + BROKEN_ORDERS) == []


VS_CODE = ("--format=%(row)d,%(col)d,%(code).1s,%(code)s:%(text)s",)
"""What the flake8 extension adds; it names the document by its whole path and sends it to standard input."""


class TestVsCode:
    EXPECTED = f"6,16,F,{CODE}:{TEXT}"

    @pytest.mark.parametrize("folder", [".", "shop", "shop/stock", "../elsewhere"])
    def test_an_absolute_name_from_anywhere(self, shop, flake8, folder):
        cwd = shop / folder
        cwd.mkdir(exist_ok=True)
        arguments = (*VS_CODE, "--stdin-display-name", shop / ORDER_FILE, "-")
        assert flake8(*arguments, cwd=cwd, stdin=BROKEN_ORDERS).lines == [self.EXPECTED]
        assert flake8(*arguments, cwd=cwd, stdin=ORDERS).lines == []

    def test_a_file_that_is_not_saved_yet(self, shop, flake8):
        arguments = (*VS_CODE, "--stdin-display-name", shop / "shop/web.py", "-")
        source = "from shop.orders.order_domain import OrderDomain\n\nprint(OrderDomain)\n"
        (said,) = flake8(*arguments, stdin=source).lines
        assert said.startswith("1,1,F,FAC305:")

    def test_its_notebooks_and_untitled_files_are_nobodys(self, shop, flake8):
        assert (
            flake8(
                *VS_CODE, "--stdin-display-name", "Untitled-1", "-", cwd=shop.parent, stdin="x = 1\n"
            ).lines
            == []
        )

    def test_a_mistake_in_the_configuration_is_said(self, shop, flake8):
        (shop / "pyproject.toml").write_text(CONFIG.replace("class", "klass"))
        done = flake8(*VS_CODE, "--stdin-display-name", shop / ORDER_FILE, "-", stdin=ORDERS)
        assert done.code == 1
        assert "klass" in done.errors + "".join(done.lines)
        assert "Traceback" not in done.errors


NEOVIM = {
    "nvim-lint": ("--format=%(path)s:%(row)d:%(col)d:%(code)s:%(text)s", "--no-show-source"),
    "none-ls": ("--format", "default"),
    "efm": (),
}


@pytest.mark.parametrize("options", NEOVIM.values(), ids=NEOVIM)
@pytest.mark.parametrize("absolute", [False, True])
def test_neovim(shop, flake8, options, absolute):
    name = str(shop / ORDER_FILE) if absolute else ORDER_FILE
    (line,) = flake8(*options, "--stdin-display-name", name, "-", stdin=BROKEN_ORDERS).lines
    assert line.startswith(f"{name}:6:16:")
    assert CODE in line


def test_a_relative_name_goes_by_the_working_directory(shop, flake8):
    arguments = ("--stdin-display-name", "orders/order_domain.py", "-")
    assert len(flake8(*arguments, cwd=shop / "shop", stdin=BROKEN_ORDERS).lines) == 1
    assert flake8(*arguments, cwd=shop.parent, stdin=BROKEN_ORDERS).lines == []
