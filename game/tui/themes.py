"""Paper and ink, and one accent a role.  Danger has no colour: the game does not judge."""

from __future__ import annotations

from textual.color import Color
from textual.theme import Theme

DEFAULT = "dark"
#: What text must have against what lies behind it.
LEAST_CONTRAST = 4.5


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of two opaque colours, as WCAG defines it."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(color: Color) -> float:
    channels = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in color.normalized]
    return 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]


def _theme(name: str, *, dark: bool, paper: str, ink: str, **more: str) -> Theme:
    """A theme; ``more`` gives quiet, rule, cursor, cursor_ink, assistant and engineer."""
    return Theme(
        name=name,
        dark=dark,
        background=paper,
        surface=paper,
        panel=more["cursor"],
        foreground=ink,
        primary=more["assistant"],
        secondary=more["engineer"],
        accent=more["assistant"],
        warning=ink,
        error=ink,
        success=ink,
        variables={
            "paper": paper,
            "ink": ink,
            "quiet": more["quiet"],
            "rule": more["rule"],
            "cursor": more["cursor"],
            "cursor-ink": more["cursor_ink"],
            "assistant": more["assistant"],
            "engineer": more["engineer"],
            "scrollbar": more["rule"],
            "scrollbar-background": paper,
            "block-cursor-foreground": more["cursor_ink"],
            "block-cursor-background": more["cursor"],
            "input-selection-background": more["rule"],
        },
    )


THEMES = (
    _theme(
        "dark",
        dark=True,
        paper="#15161a",
        ink="#e4e1d8",
        quiet="#a5a298",
        rule="#4a4a52",
        cursor="#25272e",
        cursor_ink="#f6f3ea",
        assistant="#86c9c1",
        engineer="#e2b273",
    ),
    _theme(
        "light",
        dark=False,
        paper="#faf8f2",
        ink="#24231f",
        quiet="#605c53",
        rule="#c4beb0",
        cursor="#ebe6d9",
        cursor_ink="#12110f",
        assistant="#0d625d",
        engineer="#824a00",
    ),
    _theme(
        "high-contrast",
        dark=True,
        paper="#000000",
        ink="#ffffff",
        quiet="#e0e0e0",
        rule="#ffffff",
        cursor="#ffffff",
        cursor_ink="#000000",
        assistant="#8ffff5",
        engineer="#ffd98a",
    ),
)
NAMES = tuple(theme.name for theme in THEMES)


def stand_ins(theme: Theme) -> dict[str, str]:
    """Our variables for a theme that is not ours: its own colours where they can be read, its ink where not."""
    if theme.ansi:
        names = ("paper", "ink", "quiet", "rule", "cursor", "cursor-ink", "assistant", "engineer")
        return dict.fromkeys(names, "ansi_default")
    colors = theme.to_color_system().generate()
    paper, ink = Color.parse(colors["background"]), Color.parse(colors["foreground"])
    if contrast(ink, paper) < LEAST_CONTRAST:
        ink = paper.get_contrast_text(1.0)
    grounds = (paper.blend(ink, share) for share in (0.1, 0.05, 0.02))
    cursor = next((ground for ground in grounds if contrast(ink, ground) >= LEAST_CONTRAST), paper)

    def readable(color: Color) -> str:
        """The colour where it can be read on both grounds, or the ink."""
        enough = min(contrast(color, paper), contrast(color, cursor)) >= LEAST_CONTRAST
        return color.hex if enough else ink.hex

    return {
        "paper": paper.hex,
        "ink": ink.hex,
        "quiet": readable(ink.blend(paper, 0.25)),
        "rule": paper.blend(ink, 0.3).hex,
        "cursor": cursor.hex,
        "cursor-ink": ink.hex,
        "assistant": readable(Color.parse(colors["primary"])),
        "engineer": readable(Color.parse(colors["secondary"])),
    }
