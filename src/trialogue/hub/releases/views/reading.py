"""What everybody sees of releases."""

from urllib.parse import urlencode

from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from trialogue.core.design.moments import full
from trialogue.hub.conversations.models import Post
from trialogue.hub.conversations.reading import address, number_asked, page_of_posts
from trialogue.hub.conversations.writing import composer, quoted_post
from trialogue.hub.products.models import Product
from trialogue.hub.releases.actions import note_download
from trialogue.hub.releases.models import Release, ReleaseFile
from trialogue.hub.releases.reading import channel_cards, file_rows, list_page, people_told, sections_of, told_words
from trialogue.people.actions.joining import note_step
from trialogue.people.middleware import Request
from trialogue.people.persons import Person
from trialogue.people.rights import may


def _product_chosen(products: list[Product], slug: str) -> Product | None:
    """The one asked for, else the only one, else the default one; an unknown slug is 404."""
    if slug:
        chosen = next((product for product in products if product.slug == slug), None)
        if chosen is None:
            raise Http404
        return chosen
    return next((product for product in products if product.is_default), products[0] if products else None)


def releases(request: Request) -> HttpResponse:
    products = list(Product.objects.order_by("-is_default", "name"))
    product = _product_chosen(products, request.GET.get("product", ""))
    before = request.GET.get("before", "")
    years, older = list_page(product, request.member, before=before) if product else ([], "")
    drafts = Release.objects.visible_to(request.member).filter(published_at=None, product=product).for_list()
    query = {"product": product.slug} if product and len(products) > 1 else {}
    here = reverse("releases")
    context = {
        "products": products if len(products) > 1 else [],
        "product": product,
        "cards": channel_cards(product, request.member) if product and not before else [],
        "drafts": drafts if may(request.member, "release.draft", product) else [],
        "years": years,
        "older": f"{here}?{urlencode({**query, 'before': older})}" if older else "",
        "newer": f"{here}?{urlencode(query)}" if before else "",
    }
    return render(request, "releases/releases.html", context)


def found(member: Person | None, product: str, version: str) -> Release:
    """This release, for whom it is; else 404."""
    seen = Release.objects.visible_to(member).filter(product__slug=product)
    return get_object_or_404(seen.for_list().with_newest(), version__name=version)


def _headline(release: Release) -> str:
    channel = str(release.get_channel_display())
    return (
        _("%(channel)s, the newest") % {"channel": channel}
        if release.is_published and getattr(release, "is_newest", False)
        else channel
    )


def release(request: Request, product: str, version: str) -> HttpResponse:
    this = found(request.member, product, version)
    files = file_rows(this, this.files.select_related("file"))
    talk, member = this.conversation, request.member
    context = {
        "thread": page_of_posts(talk, member, after=number_asked(request.GET.get("after"))),
        "composer": composer(talk, member, quoted=quoted_post(request, talk, member)),
        "release": this,
        "crumbs": [(_("Releases"), reverse("releases")), (str(this.get_channel_display()), "")],
        "headline": _headline(this),
        "when": full(this.published_at) if this.published_at else "",
        "by": this.published_by and this.published_by.heir,
        "sections": sections_of(this.notes_html),
        "files": files,
        "told": people_told(this, request.member) if this.told_count else [],
        "told_words": told_words(this.told_count),
        "may_edit": may(request.member, "release.edit", this),
        "may_publish": not this.is_published and may(request.member, "release.publish", this),
    }
    return render(request, "releases/release.html", context)


def post(request: Request, product: str, version: str, number: int) -> HttpResponse:
    """The permanent address of what somebody said of a release."""
    this = found(request.member, product, version)
    get_object_or_404(Post.objects.visible_to(request.member), conversation=this.conversation, number=number)
    return redirect(address(this.conversation, number))


def latest(request: Request, product: str) -> HttpResponse:
    """Leads to the newest stable release; where there is none yet, to the newest of any kind."""
    here = get_object_or_404(Product, slug=product)
    newest = Release.objects.visible_to(request.member).latest_of(here)
    any_kind = Release.objects.visible_to(request.member).published().filter(product=here).newest_first()
    newest = newest or any_kind.select_related("product", "version").first()
    if newest is None:
        raise Http404
    return redirect(newest.get_absolute_url())


def default_latest(request: Request) -> HttpResponse:
    return latest(request, get_object_or_404(Product, is_default=True).slug)


def file(request: Request, product: str, version: str, pk: int, name: str) -> HttpResponseBase:
    """The file itself, always as something to save; each fetch is counted, not who fetched."""
    this = found(request.member, product, version)
    kept = get_object_or_404(ReleaseFile.objects.select_related("file"), release=this, pk=pk)
    if kept.file.name != name:
        raise Http404
    try:
        opened = kept.file.path.open("rb")
    except FileNotFoundError as gone:
        raise Http404 from gone
    if request.method == "GET":
        note_download(kept, at=timezone.now())
        if request.member is not None:
            note_step(request.member, step="downloaded", at=timezone.now())
    response = FileResponse(
        opened, as_attachment=True, filename=kept.file.name, content_type="application/octet-stream"
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store" if not this.is_published else "no-cache"
    return response
