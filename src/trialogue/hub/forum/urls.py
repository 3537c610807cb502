from django.urls import path

from .views import asking, caring, holding, lists, moderating, rearranging, solving, tags, topics

urlpatterns = [
    path("forum/", lists.topics, name="forum"),
    path("forum/ask/", asking.ask, name="topic-ask"),
    path("forum/read/", lists.read_all, name="topics-read"),
    path("forum/ask/tags/", tags.known, name="tags-known"),
    path("forum/ask/similar/", asking.similar, name="topic-similar"),
    path("forum/<slug:slug>/", lists.topics, name="category"),
    path("topics/news/", lists.news, name="topics-news"),
    path("tags/", tags.tags, name="tags"),
    path("tags/<str:slug>/", lists.tagged, name="tag"),
    path("tags/<str:slug>/edit/", tags.tag_edit, name="tag-edit"),
    path("t/<int:pk>/", topics.short, name="topic-short"),
    path("t/<int:pk>/<str:slug>/", topics.topic, name="topic"),
    path("t/<int:pk>/<str:slug>/edit/", moderating.topic_edit, name="topic-edit"),
    path("t/<int:pk>/<str:slug>/close/", caring.topic_close, name="topic-close"),
    path("t/<int:pk>/<str:slug>/remove/", moderating.topic_remove, name="topic-remove"),
    path("t/<int:pk>/<str:slug>/move/", caring.topic_move, name="topic-move"),
    path("t/<int:pk>/<str:slug>/pin/", caring.topic_pin, name="topic-pin"),
    path("t/<int:pk>/<str:slug>/unpin/", caring.topic_unpin_here, name="topic-unpin-here"),
    path("t/<int:pk>/<str:slug>/archive/", caring.topic_archive, name="topic-archive"),
    path("t/<int:pk>/<str:slug>/split/", rearranging.topic_split, name="topic-split"),
    path("t/<int:pk>/<str:slug>/merge/", rearranging.topic_merge, name="topic-merge"),
    path("t/<int:pk>/<str:slug>/merge/<int:merge>/undo/", rearranging.topic_unmerge, name="topic-unmerge"),
    path("t/<int:pk>/<str:slug>/same/", solving.same_here, name="same-here"),
    path("t/<int:pk>/<str:slug>/<int:number>/", topics.post, name="post"),
    path("t/<int:pk>/<str:slug>/<int:number>/accept/", solving.topic_accept, name="topic-accept"),
    path("t/<int:pk>/<str:slug>/<int:number>/holds/", holding.answer_holds, name="answer-holds"),
]
