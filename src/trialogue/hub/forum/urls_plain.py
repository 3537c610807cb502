"""Addresses without language: the pictures of topics."""

from django.urls import path

from .views import cards

urlpatterns = [path("cards/t/<int:pk>-<int:version>.png", cards.card, name="topic-card")]
