"""Files as they are read: pictures are shown, everything else is only ever downloaded."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from trialogue.core.audiences import PUBLIC
from trialogue.core.files import StoredFile

# Whatever a file holds, opened by itself it can load nothing and run nothing.
HARMLESS = "default-src 'none'; sandbox"


@require_safe
def file(request: HttpRequest, pk: UUID, name: str) -> HttpResponseBase:
    """Asked for again each time (304 when unchanged), so that a right taken back counts at once."""
    stored = StoredFile.objects.visible_to(getattr(request, "member", None)).filter(pk=pk).first()
    if stored is None:
        raise Http404
    if name != stored.name:
        return redirect(stored.get_absolute_url(), permanent=True)
    tag = f'"{stored.sha256}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        try:
            opened = stored.path.open("rb")
        except FileNotFoundError as gone:
            raise Http404 from gone
        response = FileResponse(
            opened, as_attachment=not stored.is_image, filename=stored.name, content_type=stored.content_type
        )
    response["ETag"] = tag
    response["Cache-Control"] = "no-cache" if stored.audience_id == PUBLIC else "private, no-cache"
    response["Content-Security-Policy"] = HARMLESS
    return response
