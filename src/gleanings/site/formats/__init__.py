"""How a language writes dates, where Django writes the same date in two ways."""
