"""Session by session: a page that keeps a therapist's ratings in the browser and sends nothing."""
