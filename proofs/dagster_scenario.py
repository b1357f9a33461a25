"""What a user does with dagster, and what dagster answers, as JSON.

Run it with the Python of an environment that has dagster, never with facadelint's. It materializes assets, runs
a job that fails and one that does not, ticks a schedule and a sensor with the daemon's own code against a code
server, and lists runs, ticks, assets, backfills and events, through ``DagsterInstance`` alone. What differs
from run to run (ids, times, folders, process numbers) is left out; all else must be the same each time.

    python proofs/dagster_scenario.py ANSWERS LINES

ANSWERS and LINES are files that it writes: the JSON, and which lines of the facade and its domains it ran, as
``path:line``. Standard output belongs to the code server that dagster starts.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import tempfile
import threading
from collections import Counter
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import dagster as dg
from dagster._core.definitions.asset_key import AssetKey
from dagster._core.execution.backfill import BulkActionStatus, PartitionBackfill
from dagster._core.instance import DagsterInstance
from dagster._core.scheduler.instigation import TickStatus
from dagster._core.test_utils import create_test_daemon_workspace_context, freeze_time
from dagster._core.workspace.load_target import PythonFileTarget
from dagster._daemon.sensor import execute_sensor_iteration
from dagster._scheduler.scheduler import launch_scheduled_runs

QUIET = logging.getLogger("scenario")

# The definitions, which the code server loads from this very file.

days = dg.DailyPartitionsDefinition(start_date="2024-01-01", end_date="2024-01-05")


@dg.asset
def orders(context) -> dg.MaterializeResult:
    context.log.info("counting orders")
    return dg.MaterializeResult(metadata={"rows": 3})


@dg.asset(deps=[orders], partitions_def=days)
def revenue(context):
    return len(context.partition_key)


@dg.asset_check(asset=orders)
def orders_are_there() -> dg.AssetCheckResult:
    return dg.AssetCheckResult(passed=True, metadata={"rows": 3})


@dg.op
def fetch(context):
    context.log_event(dg.AssetObservation("observed", metadata={"seen": 1}))
    return 2


@dg.op
def double(number):
    return number * 2


@dg.op
def fail(_number):
    raise RuntimeError("on purpose")


@dg.job(tags={"team": "shop"})
def good_job():
    double(fetch())


@dg.job
def bad_job():
    fail(fetch())


@dg.schedule(cron_schedule="0 0 * * *", job=good_job, execution_timezone="UTC")
def daily(context):
    return dg.RunRequest(run_key=context.scheduled_execution_time.isoformat(), tags={"by": "schedule"})


@dg.sensor(job=good_job, minimum_interval_seconds=1)
def watcher(context):
    number = int(context.cursor or 0)
    context.update_cursor(str(number + 1))
    if number % 2:
        return dg.SkipReason("nothing new")
    return dg.RunRequest(run_key=f"key-{number}", tags={"by": "sensor"})


defs = dg.Definitions(
    assets=[orders, revenue],
    asset_checks=[orders_are_there],
    jobs=[good_job, bad_job],
    schedules=[daily],
    sensors=[watcher],
)


def events_of(instance, run_id) -> dict[str, int]:
    """How often each type of event is in a run's log."""
    return dict(sorted(Counter(each.event_type_value for each in _all_events(instance, run_id)).items()))


def _all_events(instance, run_id):
    return [record.dagster_event for record in instance.all_logs(run_id) if record.is_dagster_event]


def materialize(instance) -> dict:
    result = dg.materialize([orders, orders_are_there], instance=instance)
    partitioned = dg.materialize(
        [orders, revenue], selection=[revenue], partition_key="2024-01-02", instance=instance
    )
    keys = [AssetKey("orders"), AssetKey("revenue"), AssetKey("observed")]
    latest = instance.get_latest_materialization_events(keys)
    records = instance.get_asset_records(keys[:2])
    return {
        "success": [result.success, partitioned.success],
        "events": [events_of(instance, each.run_id) for each in (result, partitioned)],
        "keys": sorted(key.to_user_string() for key in instance.all_asset_keys()),
        "has orders": instance.has_asset_key(AssetKey("orders")),
        "latest": {key.to_user_string(): event is not None for key, event in sorted(latest.items())},
        "metadata": str(instance.get_latest_materialization_event(keys[0]).asset_materialization.metadata),
        "partitions": dict(
            instance.get_materialized_partitions(keys[1])
            and {"revenue": sorted(instance.get_materialized_partitions(keys[1]))}
        ),
        "records": sorted(record.asset_entry.asset_key.to_user_string() for record in records),
        "checks": [
            [each.status.value, each.event.dagster_event.event_type_value]
            for each in instance.event_log_storage.get_asset_check_execution_history(
                orders_are_there.check_key, limit=5
            )
        ],
    }


