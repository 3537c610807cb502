"""What machines ask: is it alive, is it ready, what may be read."""

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse

_migrated = False


def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers; asks nothing of anybody else."""
    return HttpResponse("ok\n", content_type="text/plain")


def _unmigrated() -> bool:
    """Whether migrations wait. Once none did, none can come while this process runs."""
    global _migrated  # noqa: PLW0603 - one process-wide fact
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not _migrated


def readyz(request: HttpRequest) -> HttpResponse:
    """Ready for people: the database answers and is migrated. 503 with the reason otherwise."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        reason = "migrations wait" if _unmigrated() else ""
    except Error:
        reason = "the database does not answer"
    return JsonResponse({"ready": not reason, "reason": reason}, status=503 if reason else 200)


NOT_FOR_ROBOTS = (
    "/accounts/",
    "/settings/",
    "/inbox/",
    "/manage/",
    "/drafts/",
    "/preview/",
    "/dev/",
    "/api/",
    "/search/",
)


def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be read and found; pages of one's own hold nothing to find."""
    languages = [code for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
    prefixes = ["", *(f"/{code}" for code in languages)]
    lines = ["User-agent: *", *(f"Disallow: {prefix}{path}" for prefix in prefixes for path in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {settings.BASE_URL}/sitemap.xml"]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain")
