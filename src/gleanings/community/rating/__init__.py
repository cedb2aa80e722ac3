"""Was it of use? What a reader is asked below a summary, and what others are told of it."""
