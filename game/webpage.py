"""One page with all that it needs: its style and script inside, and a policy that admits them and nothing else."""

from __future__ import annotations

import base64
import hashlib
import re
from html import escape

from game.story.text import clean

#: What a language is called in a page; anything else is English.
LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")


def document(
    title: str, body: str, style: str, *, script: str = "", language: str = "en", head: str = "", classes: str = ""
) -> str:
    """The whole page; of these, ``title`` and ``language`` may come from anywhere."""
    policy = [
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        *([f"script-src '{_digest(script)}'"] if script else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return f"""\
<!DOCTYPE html>
<html lang="{tag(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
{head}<title>{escape(clean(title))}</title>
<style>{style}</style>
</head>
<body{f' class="{classes}"' if classes else ""}>
{body}
{f"<script>{script}</script>{chr(10)}" if script else ""}</body>
</html>
"""


def tag(language: str) -> str:
    """What a language is called in a page."""
    return language if LANGUAGE.fullmatch(language) else "en"


def _digest(text: str) -> str:
    """The name by which a policy admits a text."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
