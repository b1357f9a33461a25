"""The setting ``layout`` with a domain's name in it."""

from __future__ import annotations


def capitals(domain: str) -> str:
    """``run_launcher`` as a part of a class's name, ``RunLauncher``."""
    return "".join(part[:1].upper() + part[1:] for part in domain.split("_"))


def filled(template: str, domain: str) -> str:
    """A template, or a part of one, with a domain's name in the place of ``{domain}`` and ``{Domain}``."""
    return template.replace("{domain}", domain).replace("{Domain}", capitals(domain))
