"""What every question with choices is made of: its form, and its name in the book."""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..markup import html


class Question(SphinxDirective):
    """A question with choices, written as text followed by a bulleted list."""

    has_content = True
    required_arguments = 1

    def parse(self) -> tuple[list[nodes.Node], nodes.bullet_list, nodes.Node | None]:
        """Return the question, the list of choices, and a numbered list if there is one."""
        content = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, content)
        question = [
            n for n in content if not isinstance(n, nodes.bullet_list | nodes.enumerated_list)
        ]
        choices = next((n for n in content if isinstance(n, nodes.bullet_list)), None)
        numbered = next((n for n in content if isinstance(n, nodes.enumerated_list)), None)
        if choices is None or len(choices) < 2:
            raise self.error("Write the choices as a bulleted list of two or more.")
        return question, choices, numbered

    def fieldset(
        self, kind: str, question: list[nodes.Node], labels: list[list[nodes.Node]]
    ) -> list[nodes.Node]:
        """Return the opening of a form: its question and a radio button for each label."""
        identity = f"{kind}-{self.arguments[0]}"
        parts: list[nodes.Node] = [
            html(
                f'<form class="{kind}" id="{identity}" data-{kind}="{self.arguments[0]}">'
                f'<fieldset aria-labelledby="{identity}-question">'
                f'<div class="question" id="{identity}-question">'
            ),
            *question,
            html("</div>"),
        ]
        for index, label in enumerate(labels):
            choice = f"{identity}-{index}"
            parts += [
                html(
                    f'<div class="choice"><input type="radio" name="{identity}" id="{choice}"'
                    f' value="{index}"><label for="{choice}">'
                ),
                *label,
                html("</label></div>"),
            ]
        parts.append(html("</fieldset>"))
        return parts

    def note(self, kind: str, name: str, fact: Any) -> None:
        """Note the question for the page on progress; its name is one of a kind in the book."""
        for page, metadata in self.env.metadata.items():
            if name in metadata.get(kind, {}):
                raise self.error(f"{page} has a question of this name; choose another than {name}.")
        self.env.metadata[self.env.docname].setdefault(kind, {})[name] = fact
