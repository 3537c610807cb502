"""What one may redact or bring back: for those who redact anywhere also what was taken away with its conversation."""

from trialogue.people.persons import Person
from trialogue.people.rights import may

from .models import Conversation, ConversationQuerySet, Post, PostQuerySet


def posts_to_redact(member: Person) -> PostQuerySet:
    reaches = may(member, "post.redact") and may(member, "conversation.close")
    found = Post.objects.with_removed_for(member, every=True) if reaches else Post.objects.visible_to(member)
    return found.with_authors().select_related("conversation__removal", "redaction")


def talks_to_redact(member: Person) -> ConversationQuerySet:
    talks = Conversation.objects.select_related("removal")
    return talks.within_reach(member) if may(member, "title.redact") else talks.visible_to(member)


def posts_to_restore(member: Person, post_id: int) -> PostQuerySet:
    """The removed post of this id, where its conversation is there for the member and they may bring it back."""
    talk = Conversation.objects.visible_to(member).filter(posts=post_id).first()
    removed = Post.objects.with_removed_for(member, every=may(member, "conversation.close", talk))
    return removed.filter(conversation=talk, pk=post_id).exclude(removal=None).select_related("conversation")
