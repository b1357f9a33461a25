"""Both sides of every delegation of released facades: exactly the drifts that are there.

Each entry was read on both sides in the released sources; ``docs/real-packages.md`` says why it is one.
"""

from __future__ import annotations

import json

import pytest

from facadelint.core.config import ConfigFinder
from facadelint.facademap.forwarding import Forwarder
from facadelint.facademap.map import FacadeMap

INSTANCE = "dagster._core.instance.instance:DagsterInstance"
PLAN = 'plan = { scheduling = ["start_schedule"] }'
CLIENT = 'accessors = ["_client"]'
SERVER = 'accessors = ["_server"]'
MLFLOW = 'accessors = ["_tracking_client", "_tracing_client", "_get_registry_client"]'
SESSION = 'accessors = { _proxied = "sqlalchemy.orm.session:Session" }'
REGISTRY = 'accessors = { registry = "feast.infra.registry.base_registry:BaseRegistry" }'
FACADES = {
    "dagster 1.11.4": ("dagster", "1.11.4", "dagster._core.instance:DagsterInstance", PLAN),
    "dagster 1.11.5": ("dagster", "1.11.5", INSTANCE, ""),
    "dagster 1.11.6": ("dagster", "1.11.6", INSTANCE, ""),
    "dagster 1.13.28": ("dagster", "1.13.28", INSTANCE, ""),
    "qdrant": ("qdrant-client", "1.20.0", "qdrant_client.qdrant_client:QdrantClient", CLIENT),
    "qdrant async": (
        "qdrant-client",
        "1.20.0",
        "qdrant_client.async_qdrant_client:AsyncQdrantClient",
        CLIENT,
    ),
    "mlflow": ("mlflow", "3.18.0", "mlflow.tracking.client:MlflowClient", MLFLOW),
    "sqlalchemy": ("sqlalchemy", "2.1.9", "sqlalchemy.orm.scoping:scoped_session", SESSION),
    "stripe": ("stripe", "16.1.0", "stripe._stripe_client:StripeClient", 'accessors = ["v1", "v2", "oauth"]'),
    "chromadb": ("chromadb", "1.5.9", "chromadb.api.client:Client", SERVER),
    "chromadb admin": ("chromadb", "1.5.9", "chromadb.api.client:AdminClient", SERVER),
    "chromadb async": ("chromadb", "1.5.9", "chromadb.api.async_client:AsyncClient", SERVER),
    "discord": ("discord.py", "2.7.1", "discord.client:Client", 'accessors = ["_connection", "http"]'),
    "feast": ("feast", "0.67.0", "feast.feature_store:FeatureStore", REGISTRY),
    "pinecone": ("pinecone", "10.2.0", "pinecone._client:Pinecone", ""),
    "pinecone async": ("pinecone", "10.2.0", "pinecone.async_client.pinecone:AsyncPinecone", ""),
}


def shims_of_pinecone(for_model: int, delete: int, collection: int) -> list[str]:
    """Old names for what the domains do, which still take by position what these take by keyword only."""
    parameters = [
        *("cloud", "deletion_protection", "embed", "name", "read_capacity"),
        *("region", "schema", "tags", "timeout"),
    ]
    moved = [(for_model, each) for each in parameters]
    moved += [(delete, "timeout"), (collection, "name"), (collection, "source")]
    return [
        f"{for_model} FAC208 defaults deletion_protection to 'disabled', defaults deletion_protection to None",
        *(
            f"{line} FAC208 takes {name} by position or keyword, takes {name} by keyword only"
            for line, name in moved
        ),
    ]


