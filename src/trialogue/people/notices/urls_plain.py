from django.urls import path

from . import views

urlpatterns = [path("mail/stop/<str:token>/", views.stop_mail, name="mail-stop")]
