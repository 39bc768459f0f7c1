"""What is noticed about comments."""

from django.db import models

from .comments import Comment


class Finding(models.Model):
    """What a rule noticed about a comment, and why it was held if it was."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="findings")
    name = models.CharField(max_length=60)
    value = models.FloatField(default=1.0)
    words = models.CharField(max_length=300, blank=True)

    def __str__(self) -> str:
        return f"{self.name} in {self.comment_id}"


class Print(models.Model):
    """One of the marks by which a text is found again that says nearly the same.

    Kept for days, not longer. Rows are added with their comments, so that the oldest
    have the lowest numbers.
    """

    comment = models.ForeignKey(
        # Nobody asks for the marks of a comment.
        Comment,
        models.CASCADE,
        related_name="prints",
        db_index=False,
    )
    value = models.BigIntegerField()

    class Meta:
        default_permissions = ()
        indexes = [models.Index(name="comments_by_print", fields=["value", "comment"])]

    def __str__(self) -> str:
        return f"{self.value} of {self.comment_id}"
