"""Ask the network: what readers would like to know, and what became of it."""
