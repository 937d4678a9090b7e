"""Players that are programs: a protocol of JSON lines, policies, and a report that says what its figures are not."""
