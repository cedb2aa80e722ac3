"""What of a file has yet to be read."""

from django.db import models

from gleanings.digest.models import ImportedPage


class UnreadPosts(models.Model):
    """Some posts of an export, in its order; gone with the others once all of them are read.

    ``posts`` are records of ``post_record.Post``, the first of them the ``number``-th of the file,
    from 0. Once they are read, ``account`` says where the text of each line went (``booked``) and
    what was ``unplaced``, ``entries`` how many they made, and ``marks`` by what the same entry is
    known again.
    """

    shows_nothing_new = True  # to readers

    page = models.ForeignKey(ImportedPage, on_delete=models.CASCADE, related_name="unread_posts")
    number = models.PositiveIntegerField()
    posts = models.JSONField()
    is_read = models.BooleanField(default=False)
    account = models.JSONField(default=dict)
    entries = models.PositiveIntegerField(default=0)
    marks = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="posts_of_a_file_once")
        ]

    def __str__(self) -> str:
        return f"{self.page}, {self.number}"
