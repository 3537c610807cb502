"""The doors of every conversation; its page belongs to the topic, ticket or release."""

from django.urls import path

from .review.urls import urlpatterns as review_urls
from .views import (
    bookmarks,
    direct,
    direct_care,
    direct_new,
    draft_list,
    live,
    polls,
    posts,
    reacting,
    redacting,
    replying,
    wiki,
)

urlpatterns = [
    path("bookmarks/", bookmarks.bookmarks, name="bookmarks"),
    path("drafts/", draft_list.drafts, name="drafts"),
    path("messages/", direct.messages, name="messages"),
    path("messages/new/", direct_new.message_new, name="message-new"),
    path("messages/<int:pk>/", direct.message, name="message"),
    path("messages/<int:pk>/<int:number>/", direct.post, name="message-post"),
    path("messages/<int:pk>/invite/", direct_care.message_invite, name="message-invite"),
    path("messages/<int:pk>/subject/", direct_care.message_subject, name="message-subject"),
    path("messages/<int:pk>/leave/", direct_care.message_leave, name="message-leave"),
    path("messages/<int:pk>/report/", direct_care.message_report, name="message-report"),
    path("c/<int:conversation_id>/reply/", replying.reply, name="reply"),
    path("c/<int:conversation_id>/news/", live.news, name="news"),
    path("c/<int:conversation_id>/read/", live.read, name="read"),
    path("c/<int:conversation_id>/follow/", posts.follow, name="follow"),
    path("c/<int:conversation_id>/redact/", redacting.title_redact, name="title-redact"),
    path("c/<int:conversation_id>/<int:number>/edit/", posts.post_edit, name="post-edit"),
    path("c/<int:conversation_id>/<int:number>/history/", posts.post_history, name="post-history"),
    path("c/<int:conversation_id>/<int:number>/thanks/", posts.post_thanks, name="post-thanks"),
    path("c/<int:conversation_id>/<int:number>/reactions/", reacting.post_reactions, name="post-reactions"),
    path("c/<int:conversation_id>/<int:number>/reactions/<slug:kind>/", reacting.post_reaction, name="post-reaction"),
    path("c/<int:conversation_id>/<int:number>/bookmark/", bookmarks.post_bookmark, name="post-bookmark"),
    path("c/<int:conversation_id>/<int:number>/remove/", posts.post_remove, name="post-remove"),
    path("c/<int:conversation_id>/<int:number>/restore/", posts.post_restore, name="post-restore"),
    path("c/<int:conversation_id>/<int:number>/redact/", redacting.post_redact, name="post-redact"),
    path("c/<int:conversation_id>/<int:number>/wiki/", wiki.post_wiki, name="post-wiki"),
    path("c/<int:conversation_id>/<int:number>/poll/", polls.poll_who, name="poll-who"),
    path("c/<int:conversation_id>/<int:number>/poll/edit/", polls.poll_edit, name="poll-edit"),
    path("c/<int:conversation_id>/<int:number>/poll/vote/", polls.poll_vote, name="poll-vote"),
    path("c/<int:conversation_id>/<int:number>/poll/end/", polls.poll_end, name="poll-end"),
    *review_urls,
]
