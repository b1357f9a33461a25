"""``facadelint baseline`` and what ``check`` makes of it, as users run both."""

from __future__ import annotations

import json
import sys

import pytest

NAME = "facadelint-baseline.json"
ORDERS = "shop/orders/order_domain.py"
HEAD = "class OrderDomain:\n    def __init__(self, shop):\n        self._shop = shop\n\n"
REACH = "        self._shop._database.total()\n"
TOTAL = HEAD + "    def total(self):\n"
ONE, TWO, THREE = TOTAL + REACH, TOTAL + REACH * 2, TOTAL + REACH * 3
MENDED = TOTAL + "        return self._shop.database.total()\n"
ENTRY = (
    '{"symbol": "shop.orders.order_domain.OrderDomain.total", "code": "FAC101", '
    '"target": "Shop._database", "count": 2}'
)
HIDES = f"The baseline {NAME} hides 2 violations (2 private-facade-access).\n"


@pytest.fixture
def check(execute):
    """Check with the concise format; gives exit code and output."""

    def run(*arguments, **options):
        done = execute("check", "--output-format", "concise", *arguments, **options)
        assert done.stderr == ""
        return done.returncode, done.stdout

    return run


@pytest.fixture
def broken(shop):
    """A project with two equal violations in one definition."""
    (shop / ORDERS).write_text(TWO)
    return shop


@pytest.fixture
def listed(broken, execute):
    """The same, with a baseline that lists them."""
    assert execute("baseline").returncode == 0
    return broken


def lines(shop):
    return [line.strip().rstrip(",") for line in (shop / NAME).read_text().splitlines()[3:-2]]


def stale(output):
    return output.partition(f"{NAME} lists what is gone:\n")[2].splitlines()


def test_recording(broken, execute, check):
    done = execute("baseline")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Recorded 2 violations (2 private-facade-access) in {NAME}.\n\n"
        "From now on facadelint check, flake8 and editors report only what is new.\n"
        f"Commit {NAME} with your code.\n"
    )
    assert lines(broken) == [ENTRY]
    code, output = check()
    assert code == 0
    assert output.splitlines()[0] == "No new violations."
    assert output.endswith(HIDES)


def test_recording_twice_changes_nothing(listed, execute):
    before = (listed / NAME).stat()
    done = execute("baseline")
    assert (done.returncode, done.stdout.splitlines()) == (
        0,
        [f"Recorded 2 violations (2 private-facade-access) in {NAME}. It listed the same before."],
    )
    assert (listed / NAME).stat().st_mtime_ns == before.st_mtime_ns


def test_recording_anew_says_what_has_changed(listed, execute):
    (listed / ORDERS).write_text(ONE + "\n    def other(self):\n" + REACH * 3)
    done = execute("baseline")
    assert (
        f"Recorded 4 violations (4 private-facade-access) in {NAME}. New since the last time: 3; gone: 1.\n"
        in done.stdout
    )
    assert [json.loads(line)["count"] for line in lines(listed)] == [3, 1]


def test_nothing_to_record(shop, execute):
    done = execute("baseline")
    assert (done.returncode, done.stdout) == (0, "No violations: there is nothing to record.\n")
    assert not (shop / NAME).exists()


def test_a_baseline_that_is_named_is_written_in_any_case(shop, execute, check):
    config = shop / "pyproject.toml"
    config.write_text(config.read_text().replace("\n", '\nbaseline = "ci/known.json"\n', 1))
    (shop / "ci").mkdir()
    done = execute("check")
    assert done.returncode == 2
    assert 'there is no file "ci/known.json"' in done.stderr
    assert 'Run "facadelint baseline" to record it.' in done.stderr
    assert execute("baseline").returncode == 0
    assert json.loads((shop / "ci/known.json").read_text()) == {"version": 1, "violations": []}
    assert check()[0] == 0
    (shop / ORDERS).write_text(TWO)
    assert check()[0] == 1
    assert execute("baseline", cwd=shop / "shop").returncode == 0
    assert not (shop / NAME).exists()
    code, output = check(cwd=shop / "shop")
    assert (code, output.splitlines()[-1]) == (
        0, "The baseline ../ci/known.json hides 2 violations (2 private-facade-access)."
    )  # fmt: skip
    (shop / ORDERS).write_text(MENDED)
    done = execute("baseline", "--prune")
    assert done.stdout == "Took 2 violations out of ci/known.json: it lists none any more.\n"


