from django.urls import path

from apps.comments.views import bringing, claiming

app_name = "comments"

urlpatterns = [
    path("me/comments/", claiming.claim, name="claim"),
    path("desk/essays/<slug:slug>/comments/", bringing.waiting, name="waiting"),
    path("desk/essays/<slug:slug>/comments/import/", bringing.upload, name="upload"),
    path(
        "desk/essays/<slug:slug>/comments/import/<str:public_id>/",
        bringing.check,
        name="check",
    ),
    path(
        "desk/essays/<slug:slug>/comments/import/<str:public_id>/confirm/",
        bringing.confirm,
        name="confirm",
    ),
    path(
        "desk/essays/<slug:slug>/comments/import/<str:public_id>/discard/",
        bringing.discard,
        name="discard",
    ),
]
