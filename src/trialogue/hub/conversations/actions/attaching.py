"""Which files hang on which post."""

from trialogue.core.files import StoredFile, open_to
from trialogue.core.markup import files_in
from trialogue.hub.conversations.models import Attachment, Post
from trialogue.people.persons import Person


def attach(post: Post, source: str, *, by: Person) -> None:
    """Hangs the files this text shows on the post: those the writer uploaded for it, and those they see in other posts.

    What they do not see stays where it is, however well they know its address.
    """
    if not (shown := files_in(source)):
        return
    elsewhere = StoredFile.objects.visible_to(by).filter(pk__in=shown, attachments__isnull=False)
    new = StoredFile.objects.filter(pk__in=shown, audience=None, uploader_id=by.pk)
    hung = {*elsewhere.values_list("pk", flat=True), *new.values_list("pk", flat=True)}
    open_to(shown, post.audience_id, uploader_id=by.pk)
    Attachment.objects.bulk_create((Attachment(file_id=pk, post=post) for pk in hung), ignore_conflicts=True)