def test_of_equal_violations_as_many_are_hidden_as_are_listed(listed, check):
    (listed / ORDERS).write_text(THREE)
    code, output = check()
    assert code == 1
    assert [line for line in output.splitlines() if "FAC101" in line] == [
        f"{ORDERS}:8:9: FAC101 [private-facade-access] order domain reads Shop._database; use its public property database"
    ]
    assert "\nFound 1 new violation (1 private-facade-access).\n" in output
    assert output.endswith(HIDES)


def test_edits_elsewhere_do_not_matter(listed, check):
    (listed / ORDERS).write_text("import os\n\n\n" + TWO.replace("total(self)", "total(self, *_)"))
    assert check()[0] == 0


def test_a_renamed_method_is_another_one(listed, check):
    (listed / ORDERS).write_text(TWO.replace("def total", "def sum"))
    code, output = check("--select", "FAC1")
    assert code == 1
    assert "Found 2 violations (2 private-facade-access)." in output


def test_the_cache_knows_no_baseline(listed, check):
    assert check()[0] == 0
    assert check()[0] == 0
    (listed / NAME).write_text('{"version": 1, "violations": []}')
    assert check()[0] == 1
    (listed / NAME).unlink()
    code, output = check()
    assert code == 1
    assert "Found 2 violations (" in output


class TestWhatIsGone:
    GONE = (
        f"{NAME} lists what is gone:\n"
        "  FAC101 shop.orders.order_domain.OrderDomain.total: Shop._database\n"
        "Run facadelint baseline --prune to take it out, so that it does not come back.\n"
    )

    @pytest.fixture(autouse=True)
    def mended(self, listed):
        (listed / ORDERS).write_text(ONE)

    @pytest.mark.parametrize("arguments", [(), (".",), ("--extend-select", "FAC211"), ("--show-baselined",)])
    def test_a_full_run_fails(self, check, arguments):
        code, output = check(*arguments)
        assert code == 1
        assert "Found no new violations, but the baseline lists 1 that is gone.\n" in output
        assert output.endswith(f"hides 1 violation (1 private-facade-access).\n\n{self.GONE}")

    @pytest.mark.parametrize(
        "arguments",
        [
            ("shop",),
            (ORDERS,),
            ("--select", "FAC1"),
            ("--select=FAC",),
            ("--ignore", "FAC501"),
            ("--no-contracts",),
        ],
    )
    def test_a_narrowed_run_calls_nothing_stale(self, check, arguments):
        code, output = check(*arguments)
        assert "gone" not in output
        assert "prune" not in output
        assert code == 0 if arguments != ("--select=FAC",) else code in (0, 1)

    def test_a_run_from_a_folder_below_is_narrowed(self, check, here):
        assert check(cwd=here / "shop")[0] == 0

    def test_standard_input_is_narrowed(self, check):
        assert check("--stdin-filename", ORDERS, input=MENDED)[0] == 0

    def test_a_file_that_does_not_parse_was_not_looked_at(self, execute, here):
        (here / ORDERS).write_text("class OrderDomain(:\n")
        done = execute("check")
        assert done.returncode == 2
        assert "gone" not in done.stdout

    def test_exit_zero(self, check):
        code, output = check("--exit-zero")
        assert code == 0
        assert self.GONE in output

    def test_json(self, execute):
        done = execute("check", "--output-format", "json")
        assert done.returncode == 1
        document = json.loads(done.stdout)
        assert document["violations"] == []
        assert document["summary"]["baselined"] == 1
        assert document["summary"]["stale"] == [{"baseline": NAME, **json.loads(ENTRY), "count": 1}]

    def test_pruning(self, execute, check, here):
        done = execute("baseline", "--prune")
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout == f"Took 1 violation out of {NAME}: 1 left.\n"
        assert lines(here) == [ENTRY.replace("2}", "1}")]
        assert check()[0] == 0
        again = execute("baseline", "--prune")
        assert (
            again.stdout
            == f"Nothing to take out of {NAME}: all that it lists is still there (1 violation).\n"
        )

    def test_pruning_to_the_last(self, execute, check, here):
        (here / ORDERS).write_text(MENDED)
        done = execute("baseline", "--prune", cwd=here / "shop")
        assert (
            done.stdout
            == f"Took 2 violations out of ../{NAME}: it lists none any more, and may be deleted.\n"
        )
        assert check()[0] == 0

    def test_pruning_adds_nothing(self, execute, check, here):
        (here / ORDERS).write_text(ONE + "\n    def other(self):\n" + REACH)
        done = execute("baseline", "--prune")
        assert done.stdout.splitlines()[1] == "It does not list 1 new violation: run facadelint check."
        assert check()[0] == 1


