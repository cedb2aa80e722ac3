"""Open data: the published archive as a read-only JSON API, and whole as files to download."""
