"""A question that the reader checks, with feedback for every choice and hints in three steps."""

from __future__ import annotations

from pathlib import Path
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives

from ..markup import html
from ..sources import front_matter
from .question import Question

HINTS = 3


class Check(Question):
    """A question with feedback for every choice and hints in three steps.

    Choices are a bulleted list; each begins with ``[x]`` or ``[ ]`` and goes on with the
    feedback in a paragraph of its own. Hints are a numbered list of three.
    """

    option_spec: ClassVar[dict[str, Any]] = {"objective": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Return the form."""
        question, choices, hints = self.parse()
        objective = self.options.get("objective", "")
        known = front_matter(Path(self.env.doc2path(self.env.docname))).get("objectives", {})
        if objective not in known:
            raise self.error(f"Name the objective it checks: one of {', '.join(known)}.")
        if hints is None or len(hints.children) != HINTS:
            raise self.error(f"Write {HINTS} hints as a numbered list after the choices.")
        labels, answers = [], []
        for item in choices:
            label, *feedback = item.children
            mark = label.astext()[:3]
            if mark not in ("[x]", "[ ]") or not feedback:
                raise self.error(
                    "Begin each choice with [x] or [ ] and give it a feedback paragraph."
                )
            first = label[0]
            label[0] = nodes.Text(str(first)[3:].lstrip())
            labels.append([child.deepcopy() for child in label.children])
            answers.append((mark == "[x]", label.children, feedback))
        if sum(right for right, _, _ in answers) != 1:
            raise self.error("Mark exactly one choice as right, with [x].")
        self.note("checks", self.arguments[0], objective)
        self.note("check_choices", self.arguments[0], len(choices.children))
        parts = self.fieldset("check", question, labels)
        parts.append(
            html(
                '<button type="submit" class="needs-script">Check</button>'
                '<div role="status" class="answer"></div>'
            )
        )
        for index, hint in enumerate(hints.children, 1):
            parts += [
                html(f'<details class="hint"><summary>Hint {index} of {HINTS}</summary>'),
                *hint.children,
                html("</details>"),
            ]
        parts.append(html('<details class="answers"><summary>Answers</summary><ul>'))
        for right, label, feedback in answers:
            parts += [
                html(
                    f"<li{' data-right' if right else ''}><p>"
                    f"<strong>{'Right' if right else 'Not this one'}:</strong> "
                ),
                *label,
                html('</p><div class="feedback">'),
                *feedback,
                html("</div></li>"),
            ]
        parts.append(html("</ul></details></form>"))
        return parts
