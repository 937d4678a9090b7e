"""The room in the browser: pages for phones and the wall, streams, and what guards them."""
