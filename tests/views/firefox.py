"""Drives Debian's Firefox over WebDriver BiDi, the protocol it speaks without a driver program.

Source: https://www.w3.org/TR/webdriver-bidi/
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import time
from contextlib import ExitStack
from pathlib import Path
from typing import Any

PROGRAM = os.environ.get("CITEGRAPH_FIREFOX") or shutil.which("firefox-esr")
PATIENCE = 240.0
QUIET = """\
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("browser.startup.page", 0);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("network.captive-portal-service.enabled", false);
user_pref("network.connectivity-service.enabled", false);
user_pref("remote.active-protocols", 1);
user_pref("toolkit.telemetry.enabled", false);
"""


class Firefox:
    """One running Firefox with one tab."""

    def __init__(self, folder: Path) -> None:
        """Start it with a new profile in a folder."""
        from websockets.sync.client import connect  # noqa: PLC0415 - only where it is used

        profile = folder / "profile"
        profile.mkdir()
        (profile / "user.js").write_text(QUIET, encoding="utf-8")
        self._log = folder / "firefox.log"
        command = [str(PROGRAM), "--headless", "--no-remote", "--profile", str(profile)]
        environment = {**os.environ, "HOME": str(folder), "MOZ_DISABLE_AUTO_SAFE_MODE": "1"}
        with self._log.open("wb") as log:
            self._process = subprocess.Popen(
                [*command, "--remote-debugging-port", "0", "about:blank"],
                stdout=log,
                stderr=log,
                env=environment,
            )
        self.events: list[dict[str, Any]] = []
        self._number = 0
        self._open = ExitStack()
        try:
            address = f"{self._address()}/session"
            self._socket = self._open.enter_context(connect(address, max_size=None))
            self.call("session.new", capabilities={})
            self.context = self.call("browsingContext.create", type="window")["context"]
            # The first window has no focus without a display, and keys then press no button.
            self.call("browsingContext.activate", context=self.context)
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise

    def _address(self) -> str:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and self._process.poll() is None:
            said = self._log.read_text(encoding="utf-8", errors="replace")
            if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", said):
                return found[1]
            time.sleep(0.1)
        raise RuntimeError(f"Firefox did not start: {self._log.read_text(errors='replace')[-800:]}")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Send a command and return its result; events that come first are kept."""
        self._number += 1
        message = {"id": self._number, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv(timeout=PATIENCE))
            if answer.get("id") != self._number:
                self.events.append(answer)
            elif answer["type"] == "error":
                raise RuntimeError(f"{method}: {answer['error']}: {answer['message']}")
            else:
                return dict(answer["result"])

    def open(self, url: str) -> None:
        self.call("browsingContext.navigate", context=self.context, url=url, wait="complete")

    def evaluate(self, script: str) -> Any:
        """Return the value of an expression, or of what its promise gives."""
        answer = self.call(
            "script.evaluate",
            expression=f"(async () => JSON.stringify(await ({script})) ?? 'null')()",
            target={"context": self.context},
            awaitPromise=True,
        )
        if answer["type"] != "success":
            raise RuntimeError(answer["exceptionDetails"]["text"])
        return json.loads(answer["result"]["value"])

    def wait_for(self, condition: str) -> None:
        """Wait until an expression is true.

        Raises:
            TimeoutError: It stays false.
        """
        end = time.monotonic() + PATIENCE
        while not self.evaluate(f"Boolean({condition})"):
            if time.monotonic() > end:
                raise TimeoutError(condition)
            time.sleep(0.05)

    def keys(self, text: str) -> None:
        """Press and release one key after another, as a person would."""
        actions = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.call("input.performActions", context=self.context, actions=[source])

    def click(self, x: float, y: float) -> None:
        actions = [
            {"type": "pointerMove", "x": round(x), "y": round(y)},
            {"type": "pointerDown", "button": 0},
            {"type": "pointerUp", "button": 0},
        ]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.call("input.performActions", context=self.context, actions=[source])

    def close(self) -> None:
        self._open.close()
        self._process.terminate()
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
