"""Where the configuration comes from, and how a wrong one ends flake8: its text, no traceback, exit 1."""

import pytest
from flake8.exceptions import ExecutionError
from flake8.main.application import Application
from flake8_project import BROKEN_ORDERS, CONFIG, CRITICAL, ORDER_FILE, PLACE, PROJECT, configured

KEYS = '[[facades]]\nclass = "shop.facade:Shop"\n'
WRONG = {
    "an unknown key": (
        configured('selekt = ["FAC1"]'),
        'tool.facadelint.selekt: unknown key, set to the list ["FAC1"]. Did you mean "select"?',
    ),
    "an unknown code": (
        configured('select = ["FAC7"]'),
        'tool.facadelint.select[0]: no rule has the code, prefix or name "FAC7". Did you mean "FAC"?',
    ),
    "no facade": (
        "[tool.facadelint]\n",
        (
            "tool.facadelint.facades: no facade is configured. "
            'Write [[tool.facadelint.facades]] and below it class = "package.module:Class".'
        ),
    ),
    "no such class": (
        CONFIG.replace("Shop", "Shpo"),
        (
            'tool.facadelint.facades[0].class: "shop.facade:Shpo": the module "shop.facade" has no class "Shpo". '
            'Did you mean "Shop"?'
        ),
    ),
    "no such module": (
        CONFIG.replace("shop.facade", "shop.fasade"),
        (
            'tool.facadelint.facades[0].class: "shop.fasade:Shop": there is no module "shop.fasade". '
            'Did you mean "shop.facade:Shop"?'
        ),
    ),
    "no TOML": (f"{CONFIG}domains =\n", "line 4, column 10: not TOML: invalid value."),
}


def assert_ended(run, *errors):
    assert run == (1, [CRITICAL, *errors], "")


@pytest.mark.parametrize(("config", "error"), WRONG.values(), ids=WRONG)
def test_a_wrong_configuration_ends_flake8(flake8, broken_shop, write, config, error):
    write({"pyproject.toml": config})
    error = f"facadelint: {broken_shop / 'pyproject.toml'}: {error}"
    assert_ended(flake8(), error)
    assert_ended(flake8(ORDER_FILE), error)
    assert_ended(flake8(jobs=3), error)
    assert_ended(flake8("--stdin-display-name", ORDER_FILE, "-", stdin=BROKEN_ORDERS), error)


def test_every_mistake_is_said_at_once(flake8, broken_shop, write):
    write({"pyproject.toml": configured('selekt = ["FAC1"]', "exclude = 1")})
    run = flake8()
    assert (run.code, len(run.lines)) == (1, 3)


# A monorepo


@pytest.fixture
def monorepo(write):
    """Two configured projects, a third folder without a configuration, and nothing at the top."""
    write({**PROJECT, ORDER_FILE: BROKEN_ORDERS}, "packages/first")
    ignoring = 'ignore = ["FAC101"]\n' + KEYS
    write({**PROJECT, "facadelint.toml": ignoring, ORDER_FILE: BROKEN_ORDERS}, "packages/second")
    return write({"scripts/tool.py": "x = 1\n"})


@pytest.mark.parametrize("jobs", [1, 3])
def test_each_file_goes_by_the_nearest_configuration(flake8, monorepo, jobs):
    assert flake8(jobs=jobs) == (1, [f"./packages/first/{ORDER_FILE}:{PLACE}"], "")
    assert flake8(cwd=monorepo / "packages/second", jobs=jobs) == (0, [], "")


@pytest.mark.parametrize("jobs", [1, 3])
@pytest.mark.parametrize("content", ["[[facades]\n", 'klass = 1\n[[facades]]\nclass = "shop.facade:Shop"\n'])
def test_a_nested_configuration_that_only_the_files_lead_to(flake8, monorepo, write, jobs, content):
    write({"packages/second/facadelint.toml": content})
    run = flake8(jobs=jobs)
    assert (run.code, run.lines[0], len(run.lines), run.errors) == (1, CRITICAL, 2, "")
    assert run.lines[1].startswith(f"facadelint: {monorepo / 'packages/second/facadelint.toml'}: ")
    assert flake8("packages/first", jobs=jobs).codes == ["FAC101"]


