"""A graph as the text of a drawing program: Mermaid or DOT."""

from __future__ import annotations

from game.graph.parts import Graph, Link, Node

#: Mermaid reads these in a quoted text; it has numbered entities of its own for them.
MERMAID = str.maketrans({mark: f"#{ord(mark)};" for mark in '"#&<>`\\'})
#: Graphviz reads entities of HTML in a label, too.
DOT = str.maketrans({'"': '\\"', "\\": "\\\\", "&": "&amp;"})


def mermaid(graph: Graph) -> str:
    """The graph as a Mermaid flow chart; names are prefixed, for some words mean something there."""
    lines = [f"%% {graph.id} {graph.version}: {graph.remark}", "flowchart TD"]
    for role, start in graph.starts.items():
        lines.append(f'  role_{role}(("{_quoted(graph.roles[role])}")) --> s_{start}')
    lines += [f"  {_mermaid_node(node)}" for node in graph.nodes]
    lines += [f"  {_mermaid_link(link)}" for link in graph.links]
    lines += ["  classDef ending stroke-width:3px", "  classDef unreachable stroke-dasharray:4,fill:none"]
    return "\n".join(lines)


def _quoted(text: str) -> str:
    return text.translate(MERMAID)


def _mermaid_node(node: Node) -> str:
    label = f'"{node.id}: {_quoted(node.title)}{_packs(node)}"'
    shape = f"([{label}])" if node.ending else f"[{label}]"
    kind = "" if node.reached and not node.ending else ":::ending" if node.reached else ":::unreachable"
    return f"s_{node.id}{shape}{kind}"


def _packs(node: Node) -> str:
    """Which extensions a scene comes from or was changed by."""
    return f" ({', '.join(node.packs)})" if node.packs else ""


def _mermaid_link(link: Link) -> str:
    return f's_{link.source} {"-->" if link.reached else "-.->"}|"{_quoted(link.name)}"| s_{link.target}'


def dot(graph: Graph) -> str:
    """The graph for Graphviz."""
    lines = [f"// {graph.id} {graph.version}: {graph.remark}", f'digraph "{graph.id}" {{', "  node [shape=box];"]
    for role, start in graph.starts.items():
        lines.append(f'  "role {role}" [label="{graph.roles[role].translate(DOT)}", shape=circle];')
        lines.append(f'  "role {role}" -> "{start}";')
    for node in graph.nodes:
        shape = ", shape=doubleoctagon" if node.ending else ""
        mark = "" if node.reached else ", style=dashed"
        lines.append(f'  "{node.id}" [label="{node.id}\\n{node.title.translate(DOT)}{_packs(node)}"{shape}{mark}];')
    for link in graph.links:
        mark = "" if link.reached else ", style=dashed"
        lines.append(f'  "{link.source}" -> "{link.target}" [label="{link.name}"{mark}];')
    return "\n".join([*lines, "}"])
