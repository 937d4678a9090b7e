"""The seminar room: a class plays a story on phones, and whoever leads it reveals what the room did.

The room itself is pure (``model``, folded from ``events``); ``store`` keeps it, ``web`` shows it, ``console`` leads it.
"""