EXPECTED = {
    "dagster 1.11.5": [
        "1464 FAC208 requires ascending, defaults ascending to True",
        "1687 FAC208 requires remote_schedule, defaults remote_schedule to None",
    ],
    "mlflow": [
        "940 FAC208 defaults max_results to SEARCH_MAX_RESULTS_DEFAULT, defaults max_results to None",
        "4143 FAC209 drops what ModelRegistryClient.rename_registered_model returns; return it",
        "4196 FAC208 defaults description to None, requires description",
        "4914 FAC208 defaults description to None, requires description",
        "6577 FAC208 defaults max_results to SEARCH_EVALUATION_DATASETS_MAX_RESULTS, defaults max_results to 1000",
    ],
    "chromadb": ["518 FAC208 requires ids, defaults ids to None"],
    "chromadb async": ["463 FAC208 requires ids, defaults ids to None"],
    "discord": [
        "1013 FAC208 takes id by position only, takes id by position or keyword",
        "1084 FAC208 takes id by position only, takes it (as guild_id) by position or keyword",
        "1103 FAC208 takes id by position only, takes id by position or keyword",
        "1122 FAC208 takes id by position only, takes it (as emoji_id) by position or keyword",
        "1141 FAC208 takes id by position only, takes it (as sticker_id) by position or keyword",
        "1158 FAC208 takes id by position only, takes id by position or keyword",
        "2987 FAC209 drops what HTTPClient.create_entitlement returns; return it",
        "3166 FAC208 takes message_id by keyword only, takes message_id by position or keyword",
    ],
    "pinecone": shims_of_pinecone(927, 1130, 1154),
    "pinecone async": shims_of_pinecone(758, 966, 991),
}
"""Line of the facade's ``def``, code, and what each side does; facades that are not listed agree with their domains."""

EXPECTED_ANNOTATIONS = {
    "dagster 1.11.5": [
        "2025 takes _asset_keys: Sequence[AssetKey], takes asset_keys: Sequence['AssetKey']",
        "2030 takes _asset_keys: Sequence[AssetKey], takes asset_keys: Sequence['AssetKey']",
        "2035 takes _asset_keys: Sequence[AssetKey], takes asset_keys: Sequence['AssetKey']",
    ],
    "mlflow": [
        "2818 takes datasets: Sequence[DatasetInput] | None, takes datasets: list[DatasetInput] | None",
        "2818 takes models: Sequence[LoggedModelInput] | None, takes models: list[LoggedModelInput] | None",
        "6273 takes version: str | int, takes version: str",
    ],
    "discord": [
        (
            "1013 returns Optional[Union[GuildChannel, Thread, PrivateChannel]], "
            "returns Optional[Union[Channel, Thread]]"
        )
    ],
    "feast": [
        "904 takes allow_registry_cache: bool, takes allow_cache: bool",
        "941 takes allow_registry_cache: bool, takes allow_cache: bool",
        "1053 takes allow_registry_cache: bool, takes allow_cache: bool",
    ],
    "pinecone": ["1231 takes backup_name: str | None, takes name: str | None"],
    "pinecone async": ["1072 takes backup_name: str | None, takes name: str | None"],
}

EXPECTED_ORPHANS = {
    "dagster 1.11.5": [
        "AssetDomain.get_latest_storage_id_by_partition",
        "SchedulingDomain.wipe_all_schedules",
        "SchedulingDomain.logs_path_for_schedule",
    ],
    "mlflow": [
        "TracingClient.calculate_trace_filter_correlation",
        "TracingClient.set_trace_tags",
        "ModelRegistryClient.get_model_version_stages",
    ],
    "sqlalchemy": [
        "Session.in_transaction",
        "Session.in_nested_transaction",
        "Session.get_transaction",
        "Session.get_nested_transaction",
        "Session.prepare",
        "Session.invalidate",
        "Session.bind_mapper",
        "Session.bind_table",
        "Session.enable_relationship_loading",
    ],
    "stripe": [],  # its domains are public
}

