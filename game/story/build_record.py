"""The record: findings and questions, from checked nodes to the frozen model."""

from __future__ import annotations

from collections.abc import Iterable

from game.story.compiler import Compiler
from game.story.model import Figure, Finding, Question, Reported, Source
from game.story.nodes import Mapping, Scalar

LONGEST_QUOTE = 40


def finding(finding_id: str, node: Mapping, compiler: Compiler) -> Finding:
    """The finding a mapping describes; reports a quote that is too long and an address that is none."""
    quote = node.get("quote")
    if quote is not None and len(node.text("quote").split()) > LONGEST_QUOTE:
        compiler.report.add(
            "E091",
            quote.place,
            words=len(node.text("quote").split()),
            limit=LONGEST_QUOTE,
        )
    source = node.mapping("source")
    return Finding(
        id=finding_id,
        claim=node.text("claim"),
        conditions=node.text("conditions"),
        caveat=node.text("caveat"),
        evidence=node.text("evidence"),
        source=_source(source, compiler) if source else Source("", "", ""),
        figure=_figure(node),
        quote=node.text("quote"),
        read=node.text("read"),
        updated_by=_words(node.scalars("updated_by")),
        compare=_words(node.scalars("compare")),
        guess=node.text("guess"),
        reported=tuple(
            Reported(item.text("line"), item.flag("faithful"), item.text("why")) for item in node.mappings("reported")
        ),
    )


def _figure(node: Mapping) -> Figure | None:
    """The figure of a finding; one without a value where it is at fault, as was reported."""
    figure = node.mapping("figure")
    if figure is not None:
        return Figure(figure.text("value"), figure.text("unit"), figure.text("of"))
    return Figure("") if "figure" in node.entries or not node.whole else None


def _source(node: Mapping, compiler: Compiler) -> Source:
    url = node.text("url")
    scheme, _, address = url.partition("://")
    if url and not (address and scheme.lower() in ("https", "http")):
        compiler.report.add("W012", node.entries["url"].place, url=url)
    url = f"{scheme.lower()}://{address}" if address and scheme.lower() in ("https", "http") else ""
    return Source(
        node.text("title"),
        node.text("publisher"),
        node.text("date"),
        node.text("section"),
        node.text("page"),
        url,
    )


def _words(nodes: Iterable[Scalar]) -> tuple[str, ...]:
    return tuple(str(node.value) for node in nodes)


def question(question_id: str, node: Mapping) -> Question:
    """The question a mapping describes."""
    return Question(
        question_id,
        node.text("ask"),
        node.text("theme"),
        node.integer("minutes"),
        _words(node.scalars("findings")),
    )


def check_links(findings: Mapping, questions: Mapping, known: Iterable[str], compiler: Compiler) -> None:
    """Report every finding that another finding or a question names and that does not exist."""
    names = dict.fromkeys(known)
    for inner, keys in (
        (findings, ("updated_by", "compare")),
        (questions, ("findings",)),
    ):
        for node in inner.entries.values():
            if not isinstance(node, Mapping) or node.bad:
                continue
            for key in keys:
                for item in node.scalars(key):
                    if str(item.value) not in names:
                        compiler.refuse_unknown("E062", item.place, str(item.value), names)
