"""What Python's errors mean, in plain words for somebody who has just begun.

It runs in the page's MicroPython, whose messages it knows; no annotation needs a module.
"""

OPENERS = ("def", "if", "elif", "else", "for", "while", "with", "try", "except", "class")
"""Words that begin a line which ends with a colon."""

NOT_HERE = ("pd", "alt", "np", "pandas", "altair", "numpy")
"""What a notebook has and a page has not."""

PLAIN = {
    "ZeroDivisionError": "A number is divided by zero. Which value is 0 here, and what should come"
    " out then?",
    "IndexError": "There is no element at that place. The first stands at 0, so the last of three"
    " stands at 2.",
    "KeyError": "There is no entry {} in this dictionary. Is the key spelt as it is there?",
    "AttributeError": "This kind of value has nothing of that name behind the dot. Is it misspelt,"
    " or a list or a number where you expect something else?",
    "ImportError": "The small Python of this page lacks that. Plain Python is enough for this"
    " question; in the notebook you may import it.",
    "ValueError": "A value does not fit: {}.",
    "RuntimeError": "A function calls itself again and again. What should make it end?",
    "MemoryError": "This needs more memory than a page may take. Does a list grow without end?",
    "NotImplementedError": "Not answered yet. Delete the line `raise NotImplementedError()` and"
    " write your answer in its place.",
    "SystemExit": "Your answer ends the program. Leave out `exit` and `quit`.",
}
"""Of errors that mean one thing; ``{}`` stands for what Python says besides."""

WRONG_KINDS = (
    (
        "NoneType",
        "A value is None where a number or a list is needed. A function without `return` gives"
        " None.",
    ),
    (
        "argument",
        "A function is called with more values, or fewer, than it takes. Leave the first line of"
        " your function as it was.",
    ),
    (
        "callable",
        "Brackets stand behind something that is no function. To multiply, write `*`; to take an"
        " element, use square brackets.",
    ),
    (
        "iterable",
        "Python should go through a single number. To count up to it, write `range(...)`.",
    ),
    ("subscript", "Square brackets stand behind something that has no elements."),
    ("'str'", "Text and numbers do not go together here: without quotes a number is a number."),
    ("", "A value is of another kind than is needed here: a list where a number should be?"),
)
"""What a TypeError means, by a word of its message; the first that is found counts."""


def plain_words(kind: str, message: str, line: int, answer: str) -> str:
    """Return what an error means and what to look at.

    Parameters
    ----------
    kind
        The error's class, for example ``NameError``.
    message
        Python's own words.
    line
        Where in the answer it happened; 0 if nowhere in it.
    answer
        The reader's code.

    """
    if kind in PLAIN:
        return PLAIN[kind].replace("{}", message)
    if kind in ("SyntaxError", "IndentationError"):
        return _unreadable(message, line, answer.split("\n"))
    if kind == "NameError":
        return _unknown_name(message)
    if kind == "TypeError":
        return next(words for part, words in WRONG_KINDS if part in message)
    return "Python stopped here. Read its own words, and look at the line."


def _unreadable(message: str, line: int, lines: list[str]) -> str:
    """Return what may make a line impossible to read."""
    here = lines[line - 1] if 0 < line <= len(lines) else ""
    above = [each for each in lines[: max(0, line - 1)] if each.strip()][-1:] or [""]
    opened = _code(above[0]).endswith(":")
    if "outside function" in message:
        return "`return` stands outside of the function. Move the line right, as those above it."
    if "assignment target" in message:
        return (
            "The small Python of this page does not know a star inside of a list. Join lists"
            " with `+`."
        )
    if opened and here.strip() and _indent(here) <= _indent(above[0]):
        return (
            "What belongs to a line that ends with `:` stands below it, four spaces further right."
        )
    if "indent" in message:
        return (
            "A line begins too far left or too far right. Lines that belong together begin with"
            " the same number of spaces."
        )
    # Python often notices only in the line below.
    return (
        _in_line(here)
        or _in_line(above[0])
        or _brackets("\n".join(lines))
        or (
            "Python cannot read this line. Look for a missing sign between two names, a quote that"
            " is not closed, or a word in the wrong place, here or at the end of the line above."
        )
    )


def _code(line: str) -> str:
    return line.partition("#")[0].strip()


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())


def _in_line(line: str) -> str:
    """Return what is wrong with one line, or nothing if nothing is seen."""
    code = _code(line)
    words = code.replace(":", " ").replace("(", " ").split()
    first = words[0] if words else ""
    if code.count('"') % 2 or code.count("'") % 2:
        return "A quote is opened and not closed: text stands between two of the same quotes."
    rest = code
    for sign in ("==", "<=", ">=", "!=", ":="):
        rest = rest.replace(sign, "")
    if first in ("if", "elif", "while") and "=" in rest:
        return "`=` gives a name its value. To ask whether two things are equal, write `==`."
    if first in OPENERS and ":" not in code:
        return f"A line that begins with `{first}` ends with a colon `:`."
    return ""


def _brackets(code: str) -> str:
    """Return which brackets are not in pairs, or nothing if all are."""
    for left, right in ("()", "[]", "{}"):
        if code.count(left) != code.count(right):
            return (
                f"Brackets come in pairs: there are {code.count(left)} `{left}` and"
                f" {code.count(right)} `{right}`."
            )
    return ""


def _unknown_name(message: str) -> str:
    if "before assignment" in message:
        return (
            "A name is used in the function before it has a value there. Give it one first, for"
            " example `count = 0`."
        )
    name = message.split("'")[1] if "'" in message else "this name"
    if name in NOT_HERE:
        return (
            f"`{name}` is not in this page. Plain Python is enough for this question; in the"
            " notebook you may use it."
        )
    return (
        f"Python does not know `{name}`. Is it spelt as above, small and capital letters too? If it"
        " is text, put it in quotes; if it is a value, give it one first."
    )
