"""Released facades as their users would configure them."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

sys.path.insert(0, str(Path(__file__).parents[1] / "real"))
import packages


@dataclass(frozen=True, slots=True)
class Release:
    """A facade of a released package."""

    package: str
    version: str
    cls: str
    settings: str = ""
    kept: str = ""
    """The expression by which its domains keep it; empty where they are built from plain values."""

    @property
    def config(self) -> str:
        return f'[[facades]]\nclass = "{self.cls}"\n{self.settings}\n'


_INSTANCE = "dagster._core.instance.instance:DagsterInstance"
_CLIENT = 'accessors = ["_client"]'
_SERVER = 'accessors = ["_server"]'
RELEASES: Mapping[str, Release] = {
    "dagster 1.11.5": Release("dagster", "1.11.5", _INSTANCE, kept="self._instance"),
    "dagster 1.11.6": Release("dagster", "1.11.6", _INSTANCE),
    "qdrant": Release("qdrant-client", "1.20.0", "qdrant_client.qdrant_client:QdrantClient", _CLIENT),
    "qdrant async": Release(
        "qdrant-client", "1.20.0", "qdrant_client.async_qdrant_client:AsyncQdrantClient", _CLIENT
    ),
    "mlflow": Release(
        "mlflow",
        "3.18.0",
        "mlflow.tracking.client:MlflowClient",
        'accessors = ["_tracking_client", "_tracing_client", "_get_registry_client"]',
    ),
    "chromadb": Release("chromadb", "1.5.9", "chromadb.api.client:Client", _SERVER),
    "chromadb async": Release("chromadb", "1.5.9", "chromadb.api.async_client:AsyncClient", _SERVER),
    "sqlalchemy": Release(
        "sqlalchemy",
        "2.1.9",
        "sqlalchemy.orm.scoping:scoped_session",
        'accessors = { _proxied = "sqlalchemy.orm.session:Session" }',
    ),
    "stripe": Release(
        "stripe", "16.1.0", "stripe._stripe_client:StripeClient", 'accessors = ["v1", "v2", "oauth"]'
    ),
    "discord": Release("discord.py", "2.7.1", "discord.client:Client", 'accessors = ["_connection", "http"]'),
    "feast": Release(
        "feast",
        "0.67.0",
        "feast.feature_store:FeatureStore",
        'accessors = { registry = "feast.infra.registry.base_registry:BaseRegistry" }',
    ),
    "pinecone": Release("pinecone", "10.2.0", "pinecone._client:Pinecone"),
    "docker": Release(
        "docker",
        "7.2.0",
        "docker.client:DockerClient",
        'accessors = ["containers", "images", "networks", "volumes", "services", "api"]',
        kept="self.client",
    ),
    "elasticsearch": Release(
        "elasticsearch",
        "9.5.1",
        "elasticsearch._sync.client:Elasticsearch",
        'accessors = ["cat", "indices", "ml", "cluster", "security"]',
        kept="self._client",
    ),
    "openai": Release("openai", "3.54.0", "openai._client:OpenAI", kept="self._client"),
}


def unpacked(release: Release, folder: Path, also: Path | None = None) -> Path | None:
    """The release below a folder with its configuration; None where it cannot be had."""
    root = folder / f"{release.package}-{release.version}"
    local = None if also is None else also / f"{release.package.replace('.', '_')}-{release.version}"
    if local is not None and local.exists():
        shutil.copytree(local, root, ignore=shutil.ignore_patterns("*.so", "*.js", "*.map"))
    else:
        try:
            packages.unpack(packages.wheel(release.package, release.version), root)
        except packages.NotAvailableError as error:
            print(error, file=sys.stderr)
            return None
    (root / "facadelint.toml").write_text(release.config, encoding="utf-8")
    return root
