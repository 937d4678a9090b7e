"""What a test asks of a page in a real browser, and how it waits for one."""

from __future__ import annotations

import asyncio
import json

from tests.seminar.hosted import Hosted
from tests.support.chromium import Browser, Tab

#: Widths in CSS pixels: the smallest phone, a usual one, a screen.
WIDTHS = (320, 390, 1280)
#: Sizes of walls: a wide one, a narrow one.
WALLS = ((1280, 720), (1024, 768))
SAME = """(() => {
  const drawn = document.createElement("template");
  drawn.innerHTML = %s;
  return document.querySelector("main").innerHTML.trim() === drawn.innerHTML.trim();
})()"""
SEEN = 'const seen = (one) => one.checkVisibility() && !one.closest("details:not([open]) > :not(summary)");'
#: What can be tapped and is smaller than 48 pixels in either direction; what stands in a line of text may be.
SMALL = f"""(() => {{ {SEEN}
  return [...document.querySelectorAll("button, a.button, input:not([type=hidden]), textarea, summary")].filter(seen)
    .map((one) => [one, one.getBoundingClientRect()]).filter(([, box]) => box.width < 48 || box.height < 48)
    .map(([one, box]) => `${{one.outerHTML.slice(0, 90)}} is ${{box.width}} by ${{box.height}}`); }})()"""
#: The size of the smallest letters in a page, in pixels.
SMALLEST_LETTERS = f"""(() => {{ {SEEN}
  const words = (one) => [...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const shown = [...document.querySelectorAll("main *")].filter((one) => seen(one) && words(one) && !one.closest(".away"));
  return Math.min(...shown.map((one) => parseFloat(getComputedStyle(one).fontSize))); }})()"""
#: What is cut off or stands out at the sides.
LOST = f"""(() => {{ {SEEN}
  const wide = document.documentElement, found = [];
  if (wide.scrollWidth > wide.clientWidth) found.push(`the page is ${{wide.scrollWidth}} wide in ${{wide.clientWidth}}`);
  for (const one of document.querySelectorAll("main *, footer *, #say")) {{
    if (one.closest("svg, .away, thead") || !seen(one) || !one.textContent.trim()) continue;
    const cut = getComputedStyle(one).overflowX !== "visible";
    if (cut && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1))
      found.push(`${{one.outerHTML.slice(0, 90)}} is cut off`);
    const box = one.getBoundingClientRect();
    if (box.right > wide.clientWidth + 1 || box.left < -1) found.push(`${{one.outerHTML.slice(0, 90)}} stands out`);
  }}
  return found; }})()"""


async def phone(browser: Browser, room: Hosted) -> tuple[Tab, str]:
    """A phone that has come in, and its number."""
    tab = await browser.tab(room.url)
    await tab.until("document.querySelector('main form[data-ballot]')")
    token = str(await tab.ask("Object.entries(localStorage).find(([name]) => !name.endsWith('.out'))[1]"))
    assert room.live.voter(token) in room.live.room.voters
    return tab, token


async def drawn(room: Hosted, tab: Tab, token: str = "") -> None:
    """Wait until a page shows what the room has for it now."""
    async with asyncio.timeout(30):
        while not await tab.ask(SAME % json.dumps(room.page(token))):
            await asyncio.sleep(0.01)
