"""The API: every action and list of the site, each app its part."""

from ninja import NinjaAPI

from trialogue.core.api import Reader, idempotent, speak_problems
from trialogue.hub.conversations.api import router as conversations
from trialogue.hub.conversations.api_direct import router as direct
from trialogue.hub.conversations.api_marks import router as marks
from trialogue.hub.conversations.api_polls import router as polls
from trialogue.hub.conversations.review.api import router as review
from trialogue.hub.forum.api import router as forum
from trialogue.hub.forum.api_answers import router as forum_answers
from trialogue.hub.forum.api_care import router as care
from trialogue.hub.forum.api_tags import router as forum_tags
from trialogue.hub.front.api import router as front
from trialogue.hub.front.api_guard import router as guard
from trialogue.hub.front.api_search import router as search
from trialogue.hub.groups.api import router as groups
from trialogue.hub.growth.api import router as growth
from trialogue.hub.products.api import router as products
from trialogue.hub.releases.api import router as releases
from trialogue.hub.tickets.api import router as tickets
from trialogue.people.api import router as people
from trialogue.people.api_aside import router as aside
from trialogue.people.api_clearing import router as clearing
from trialogue.people.api_trust import router as trust
from trialogue.people.api_world import router as world

api = NinjaAPI(
    title="Trialogue",
    version="1",
    urls_namespace="api",
    docs_url=None,
    parser=Reader(),
    description="Everything the site does. Sign in with a personal token (`Authorization: Bearer tri_…`, made under Settings) "
    "or with the session of the browser. Lists go on at `next`. Give `Idempotency-Key` to a call that must happen once.",
)
api.add_decorator(idempotent)
for router in (
    people,
    aside,
    trust,
    clearing,
    forum,
    forum_tags,
    forum_answers,
    care,
    conversations,
    direct,
    marks,
    polls,
    review,
    products,
    tickets,
    releases,
    growth,
    front,
    guard,
    search,
    groups,
    world,
):
    api.add_router("", router)
speak_problems(api)
