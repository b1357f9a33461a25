"""Where keys and values of a TOML document stand: the same keys that tomli reads, each where it is written."""

from __future__ import annotations

import pytest
import tomli

from facadelint.core.places import Place, places_of

TRICKY = {
    "dotted and quoted keys": """
tool."facade lint".x = 1
tool.'y\\z' = 2
"a.b" = {c.d = 1, "e f" = [1, 2]}
3.4 = 5
""",
    "tables and arrays of tables": """
[tool.facadelint] # a comment [not] = a header
select = ["FAC1"]

[[tool.facadelint.facades]]
class = "a:A"
[tool.facadelint.facades.plan]
order = ["x"]
[[tool.facadelint.facades.friends]]
attribute = "_x"
[[tool.facadelint.facades]]
class = "b:B"
[[tool.facadelint.facades.friends]]
attribute = "_y"
[ other . "table" ]
z = 1
""",
    "strings with everything in them": '''
a = "quote \\" bracket ] comma , hash # brace }"
b = 'it is "raw" \\'
c = """
[[not.a.table]]
key = "value" ""\\"
"""
d = \'\'\'
# no comment
'\'\'\'
e = """ends with quotes"""""
f = ["x]", 'y,', """z
#"""]
g = ""
h = """"""
i = \'\'\'\'\'\'
''',
    "arrays over lines, with comments and trailing commas": """
a = [
    1, # one ]
    # nothing
    [2, 3,],
    { b = 4 },
]
c = []
d = {}
""",
    "inline tables over lines, as in TOML 1.1": """
a = {
    b = 1, # comment
    c = { d = [ { e = 2 } ] },
}
""",
    "scalars": """
a = 1979-05-27T07:32:00Z
b = 1979-05-27 07:32:00
c = 07:32:00
d = -0x_f # not this
e = +inf
f = 1_000.5e-3
g = [true,false]
h={i=1,j=2}
""".replace("-0x_f", "0xff"),
    "other line ends and no last one": "a = 1\r\nb = [\r\n1,\r\n]\r\n[c]\r\nd = 2",
    "names in other scripts": '"größe" = 1\n["日本"]\n"x" = "ö"\n',
    "nothing": "",
    "only comments": "# a\n\n  # b",
}


def paths(value, path=()):
    """Every key and item that tomli found."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield (*path, key)
            yield from paths(each, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield (*path, index)
            yield from paths(each, (*path, index))


def leaves(value):
    return {path for path in paths(value) if not isinstance(at(value, path), dict)}


def at(value, path):
    for step in path:
        value = value[step]
    return value


@pytest.mark.parametrize("text", TRICKY.values(), ids=TRICKY)
def test_the_same_values_as_tomli_reads(text):
    document = tomli.loads(text)
    found = places_of(text)
    arrays_of_tables = {
        path for path in leaves(document) if at(document, path) and _is_tables(at(document, path))
    }
    assert leaves(document) - arrays_of_tables <= set(found.values) | arrays_of_tables
    assert set(found.values) <= set(paths(document))


def _is_tables(value):
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


@pytest.mark.parametrize("text", TRICKY.values(), ids=TRICKY)
def test_each_value_is_what_stands_in_its_place(text):
    document = tomli.loads(text)
    for path in leaves(document):
        place = places_of(text).values.get(path)
        if place is not None:
            assert tomli.loads(f"x = {_cut(text, place)}")["x"] == at(document, path), path


def _cut(text: str, place: Place) -> str:
    lines = text.split("\n")[place.line - 1 : place.end_line]
    lines[-1] = lines[-1][: place.end_column - 1]
    lines[0] = lines[0][place.column - 1 :]
    return "\n".join(lines)


def test_exact_places():
    places = places_of('[[facades]]\nexempt = [ "a",\n  "größe" ]\nplan = { order = ["x"] }\n')
    assert places.values["facades", 0] == Place(1, 1, 1, 12)
    assert places.values["facades", 0, "exempt", 0] == Place(2, 12, 2, 15)
    assert places.values["facades", 0, "exempt", 1] == Place(3, 3, 3, 10)
    assert places.keys["facades", 0, "exempt"] == Place(2, 1, 2, 7)
    assert places.values["facades", 0, "plan", "order", 0] == Place(4, 19, 4, 22)


@pytest.mark.parametrize("text", ["= 1", "a = ", "a = [", "a = {b", "[", '"'])
def test_what_is_no_toml_has_the_places_before_it(text):
    assert places_of(f"first = 1\n{text}").values["first",] == Place(1, 9, 1, 10)
