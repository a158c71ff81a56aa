"""How long Python in the page takes to start: `python -m tests.benchmarks.live`.

From the click until every cell of the chapter on proxies has run, medians of five: cold in a new
browser profile, warm in another tab of the same one, when the files are kept, and cold again in a
browser that calls itself an iPhone, which starts from the parts of the memory. The seconds are of
the machine it runs on; what carries over is their ratios, the requests and the bytes.
"""

from __future__ import annotations

from statistics import median
from time import monotonic

from playwright.sync_api import Browser, BrowserContext

from book.make.browser import launched
from tests.browser import Host, served

RUNS = 5
LIVE = "section.live[data-state=live]"


def start(context: BrowserContext, host: Host) -> tuple[float, int, int]:
    """Return the seconds, requests and bytes of a start; waits until its files are kept."""
    page = context.new_page()
    page.goto(f"{host.address}/chapters/proxies.html", wait_until="networkidle")
    before = len(host.sent)
    begun = monotonic()
    page.click("section.live button")
    page.wait_for_selector(LIVE, timeout=180_000)
    seconds = monotonic() - begun
    sent = [size for _, size in host.sent[before:]]
    page.wait_for_timeout(3000)  # what is fetched behind the reader's back counts for the next
    page.close()
    return seconds, len(sent), sum(sent)


def one(browser: Browser) -> tuple[tuple[float, int, int], ...]:
    """Return a cold start, a warm one, and one from the parts."""
    with served() as host:
        context, phone = browser.new_context(), browser.new_context(user_agent="iPhone")
        try:
            return start(context, host), start(context, host), start(phone, host)
        finally:
            context.close()
            phone.close()


if __name__ == "__main__":
    with launched() as browser:
        runs = [one(browser) for _ in range(RUNS)]
    for number, name in enumerate(("cold", "warm", "from the parts")):
        seconds, requests, size = (median(run[number][part] for run in runs) for part in range(3))
        print(f"{name}: {seconds:.1f} s, {requests:.0f} requests, {size / 1e6:.1f} MB")
