"""Earlier states, from real repositories."""

import json
from pathlib import Path

import pytest

from facadelint.core.config import load_config
from facadelint.core.errors import FacadelintError
from facadelint.reporters.status.history import FORMATS
from facadelint.reporters.view import View
from facadelint.status import compare
from facadelint.status.compare import histories, pasts
from facadelint.status.git import Commit, Repository
from facadelint.status.model import History, Past, StatusReport
from facadelint.status.project import status_of_project

LOGIC = """
    def prices(self):
        return sorted(self._cache)
"""
DELEGATED = """
    def prices(self):
        return self._order_domain.prices()
"""


@pytest.fixture
def at(project, git):
    """Commit a state of the project; gives the commit."""

    def commit(message, *args, **options):
        root = project(*args, **options)
        if not (root / ".git").exists():
            git("init", "--quiet")
        git("add", "--all")
        git("commit", "--quiet", "--allow-empty", "--message", message)
        return git("rev-parse", "HEAD")

    return commit


@pytest.fixture
def now(tmp_path):
    """The settings of the project and the status of its facades."""

    def compute():
        settings = load_config(tmp_path / "pyproject.toml")
        return settings, status_of_project(settings).facades

    return compute


def numbers(past):
    return (
        None
        if past.facade is None
        else (past.facade.progress, past.facade.lines, len(past.facade.left("logic")))
    )


class TestSince:
    def test_what_it_was(self, at, now, tmp_path, git):
        first = at("Logic", LOGIC)
        at("Delegate", DELEGATED)
        (past,) = pasts(*now(), "HEAD~1")
        assert past.commit == Commit(first, git("rev-parse", "--short", first), "2026-01-31", "Logic")
        assert numbers(past) == (50.0, 53, 2)
        (past,) = pasts(*now(), "HEAD")
        assert numbers(past) == (66.7, 53, 1)
        assert git("status", "--porcelain") == ""
        assert "return self._order_domain.prices()" in (tmp_path / "shop/facade.py").read_text()

    def test_a_class_that_was_not_there(self, at, now, tmp_path):
        at("Nothing", files={"shop/facade.py": ""})
        at("Facade")
        (past,) = pasts(*now(), "HEAD~1")
        assert past.facade is None

    def test_a_file_that_did_not_parse(self, at, now):
        at("Broken", files={"shop/facade.py": "class Shop(:\n"})
        at("Mended")
        assert pasts(*now(), "HEAD~1")[0].facade is None

    def test_a_class_that_stood_in_the_package_s_module(self, at, now, tmp_path):
        settings = tmp_path / "pyproject.toml"
        at("Monolith", files={"shop/facade.py": "class Shop:\n    def name(self):\n        return 1 + 1\n"})
        (tmp_path / "shop/facade.py").unlink()
        text = settings.read_text().replace("shop.facade:Shop", "shop.facade.shop:Shop")
        files = {
            "shop/facade/__init__.py": "",
            "shop/facade/shop.py": "class Shop:\n    pass\n",
            "pyproject.toml": text,
        }
        at("Package", files=files)
        (tmp_path / "shop/facade.py").unlink()
        (past,) = pasts(*now(), "HEAD~1")
        assert numbers(past) == (0.0, 3, 1)
        assert past.facade.cls == "shop.facade:Shop"

    def test_settings_that_the_code_of_that_time_does_not_have(self, at, now):
        monolith = "class Shop:\n    def __init__(self):\n        self._cache = {}\n"
        files = {"shop/later.py": "class Later:\n    pass\n"}
        at("Monolith", files={"shop/facade.py": monolith})
        settings = 'domains = ["shop.later", "shop.stock.*"]\naccessors = { _cache = "shop.later:Later", "_no*" = "shop.later:Later" }\n'
        at("Domains", "\n    def x(self):\n        self._none = 1\n", settings, files)
        (past,) = pasts(*now(), "HEAD~1")
        assert [domain.name for domain in past.facade.domains] == ["stock_domain"]

    def test_a_folder_of_the_repository(self, at, now, git, tmp_path):
        at("Logic", LOGIC, files={"src/readme.txt": "", "src.py/x": ""})
        (tmp_path / "app").mkdir()
        for name in ("shop", "pyproject.toml"):
            git("mv", name, f"app/{name}")
        git("commit", "--quiet", "--message", "Move")
        settings = load_config(tmp_path / "app" / "pyproject.toml")
        facades = status_of_project(settings).facades
        (past,) = pasts(settings, facades, "HEAD")
        assert numbers(past) == (50.0, 53, 2)
        assert past.facade.path.as_posix().endswith("/app/shop/facade.py")
        assert pasts(settings, facades, "HEAD~1")[0].facade is None

    @pytest.mark.parametrize("revision", ["nope", "--help", "HEAD:shop/facade.py", ""])
    def test_no_such_revision(self, at, now, revision, tmp_path):
        at("Logic")
        with pytest.raises(FacadelintError, match=f'^git knows no revision "{revision}" in {tmp_path}$'):
            pasts(*now(), revision)

    def test_no_repository(self, project, now, tmp_path, monkeypatch):
        project()
        monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
        with pytest.raises(
            FacadelintError, match=f"^there is no history of {tmp_path}: fatal: not a git repository"
        ):
            pasts(*now(), "HEAD")

    def test_no_git(self, project, now, monkeypatch):
        project()
        monkeypatch.setenv("PATH", "")
        with pytest.raises(FacadelintError, match=r"^git cannot be run: No such file or directory$"):
            pasts(*now(), "HEAD")


