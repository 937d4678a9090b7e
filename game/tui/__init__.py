"""The story as a Textual app: screens over a session, widgets that know neither app nor session."""
