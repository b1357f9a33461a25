import json
from pathlib import Path

from facadelint.engine.report import FileProblem, Report
from facadelint.reporters import load
from facadelint.reporters.fingerprint import fingerprints
from facadelint.reporters.style import Style
from facadelint.reporters.view import View


def render(report, folder="/here"):
    text = load("json")(report, View(Path(folder), Style(colour=True)))
    assert text.endswith("}\n")
    assert text.isascii()
    return json.loads(text)


def test_every_key(violation, coverage):
    first = violation(fix="replaces it by self._shop.database", because="not shown")
    second = violation(
        code="FAC901", rule="unused-setting", facade=None, domain=None, symbol=None, target=None
    )
    report = Report(
        (first, second),
        coverage,
        (FileProblem(Path("/here/shop/broken.py"), 3, 7, "invalid syntax"),),
        ("The baseline hides 3 violations.",),
    )
    assert render(report) == {
        "version": 1,
        "violations": [
            {
                "path": "shop/orders/order_domain.py",
                "line": 6,
                "column": 16,
                "end_line": 6,
                "end_column": 36,
                "code": "FAC101",
                "rule": "private-facade-access",
                "message": "order domain reads Shop._database; use its public property database",
                "facade": "shop.facade:Shop",
                "domain": "order",
                "symbol": "shop.orders.order_domain.OrderDomain.total",
                "fix": "replaces it by self._shop.database",
                "fingerprint": fingerprints([first])[0],
            },
            {
                "path": "shop/orders/order_domain.py",
                "line": 6,
                "column": 16,
                "end_line": 6,
                "end_column": 36,
                "code": "FAC901",
                "rule": "unused-setting",
                "message": "order domain reads Shop._database; use its public property database",
                "facade": None,
                "domain": None,
                "symbol": None,
                "fix": None,
                "fingerprint": fingerprints([second])[0],
            },
        ],
        "summary": {
            "violations": 2,
            "by_code": {"FAC101": 1, "FAC901": 1},
            "facades": ["shop.facade:Shop"],
            "domains": ["order", "stock", "billing"],
            "members": 12,
            "files": 9,
            "rules": 15,
            "contracts": 0,
            "baselined": 0,
            "stale": [],
            "problems": [{"path": "shop/broken.py", "line": 3, "column": 7, "message": "invalid syntax"}],
            "notes": ["The baseline hides 3 violations."],
            "errors": [],
        },
    }


def test_clean(coverage):
    document = render(Report((), coverage))
    assert document["violations"] == []
    assert document["summary"]["by_code"] == {}


def test_a_path_outside(violation, coverage):
    document = render(Report((violation(),), coverage), "/here/shop/stock")
    assert document["violations"][0]["path"] == "../orders/order_domain.py"


def test_odd_characters_survive(violation, coverage):
    one = violation(path="/here/caf\u00e9\udc80.py", message="\u2028 \x1b \u4e2d")
    (shown,) = render(Report((one,), coverage))["violations"]
    assert (shown["path"], shown["message"]) == ("caf\u00e9\udc80.py", one.message)
