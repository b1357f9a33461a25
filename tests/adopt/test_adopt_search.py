"""Which files are searched, and what their modules are called."""

import pytest
from adopt_projects import FACADE, SHOP, monolith

from facadelint.adopt.proposal import propose_configuration
from facadelint.adopt.roots import ImportRoots
from facadelint.adopt.search import search
from facadelint.core.errors import ConfigError, FacadelintError


def seen(root):
    return [each.name for each in search(root, ImportRoots(root)).sightings]


@pytest.mark.parametrize(
    "file",
    [
        "shop/test_facade.py",
        "shop/facade_test.py",
        "shop/conftest.py",
        "shop/tests/facade.py",
        "shop/testing/facade.py",
        "test/facade.py",
        "tests.py",
        "setup.py",
        "shop/facade_pb2.py",
        "shop/facade_pb2_grpc.py",
        "shop/vendor/facade.py",
        "shop/_vendored/facade.py",
        "third_party/facade.py",
        "examples/facade.py",
        "docs/conf.py",
        "build/facade.py",
        ".tox/facade.py",
        "venv/lib/facade.py",
        "shop/fa-cade.py",
    ],
)
def test_files_that_are_no_candidates(write_project, file):
    root = write_project({"shop/a.py": "", file: monolith()})
    found = search(root, ImportRoots(root))
    assert found.sightings == ()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("shop/facade.py", "shop.facade:Shop"),
        ("shop/__init__.py", "shop:Shop"),
        ("src/shop/facade.py", "shop.facade:Shop"),
        ("contest/facade.py", "contest.facade:Shop"),
        ("shop/examples/facade.py", "shop.examples.facade:Shop"),
        ("shop.py", "shop:Shop"),
        ("scripts/shop.py", "scripts.shop:Shop"),
    ],
)
def test_files_that_are(write_project, file, name):
    assert seen(write_project({file: monolith()})) == [name]


def test_examples_that_are_a_package(write_project):
    root = write_project({"examples/__init__.py": "", "examples/facade.py": monolith()})
    assert seen(root) == ["examples.facade:Shop"]


def test_every_file_counts_as_searched(write_project):
    root = write_project(SHOP | {"tests/test_a.py": "", "README.md": ""})
    assert search(root, ImportRoots(root)).files == 5


def test_a_file_in_an_unknown_encoding(write_project):
    root = write_project({"shop/a.py": monolith(), "shop/b.py": f"# coding: nope\n{monolith()}"})
    assert seen(root) == ["shop.a:Shop"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_line_ends(write_project, line_end):
    root = write_project({"shop.py": ""})
    (root / "shop.py").write_bytes(FACADE.replace("\n", line_end).encode())
    assert seen(root) == ["shop:Shop"]


def test_only_classes_that_may_be_facades_are_measured(write_project):
    text = f"class Small:\n    pass\n\n\n{FACADE}\n\ndef function():\n    pass\n\n\nclass Last:\n    pass\n"
    assert seen(write_project({"shop.py": text})) == ["shop:Shop"]


def test_a_folder_that_has_a_configuration_of_its_own(write_project):
    files = {f"services/shop/{name}": text for name, text in SHOP.items()}
    root = write_project(
        files | {"services/shop/facadelint.toml": '[[facades]]\nclass = "shop.facade:Shop"\n'}
    )
    with pytest.raises(FacadelintError) as error:
        propose_configuration(root)
    assert f"below {root}, in 4 Python files: " in str(error.value)
    assert "Configured already: services/shop." in str(error.value)


BY_HAND = 'Name the class yourself: "facadelint init --class package.module:Class".'


def test_nothing_found(write_project):
    root = write_project({"shop.py": ""})
    with pytest.raises(FacadelintError) as error:
        propose_configuration(root)
    assert str(error.value) == (
        f"no facade found below {root}, in 1 Python file: no class has two accessors that hand over self, mixins of "
        "its own or clients that most of its members call, and none is very large and has many collaborators. "
        + BY_HAND
    )


def test_nothing_to_search(tmp_path):
    with pytest.raises(FacadelintError) as error:
        propose_configuration(tmp_path)
    assert str(error.value) == f"no Python file below {tmp_path}. {BY_HAND}"


def test_a_broken_configuration_further_down(write_project):
    root = write_project(SHOP | {"shop/pyproject.toml": "[tool.facadelint\n"})
    with pytest.raises(ConfigError, match="not TOML"):
        propose_configuration(root)


class TestImportRoots:
    def of(self, write_project, files, file):
        root = write_project(files)
        return ImportRoots(root).of(root / file, (root / file).read_bytes()).relative_to(root).as_posix()

    def test_the_default(self, write_project):
        assert self.of(write_project, {"shop/__init__.py": "", "shop/a.py": ""}, "shop/a.py") == "."

    def test_src(self, write_project):
        assert (
            self.of(write_project, {"src/shop/__init__.py": "", "src/shop/a.py": ""}, "src/shop/a.py")
            == "src"
        )

    def test_a_folder_of_its_own(self, write_project):
        files = {
            "lib/py/shop/__init__.py": "",
            "lib/py/shop/a.py": "import os\nfrom shop.b import B\n",
            "lib/py/shop/b.py": "",
        }
        assert self.of(write_project, files, "lib/py/shop/a.py") == "lib/py"

    def test_a_namespace_package(self, write_project):
        files = {
            "acme/shop/__init__.py": "",
            "acme/shop/a.py": "from acme.shop.b import B\n",
            "acme/shop/b.py": "",
        }
        assert self.of(write_project, files, "acme/shop/a.py") == "."

    def test_imports_that_do_not_say(self, write_project):
        files = {"acme/shop/__init__.py": "", "acme/shop/a.py": "from .b import B\n", "acme/shop/b.py": ""}
        assert self.of(write_project, files, "acme/shop/a.py") == "."

    def test_a_package_inside_of_a_namespace_package(self, write_project):
        files = {
            "shop/__init__.py": "",
            "shop/gap/inner/__init__.py": "",
            "shop/gap/inner/a.py": "from shop.gap.inner import b\n",
        }
        assert self.of(write_project, files, "shop/gap/inner/a.py") == "."

    def test_one_answer_for_a_package(self, write_project):
        root = write_project(
            {
                "lib/shop/__init__.py": "",
                "lib/shop/a.py": "import shop.b\n",
                "lib/shop/b.py": "",
                "lib/other.py": "",
            }
        )
        roots = ImportRoots(root)
        assert roots.of(root / "lib/shop/a.py", b"import shop.b\n") == root / "lib"
        assert roots.of(root / "lib/shop/b.py", b"") == root / "lib"

    def test_the_configuration_lists_them(self, write_project):
        files = {f"lib/{name}": text for name, text in SHOP.items()}
        files["lib/shop/facade.py"] = "import shop.order_domain\n" + files["lib/shop/facade.py"]
        proposal = propose_configuration(write_project(files | {"src/other.py": ""}))
        assert 'src = ["src", ".", "lib"]\n' in proposal.settings
        assert [found.candidate.name for found in proposal.found] == ["shop.facade:Shop"]
        assert [domain for found in proposal.found for domain in found.facade.domains] == ["order", "stock"]