def test_pruning_without_a_baseline(shop, execute):
    done = execute("baseline", "--prune")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == f'facadelint: error: there is no {NAME} to prune. "facadelint baseline" records one.\n'
    )


def test_many_that_are_gone_are_counted(shop, execute, check):
    methods = "".join(f"    def m{number}(self):\n{REACH}" for number in range(8))
    (shop / ORDERS).write_text(MENDED + methods)
    execute("baseline")
    (shop / ORDERS).write_text(MENDED)
    shown = stale(check()[1])
    assert shown[0] == "  FAC101 shop.orders.order_domain.OrderDomain.m0: Shop._database"
    assert shown[5] == "  and 3 more"
    assert len(shown) == 7


def test_show_baselined(listed, execute, check):
    (listed / ORDERS).write_text(THREE)
    code, output = check("--show-baselined")
    assert code == 1
    assert [line.endswith(" (baselined)") for line in output.splitlines()[:3]] == [True, True, False]
    document = json.loads(execute("check", "--show-baselined", "--output-format=json").stdout)
    assert [each["baselined"] for each in document["violations"]] == [True, True, False]
    plain = json.loads(execute("check", "--output-format=json").stdout)
    assert plain["violations"][0]["fingerprint"] == document["violations"][2]["fingerprint"]
    assert "baselined" not in plain["violations"][0]
    text = execute("check", "--show-baselined").stdout
    assert text.count("7 |         self._shop._database.total()\n") == 1


def test_a_comment_is_not_counted(listed, check):
    silenced = REACH.replace("\n", "  # noqa: FAC101\n")
    (listed / ORDERS).write_text(TOTAL + silenced + REACH * 2)
    assert check()[0] == 0


def test_what_stands_in_the_configuration_is_listed_too(shop, execute, check):
    config = shop / "pyproject.toml"
    config.write_text(config.read_text() + 'exempt = ["gone_*"]\n')
    assert check()[0] == 1
    assert execute("baseline").returncode == 0
    assert [json.loads(line)["code"] for line in lines(shop)] == ["FAC901"]
    assert check()[0] == 0


def test_contracts_and_rules_share_the_file(shop, execute, check):
    (shop / "shop/pricing.py").write_text("from shop.stock import stock_domain\n\ndiscount = stock_domain\n")
    (shop / ORDERS).write_text(TWO.replace("class", "from shop.pricing import discount\n\n\nclass", 1))
    before = check()
    assert before[0] == 1
    assert "FAC351" in before[1]
    assert execute("baseline").returncode == 0
    assert {json.loads(line)["code"] for line in lines(shop)} >= {"FAC101", "FAC305", "FAC351"}
    assert check()[0] == 0
    assert check("--no-contracts")[0] == 0


DAMAGE = ["{", '{"version": 9, "violations": []}', '{"version": 1, "violations": []}\n<<<<<<< HEAD\n', ""]


@pytest.mark.parametrize("text", DAMAGE)
@pytest.mark.parametrize(
    "arguments", [("check",), ("baseline",), ("baseline", "--prune"), ("check", "--exit-zero")]
)
def test_a_damaged_baseline_is_an_error_and_stays(broken, execute, arguments, text):
    (broken / NAME).write_text(text)
    done = execute(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"facadelint: error: {broken / NAME}: ")
    assert done.stderr.count("\n") == 1
    assert (broken / NAME).read_text() == text


