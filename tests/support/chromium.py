"""A real Chromium without a window, led over the DevTools protocol through two pipes: no driver, no port, no library.

Debian's packages give the browser, npm gives axe-core (``make axe``); neither is part of the repository.
"""

from __future__ import annotations

import asyncio
import base64
import contextlib
import fcntl
import itertools
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

NAMES = ("chromium", "chromium-browser", "google-chrome")
AXE = Path(__file__).parents[2] / "build/axe/node_modules/axe-core/axe.min.js"
#: Longer than any of this takes; only a fault waits for it.
LONG = 30.0
FLAGS = (
    "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--no-first-run", "--disable-gpu",
    "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--disable-extensions", "--disable-default-apps", "--mute-audio", "--hide-scrollbars", "--force-color-profile=srgb",
)  # fmt: skip
#: WCAG 2.2, levels A and AA.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
CHECK = """(async (values) => {
  const found = await axe.run({runOnly: {type: 'tag', values}, resultTypes: ['violations']});
  return found.violations.map((one) => `${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map((node) =>
    `${node.html.slice(0, 160)} (${(node.any[0] || node.all[0] || node.none[0] || {}).message})`).join(' | ')}`);
})"""


def needed() -> str:
    """Where Chromium is: skips where it is missing, or fails where ROLLOUT_NEEDS_CHROMIUM=1 says it must be there."""
    found = next(filter(None, map(shutil.which, NAMES)), "")
    lacking = "" if found and AXE.is_file() else "axe-core is missing: make axe" if found else "Chromium is missing"
    if lacking and os.environ.get("ROLLOUT_NEEDS_CHROMIUM") == "1":
        pytest.fail(f"{lacking}, and ROLLOUT_NEEDS_CHROMIUM=1 asks for it")
    if lacking:
        pytest.skip(lacking)
    return found


class PageError(AssertionError):
    """Something a page did that it must not: an exception in its script, a call that was refused."""


