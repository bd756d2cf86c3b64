from django.urls import path

from apps.accounts import views

urlpatterns = [
    path("me/", views.me, name="me"),
    path("notices/", views.notices, name="notices"),
]