def test_a_file_that_does_not_parse_is_recorded_by_nobody(listed, execute):
    before = (listed / NAME).read_text()
    (listed / "shop/facade.py").write_text("class Shop(:\n")
    for arguments in (("baseline",), ("baseline", "--prune")):
        done = execute(*arguments)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.splitlines() == [
            "shop/facade.py:1:12: cannot be parsed: invalid syntax",
            "facadelint: error: no baseline was written, since 1 file could not be parsed",
        ]
    assert (listed / NAME).read_text() == before


def test_a_folder_that_is_missing(broken, execute):
    config = broken / "pyproject.toml"
    config.write_text(config.read_text().replace("\n", '\nbaseline = "ci/known.json"\n', 1))
    done = execute("baseline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "facadelint: error: cannot write {}: No such file or directory\n".format(
        broken / "ci" / "known.json"
    )


def test_no_configuration(execute, here):
    done = execute("baseline")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"facadelint: error: no configuration for {here}")


class TestSeveralConfigurations:
    @pytest.fixture
    def two(self, here):
        from facadelint.rules.cases import BASE_PROJECT

        for top in ("one", "two"):
            for name, text in (BASE_PROJECT | {ORDERS: TWO}).items():
                file = here / top / name
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text)
        return here

    def test_each_has_a_baseline_of_its_own(self, two, execute, check):
        assert execute("baseline", cwd=two / "one").returncode == 0
        assert not (two / "two" / NAME).exists()
        code, output = check("one", "two")
        assert code == 1
        assert "one/" not in output.partition("Found 2 new violations")[0]
        assert execute("baseline", cwd=two / "two").returncode == 0
        code, output = check("one", "two")
        assert code == 0
        assert [line for line in output.splitlines() if "hides" in line] == [
            f"The baseline {top}/{NAME} hides 2 violations (2 private-facade-access)."
            for top in ("one", "two")
        ]

    def test_what_is_gone_from_one(self, two, execute, check):
        for top in ("one", "two"):
            execute("baseline", cwd=two / top)
        (two / "two" / ORDERS).write_text(ONE)
        assert check("one")[0] == 0
        code, output = check("one", "two")
        assert code == 1
        assert f"\ntwo/{NAME} lists what is gone:\n" in output
        assert f"\none/{NAME} lists what is gone:\n" not in output

    def test_one_above_the_other(self, two, execute, check):
        (two / "facadelint.toml").write_text(
            'src = ["one"]\nselect = ["FAC1"]\n[[facades]]\nclass = "shop.facade:Shop"\n'
        )
        (two / "one/pyproject.toml").unlink()
        done = execute("baseline")
        assert (done.returncode, done.stderr) == (0, "")
        assert [line for line in done.stdout.splitlines() if "Recorded" in line] == [
            f"Recorded 2 violations (2 private-facade-access) in {name}." for name in (NAME, f"two/{NAME}")
        ]
        assert check()[0] == 0

    def test_a_shared_baseline_is_an_error(self, two, execute):
        for top in ("one", "two"):
            config = two / top / "pyproject.toml"
            config.write_text(
                '[tool.facadelint]\nbaseline = "../known.json"\n'
                + config.read_text().replace("[tool.facadelint]\n", "")
            )
        (two / "known.json").write_text('{"version": 1, "violations": []}')
        done = execute("check", "one", "two")
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (
            f"facadelint: error: {two / 'known.json'}: two configurations have this baseline. Give each one of its own.\n"
        )


def test_init_baseline_check(shop, execute, check):
    (shop / "pyproject.toml").unlink()
    (shop / ORDERS).write_text(TWO)
    assert execute("init").returncode == 0
    assert check()[0] == 1
    assert execute("baseline").returncode == 0
    code, output = check()
    assert code == 0
    assert HIDES in output


def test_neither_click_nor_a_parser_is_loaded_by_the_baseline_itself(execute):
    script = "import sys, facadelint.core.baseline; print({'click', 'json', 'tomli'} & set(sys.modules))"
    assert execute(script=script).stdout == "set()\n", sys.version
