"""A figure on somebody else's page: an image with its words in it, without a script or a frame."""
