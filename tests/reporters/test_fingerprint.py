import pytest

from facadelint.core.violation import Location
from facadelint.reporters.fingerprint import fingerprints


def test_the_form_and_that_it_stays_the_same_between_releases(violation):
    # A baseline in somebody's repository holds these: changing the recipe invalidates it.
    assert fingerprints([violation()]) == ["935417153eb02f212448cc0654e207d2"]


@pytest.mark.parametrize(
    "changes",
    [
        {"location": Location(60, 1, 61, 5)},
        {"path": "/home/other/checkout/shop/orders/order_domain.py"},
        {"message": "reworded in 0.2"},
        {"rule": "renamed"},
        {"fix": "does it"},
        {"because": "so"},
    ],
)
def test_what_does_not_count(violation, changes):
    assert fingerprints([violation(**changes)]) == fingerprints([violation()])


@pytest.mark.parametrize(
    "changes",
    [
        {"code": "FAC102"},
        {"facade": "shop.facade:Other"},
        {"facade": None},
        {"domain": "stock"},
        {"domain": None},
        {"symbol": "shop.orders.order_domain.OrderDomain.other"},
        {"symbol": None},
        {"target": "Shop._cache"},
        {"target": None},
    ],
)
def test_what_counts(violation, changes):
    assert fingerprints([violation(**changes)]) != fingerprints([violation()])


def test_parts_do_not_run_together(violation):
    one = violation(domain="order", symbol="a", target="bc")
    other = violation(domain="order", symbol="ab", target="c")
    assert fingerprints([one]) != fingerprints([other])


def test_equal_ones_are_told_apart_by_their_order_in_the_source(violation):
    first, second, third = (violation(location=Location(line, 1, line, 2)) for line in (6, 70, 800))
    in_order = fingerprints([first, second, third])
    assert len(set(in_order)) == 3
    assert fingerprints([third, first, second]) == [in_order[2], in_order[0], in_order[1]]
    moved = [violation(location=Location(line, 5, line, 9)) for line in (1, 2, 3)]
    assert fingerprints(moved) == in_order
    assert fingerprints([third]) == in_order[:1]


def test_without_symbol_the_name_of_the_file_counts(violation):
    here = violation(symbol=None)
    assert fingerprints([here]) == fingerprints([violation(symbol=None, path="/home/x/order_domain.py")])
    assert fingerprints([here]) != fingerprints([violation(symbol=None, path="/here/shop/orders/other.py")])


def test_a_file_name_that_is_not_unicode(violation):
    assert len(fingerprints([violation(symbol=None, path="/here/\udc80.py")])[0]) == 32


def test_none():
    assert fingerprints([]) == []