class Browser:
    """A browser's end of the two pipes: numbered calls and their answers, and the events of each tab."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.WriteTransport) -> None:
        self._reader, self._writer = reader, writer
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self._tabs: dict[str, Tab] = {}
        self._pump = asyncio.get_running_loop().create_task(self._read())

    async def call(self, method: str, session: str = "", **params: object) -> dict[str, Any]:
        """Call a method of the protocol.  Raises PageError where it is refused."""
        number = next(self._numbers)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        message = {"id": number, "method": method, "params": params} | ({"sessionId": session} if session else {})
        self._writer.write(json.dumps(message).encode() + b"\0")
        answer = await asyncio.wait_for(future, LONG)
        if "error" in answer:
            raise PageError(f"{method}: {answer['error']}")
        return dict(answer["result"])

    async def tab(self, url: str) -> Tab:
        """A new tab in a profile of its own, at an address."""
        context = (await self.call("Target.createBrowserContext"))["browserContextId"]
        window = {"url": "about:blank", "browserContextId": context, "newWindow": True}
        target = (await self.call("Target.createTarget", **window))["targetId"]
        session = (await self.call("Target.attachToTarget", targetId=target, flatten=True))["sessionId"]
        tab = self._tabs[session] = Tab(self, session)
        for domain in ("Page", "Runtime", "Network"):
            await tab.call(f"{domain}.enable")
        await tab.call("Emulation.setFocusEmulationEnabled", enabled=True)
        await tab.open(url)
        return tab

    async def close(self) -> None:
        """Ask it to end."""
        with contextlib.suppress(PageError, TimeoutError):
            await self.call("Browser.close")
        self._pump.cancel()

    async def _read(self) -> None:
        with contextlib.suppress(asyncio.IncompleteReadError):
            while True:
                message = json.loads((await self._reader.readuntil(b"\0"))[:-1])
                if "id" in message:
                    future = self._waiting.pop(message["id"])
                    if not future.done():
                        future.set_result(message)
                elif message.get("sessionId") in self._tabs:
                    self._tabs[message["sessionId"]].heard(message["method"], message["params"])


class Tab:
    """One page, as somebody has it before them."""

    def __init__(self, browser: Browser, session: str) -> None:
        self._browser, self._session = browser, session
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._loaded = asyncio.Event()

    def heard(self, method: str, params: dict[str, Any]) -> None:
        """Take in an event."""
        if method == "Page.loadEventFired":
            self._loaded.set()
        elif method == "Runtime.exceptionThrown":
            details = params["exceptionDetails"]
            self.faults.append(str(details.get("exception", {}).get("description", details["text"])))
        elif method == "Network.requestWillBeSent":
            self.requests.append(f"{params['request']['method']} {params['request']['url']}")

    async def call(self, method: str, **params: object) -> dict[str, Any]:
        """Call a method of the protocol on this page."""
        return await self._browser.call(method, self._session, **params)

    async def open(self, url: str) -> None:
        """Go to an address, and wait until it is loaded."""
        self._loaded.clear()
        await self.call("Page.navigate", url=url)
        await asyncio.wait_for(self._loaded.wait(), LONG)

    async def reload(self) -> None:
        """Load it again."""
        self._loaded.clear()
        await self.call("Page.reload")
        await asyncio.wait_for(self._loaded.wait(), LONG)

    async def ask(self, expression: str) -> Any:
        """What an expression gives in the page; a promise is waited for.  Raises PageError where it throws."""
        answer = await self.call("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in answer:
            raise PageError(answer["exceptionDetails"]["exception"].get("description", expression))
        return answer["result"].get("value")

    async def until(self, expression: str, *, within: float = LONG) -> None:
        """Wait until an expression is true in the page."""
        looked = (
            "new Promise((done) => { const end = performance.now() + %d; const look = () => { const found = (%s);"
            " if (found || performance.now() > end) done(!!found); else setTimeout(look, 15); }; look(); })"
        )
        if not await self.ask(looked % (1000 * within, expression)):
            raise PageError(f"never came true: {expression}; the page: {await self.text()}")

    async def text(self) -> str:
        """What can be read."""
        return str(await self.ask("document.body.innerText"))

    async def looks(self, width: int, height: int, *, dark: bool = False) -> None:
        """Give it a size, and the colours of a day or a night."""
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
        await self.call("Emulation.setDeviceMetricsOverride", **size)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        await self.call("Emulation.setEmulatedMedia", features=[scheme])

    async def press(self, *keys: str) -> None:
        """Press keys: Tab, Enter, Space, or a letter."""
        codes = {"Tab": 9, "Enter": 13, "Space": 32}
        for key in keys:
            typed = {"Enter": "\r", "Space": " ", "Tab": ""}.get(key, key)
            one = {"key": typed if key == "Space" else key, "code": key, "windowsVirtualKeyCode": codes.get(key, 0)}
            await self.call("Input.dispatchKeyEvent", type="keyDown", text=typed, **one)
            await self.call("Input.dispatchKeyEvent", type="keyUp", **one)

    async def offline(self, gone: bool) -> None:
        """Take the network away, or give it back."""
        await self.call(
            "Network.emulateNetworkConditions", offline=gone, latency=0, downloadThroughput=-1, uploadThroughput=-1
        )

    async def lifecycle(self, state: str) -> None:
        """Freeze the page as a locked phone does, or wake it: ``frozen``, ``active``."""
        await self.call("Page.setWebLifecycleState", state=state)

    async def violations(self) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA."""
        if not await self.ask("typeof axe === 'object'"):
            await self.call("Runtime.evaluate", expression=AXE.read_text("utf-8"))
        return list(await self.ask(f"{CHECK}({json.dumps(TAGS)})"))

    async def picture(self, path: Path) -> None:
        """Write what is seen to a PNG file."""
        path.write_bytes(base64.b64decode((await self.call("Page.captureScreenshot", format="png"))["data"]))


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser that ends with the block, with nothing kept of it."""
    program = needed()
    to_browser, from_browser = os.pipe(), os.pipe()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        # The browser reads its descriptor 3 and writes its descriptor 4; the shell puts the pipes there.
        theirs = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (to_browser[0], from_browser[1])]
        words = ["bash", "-c", f'exec "$@" 3<&{theirs[0]} 4>&{theirs[1]}', "bash", program]
        process = subprocess.Popen(
            [*words, *FLAGS, f"--user-data-dir={profile}"], pass_fds=theirs,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for end in (to_browser[0], from_browser[1], *theirs):
            os.close(end)
        loop = asyncio.get_running_loop()
        reader = asyncio.StreamReader(limit=2**26)
        ears, _ = await loop.connect_read_pipe(
            lambda: asyncio.StreamReaderProtocol(reader), os.fdopen(from_browser[0], "rb", 0)
        )
        mouth, _ = await loop.connect_write_pipe(asyncio.BaseProtocol, os.fdopen(to_browser[1], "wb", 0))
        browser = Browser(reader, mouth)
        try:
            yield browser
        finally:
            await browser.close()
            mouth.close()
            ears.close()
            try:
                await asyncio.to_thread(process.wait, LONG)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
