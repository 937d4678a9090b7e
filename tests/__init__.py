"""The tests; each test's name says a behaviour in a sentence."""
