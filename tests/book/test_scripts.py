"""The scripts of the book by themselves: what needs no browser is tested by node's test runner."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_scripts_pass_their_own_tests() -> None:
    done = subprocess.run(
        ["npm", "test", "--silent"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
