"""Widgets: values in, messages out; none knows the app or a session."""
