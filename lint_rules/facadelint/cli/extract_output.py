"""What ``facadelint extract`` says of what it did."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from facadelint.cli.paragraphs import wrapped
from facadelint.extract.configuring import line as grant_line
from facadelint.reporters.cells import harmless
from facadelint.reporters.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from facadelint.extract.model import Extraction, ExtractReport
    from facadelint.reporters.view import View


def told(report: ExtractReport, view: View, *, is_written: bool) -> Iterator[str]:
    """The lines of the report."""
    for extraction in report.extractions:
        yield from _extraction(extraction, view, is_written=is_written, is_stopped=report.is_stopped)


def _extraction(found: Extraction, view: View, *, is_written: bool, is_stopped: bool) -> Iterator[str]:
    style = view.style
    verb = "moved" if is_written else "would move"
    name = found.facade.rpartition(":")[2]
    for domain, (path, cls, is_new) in found.places.items() if not is_stopped else ():
        own = [each for each in found.moved if each.domain == domain]
        new = ", new" if is_new else ""
        yield style.place(f"{domain}") + style.quiet(f"  {harmless(view.path(path))}:{cls}{new}")
        delegating = [each.name for each in own if each.delegates]
        along = [each.name for each in own if not each.delegates]
        along += [each.name for each in found.helpers if each.domain == domain]
        said = f"{verb} {count(len(delegating), 'member')}: {', '.join(delegating)}"
        yield from wrapped(said, view, hanging="  ")
        if along:
            yield from wrapped(f"with what only they use: {', '.join(along)}", view, hanging="  ")
        yield ""
    if found.left:
        yield f"Left where they are, since there is nothing to move ({len(found.left)}):"
        yield from (f"  {each.member}  {style.quiet(each.reason)}" for each in found.left)
        yield ""
    if found.refused:
        yield style.bad(f"Refused ({len(found.refused)}):")
        for refusal in found.refused:
            place = f"{view.path(refusal.path)}:{refusal.line}"
            yield f"  {refusal.member} {harmless(refusal.reason)}  {style.quiet(harmless(place))}"
        yield ""
    if is_stopped:
        yield "Nothing is changed. Leave out what is refused, or make it movable first."
        return
    if found.grants:
        granted = "granted" if is_written else "to be granted"
        yield f"Private state that no public property returns; {granted} in the configuration ({len(found.grants)}):"
        yield from (f"  {harmless(grant_line(grant))}" for grant in found.grants)
        yield ""
    if not found.moved:
        yield "Nothing is changed."
        return
    yield from _proof(found, view, name, is_written=is_written)


def _proof(found: Extraction, view: View, name: str, *, is_written: bool) -> Iterator[str]:
    members = sum(each.delegates for each in found.moved)
    domains = Counter(each.domain for each in found.moved)
    verb = "Moved" if is_written else "Would move"
    yield view.style.good(f"{verb} {count(members, 'member')} into {count(len(domains), 'domain')}.") + (
        f" {name}: {found.lines_before} lines before, {found.lines_after} after."
    )
    if found.api is not None:
        yield (
            f"Everything compiles; check finds nothing new in {count(found.checked_files, 'file')}; "
            f"griffe: the public API is the same ({count(found.api.definitions, 'definition')})."
        )
