"""Waiting in the page, tried in this Python: beside a loop that runs, as the page's own does."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

import pytest

from book.live import waiting


def test_sleep_waits_as_long_as_it_says_and_looks_up(monkeypatch: pytest.MonkeyPatch) -> None:
    slices: list[float] = []

    def pause(seconds: float) -> None:
        slices.append(seconds)
        waiting.wait_here(seconds)

    monkeypatch.setattr(waiting, "pause", pause)
    monkeypatch.setattr(waiting, "SLICE", 0.01)
    began = monotonic()
    waiting.sleep(0.4)
    assert monotonic() - began >= 0.4
    assert len(slices) > 1
    assert max(slices) <= 0.01
    with pytest.raises(ValueError, match="must be non-negative"):
        waiting.sleep(-1)


async def reply(word: str) -> str:
    await asyncio.sleep(0.001)
    return word


def apart(coroutine: Coroutine[Any, Any, Any]) -> Any:
    """Run a coroutine in a thread of its own: that of the tests may have a loop already."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()


def test_a_coroutine_runs_within_a_task_that_goes_on_afterwards() -> None:
    async def both() -> list[str]:
        return list(await asyncio.gather(reply("a"), reply("b")))

    async def cell() -> tuple[list[str], str]:
        task = asyncio.current_task()
        said = waiting.run(both())
        assert asyncio.current_task() is task
        return said, await reply("after")

    assert apart(cell()) == (["a", "b"], "after")


def test_after_an_error_the_loop_outside_is_back() -> None:
    async def cell() -> str:
        with pytest.raises(RuntimeError, match="nothing would ever wake them"):
            waiting.run(forever())
        return await reply("after")

    async def forever() -> None:
        await asyncio.Event().wait()

    assert apart(cell()) == "after"


def test_a_question_is_answered_with_what_to_write() -> None:
    with pytest.raises(RuntimeError, match='name = "Bern" in place of'):
        waiting.refuse_to_ask("name?")
