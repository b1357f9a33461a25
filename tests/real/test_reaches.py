"""Where the domains of further released facades reach, each entry read in the released sources.

Each facade is configured by its class alone, save hvac's, whose domains get its adapter and not the client.
"""

from __future__ import annotations

import pytest

FACADES = {
    "networkx": ("networkx", "3.6.1", "networkx.classes.graph:Graph", ""),
    "great_expectations": (
        "great-expectations",
        "1.24.1",
        "great_expectations.data_context.data_context.abstract_data_context:AbstractDataContext",
        "",
    ),
    "hvac": ("hvac", "2.4.0", "hvac.v1:Client", 'accessors = ["_auth", "_secrets", "_sys", "_adapter"]'),
}

VIEWS = "networkx/classes/reportviews.py"
FLUENT = "great_expectations/datasource/fluent"
BY_UPDATE = "calls AbstractDataContext._update_fluent_datasource; call its public method update_datasource"
EXPECTED = {
    # DegreeView and EdgeView have their constructors from bases that they share with the views of DiGraph.
    "networkx": [
        f"{VIEWS}:181:23 FAC101 nodes domain reads Graph._node; make it public, or move it into the domain",
        f"{VIEWS}:423:22 FAC101 degree domain reads Graph._succ; make it public, or move it into the domain",
        f"{VIEWS}:423:33 FAC102 degree domain looks for Graph._succ by hasattr; make it public, or move it into the domain",
        f"{VIEWS}:423:58 FAC101 degree domain reads Graph._adj; make it public, or move it into the domain",
        f"{VIEWS}:424:22 FAC101 degree domain reads Graph._pred; make it public, or move it into the domain",
        f"{VIEWS}:424:33 FAC102 degree domain looks for Graph._pred by hasattr; make it public, or move it into the domain",
        f"{VIEWS}:424:58 FAC101 degree domain reads Graph._adj; make it public, or move it into the domain",
        f"{VIEWS}:1069:25 FAC101 edges domain reads Graph._succ; make it public, or move it into the domain",
        f"{VIEWS}:1069:60 FAC101 edges domain reads Graph._adj; make it public, or move it into the domain",
    ],
    # The domain is kept in _data_sources, which nothing but the property data_sources gives.
    "great_expectations": [
        (
            f"{FLUENT}/interfaces.py:868:13 FAC101 data_sources domain calls AbstractDataContext._delete_asset; "
            "make it public, or move it into the domain"
        ),
        f"{FLUENT}/interfaces.py:900:34 FAC101 data_sources domain {BY_UPDATE}",
        (
            f"{FLUENT}/interfaces.py:911:17 FAC101 data_sources domain calls AbstractDataContext._save_project_config; "
            "make it public, or move it into the domain"
        ),
        (
            f"{FLUENT}/pandas_datasource.py:618:32 FAC101 data_sources domain reads "
            "AbstractDataContext._datasource_store; use its public property datasource_store"
        ),
        (
            f"{FLUENT}/sources.py:477:26 FAC101 data_sources domain calls AbstractDataContext._add_fluent_datasource; "
            "make it public, or move it into the domain"
        ),
        f"{FLUENT}/sources.py:524:26 FAC101 data_sources domain {BY_UPDATE}",
        f"{FLUENT}/sources.py:572:30 FAC101 data_sources domain {BY_UPDATE}",
        (
            f"{FLUENT}/sources.py:574:30 FAC101 data_sources domain calls AbstractDataContext._add_fluent_datasource; "
            "make it public, or move it into the domain"
        ),
        (
            f"{FLUENT}/sources.py:596:13 FAC101 data_sources domain calls "
            "AbstractDataContext._delete_fluent_datasource; make it public, or move it into the domain"
        ),
        (
            f"{FLUENT}/sources.py:597:13 FAC101 data_sources domain calls AbstractDataContext._save_project_config; "
            "make it public, or move it into the domain"
        ),
        (
            f"{FLUENT}/sources.py:617:16 FAC101 data_sources domain reads AbstractDataContext._datasources; "
            "make it public, or move it into the domain"
        ),
    ],
    # Four of its properties delegate through self.sys, a property that gives self._sys: no FAC203.
    "hvac": [
        *(
            f"hvac/api/auth_methods/cert.py:{place} FAC103 auth domain touches the private attribute _kwargs of "
            "self._adapter; use what its class makes public"
            for place in ("291:20", "296:26", "305:49")
        ),
        (
            "hvac/v1/__init__.py:368:35 FAC205 Client.write_data changes an argument of _adapter.post: "
            "\"f'/v1/{path}'\"; pass the parameter on as it is"
        ),
        (
            "hvac/v1/__init__.py:370:5 FAC209 Client.delete (hvac/v1/__init__.py:370) drops what Adapter.delete "
            "(hvac/adapters.py:174) returns; return it"
        ),
        (
            "hvac/v1/__init__.py:378:30 FAC205 Client.delete changes an argument of _adapter.delete: "
            "\"f'/v1/{path}'\"; pass the parameter on as it is"
        ),
    ],
}
CODES = {
    "networkx": "FAC1",
    "great_expectations": "FAC1",
    "hvac": "FAC1,FAC203,FAC204,FAC205,FAC206,FAC207,FAC208,FAC209",
}


@pytest.mark.parametrize("name", FACADES)
def test_exactly_these_places(name, released, violations):
    package, version, cls, settings = FACADES[name]
    folder = released(package, version, f'[[facades]]\nclass = "{cls}"\n{settings}\n')
    found = violations("--select", CODES[name], cwd=folder)
    assert [
        f"{each['path']}:{each['line']}:{each['column']} {each['code']} {each['message']}" for each in found
    ] == EXPECTED[name]
