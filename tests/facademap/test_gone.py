"""An accessor of a module that is not there: moved, renamed or deleted, and never a collaborator in silence."""

from __future__ import annotations

import pytest

from facadelint.core.errors import ConfigError
from facadelint.engine.run import check_paths
from facadelint.rules.cases import BASE_PROJECT

GONE = 'Shop._order_domain: it imports "shop.orders.order_domain", and there is no such module.'
BY_MODULE = (
    BASE_PROJECT["shop/facade.py"]
    .replace("from shop.orders.order_domain import OrderDomain", "from shop.orders import order_domain")
    .replace("OrderDomain(self)", "order_domain.OrderDomain(self)")
)


@pytest.fixture
def shop(write_project):
    root = write_project(BASE_PROJECT)
    (root / "shop" / "orders" / "order_domain.py").unlink()
    return root


@pytest.fixture
def error(shop):
    """What checking the shop ends with."""

    def run():
        with pytest.raises(ConfigError) as raised:
            check_paths([shop])
        return str(raised.value)

    return run


def test_a_module_that_was_deleted(shop, error):
    assert error() == f"{shop / 'shop' / 'facade.py'}: {GONE}"


def test_a_module_that_was_renamed(shop, error):
    (shop / "shop" / "orders" / "order_domains.py").touch()
    assert error().endswith(f'{GONE} Did you mean "shop.orders.order_domains"?')


def test_a_package_that_was_deleted(shop, error):
    (shop / "shop" / "orders" / "__init__.py").unlink()
    (shop / "shop" / "orders").rmdir()
    assert error().endswith(GONE)


def test_in_a_folder_without_init(shop, error):
    (shop / "shop" / "orders" / "__init__.py").unlink()
    assert error().endswith(GONE)


def test_by_the_name_of_the_module(shop, error):
    (shop / "shop" / "facade.py").write_text(BY_MODULE, encoding="utf-8")
    assert error().endswith(GONE)


def test_what_is_not_handed_the_facade_is_no_domain(shop):
    text = BASE_PROJECT["shop/facade.py"].replace("OrderDomain(self)", "OrderDomain()")
    (shop / "shop" / "facade.py").write_text(text, encoding="utf-8")
    assert [each.code for each in check_paths([shop]).violations] == ["FAC203"]


def test_what_may_be_installed_is_no_mistake(shop):
    """``shop`` without an ``__init__`` is a namespace, of which others may have parts."""
    (shop / "shop" / "__init__.py").unlink()
    (shop / "shop" / "orders" / "__init__.py").unlink()
    assert [each.code for each in check_paths([shop]).violations] == ["FAC203"]


def test_what_is_compiled_is_no_mistake_and_is_not_remembered(shop, error):
    compiled = shop / "shop" / "orders" / "order_domain.cpython-311-x86_64-linux-gnu.so"
    compiled.touch()
    assert [each.code for each in check_paths([shop]).violations] == ["FAC203"]
    compiled.unlink()
    assert error().endswith(GONE)


def test_what_is_compiled_is_no_mistake_by_the_name_of_the_module(shop):
    """Its package is there, and stands for it."""
    (shop / "shop" / "facade.py").write_text(BY_MODULE, encoding="utf-8")
    (shop / "shop" / "orders" / "order_domain.cpython-311-x86_64-linux-gnu.so").touch()
    assert [each.code for each in check_paths([shop]).violations] == []


@pytest.mark.parametrize(
    "text",
    [
        "order_domain, is_there = lazy('order_domain')\n",
        "if True:\n    import order_domain\nelse:\n    order_domain = lazy('order_domain')\n",
        "def __getattr__(name):\n    return lazy(name)\n",
        "from elsewhere import *\n",
        "from elsewhere import order_domain\n",
    ],
)
@pytest.mark.parametrize("is_package", [True, False])
def test_a_name_that_the_package_or_a_plain_module_gives_is_no_mistake(shop, text, is_package):
    (shop / "shop" / "facade.py").write_text(BY_MODULE, encoding="utf-8")
    init = shop / "shop" / "orders" / "__init__.py"
    if is_package:
        init.write_text(text, encoding="utf-8")
    else:
        init.unlink()
        init.parent.rmdir()
        (shop / "shop" / "orders.py").write_text(text, encoding="utf-8")
    assert {each.code for each in check_paths([shop]).violations} <= {"FAC203", "FAC402"}


def test_what_a_plain_module_makes_is_no_domain(shop):
    """A method of it is called, whatever that gives: the module is not one of a domain for that."""
    (shop / "shop" / "facade.py").write_text(BY_MODULE, encoding="utf-8")
    init = shop / "shop" / "orders" / "__init__.py"
    init.unlink()
    init.parent.rmdir()
    (shop / "shop" / "orders.py").write_text("order_domain = lazy('order_domain')\n", encoding="utf-8")
    assert [each.code for each in check_paths([shop]).violations] == ["FAC203"]


def test_another_name_of_the_package_does_not_stand_for_the_module(shop, error):
    (shop / "shop" / "facade.py").write_text(BY_MODULE, encoding="utf-8")
    (shop / "shop" / "orders" / "__init__.py").write_text("orders = 1\n", encoding="utf-8")
    assert error().endswith(GONE)


def test_a_class_that_is_there_with_a_method_of_a_base_from_elsewhere(write_project):
    """No module is looked for by the name of a class."""
    made = BASE_PROJECT["shop/facade.py"].replace("OrderDomain(self)", "OrderDomain.instance(parent=self)")
    domain = "from elsewhere import Single\n\n\nclass OrderDomain(Single):\n    pass\n"
    root = write_project(
        {**BASE_PROJECT, "shop/facade.py": made, "shop/orders/order_domain.py": domain},
    )
    assert check_paths([root]).violations == ()
