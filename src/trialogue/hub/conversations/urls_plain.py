"""Addresses without language: what the text field asks for, and files."""

from django.urls import path

from .views import completing, drafts, files

urlpatterns = [
    path("complete/", completing.complete, name="complete"),
    path("preview/", drafts.preview, name="preview"),
    path("drafts/<str:key>/", drafts.draft, name="draft"),
    path("files/", drafts.file_upload, name="file-upload"),
    path("files/<uuid:pk>/<str:name>", files.file, name="file"),
]
