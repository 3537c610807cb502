"""Tickets and the roadmap."""

from django.urls import URLPattern, path

from .views import affecting, carrying, changing, lists, opening, pages, planning, roadmap, seeing

urlpatterns: list[URLPattern] = [
    path("tickets/", lists.ticket_list, name="tickets"),
    path("tickets/new/", opening.ticket_new, name="ticket-new"),
    path("tickets/<int:number>/", pages.ticket, name="ticket"),
    path("tickets/<int:number>/<int:post>/", pages.ticket_post, name="ticket-post"),
    path("tickets/<int:number>/move/", changing.ticket_move, name="ticket-move"),
    path("tickets/<int:number>/plan/", changing.ticket_plan, name="ticket-plan"),
    path("tickets/<int:number>/edit/", changing.ticket_edit, name="ticket-edit"),
    path("tickets/<int:number>/affect/", affecting.ticket_affect, name="ticket-affect"),
    path("tickets/<int:number>/unlink/<int:pk>/", carrying.ticket_unlink, name="ticket-unlink"),
    path("tickets/<int:number>/who/", seeing.ticket_audience, name="ticket-audience"),
    path("tickets/<int:number>/who/narrow/", seeing.ticket_narrow, name="ticket-narrow"),
    path("tickets/<int:number>/who/widen/", seeing.ticket_widen, name="ticket-widen"),
    path("tickets/<int:number>/who/<int:pk>/remove/", seeing.ticket_uninvite, name="ticket-uninvite"),
    path("t/<int:pk>/<str:slug>/<int:number>/ticket/", carrying.ticket_from_post, name="ticket-from-post"),
    path("roadmap/", roadmap.roadmap, name="roadmap"),
    path("roadmap/new/", planning.milestone_new, name="milestone-new"),
    path("roadmap/<slug:slug>/", roadmap.milestone, name="milestone"),
    path("roadmap/<slug:slug>/edit/", planning.milestone_edit, name="milestone-edit"),
]
