"""The smallest client of a language server: JSON-RPC over its standard input and output."""

from __future__ import annotations

import json
import subprocess
import threading
from queue import Empty, Queue
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PATIENCE = 60
"""Seconds; a server that says nothing for so long has failed."""


class LspClient:
    """One session with a server; use it as a context manager."""

    def __init__(self, command: Sequence[str], root: Path, settings: dict[str, Any]) -> None:
        self.root = root
        self._process = subprocess.Popen(
            command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._received: Queue[dict[str, Any]] = Queue()
        threading.Thread(target=self._read, daemon=True).start()
        options = {"processId": None, "rootUri": root.as_uri(), "capabilities": {}}
        self._send("initialize", options, number=1)
        self._wait(lambda message: message.get("id") == 1)
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": settings})

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._send("shutdown", None, number=2)
        self._send("exit", None)
        try:
            self._process.wait(PATIENCE)
        finally:
            self._process.kill()
            self._process.wait()
            for stream in (self._process.stdin, self._process.stdout):
                assert stream is not None
                stream.close()

    def open(self, file: Path, text: str) -> list[dict[str, Any]]:
        """Open a file with a content that need not be the saved one; gives its diagnostics."""
        document = {"uri": file.as_uri(), "languageId": "python", "version": 1, "text": text}
        self._send("textDocument/didOpen", {"textDocument": document})
        return self._diagnostics(file)

    def change(self, file: Path, text: str) -> list[dict[str, Any]]:
        """Type a whole new content."""
        document = {"uri": file.as_uri(), "version": 2}
        changes = {"textDocument": document, "contentChanges": [{"text": text}]}
        self._send("textDocument/didChange", changes)
        return self._diagnostics(file)

    def _diagnostics(self, file: Path) -> list[dict[str, Any]]:
        def is_it(message: dict[str, Any]) -> bool:
            said = message.get("method") == "textDocument/publishDiagnostics"
            return said and message["params"]["uri"] == file.as_uri()

        found: list[dict[str, Any]] = self._wait(is_it)["params"]["diagnostics"]
        return found

    def _wait(self, wanted: Any) -> dict[str, Any]:
        while True:
            try:
                message = self._received.get(timeout=PATIENCE)
            except Empty:
                raise TimeoutError("the server does not answer") from None
            if wanted(message):
                return message

    def _send(self, method: str, parameters: Any, number: int | None = None) -> None:
        message = {"jsonrpc": "2.0", "method": method, "params": parameters}
        body = json.dumps(message if number is None else message | {"id": number}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None
        try:
            while header := stream.readline():
                length = int(header.partition(b":")[2])
                while stream.readline().strip():
                    pass
                self._received.put(json.loads(stream.read(length)))
        except ValueError:  # the stream was closed at the end
            return
