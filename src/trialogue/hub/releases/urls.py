from django.urls import path

from .views import answering, making, reading

urlpatterns = [
    path("releases/", reading.releases, name="releases"),
    path("releases/latest/", reading.default_latest, name="release-default-latest"),
    path("releases/draft/", making.draft, name="release-draft"),
    path("releases/<slug:product>/latest/", reading.latest, name="release-latest"),
    path("releases/<slug:product>/<str:version>/", reading.release, name="release"),
    path("releases/<slug:product>/<str:version>/<int:number>/", reading.post, name="release-post"),
    path("releases/<slug:product>/<str:version>/edit/", making.edit, name="release-edit"),
    path("releases/<slug:product>/<str:version>/publish/", making.publish, name="release-publish"),
    path("releases/<slug:product>/<str:version>/files/", making.add_files, name="release-files"),
    path(
        "releases/<slug:product>/<str:version>/files/<int:pk>/remove/", making.remove_file, name="release-file-remove"
    ),
    path("releases/<slug:product>/<str:version>/files/<int:pk>/<str:name>", reading.file, name="release-file"),
    path("told/<int:pk>/", answering.answer, name="told-answer"),
]
