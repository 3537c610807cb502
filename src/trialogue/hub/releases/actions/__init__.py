"""Everything one can do with a release."""

from .answering import answer
from .drafting import attach_file, draft_release, edit_release, remove_file
from .fetching import note_download
from .publishing import publish

__all__ = ["answer", "attach_file", "draft_release", "edit_release", "note_download", "publish", "remove_file"]
