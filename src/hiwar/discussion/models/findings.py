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
