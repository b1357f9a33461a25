"""Loading a configuration; finding it and the messages for single values have files of their own."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from config_files import write

from facadelint.core.config import ConfigFinder, find_config, load_config
from facadelint.core.errors import ConfigError
from facadelint.core.settings import FacadeSettings, Friend, Settings

FACADE = '[[facades]]\nclass = "shop.facade:Shop"\n'


def error_of(file: Path) -> str:
    with pytest.raises(ConfigError) as caught:
        load_config(file)
    return str(caught.value)


def test_only_the_class_is_required(tmp_path: Path) -> None:
    file = write(tmp_path / "facadelint.toml", FACADE)

    assert load_config(file) == Settings(
        file=file,
        root=tmp_path,
        src=(tmp_path,),
        facades=(FacadeSettings("shop.facade", "Shop", key="facades[0]"),),
    )


def test_every_key(tmp_path: Path) -> None:
    write(tmp_path / "lib/code/shop.py", "")
    baseline = write(tmp_path / "known.json", "{}")
    content = """
        [tool.facadelint]
        src = ["lib/code", "./lib/../lib/code/", "."]
        baseline = "known.json"
        select = ["FAC", "FAC1", "FAC10"]
        extend-select = ["FAC211"]
        ignore = ["private-access"]
        exclude = ["generated", "a/**/*_pb2.py", "a..b"]
        per-file-ignores = { "tests/*" = ["FAC101", "facade-logic"], "old.py" = [] }
        public-names = ["_meta"]

        [[tool.facadelint.facades]]
        class = "shop.facade:Shop.Inner"
        pattern = "ops"
        domains = ["shop.*.domain", "shop.**"]
        accessors = ["_client", "_get_*_client"]
        collaborators = ["_run_storage"]
        guards = ["assert", "raise", "warn", "check.*"]
        exempt = ["get_*"]
        shared = ["shop.shared"]
        importers = ["shop.cli.**"]
        typing-imports = "allow"
        layout = "*/{domain}_domain.py:{Domain}Domain"
        max-lines = 500
        because = "we take the facade apart"
        friends = [
            { attribute = "_buffer", domains = ["event"], reason = "hot path", until = 2027-01-01 },
            { attribute = "_x*", domains = ["run", "event"], reason = "for now" },
        ]
        plan = { scheduling = ["start_schedule", "get_tick*"], later = [] }

        [[tool.facadelint.facades]]
        class = "shop.other:Other"
        max-lines = 1
        layout = "./{domain}.py:*Domain"
        accessors = { _proxied = "sqlalchemy.orm.session:Session" }
        """
    file = write(tmp_path / "pyproject.toml", content)

    assert load_config(file) == Settings(
        file=file,
        root=tmp_path,
        src=(tmp_path / "lib/code", tmp_path),
        baseline=baseline,
        select=("FAC", "FAC1", "FAC10"),
        extend_select=("FAC211",),
        ignore=("private-access",),
        exclude=("generated", "a/**/*_pb2.py", "a..b"),
        per_file_ignores={"tests/*": ("FAC101", "facade-logic"), "old.py": ()},
        public_names=frozenset({"_meta"}),
        facades=(
            FacadeSettings(
                module="shop.facade",
                class_name="Shop.Inner",
                key="tool.facadelint.facades[0]",
                pattern="ops",
                domains=("shop.*.domain", "shop.**"),
                accessors={"_client": None, "_get_*_client": None},
                collaborators=("_run_storage",),
                guards=("assert", "raise", "warn", "check.*"),
                exempt=("get_*",),
                shared=("shop.shared",),
                importers=("shop.cli.**",),
                typing_imports="allow",
                layout="*/{domain}_domain.py:{Domain}Domain",
                max_lines=500,
                because="we take the facade apart",
                friends=(
                    Friend("_buffer", ("event",), "hot path", date(2027, 1, 1)),
                    Friend("_x*", ("run", "event"), "for now"),
                ),
                plan={"scheduling": ("start_schedule", "get_tick*"), "later": ()},
            ),
            FacadeSettings(
                module="shop.other",
                class_name="Other",
                key="tool.facadelint.facades[1]",
                max_lines=1,
                layout="./{domain}.py:*Domain",
                accessors={"_proxied": "sqlalchemy.orm.session:Session"},
            ),
        ),
    )


def test_toml_1_1_and_a_byte_order_mark(tmp_path: Path) -> None:
    content = (
        b'\xef\xbb\xbffacades = [{\n  class = "shop.facade:Shop",  # a comment\n  because = "\\x41",\n}]\n'
    )

    assert load_config(write(tmp_path / "facadelint.toml", content)).facades[0].because == "A"


def test_a_file_of_another_name_has_its_keys_at_the_top(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "strict.toml", FACADE)
    monkeypatch.chdir(tmp_path)

    settings = load_config(Path("strict.toml"))

    assert settings.file == tmp_path / "strict.toml"
    assert settings.facades[0].key == "facades[0]"


def test_the_default_import_roots(tmp_path: Path) -> None:
    file = write(tmp_path / "facadelint.toml", FACADE)
    (tmp_path / "src").mkdir()

    assert load_config(file).src == (tmp_path / "src", tmp_path)


def test_an_import_root_may_lie_outside(tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    file = write(tmp_path / "app/facadelint.toml", 'src = ["../lib"]\n' + FACADE)

    assert load_config(file).src == (tmp_path / "lib",)


def test_the_default_baseline_is_used_where_it_exists(tmp_path: Path) -> None:
    file = write(tmp_path / "facadelint.toml", FACADE)
    default = tmp_path / "facadelint-baseline.json"

    assert load_config(file).baseline is None
    default.mkdir()
    assert load_config(file).baseline is None
    default.rmdir()
    default.touch()
    assert load_config(file).baseline == default


def test_a_baseline_that_is_about_to_be_recorded_need_not_exist(tmp_path: Path) -> None:
    file = write(tmp_path / "facadelint.toml", 'baseline = "known.json"\n' + FACADE)

    assert load_config(file, require_baseline=False).baseline == tmp_path / "known.json"
    assert ConfigFinder(require_baseline=False).load(file).baseline == tmp_path / "known.json"
    with pytest.raises(ConfigError):
        ConfigFinder().load(file)


# What is wrong with a whole file


def test_every_problem_is_reported_at_once(tmp_path: Path) -> None:
    file = write(
        tmp_path / "facadelint.toml", "srcs = 1\nselect = 2\n" + FACADE + "max_lines = 3\nexempt = 4\n"
    )

    with pytest.raises(ConfigError) as caught:
        load_config(file)

    assert [problem.key for problem in caught.value.problems] == [
        "srcs",
        "select",
        "facades[0].max_lines",
        "facades[0].exempt",
    ]
    assert {problem.file for problem in caught.value.problems} == {file}
    assert len(str(caught.value).splitlines()) == 4


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("a = \n", "line 1, column 5: not TOML: invalid value."),
        ("\n  [facades\n", "line 2, column 11: not TOML: expected ']' at the end of a table declaration."),
        ("[a.b]\n[a.b]\n", "line 2, column 5: not TOML: cannot declare a.b twice."),
        (
            "a = " + "1" * 5000,
            (
                "not TOML: Exceeds the limit (4300 digits) for integer string conversion: "
                "value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit."
            ),
        ),
        (
            "# \u00fc\n# \u00fc".encode() + b" \xfc",
            "line 2, column 5: the byte 0xfc is not UTF-8. Save the file in UTF-8.",
        ),
        (b"\xef\xbb\xbf\xff", "line 1, column 1: the byte 0xff is not UTF-8. Save the file in UTF-8."),
    ],
)
def test_a_file_that_is_no_toml(tmp_path: Path, content: str | bytes, message: str) -> None:
    file = write(tmp_path / "facadelint.toml", content)

    assert error_of(file) == f"{file}: {message}"


def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    own = tmp_path / "facadelint.toml"
    assert error_of(own) == f"{own}: cannot be read: there is no such file."

    own.symlink_to(tmp_path / "nowhere")
    assert find_config(tmp_path) == own
    assert error_of(own) == f"{own}: cannot be read: there is no such file."

    own.unlink()
    own.mkdir()
    assert find_config(tmp_path) == own
    assert error_of(own) == f"{own}: cannot be read: it is a folder, not a file."

    below = write(tmp_path / "x.toml", FACADE) / "y.toml"
    assert error_of(below) == f"{below}: cannot be read: not a directory."


@pytest.mark.parametrize("content", ["", "[tool]\n", "[tool.ruff]\n", "tool = 3\n"])
def test_a_pyproject_toml_without_the_table(tmp_path: Path, content: str) -> None:
    file = write(tmp_path / "pyproject.toml", content)

    assert error_of(file) == (
        f"{file}: tool.facadelint: there is no such table. "
        'Write [[tool.facadelint.facades]] and below it class = "package.module:Class".'
    )


def test_a_pyproject_toml_where_it_is_no_table(tmp_path: Path) -> None:
    file = write(tmp_path / "pyproject.toml", "[tool]\nfacadelint = 3\n")

    assert error_of(file) == f"{file}: tool.facadelint: expected a table, got the integer 3."
