"""The debrief, screen by screen: this instrument first, then one module a tab."""