COMPARED = {
    "dagster 1.11.4": (0, 0),  # no domain yet
    "dagster 1.11.5": (84, 83),  # one is a property
    "dagster 1.11.6": (10, 10),
    "dagster 1.13.28": (10, 10),
    "qdrant": (47, 47),
    "qdrant async": (47, 47),
    "mlflow": (82, 81),
    "sqlalchemy": (46, 30),  # the others are properties
    "stripe": (74, 0),  # nothing but properties
    "chromadb": (16, 16),
    "chromadb admin": (6, 6),
    "chromadb async": (17, 17),
    "discord": (20, 8),  # the others are properties
    "feast": (19, 19),
    "pinecone": (15, 14),  # one is a property
    "pinecone async": (15, 14),
}
"""Delegations to domains, and of those the calls that are bound to a signature: silence has been earned."""


@pytest.fixture
def unpacked(released):
    """The folder of a facade's release, with its configuration."""

    def give(name: str):
        package, version, cls, settings = FACADES[name]
        return released(package, version, f'[[facades]]\nclass = "{cls}"\n{settings}\n')

    return give


@pytest.fixture
def found(unpacked, facadelint):
    """Run check with some rules; gives the violations in the order of their places."""

    def run(name: str, codes: str):
        result = facadelint("check", "--select", codes, "--output-format", "json", cwd=unpacked(name))
        assert result.returncode in (0, 1), result.stderr
        return json.loads(result.stdout)["violations"]

    return run


def both_sides(message: str) -> str:
    """The two halves of a message without names and places of the sides."""
    parts = []
    assert message.endswith("; let both sides agree")
    for part in message.removesuffix("; let both sides agree").replace("), ", ")\0").split("\0"):
        words = part.replace(f" ({part.rpartition('(')[2]}", "") if part.endswith(")") else part
        parts.append(words.partition(" ")[2])
    return ", ".join(parts)


@pytest.mark.parametrize("name", FACADES)
def test_exactly_these_delegations_disagree_with_their_domains(name, found):
    entries = []
    for each in found(name, "FAC206,FAC207,FAC208,FAC209"):
        text = each["message"]
        if each["code"] == "FAC209":
            side = text.partition(" drops what ")[2].partition(" (")[0]
            entries.append(f"{each['line']} FAC209 drops what {side} returns; return it")
        else:
            entries.append(f"{each['line']} {each['code']} {both_sides(text)}")
    assert entries == EXPECTED.get(name, [])


@pytest.mark.parametrize("name", FACADES)
def test_exactly_these_annotations_disagree(name, found):
    entries = [f"{each['line']} {both_sides(each['message'])}" for each in found(name, "FAC213")]
    assert entries == EXPECTED_ANNOTATIONS.get(name, [])


@pytest.mark.parametrize("name", EXPECTED_ORPHANS)
def test_exactly_these_methods_are_orphans(name, found):
    entries = [each["message"] for each in found(name, "FAC211")]
    assert [text.partition("nothing to ")[2].partition(",")[0] for text in entries] == EXPECTED_ORPHANS[name]


@pytest.mark.parametrize("name", FACADES)
def test_what_was_compared(name, unpacked):
    facade_map = FacadeMap(ConfigFinder().load(unpacked(name) / "facadelint.toml"))
    [facade] = facade_map.facades
    forwarder = Forwarder(facade, facade_map.inference)
    parts = [part for member in facade.members.values() if not member.is_dunder for part in member.parts]
    forwardings = [
        each for part in parts if (each := forwarder.forwarding(part)) is not None and each.is_to_domain
    ]
    assert (len(forwardings), sum(bool(each.bound) for each in forwardings)) == COMPARED[name]


def test_both_sides_of_a_drift_are_said_with_their_places(found):
    [first, second] = found("dagster 1.11.5", "FAC208")
    folder = "dagster/_core/instance"
    assert first["message"] == (
        f"DagsterInstance.get_paginated_dynamic_partitions requires ascending ({folder}/instance.py:1468), "
        "StorageDomain.get_paginated_dynamic_partitions defaults ascending to True "
        f"({folder}/storage/storage_domain.py:42); let both sides agree"
    )
    assert second["symbol"] == "dagster._core.instance.instance.DagsterInstance.stop_schedule"
