"""What the synthetic archive is made of: words, sentences, and numbers that fit each other."""
