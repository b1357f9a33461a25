from __future__ import annotations

import fnmatch

import grimp
import pytest

from facadelint.core.globs import module_glob, name_glob, path_glob

MODULES = ("shop", "shop.a", "shop.a.b", "shop.a.b.c", "shop.a_domain", "shop.b", "shopping")
IMPORT_LINTER_EXPRESSIONS = (
    "shop",
    "shop.*",
    "shop.**",
    "*",
    "**",
    "*.*",
    "shop.*.b",
    "shop.**.b",
    "shop.**.c",
    "**.b",
    "*.b",
)


@pytest.mark.parametrize("pattern", IMPORT_LINTER_EXPRESSIONS)
def test_module_globs_are_import_linters(pattern: str) -> None:
    graph = grimp.ImportGraph()
    for module in MODULES:
        graph.add_module(module)

    matched = {module for module in MODULES if module_glob(pattern).matches(module)}

    assert matched == graph.find_matching_modules(pattern)
    assert matched


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        ("shop.*_domain", {"shop.a_domain"}),
        ("shop.a*", {"shop.a", "shop.a_domain"}),
        ("shop.?", {"shop.a", "shop.b"}),
        ("shop.[!a]", {"shop.b"}),
        ("shop?a", set()),
        ("shop[!x]a", set()),
        ("shop.a**", {"shop.a", "shop.a_domain"}),
        ("**.*.**", {"shop.a.b", "shop.a.b.c"}),
        ("Shop.*", set()),
        ("shop.a.*.c", {"shop.a.b.c"}),
    ],
)
def test_module_globs_beyond_import_linters(pattern: str, matched: set[str]) -> None:
    assert {module for module in MODULES if module_glob(pattern).matches(module)} == matched


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("", '"" is not a glob of dotted module names'),
        ("shop..a", '"shop..a" has an empty name in it'),
        (".shop", '".shop" has an empty name in it'),
        ("shop.", '"shop." has an empty name in it'),
        ("shop/a", '"shop/a" is not a glob of dotted module names'),
        ("shop:Shop", '"shop:Shop" is not a glob of dotted module names'),
        ("shop a", '"shop a" is not a glob of dotted module names'),
        ("shop\n", '"shop\\n" is not a glob of dotted module names'),
        ("shop.[z-a]", '"shop.[z-a]" is not a glob: bad character range z-a'),
    ],
)
def test_module_globs_that_match_nothing_are_errors(pattern: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # the whole message follows
        module_glob(pattern)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    "pattern", ["_get_*_client", "*", "_[ab]", "_[!a]", "_?", "_A", "x.*", "[", "_[]]", "**"]
)
def test_name_globs_are_fnmatchs(pattern: str) -> None:
    names = ("_get_run_client", "_a", "_b", "_A", "_", "x.y", "x.y.z", "[", "_]", "")
    for name in names:
        assert name_glob(pattern).matches(name) is fnmatch.fnmatchcase(name, pattern)


PATHS = ("z.py", "gen/y.py", "a/x.py", "a/gen/y.py", "a/b/x.py", "a/b/gen/y.py")


@pytest.mark.parametrize(
    ("pattern", "matched"),
    [
        # Without a slash: a file or folder at any depth, and what is below the folder.
        ("gen", {"gen/y.py", "a/gen/y.py", "a/b/gen/y.py"}),
        ("x.py", {"a/x.py", "a/b/x.py"}),
        ("*.py", set(PATHS)),
        ("ge?", {"gen/y.py", "a/gen/y.py", "a/b/gen/y.py"}),
        ("[xz].py", {"z.py", "a/x.py", "a/b/x.py"}),
        ("[!xy].py", {"z.py"}),
        ("**", set(PATHS)),
        (".", set(PATHS)),
        # With one: from the root.
        ("gen/", {"gen/y.py"}),
        ("./gen", {"gen/y.py"}),
        ("./*.py", {"z.py"}),
        ("b/gen", set()),
        ("a/b", {"a/b/x.py", "a/b/gen/y.py"}),
        ("a/b/", {"a/b/x.py", "a/b/gen/y.py"}),
        ("a/x.py", {"a/x.py"}),
        ("a/*.py", {"a/x.py"}),
        ("a/*", {"a/x.py", "a/gen/y.py", "a/b/x.py", "a/b/gen/y.py"}),
        ("a/*/y.py", {"a/gen/y.py"}),
        ("a?x.py", set()),
        ("a/[!x]/x.py", {"a/b/x.py"}),
        ("*/x.py", {"a/x.py"}),
        # ** is any number of folders, none included; at the end, everything below.
        ("**/x.py", {"a/x.py", "a/b/x.py"}),
        ("**/gen", {"gen/y.py", "a/gen/y.py", "a/b/gen/y.py"}),
        ("a/**/x.py", {"a/x.py", "a/b/x.py"}),
        ("a/**/gen/*.py", {"a/gen/y.py", "a/b/gen/y.py"}),
        ("a/**", {"a/x.py", "a/gen/y.py", "a/b/x.py", "a/b/gen/y.py"}),
        ("a**/x.py", {"a/x.py"}),
        # Case counts, on every system.
        ("GEN", set()),
        ("A/x.py", set()),
    ],
)
def test_path_globs(pattern: str, matched: set[str]) -> None:
    assert {path for path in PATHS if path_glob(pattern).matches(path)} == matched


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("a+b.py", "a+b.py", True),
        ("a+b.py", "aab.py", False),
        ("a.py", "axpy", False),
        ("[.py", "[.py", True),
        ("[].py", "[].py", True),
        ("[]x].py", "].py", True),
        ("[!]x].py", "].py", False),
        ("[!]x].py", "y.py", True),
        ("[^a].py", "^.py", True),
        ("[^a].py", "b.py", False),
        ("[a-c].py", "b.py", True),
        (r"[\d].py", "5.py", False),
        (r"[\d].py", "\\.py", True),
        ("[[].py", "[.py", True),
        ("[a&&b].py", "&.py", True),
        ("a", "a\nb", False),
        ("a", "x\ny/a", True),
        ("a", "a/x\ny", True),
        ("*", "a\nb", True),
    ],
)
def test_special_characters(pattern: str, text: str, matches: bool) -> None:  # noqa: FBT001
    assert path_glob(pattern).matches(text) is matches


def test_a_set_that_is_none_is_an_error() -> None:
    with pytest.raises(ValueError, match=r'^"\[z-a\]" is not a glob: bad character range z-a$'):
        path_glob("[z-a]")


@pytest.mark.parametrize("compile_glob", [module_glob, name_glob, path_glob])
def test_globs_are_compiled_once_and_know_their_pattern(compile_glob) -> None:
    glob = compile_glob("shop.*")

    assert compile_glob("shop.*") is glob
    assert glob.pattern == "shop.*"
    assert repr(glob) == "Glob('shop.*')"
