"""Where posts stood before they were moved: their old addresses lead to where they are now, for good."""

from typing import TYPE_CHECKING, ClassVar

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from .models import Post


class MovedPost(models.Model):
    """Post `post` was number `number` of this conversation and `became` another, elsewhere or here. No number is given again."""

    conversation = models.ForeignKey(
        "conversations.Conversation", on_delete=models.CASCADE, related_name="moved_away", db_index=False
    )
    number = models.PositiveIntegerField()
    post = models.ForeignKey("conversations.Post", on_delete=models.CASCADE, related_name="moves")
    became = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "number"], name="one_move_from_a_number")
        ]

    def __str__(self) -> str:
        return f"{self.conversation_id}/{self.number} is post {self.post_id}"


def post_once_at(conversation_id: int, number: int) -> "Post | None":
    """The post that has this number, or had it: what is told of a post later finds it wherever it was moved."""
    from .models import Post

    here = Q(conversation=conversation_id, number=number)
    gone = Q(moves__conversation=conversation_id, moves__number=number)
    return Post.objects.filter(here | gone).select_related("conversation", "author__merged_into").first()
