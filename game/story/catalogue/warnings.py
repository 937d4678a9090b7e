"""What is legal but likely wrong."""

from game.story.catalogue.entry import Entry

FINDING = """\
walk:
  claim: People walk.
  figure: {value: 40, unit: "% of people"}
  conditions: In one street.
  caveat: One street is not all streets.
  evidence: primary
  source: {title: On Walking, publisher: A Press, date: 2020-01}
"""
QUIET = FINDING.replace("walk:", "quiet:").replace("People walk", "Some streets are quiet")

ENTRIES = (
    Entry(
        "W010",
        "nothing cites the finding “{name}”",
        "No player will ever see it.",
        FINDING + QUIET,
        FINDING.replace("  evidence", "  updated_by: quiet\n  evidence") + QUIET,
        "findings.yaml",
    ),
    Entry(
        "W011",
        "no finding cited in this story carries the figure {figure}",
        "A percentage without its source and conditions is no finding.",
        "attic: {title: Attic, text: 41% of people walk., next: street}\n",
        "attic: {title: Attic, text: 40% of people walk., next: street}\n",
    ),
    Entry(
        "W012",
        "“{url}” is no http or https address, so it is not shown as one",
        "A card's source should be one that a reader can open.",
        FINDING.replace("2020-01}", "2020-01, url: 'ftp://example.org'}"),
        FINDING.replace("2020-01}", "2020-01, url: 'https://example.org'}"),
        "findings.yaml",
    ),
    Entry(
        "W013",
        "“{markup}” will show as text",
        "Text is Markdown without links and HTML; markup of other kinds is not read.",
        "attic: {title: Attic, text: It is <b>dark</b>., next: street}\n",
        "attic: {title: Attic, text: It is **dark**., next: street}\n",
    ),
    Entry(
        "W014",
        "this way is never taken: one before it has no guard",
        "The first way that applies is taken.",
        "attic: {title: Attic, next: [{to: street}, {if: lamp, to: hall}]}\n",
        "attic: {title: Attic, next: [{if: lamp, to: hall}, {to: street}]}\n",
    ),
)
