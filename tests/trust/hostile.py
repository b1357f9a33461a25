"""Source files that no one writes on purpose, and that every linter meets one day."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_DEEP = 1_000
_LONG = 100_000


def _nested(opening: str, inside: str, closing: str, depth: int = _DEEP) -> bytes:
    return f"x = {opening * depth}{inside}{closing * depth}\n".encode()


def _method(body: str) -> bytes:
    return f"class Probe:\n    def __init__(self, shop):\n        self._shop = shop\n\n    def probe(self):\n{body}\n".encode()


HOSTILE: Mapping[str, bytes] = {
    "empty": b"",
    "blank": b"\n\n   \n",
    "only a comment": b"# nothing",
    "no newline at the end": b"x = 1",
    "null byte": b"x = 1\0\n",
    "null bytes only": b"\0" * 100,
    "form feed": b"x = 1\n\x0cy = 2\n",
    "byte order mark": b"\xef\xbb\xbfx = 1\n",
    "UTF-16": "x = 1\n".encode("utf-16"),
    "not UTF-8": b"x = '\xff\xfe'\n",
    "lone surrogate": "x = '\ud800'\n".encode("utf-8", "surrogatepass"),
    "escaped surrogate": b"x = getattr(1, '\\ud800_cache')\nx.a = '\\udc80'\n",
    "unknown encoding": b"# coding: nothing\nx = 1\n",
    "Latin-1": b"# coding: latin-1\nx = '\xe9'\n",
    "wrong encoding": b"# coding: ascii\nx = '\xe9'\n",
    "UTF-7": b"# coding: utf-7\nx = 1\n",
    "a codec that is no text": b"# coding: base64\nx = 1\n",
    "carriage returns": b"x = 1\ry = 2\r",
    "mixed newlines": b"x = 1\r\ny = 2\rz = 3\n",
    "mixed indentation": b"if x:\n\ty = 1\n        z = 2\n",
    "line separators": "x = '\u2028'\ny = '\x85'  # noqa\n".encode(),
    "unclosed bracket": b"x = (1,\n",
    "unclosed string": b"x = '''1\n",
    "half a file": b"class Probe:\n    def probe(self",
    "conflict": b"<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n",
    "Python 2": b"print 'x'\n",
    "binary": bytes(range(256)) * 10,
    "a huge number": b"x = " + b"9" * 10_000 + b"\n",
    "a long line": b"x = '" + b"x" * 1_000_000 + b"'\n",
    "100,000 lines": b"x = shop.cache\n" * _LONG + b"x._cache\n",
    "a method of 2,000 findings": _method("        self._shop._cache.clear()\n" * 2_000),
    "a method of 10,000 names": _method("\n".join(f"        x{i} = self._shop\n        x{i}.a" for i in range(10_000))),
    "a chain of 2,000 aliases": _method("        x0 = self._shop\n" + "\n".join(f"        x{i + 1} = x{i}" for i in range(2_000)) + "\n        x2000._cache"),
    "a chain of 500 functions": b"def f0():\n    return 1\n" + b"".join(f"def f{i + 1}():\n    return f{i}()\n".encode() for i in range(500)),
    "a chain of 500 classes": b"class C0: ...\n" + b"".join(f"class C{i + 1}(C{i}): ...\n".encode() for i in range(500)) + b"C500()._cache\n",
    "functions in a circle": b"def f():\n    return g()\ndef g():\n    return f()\nf()._cache\n",
    "classes in a circle": b"class A(B): ...\nclass B(A): ...\nA()._cache\n",
    "a class of itself": b"class A(A): ...\nA()._cache\n",
    "imports itself": b"from shop.orders.order_domain import *\nfrom . import order_domain\nx = order_domain.x\nx._cache\n",
    "an alias of itself": b"x = x\nx._cache\ny: 'y' = y\ny._cache\n",
    "nested round brackets": _nested("(", "", ")"),
    "nested round brackets, 150": _nested("(", "x._cache", ")", 150),
    "nested square brackets": _nested("[", "x._cache", "]"),
    "nested square brackets, 150": _nested("[", "x._cache", "]", 150),
    "nested dicts": _nested("{1: ", "x._cache", "}", 90),
    "nested calls": _nested("f(", "x._cache", ")", 150),
    "nested lambdas": _nested("lambda: ", "x._cache", ""),
    "nested not": _nested("not ", "x._cache", ""),
    "nested minus": _nested("-", "x._cache", "", 5_000),
    "nested choices": _nested("1 if x else ", "x._cache", ""),
    "nested comprehensions": _nested("[y for y in ", "x._cache", "]", 90),
    "a chain of attributes": b"x = y" + b"._a" * 5_000 + b"\n",
    "a chain of calls": b"x = y" + b"._a()" * 5_000 + b"\n",
    "a chain of subscripts": b"x = y" + b"[0]" * 5_000 + b"\n",
    "a chain of attributes of the facade": _method(f"        self._shop{'.a' * 800}._cache"),
    "a chain of calls of the facade": _method(f"        self._shop{'.a()' * 800}._cache"),
    "a long sum": b"x = " + b"1 + " * 20_000 + b"1\n",
    "a long and": b"x = " + b"isinstance(x, X) and " * 3_000 + b"x._cache\n",
    "a long comparison": b"x = " + b"1 < " * 10_000 + b"1\n",
    "a long elif": b"if x: pass\n" + b"elif isinstance(x, X): x._cache\n" * 900,
    "a very long elif": b"if x: pass\n" + b"elif x: x._cache\n" * 5_000,
    "nested functions": b"".join(b" " * i + b"def f():\n" for i in range(90)) + b" " * 90 + b"x._cache\n",
    "nested classes": b"".join(b" " * i + b"class C:\n" for i in range(90)) + b" " * 90 + b"x._cache\n",
    "nested loops": b"".join(b" " * i + b"for x in y:\n" for i in range(19)) + b" " * 19 + b"x._cache\n",
    "nested while": b"".join(b" " * i + b"while x:\n" for i in range(19)) + b" " * 19 + b"x = x._cache\n",
    "nested if": b"".join(b" " * i + b"if x:\n" for i in range(95)) + b" " * 95 + b"x._cache\n",
    "nested try": b"".join(b" " * i + b"try:\n" for i in range(19)) + b" " * 19 + b"x._cache\n" + b"".join(b" " * i + b"except x: y._cache\n" for i in reversed(range(19))),
    "nested indentation, too deep": b"".join(b" " * i + b"if x:\n" for i in range(_DEEP)) + b" " * _DEEP + b"x\n",
    "nested patterns": b"match x:\n case " + b"[" * 90 + b"y" + b"]" * 90 + b": y._cache\n",
    "nested types": b"def f(x: '" + b"Optional[" * 90 + b"X" + b"]" * 90 + b"'): x._cache\n",
    "nested string annotations": b"def f(x: \"'\\\"X\\\"'\"): x._cache\n",
    "a broken annotation": b"def f(x: 'List[', y: '1 +', z: '\\0', a: ''): x._cache\n",
    "a thousand decorators": b"@x._cache\n" * _DEEP + b"def f(): ...\n",
    "a thousand targets": b" = ".join(b"x%d" % i for i in range(_DEEP)) + b" = y\nx0._cache\n",
    "a thousand parameters": b"def f(" + b", ".join(b"x%d=1" % i for i in range(_DEEP)) + b"): x0._cache\n",
    "a thousand walruses": b"x = [" + b", ".join(b"(x%d := y)" % i for i in range(_DEEP)) + b"]\n",
    "dunder all of nonsense": b"__all__ = [1, None, *x]\n__all__ += y\n",
    "noqa of nonsense": b"x._cache  # noqa: FAC101, , ;; \xc3\xa9 FAC\n# flake8: noqa: FAC\n",
}  # fmt: skip
"""Name -> content."""
