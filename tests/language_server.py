"""Drive the YAML language server of editors over stdio, as an editor does."""

import contextlib
import json
import subprocess
import threading
from pathlib import Path
from typing import Any

SETTINGS = {"yaml": {"validate": True, "schemaStore": {"enable": False}, "yamlVersion": "1.2"}}


class LanguageServer:
    """One running server; use it as a context manager."""

    def __init__(self, program: Path) -> None:
        self._process = subprocess.Popen(
            ["node", str(program), "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._watch = threading.Timer(60, self._process.kill)
        self._watch.start()

    def __enter__(self) -> "LanguageServer":
        self._send("initialize", {"processId": None, "rootUri": None, "capabilities": {}}, id=0)
        self._receive(lambda message: message.get("id") == 0)
        self._send("initialized", {})
        self._send("workspace/didChangeConfiguration", {"settings": SETTINGS})
        return self

    def __exit__(self, *details: object) -> None:
        self._watch.cancel()
        self._process.kill()
        self._process.wait()
        for stream in (self._process.stdin, self._process.stdout):
            with contextlib.suppress(OSError):
                stream.close()

    def problems(self, file: Path) -> list[tuple[int, str]]:
        """Return line, counted from 1, and message of everything that the server finds wrong with a file."""
        document = {"uri": file.as_uri(), "languageId": "yaml", "version": 1, "text": file.read_text(encoding="utf-8")}
        self._send("textDocument/didOpen", {"textDocument": document})
        found = self._receive(
            lambda message: (
                message.get("method") == "textDocument/publishDiagnostics"
                and message["params"]["uri"] == document["uri"]
            )
        )
        return sorted((each["range"]["start"]["line"] + 1, each["message"]) for each in found["params"]["diagnostics"])

    def _send(self, method: str, params: dict[str, Any], **more: Any) -> None:
        self._write({"jsonrpc": "2.0", "method": method, "params": params, **more})

    def _write(self, message: dict[str, Any]) -> None:
        body = json.dumps(message).encode()
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self._process.stdin.flush()

    def _receive(self, wanted: Any) -> dict[str, Any]:
        while True:
            length = 0
            while (line := self._process.stdout.readline().strip()) or not length:
                if not line:
                    raise EOFError("the language server ended")
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
            message = json.loads(self._process.stdout.read(length))
            if wanted(message):
                return message
            if "id" in message and "method" in message:  # a request of its own: it has no further settings
                asked = message.get("params", {}).get("items", [None])
                settings = [SETTINGS["yaml"] if item and item.get("section") == "yaml" else None for item in asked]
                self._write({"jsonrpc": "2.0", "id": message["id"], "result": settings})