def run_jobs(instance) -> dict:
    good = good_job.execute_in_process(instance=instance)
    bad = bad_job.execute_in_process(instance=instance, raise_on_error=False)
    runs = instance.get_runs()
    first = instance.get_run_by_id(good.run_id)
    instance.add_run_tags(good.run_id, {"later": "yes"})
    return {
        "success": [good.success, bad.success],
        "output": good.output_for_node("double"),
        "status": sorted(f"{run.job_name} {run.status.value}" for run in runs),
        "tags": {key: value for key, value in sorted(first.tags.items()) if key != ".dagster/agent_id"},
        "later": instance.get_run_by_id(good.run_id).tags.get("later"),
        "count": instance.get_runs_count(dg.RunsFilter(job_name="good_job")),
        "failed": len(instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.FAILURE]))),
        "steps": sorted(
            f"{each.step_key} {each.status.value}" for each in instance.get_run_step_stats(good.run_id)
        ),
        "stats": instance.get_run_stats(bad.run_id).steps_failed,
        "events": [events_of(instance, each.run_id) for each in (good, bad)],
        "tag keys": sorted(key for key in instance.get_run_tag_keys()),
    }


def tick(instance, workspace) -> dict:
    """Start the schedule and the sensor, and let the daemon's code tick each of them."""
    context = workspace.create_request_context()
    location = next(iter(context.get_code_location_entries().values())).code_location
    assert location is not None, "the code server could not load this file"
    repository = next(iter(location.get_repositories().values()))
    schedule, sensor = repository.get_schedule("daily"), repository.get_sensor("watcher")
    with freeze_time(datetime(2024, 2, 1, 12, tzinfo=UTC)):
        instance.start_schedule(schedule)
        instance.start_sensor(sensor)
    iteration_times: dict = {}
    for day in (2, 3):
        now = datetime(2024, 2, day, 0, 0, 1, tzinfo=UTC)
        with freeze_time(now):
            list(launch_scheduled_runs(workspace, QUIET, now, iteration_times))
    for second in (0, 10, 20):
        with freeze_time(datetime(2024, 2, 3, 1, 0, second, tzinfo=UTC)):
            list(execute_sensor_iteration(workspace, QUIET, None, None))
    answers: dict = {}
    for name, remote in (("schedule", schedule), ("sensor", sensor)):
        origin, selector = remote.get_remote_origin_id(), remote.selector_id
        ticks = instance.get_ticks(origin, selector)
        state = instance.get_instigator_state(origin, selector)
        answers[name] = {
            "ticks": [
                [each.status.value, each.timestamp, sorted(each.run_keys or []), each.skip_reason]
                for each in ticks
            ],
            "successes": len(instance.get_ticks(origin, selector, statuses=[TickStatus.SUCCESS])),
            "state": state.status.value,
            "type": state.instigator_type.value,
        }
    answers["launched"] = sorted(
        f"{run.job_name} {run.tags.get('by')} {run.tags.get('dagster/run_key')}"
        for run in instance.get_runs()
        if "by" in run.tags
    )
    instance.stop_schedule(schedule.get_remote_origin_id(), schedule.selector_id, schedule)
    instance.stop_sensor(sensor.get_remote_origin_id(), sensor.selector_id, sensor)
    answers["states"] = sorted(f"{each.name} {each.status.value}" for each in instance.all_instigator_state())
    answers["forgotten"] = forget(instance, schedule)
    answers["info"] = sorted(instance.scheduler_debug_info().errors)
    return answers


def backfill(instance) -> dict:
    for number, status in enumerate((BulkActionStatus.REQUESTED, BulkActionStatus.COMPLETED)):
        instance.add_backfill(
            PartitionBackfill(
                backfill_id=f"backfill-{number}",
                status=status,
                from_failure=False,
                tags={"number": str(number)},
                backfill_timestamp=1_700_000_000.0 + number,
                asset_selection=[AssetKey("revenue")],
                serialized_asset_backfill_data="{}",
            )
        )
    instance.update_backfill(instance.get_backfill("backfill-0").with_status(BulkActionStatus.CANCELED))
    return {
        "all": [[each.backfill_id, each.status.value, each.tags] for each in instance.get_backfills()],
        "canceled": [each.backfill_id for each in instance.get_backfills(status=BulkActionStatus.CANCELED)],
        "count": instance.get_backfills_count(),
    }