def test_a_nested_one_is_tried_before_there_are_workers(monorepo, write, monkeypatch):
    """A pool whose worker fails does not always end."""
    write({"packages/second/facadelint.toml": "[[facades]\n"})
    monkeypatch.chdir(monorepo)
    with pytest.raises(ExecutionError, match="second"):
        Application().initialize(["-j2", "packages"])
    Application().initialize(["-j1", "packages"])


@pytest.mark.parametrize("options", [(), ("--extend-exclude", "second"), ("--exclude", "packages/sec*")])
def test_a_nested_one_that_no_file_leads_to(flake8, monorepo, write, options):
    write({"packages/none/facadelint.toml": "[[facades]\n"})
    if options:
        write({"packages/second/facadelint.toml": "[[facades]\n"})
    assert flake8(*options, jobs=3) == (1, [f"./packages/first/{ORDER_FILE}:{PLACE}"], "")


def test_in_processes_that_inherit_nothing(flake8, spawning, monorepo, write):
    write({"packages/second/facadelint.toml": "[[facades]\n"})
    run = flake8("packages", script=spawning, jobs=2)
    assert (run.code, run.lines[0], len(run.lines), run.errors) == (1, CRITICAL, 2, "")


def test_a_wrong_configuration_further_out_is_nobodys_business(flake8, monorepo, write):
    write({"pyproject.toml": "[tool.facadelint]\n"})
    run = flake8("packages")
    assert run.lines[1].startswith(f"facadelint: {monorepo / 'pyproject.toml'}: ")
    assert flake8("packages/first").codes == ["FAC101"]


# --facadelint-config


@pytest.fixture
def elsewhere(write):
    """The project with one violation, whose configuration nobody finds by themselves."""
    files = {name: text for name, text in PROJECT.items() if name != "pyproject.toml"}
    write({"facade.toml": KEYS, "settings/facade.toml": f'src = [".."]\n{KEYS}'})
    return write({**files, ORDER_FILE: BROKEN_ORDERS})


@pytest.mark.parametrize(
    ("folder", "path"),
    [
        (".", "facade.toml"),
        (".", "./facade.toml"),
        (".", "settings/facade.toml"),
        ("shop", "../facade.toml"),
        ("shop", "../settings/facade.toml"),
    ],
)
def test_a_configuration_named_on_the_command_line(flake8, elsewhere, folder, path):
    assert flake8("--facadelint-config", path, cwd=elsewhere / folder).codes == ["FAC101"]
    assert flake8(cwd=elsewhere / folder) == (0, [], "")


def test_an_absolute_path(flake8, elsewhere):
    run = flake8("--facadelint-config", elsewhere / "settings/facade.toml", elsewhere, cwd="/")
    assert run.codes == ["FAC101"]


@pytest.mark.parametrize("name", ["setup.cfg", "tox.ini", ".flake8"])
def test_named_in_flake8s_configuration(flake8, elsewhere, write, name):
    write({name: "[flake8]\nfacadelint-config = ./facade.toml\n"})
    assert flake8().codes == ["FAC101"]
    assert flake8(cwd=elsewhere / "shop").codes == ["FAC101"]
    assert flake8("--isolated") == (0, [], "")


def test_isolated_is_about_flake8s_own_configuration(flake8, broken_shop, write):
    write({"setup.cfg": "[flake8]\nignore = FAC101\n"})
    assert flake8() == (0, [], "")
    assert flake8("--isolated").codes == ["FAC101"]


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        (
            "gone.toml",
            '--facadelint-config: there is no such file. In flake8\'s own configuration write "./gone.toml".',
        ),
        ("settings/gone.toml", "--facadelint-config: there is no such file."),
        ("settings", "cannot be read: it is a folder, not a file."),
    ],
)
def test_a_configuration_that_is_not_there(flake8, elsewhere, path, problem):
    error = f"facadelint: {elsewhere / path}: {problem}"
    assert_ended(flake8("--facadelint-config", path), error)
    assert_ended(flake8("--facadelint-config", path, "-", stdin="x = 1\n"), error)


def test_a_file_outside_of_the_project_is_left_alone(flake8, write):
    write({**PROJECT, ORDER_FILE: BROKEN_ORDERS}, "project")
    write({"outside.py": BROKEN_ORDERS})
    run = flake8("--facadelint-config=project/pyproject.toml", "outside.py", "project")
    assert run == (1, [f"project/{ORDER_FILE}:{PLACE}"], "")
