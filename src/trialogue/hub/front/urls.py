from django.urls import URLPattern, path

from .feeds import releases_feed, roadmap_feed, tickets_feed
from .feeds_of_talk import category_feed, forum_feed, person_feed, tag_feed, topic_feed
from .views.home import home
from .views.manage.audit import audit
from .views.manage.brand import brand
from .views.manage.categories import categories, category_edit, category_new
from .views.manage.claims import claim_decide, claim_undo, claims
from .views.manage.clearing import member_clear, member_uncleared
from .views.manage.direct_reports import direct_report, direct_reports
from .views.manage.first_run import first_run
from .views.manage.guard import guard
from .views.manage.member import member, member_grant, member_let_in, member_revoke, member_suspend
from .views.manage.members import members
from .views.manage.milestones import milestones
from .views.manage.overview import overview
from .views.manage.products import part_edit, part_new, product_edit, product_new, products
from .views.manage.reactions import reactions
from .views.manage.rules import rules_edit
from .views.manage.standing import member_grow, member_silence, member_unsilence, set_standing, standing
from .views.manage.start import step_edit, steps
from .views.manage.tags import tags
from .views.manage.trust import trust
from .views.manage.work import work, work_again
from .views.papers import accessibility, privacy, rules, rules_history
from .views.search import search
from .views.styleguide import styleguide

urlpatterns: list[URLPattern] = [
    path("", home, name="home"),
    path("forum/feed.atom", forum_feed, name="feed-forum"),
    path("forum/<slug:slug>/feed.atom", category_feed, name="feed-category"),
    path("tags/<str:slug>/feed.atom", tag_feed, name="feed-tag"),
    path("t/<int:pk>/feed.atom", topic_feed, name="feed-topic"),
    path("people/<str:handle>/feed.atom", person_feed, name="feed-person"),
    path("tickets/feed.atom", tickets_feed, name="feed-tickets"),
    path("roadmap/feed.atom", roadmap_feed, name="feed-roadmap"),
    path("releases/feed.atom", releases_feed, name="feed-releases"),
    path("search/", search, name="search"),
    path("rules/", rules, name="rules"),
    path("rules/history/", rules_history, name="rules-history"),
    path("privacy/", privacy, name="privacy"),
    path("accessibility/", accessibility, name="accessibility"),
    path("styleguide/", styleguide, name="styleguide"),
    path("manage/", overview, name="manage"),
    path("manage/first-run/", first_run, name="first-run"),
    path("manage/members/", members, name="manage-members"),
    path("manage/members/<str:handle>/", member, name="manage-member"),
    path("manage/members/<str:handle>/roles/", member_grant, name="manage-member-grant"),
    path("manage/members/<str:handle>/roles/<int:pk>/revoke/", member_revoke, name="manage-member-revoke"),
    path("manage/members/<str:handle>/suspend/", member_suspend, name="manage-member-suspend"),
    path("manage/members/<str:handle>/let-in/", member_let_in, name="manage-member-let-in"),
    path("manage/members/<str:handle>/standing/", standing, name="manage-standing"),
    path("manage/members/<str:handle>/level/", set_standing, name="manage-member-level"),
    path("manage/members/<str:handle>/grow/", member_grow, name="manage-member-grow"),
    path("manage/members/<str:handle>/silence/", member_silence, name="manage-member-silence"),
    path("manage/members/<str:handle>/unsilence/", member_unsilence, name="manage-member-unsilence"),
    path("manage/members/<str:handle>/clear/", member_clear, name="manage-clear"),
    path("manage/members/<str:handle>/uncleared/", member_uncleared, name="manage-member-uncleared"),
    path("manage/trust/", trust, name="manage-trust"),
    path("manage/claims/", claims, name="manage-claims"),
    path("manage/claims/<int:pk>/", claim_decide, name="manage-claim-decide"),
    path("manage/claims/undo/<int:pk>/", claim_undo, name="manage-claim-undo"),
    path("manage/reports/direct/", direct_reports, name="manage-direct-reports"),
    path("manage/reports/direct/<int:pk>/", direct_report, name="manage-direct-report"),
    path("manage/categories/", categories, name="manage-categories"),
    path("manage/categories/new/", category_new, name="manage-category-new"),
    path("manage/categories/<slug:slug>/", category_edit, name="manage-category"),
    path("manage/tags/", tags, name="manage-tags"),
    path("manage/products/", products, name="manage-products"),
    path("manage/products/new/", product_new, name="manage-product-new"),
    path("manage/products/<slug:slug>/", product_edit, name="manage-product"),
    path("manage/products/<slug:slug>/parts/", part_new, name="manage-part-new"),
    path("manage/products/<slug:slug>/parts/<str:part>/", part_edit, name="manage-part"),
    path("manage/milestones/", milestones, name="manage-milestones"),
    path("manage/brand/", brand, name="manage-brand"),
    path("manage/reactions/", reactions, name="manage-reactions"),
    path("manage/rules/", rules_edit, name="manage-rules"),
    path("manage/start/", steps, name="manage-start"),
    path("manage/start/<slug:key>/", step_edit, name="manage-start-step"),
    path("manage/guard/", guard, name="manage-guard"),
    path("manage/audit/", audit, name="audit"),
    path("manage/work/", work, name="manage-work"),
    path("manage/work/<uuid:pk>/again/", work_again, name="manage-work-again"),
]
