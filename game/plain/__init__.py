"""The story as numbered lines on standard input and output, made for screen readers, pipes and slow links."""
