"""Runs a reader's answer and the tests of its question, in the small Python of a page.

MicroPython runs this; what goes wrong is said in Python's words and in plain ones.
"""

import io
import json
import sys

try:
    from plain_words import plain_words  # type: ignore[import-not-found]
except ImportError:  # outside of the page
    from book.practice.plain_words import plain_words

ANSWER = "your answer"
"""What Python calls the reader's code where it names a line."""


def run(given: str, answer: str, tests: str) -> str:
    """Return as JSON what came of an answer: the error that stopped it, or a result for each test.

    Parameters
    ----------
    given
        Code of the question that stands before the answer.
    answer
        The reader's code.
    tests
        Pairs of a name and code, as JSON.

    """
    names: dict[str, object] = {"__name__": "__main__"}
    exec(compile(given, "given", "exec"), names)
    try:
        exec(compile(answer, ANSWER, "exec"), names)
    except BaseException as error:
        return json.dumps({"error": _told(error, answer), "tests": []})
    last: list[object] = []
    for name in list(names):
        if f"def {name}(" in answer:
            names[name] = _watched(names[name], last)  # type: ignore[no-untyped-call]
    results = [_tested(name, code, names, answer, last) for name, code in json.loads(tests)]
    return json.dumps({"error": None, "tests": results})


def _watched(function, last):  # type: ignore[no-untyped-def]
    """Return the function, which notes what it returned last."""

    def call(*values, **named):  # type: ignore[no-untyped-def]
        last[:] = [function]  # an error inside it returns nothing
        result = function(*values, **named)
        last[:] = [result]
        return result

    return call


def _tested(
    name: str, code: str, names: dict[str, object], answer: str, last: list[object]
) -> dict[str, object]:
    """Return whether a test passed, and what is said if it did not."""
    del last[:]
    try:
        exec(compile(code, name, "exec"), dict(names))
    except AssertionError as error:
        said = str(error) or "This does not come out as it should."
        if last == [None]:
            said += " (Your function gave None here. Does each way through it end with `return`?)"
        return {"name": name, "passed": False, "said": said}
    except BaseException as error:
        told = _told(error, answer)
        if last == [None]:
            told["words"] = (
                "Your function gave None. A function gives back only what stands behind `return`."
            )
        return {"name": name, "passed": False, "error": told}
    return {"name": name, "passed": True}


def _told(error: BaseException, answer: str) -> dict[str, object]:
    """Return an error in Python's words, with its line in the answer, and in plain words."""
    written = io.StringIO()
    sys.print_exception(error, written)  # type: ignore[attr-defined]
    line = 0
    for place in written.getvalue().split("\n"):
        if place.startswith(f'  File "{ANSWER}", line '):
            line = int(place.split("line ")[1].split(",")[0])
    kind, message = type(error).__name__, str(error)
    return {
        "line": line,
        "python": f"{kind}: {message}" if message else kind,
        "words": plain_words(kind, message, line, answer),
    }
