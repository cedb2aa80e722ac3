"""What readers answer: how useful a summary was to them, and what others are told of it."""
