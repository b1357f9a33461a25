"""What a piece of code does beside computing: input and output, and branches that are only defaults."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

from facadelint.inference.values import External, FunctionObject

if TYPE_CHECKING:
    from facadelint.inference.values import Values

_FUNCTIONS = frozenset(
    ("builtins.open", "builtins.print", "builtins.input", "io.open", "codecs.open", "time.sleep", "asyncio.run",
     "sqlite3.connect", "warnings.warn", "logging.basicConfig", "logging.config.dictConfig",
     "logging.config.fileConfig", "json.load", "json.dump", "pickle.load", "pickle.dump", "tomllib.load",
     "os.system", "os.popen", "os.open", "os.listdir", "os.scandir", "os.walk", "os.stat", "os.mkdir", "os.makedirs",
     "os.remove", "os.unlink", "os.rename", "os.replace", "os.rmdir", "os.chdir", "os.path.exists", "os.path.isfile",
     "os.path.isdir", "os.kill", "os.fork", "webbrowser.open", "zipfile.ZipFile", "tarfile.open", "gzip.open",
     "bz2.open", "lzma.open", "shelve.open", "dbm.open", "mmap.mmap", "fileinput.input"))  # fmt: skip
_MODULES = (
    "subprocess.", "socket.", "shutil.", "requests.", "httpx.", "aiohttp.", "urllib.request.", "http.client.",
    "urllib3.", "smtplib.", "imaplib.", "poplib.", "ftplib.", "telnetlib.", "xmlrpc.client.", "tempfile.", "boto3.",
    "psycopg.", "psycopg2.", "pymysql.", "redis.", "paramiko.",
)  # fmt: skip
_LOGGING = frozenset(("debug", "info", "warning", "error", "exception", "critical"))
_METHODS = frozenset(
    ("read_text", "read_bytes", "write_text", "write_bytes", "mkdir", "touch", "unlink", "rmdir", "iterdir", "urlopen",
     "connect", "execute", "executemany", "executescript", "commit", "sendall", "recv", "readline", "readlines",
     "writelines"))  # fmt: skip
"""Methods that do I/O on whatever they are called, where the project does not define them itself."""


def io_of(node: ast.Call, called: Values) -> str | None:
    """What a call does its input or output by, as it is written; None where it is not known to do any."""
    for value in called:
        if isinstance(value, FunctionObject):
            return None
        if isinstance(value, External):
            name = value.name
            if name in _FUNCTIONS or name.startswith(_MODULES):
                return name.removeprefix("builtins.")
            if name.startswith("logging.") and name.rpartition(".")[2] in _LOGGING:
                return name
    match node.func:
        case ast.Attribute(attr=name) if name in _METHODS:
            return ast.unparse(node.func)
        case ast.Attribute(value=ast.Name() | ast.Attribute() as logger, attr=name) if name in _LOGGING:
            plain = (logger.id if isinstance(logger, ast.Name) else logger.attr).strip("_").lower()
            return ast.unparse(node.func) if plain in ("log", "logger", "logging") else None
        case _:
            return None


def is_default(node: ast.IfExp) -> bool:
    """``x if x is not None else y``, ``y if x is None else x``, ``x if x else y``: only a default for ``x``."""
    match node.test:
        case ast.Compare(left=subject, ops=[ast.Is() | ast.IsNot()], comparators=[ast.Constant(value=None)]):
            pass
        case ast.Name() | ast.Attribute() as subject:
            pass
        case _:
            return False
    tested = ast.dump(subject)
    return tested in (ast.dump(node.body), ast.dump(node.orelse))


def is_typing_only(node: ast.stmt) -> bool:
    """``if TYPE_CHECKING:``, which never runs."""
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING") | ast.Attribute(attr="TYPE_CHECKING"), orelse=[]):
            return True
        case _:
            return False
