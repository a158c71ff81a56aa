"""Weigh every page and let Lighthouse judge it, three times, and print the medians as a table.

Run it with ``make lighthouse``; it takes about a minute a page. A score depends on the machine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median

from book.make.browser import QUIET, chromium
from tests.browser import SITE, served

RUNS = 3
KINDS = ("performance", "accessibility", "best-practices", "seo")
ROOT = Path(__file__).resolve().parents[2]


def judge(address: str, *options: str) -> tuple[dict[str, float], float]:
    """Return Lighthouse's scores for a page, and its weight in KiB."""
    flags = [*QUIET, "--headless=new", "--no-sandbox"]
    done = subprocess.run(
        [
            ROOT / "node_modules" / ".bin" / "lighthouse", address, "--quiet", "--output=json",
            f"--only-categories={','.join(KINDS)}", f"--chrome-flags={' '.join(flags)}", *options,
        ],
        env={**os.environ, "CHROME_PATH": str(chromium())},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout)
    scores = {kind: 100 * found["categories"][kind]["score"] for kind in KINDS}
    return scores, found["audits"]["total-byte-weight"]["numericValue"] / 1024


def main(names: list[str]) -> None:
    """Print a line of the table for each page."""
    pages = names or sorted(str(path.relative_to(SITE)) for path in SITE.rglob("chapters/*.html"))
    print("| Page | KiB gzip | Lighthouse desktop | mobile performance |")
    print("|---|---|---|---|")
    with served() as host:
        for page in pages:
            address = f"{host.address}/{page}"
            desktop = [judge(address, "--preset=desktop") for _ in range(RUNS)]
            mobile = [judge(address)[0]["performance"] for _ in range(RUNS)]
            scores = "/".join(str(round(median(run[0][kind] for run in desktop))) for kind in KINDS)
            weight = round(median(run[1] for run in desktop))
            name = Path(page).stem
            print(f"| {name} | {weight} | {scores} | {round(median(mobile))} |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
