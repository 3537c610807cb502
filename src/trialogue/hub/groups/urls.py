from django.urls import path

from .views import founding, group, membership

urlpatterns = [
    path("groups/", group.groups, name="groups"),
    path("groups/new/", founding.group_new, name="group-new"),
    path("groups/<slug:slug>/", group.group, name="group"),
    path("groups/<slug:slug>/edit/", founding.group_edit, name="group-edit"),
    path("groups/<slug:slug>/close/", founding.group_close, name="group-close"),
    path("groups/<slug:slug>/category/", founding.group_category, name="group-category"),
    path("groups/<slug:slug>/members/", membership.members, name="group-members"),
    path("groups/<slug:slug>/members/<str:handle>/", membership.group_member, name="group-member"),
    path("groups/<slug:slug>/join/", membership.group_join, name="group-join"),
    path("groups/<slug:slug>/leave/", membership.group_leave, name="group-leave"),
    path("groups/<slug:slug>/requests/<str:handle>/", membership.group_decide, name="group-decide"),
]
