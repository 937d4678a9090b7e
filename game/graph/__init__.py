"""The scenes of a story as a graph, drawn: Mermaid, DOT, or a page of its own."""
