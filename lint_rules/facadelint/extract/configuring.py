"""What an extraction changes in the configuration: grants for private state, and a plan without what is done."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from facadelint.core.config import table_path
from facadelint.core.errors import FacadelintError
from facadelint.core.globs import name_glob
from facadelint.core.settings import Friend
from facadelint.core.spelling import quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from facadelint.core.settings import FacadeSettings, Settings
    from facadelint.extract.model import Grant


def is_granted(facade: FacadeSettings, attribute: str, domain: str) -> bool:
    """Whether the configuration lets a domain use a private attribute already."""
    return any(
        domain in friend.domains and name_glob(friend.attribute).matches(attribute)
        for friend in facade.friends
    )


def reason(grant: Grant) -> str:
    """What the grant says it is for, until somebody finds better words."""
    shown = list(grant.members[:_SHOWN])
    more = len(grant.members) - len(shown)
    named = ", ".join(shown) + (f" and {more} more" if more else "")
    return f"extracted with {named}"


_SHOWN = 3


def line(grant: Grant) -> str:
    """A grant as it stands in a configuration."""
    domains = ", ".join(quoted(each) for each in grant.domains)
    return f"{{ attribute = {quoted(grant.attribute)}, domains = [{domains}], reason = {quoted(reason(grant))} }}"


def with_grants(settings: Settings, facade: FacadeSettings, grants: Iterable[Grant]) -> Settings:
    """The settings as they are once the configuration holds the grants."""
    friends = tuple(Friend(each.attribute, each.domains, reason(each)) for each in grants)
    facades = tuple(
        each._replace(friends=(*each.friends, *friends)) if each is facade else each
        for each in settings.facades
    )
    return settings._replace(facades=facades)


def stale_plan(facade: FacadeSettings, before: Iterable[str], after: Iterable[str]) -> dict[str, list[str]]:
    """Domain -> globs of the plan that matched members and match none now: check would call them unused."""
    had, has = list(before), list(after)
    found: dict[str, list[str]] = {}
    for domain, globs in facade.plan.items():
        for glob in globs:
            pattern = name_glob(glob)
            if any(map(pattern.matches, had)) and not any(map(pattern.matches, has)):
                found.setdefault(domain, []).append(glob)
    return found


def written(
    source: bytes,
    settings: Settings,
    facade: FacadeSettings,
    grants: Sequence[Grant],
    stale: Mapping[str, Sequence[str]],
) -> bytes:
    """The configuration's file with the grants and without stale entries of the plan; the rest stays as it is.

    Raises:
        FacadelintError: the file is written in a way in which nothing can be added to it.
    """
    import tomlkit

    document = tomlkit.parse(source.decode("utf-8"))
    table: Any = document
    for key in table_path(settings.file):
        table = table[key]
    found = re.search(r"facades\[(\d+)\]", facade.key)
    if found is None:
        raise FacadelintError(f"{settings.file}: {facade.key} is no table that a grant could be added to")
    entry: Any = table["facades"][int(found[1])]
    if grants:
        _add_grants(entry, grants)
    for domain, globs in stale.items():
        _remove_globs(entry["plan"], domain, globs)
    return tomlkit.dumps(document).encode("utf-8")


def _add_grants(entry: Any, grants: Sequence[Grant]) -> None:
    import tomlkit

    if "friends" not in entry:
        array = tomlkit.array()
        array.multiline(multiline=True)
        entry["friends"] = array
    friends: Any = entry["friends"]
    is_array = hasattr(friends, "multiline")
    for grant in grants:
        friend: Any = tomlkit.inline_table() if is_array else tomlkit.table()
        friend["attribute"] = grant.attribute
        friend["domains"] = list(grant.domains)
        friend["reason"] = reason(grant)
        if is_array:
            friends.add_line(friend)
        else:
            friends.append(friend)
    if is_array and not friends.as_string().removesuffix("]").endswith("\n"):
        friends.add_line(indent="")


def _remove_globs(plan: Any, domain: str, globs: Sequence[str]) -> None:
    listed = plan[domain]
    for glob in globs:
        listed.remove(glob)
    if not listed:
        del plan[domain]