class TestHistory:
    @pytest.fixture
    def three(self, at, git, tmp_path):
        at("Logic", LOGIC, files={"shop/gone.py": "A = 1\n", "shop/notes.txt": "x"})
        (tmp_path / "shop/gone.py").unlink()
        at("Elsewhere", LOGIC)
        at("Delegate", DELEGATED)

    def test_one_for_each_commit_that_touched_the_file(self, three, now):
        (history,) = histories(*now(), None)
        assert (history.cls, history.older) == ("shop.facade:Shop", 0)
        assert [(past.commit.subject, numbers(past)) for past in history.past] == [
            ("Delegate", (66.7, 53, 1)),
            ("Logic", (50.0, 53, 2)),
        ]

    def test_only_the_newest(self, three, now, monkeypatch):
        monkeypatch.setattr(compare, "_NEWEST", 1)
        (history,) = histories(*now(), None)
        assert ([past.commit.subject for past in history.past], history.older) == (["Delegate"], 1)

    def test_since(self, three, now, monkeypatch):
        monkeypatch.setattr(compare, "_NEWEST", 0)
        settings, facades = now()
        assert [len(history.past) for history in histories(settings, facades, "HEAD~2")] == [1]
        assert [len(history.past) for history in histories(settings, facades, "HEAD")] == [0]

    def test_under_an_earlier_name(self, three, now, git, tmp_path):
        git("mv", "shop/facade.py", "shop/shop.py")
        config = tmp_path / "pyproject.toml"
        config.write_text(config.read_text().replace("shop.facade", "shop.shop"))
        git("commit", "--quiet", "--all", "--message", "Rename")
        (history,) = histories(*now(), None)
        assert [(past.commit.subject, numbers(past)) for past in history.past] == [
            ("Rename", (66.7, 53, 1)),
            ("Delegate", None),
            ("Logic", None),
        ]

    def test_no_commit_yet(self, project, now, git):
        project()
        git("init", "--quiet")
        with pytest.raises(FacadelintError, match=r"^git log failed: fatal: "):
            list(histories(*now(), None))


def test_names_in_any_encoding(at, git, tmp_path):
    name = "caf\udce9.py"
    try:
        (tmp_path / name).write_text("A = 1\n")
    except OSError:
        pytest.skip("the file system takes no such name")
    at("Odd")
    repository = Repository(tmp_path)
    blobs = repository.blobs(repository.commit("HEAD"), [""])
    assert repository.read([blobs[name]]) == {blobs[name]: b"A = 1\n"}


def test_links_are_no_files(at, git, tmp_path):
    (tmp_path / "link.py").symlink_to("elsewhere.py")
    at("Link")
    repository = Repository(tmp_path)
    assert "link.py" not in repository.blobs(repository.commit("HEAD"), [""])


COMMITS = [
    Commit("b" * 40, "bbbbbbb", "2026-02-01", "Extract `x` | <b>"),
    Commit("a" * 40, "aaaaaaa", "2026-01-31", "Begin \x1b[31m"),
]


@pytest.fixture
def told(status):
    return StatusReport(
        histories=(
            History("shop.facade:Shop", (Past(COMMITS[0], status()), Past(COMMITS[1], None)), older=3),
            History("shop.other:Other", ()),
        )
    )


def test_history_as_a_table(told):
    assert (
        FORMATS["table"](told, View(Path("/"), width=63))
        == """\
shop.facade:Shop
      Date   Commit  Progress  Lines  Logic  Subject
2026-02-01  bbbbbbb      60 %     50      1  Extract `x` | <b>
2026-01-31  aaaaaaa         -      -      -  Begin \\x1b[31m
and 3 older commits; --since REV goes back to any

shop.other:Other
Date  Commit  Progress  Lines  Logic  Subject
"""
    )
    assert max(map(len, FORMATS["table"](told, View(Path("/"), width=50)).splitlines())) == 50


def test_history_as_markdown(told):
    assert (
        FORMATS["markdown"](told, View(Path("/")))
        == """\
## `shop.facade:Shop`

| Date | Commit | Progress | Lines | Logic | Subject |
| --- | --- | ---: | ---: | ---: | --- |
| 2026-02-01 | bbbbbbb | 60 % | 50 | 1 | Extract \\`x\\` \\| \\<b\\> |
| 2026-01-31 | aaaaaaa | - | - | - | Begin \\\\x1b\\[31m |

and 3 older commits; --since REV goes back to any

## `shop.other:Other`

| Date | Commit | Progress | Lines | Logic | Subject |
| --- | --- | ---: | ---: | ---: | --- |
"""
    )


def test_history_as_json(told):
    assert json.loads(FORMATS["json"](told, View(Path("/")))) == {
        "version": 1,
        "history": [
            {
                "class": "shop.facade:Shop",
                "commits": [
                    {
                        "commit": "b" * 40,
                        "date": "2026-02-01",
                        "progress": 60.0,
                        "lines": 50,
                        "logic": 1,
                        "subject": "Extract `x` | <b>",
                    },
                    {
                        "commit": "a" * 40,
                        "date": "2026-01-31",
                        "progress": None,
                        "lines": None,
                        "logic": None,
                        "subject": "Begin \x1b[31m",
                    },
                ],
                "older": 3,
            },
            {"class": "shop.other:Other", "commits": [], "older": 0},
        ],
    }