def ask(instance) -> dict:
    """Every question about assets, events and partitions that a web server asks."""
    revenue_key, run = AssetKey("revenue"), instance.get_runs(dg.RunsFilter(job_name="good_job"))[-1]
    happened = dg.DagsterEventType.ASSET_MATERIALIZATION
    instance.watch_event_logs(run.run_id, None, _nobody)
    instance.end_watch_event_logs(run.run_id, _nobody)
    instance.wipe_asset_cached_status([revenue_key])
    instance.add_dynamic_partitions("colours", ["red", "blue"])
    instance.delete_dynamic_partition("colours", "red")
    instance.optimize_for_webserver(statement_timeout=1000, pool_recycle=10, max_overflow=1)
    said: list[str] = []
    instance.reindex(said.append)
    return {
        "cache": instance.can_read_asset_status_cache(),
        "keys": [key.to_user_string() for key in instance.get_asset_keys(prefix=["rev"])],
        "materializations": [
            each.partition_key for each in instance.fetch_materializations(revenue_key, limit=5).records
        ],
        "failed": len(instance.fetch_failed_materializations(revenue_key, limit=5).records),
        "planned": len(instance.fetch_planned_materializations(revenue_key, limit=5).records),
        "planned last": instance.get_latest_planned_materialization_info(revenue_key) is not None,
        "tags": [sorted(tags) for tags in instance.get_event_tags_for_asset(revenue_key)],
        "by partition": sorted(instance.get_latest_storage_id_by_partition(revenue_key, happened)),
        "check": instance.get_latest_asset_check_evaluation_record(orders_are_there.check_key) is not None,
        "logs": len(instance.logs_after(run.run_id, None)),
        "records": len(instance.get_records_for_run(run.run_id).records),
        "events": len(instance.get_event_records(dg.EventRecordsFilter(happened))),
        "colours": instance.get_dynamic_partitions("colours"),
        "page": list(instance.get_paginated_dynamic_partitions("colours", limit=5, ascending=True).results),
        "has": [instance.has_dynamic_partition("colours", name) for name in ("red", "blue")],
        "reindexed": said,
    }


def _nobody(*_arguments) -> None:
    """Watches nothing."""


def forget(instance, schedule) -> dict:
    """What a user does to be rid of a schedule."""
    origin, selector = schedule.get_remote_origin_id(), schedule.selector_id
    path = Path(instance.logs_path_for_schedule(origin)).name if instance.scheduler else ""
    instance.reset_schedule(schedule)
    reset = instance.get_instigator_state(origin, selector)
    instance.delete_instigator_state(origin, selector)
    left = len(instance.all_instigator_state())
    instance.wipe_all_schedules()
    return {
        "path": path == origin,
        "reset": reset.status.value,
        "left": [left, len(instance.all_instigator_state())],
    }


def inspect(instance, home: str) -> dict:
    """What the storage and event domains answer, folders left out."""
    info = json.dumps(str(instance.info_dict())).replace(home, "HOME")
    return {
        "info": sorted(set(info.split("\\n")))[:50],
        "persistent": instance.is_persistent,
        "root": instance.root_directory.replace(home, "HOME"),
        "file manager": Path(instance.file_manager_directory("run")).name,
        "storage": Path(instance.storage_directory()).name,
        "heartbeats": sorted(instance.get_daemon_heartbeats()),
        "wiped": _wipe(instance),
    }


def _wipe(instance) -> list[str]:
    instance.wipe_assets([AssetKey("orders")])
    return sorted(key.to_user_string() for key in instance.all_asset_keys())


@contextmanager
def real_instance():
    """An instance that stores to a folder of its own, and runs what is launched in this process."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["DAGSTER_HOME"] = home
        launcher = {
            "module": "dagster._core.launcher.sync_in_memory_run_launcher",
            "class": "SyncInMemoryRunLauncher",
        }
        (Path(home) / "dagster.yaml").write_text(
            json.dumps({"run_launcher": launcher, "telemetry": {"enabled": False}})
        )
        with DagsterInstance.get() as instance:
            yield instance, home


class Lines:
    """Which lines of ``dagster/_core/instance`` run in this process."""

    def __init__(self) -> None:
        self.folder = str(Path(dg.__file__).parent / "_core" / "instance")
        self.seen: set[tuple[str, int]] = set()

    def start(self) -> None:
        threading.settrace(self._enter)
        sys.settrace(self._enter)

    def _enter(self, frame, _event, _argument):
        return self._line if frame.f_code.co_filename.startswith(self.folder) else None

    def _line(self, frame, _event, _argument):
        self.seen.add((frame.f_code.co_filename, frame.f_lineno))
        return self._line

    def write(self, target: str) -> None:
        root = Path(dg.__file__).parent.parent
        found = sorted((Path(name).relative_to(root).as_posix(), line) for name, line in self.seen)
        Path(target).write_text("".join(f"{name}:{line}\n" for name, line in found))


def main() -> None:
    """Do all of it, and print the answers."""
    lines = Lines()
    lines.start()
    logging.disable(logging.CRITICAL)
    with real_instance() as (instance, home):
        target = PythonFileTarget(
            python_file=str(Path(__file__).resolve()),
            attribute="defs",
            working_directory=None,
            location_name="scenario",
        )
        answers = {"assets": materialize(instance), "jobs": run_jobs(instance)}
        with create_test_daemon_workspace_context(target, instance) as workspace:
            answers["ticks"] = tick(instance, workspace)
        answers["backfills"] = backfill(instance)
        answers["questions"] = ask(instance)
        answers["storage"] = inspect(instance, home)
    with DagsterInstance.ephemeral() as instance:
        answers["ephemeral"] = [dg.materialize([orders], instance=instance).success, len(instance.get_runs())]
    lines.write(sys.argv[2])
    Path(sys.argv[1]).write_text(json.dumps(answers, indent=1, sort_keys=True) + "\n")


if __name__ == "__main__":
    main()
