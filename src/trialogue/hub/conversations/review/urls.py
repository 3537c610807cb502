"""The queue, its rules, and the doors to it."""

from django.urls import path

from .views import appealing, queue, reporting, ruling

urlpatterns = [
    path("c/<int:conversation_id>/<int:number>/report/", reporting.post_report, name="post-report"),
    path("c/<int:conversation_id>/<int:number>/appeal/", appealing.post_appeal, name="post-appeal"),
    path("reports/", reporting.reports, name="reports"),
    path("manage/review/", queue.review, name="review"),
    path("manage/review/words/", ruling.words, name="review-words"),
    path("manage/review/words/<int:pk>/drop/", ruling.word_drop, name="review-word-drop"),
    path("manage/review/links/", ruling.link_new, name="review-link-new"),
    path("manage/review/links/<int:pk>/drop/", ruling.link_drop, name="review-link-drop"),
    path("manage/review/threshold/", ruling.threshold, name="review-threshold"),
    path("manage/review/of/<int:post_id>/", queue.review_post, name="review-post"),
    path("manage/review/<int:pk>/", queue.review_item, name="review-item"),
    path("manage/review/<int:pk>/claim/", queue.item_claim, name="review-claim"),
    path("manage/review/<int:pk>/decide/", queue.item_decide, name="review-decide"),
    path("manage/review/<int:pk>/undo/", queue.item_undo, name="review-undo"),
]
