"""A prediction, to which the reader commits before reading on, and its review later."""

from __future__ import annotations

from html import escape

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..markup import html
from .question import Question


class Prediction(Question):
    """A question that the reader commits to before reading on."""

    def run(self) -> list[nodes.Node]:
        """Return the form."""
        question, choices, _ = self.parse()
        labels = [list(item[0].children) for item in choices]
        self.note("predictions", self.arguments[0], [item[0].astext() for item in choices])
        return [
            *self.fieldset("prediction", question, labels),
            html(
                '<button type="submit" class="needs-script">Commit</button>'
                '<p role="status"></p></form>'
            ),
        ]


class Review(SphinxDirective):
    """What to say to each choice of an earlier prediction, in the same order."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the list; the reader's own choice is picked out of it where scripts run."""
        content = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, content)
        return [
            html(
                f'<div class="review" data-review="{escape(self.arguments[0])}">'
                '<p class="predicted"></p>'
            ),
            *content.children,
            html("</div>"),
        ]


class Said(SphinxDirective):
    """Each answer of an earlier prediction, in the same order, beside what the record says."""

    has_content = True
    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a table; the reader's own answer is marked where scripts run."""
        name = self.arguments[0]
        answers = self.env.metadata[self.env.docname].get("predictions", {}).get(name, [])
        content = nodes.container()
        self.state.nested_parse(self.content, self.content_offset, content)
        record = list(content.findall(nodes.list_item))
        if not answers or len(record) != len(answers):
            raise self.error(f"Write one line for each of the {len(answers)} answers to {name}.")
        parts: list[nodes.Node] = [
            html(
                f'<table class="said" data-said="{escape(name)}">'
                "<caption>What was predicted, beside the record (its sources: in the text above)"
                "</caption><thead><tr>"
                '<th scope="col">Prediction</th><th scope="col">The record says</th></tr></thead>'
            )
        ]
        for answer, says in zip(answers, record, strict=True):
            parts += [
                html(
                    f'<tr><th scope="row">{escape(answer)}'
                    '<span class="you-said" hidden> You predicted this.</span></th><td>'
                ),
                *says.children,
                html("</td></tr>"),
            ]
        return [*parts, html("</table>")]
