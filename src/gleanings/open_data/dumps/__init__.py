"""The whole archive as files: written every night, kept for some nights, offered to download."""
