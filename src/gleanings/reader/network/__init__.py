"""The page on the network: what its editors say of it, and what the site knows of itself."""
