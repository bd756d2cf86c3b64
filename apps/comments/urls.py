from django.urls import path

from apps.comments.views import bringing, claiming, triaging

app_name = "comments"

urlpatterns = [
    path("me/comments/", claiming.claim, name="claim"),
    path("desk/essays/<slug:slug>/comments/", triaging.triage, name="waiting"),
    path("desk/essays/<slug:slug>/comments/sure/", triaging.sure, name="sure"),
    path(
        "desk/essays/<slug:slug>/comments/sure/accept/",
        triaging.accept_sure,
        name="accept_sure",
    ),
    path(
        "desk/essays/<slug:slug>/comments/put-back/", triaging.put_back, name="put_back"
    ),
    path("desk/essays/<slug:slug>/comments/suggest/", triaging.suggest, name="suggest"),
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
    # After the others: what stands there is the id of a comment.
    path(
        "desk/essays/<slug:slug>/comments/<slug:public_id>/",
        triaging.decide,
        name="decide",
    ),
    path(
        "desk/essays/<slug:slug>/comments/<slug:public_id>/propose/",
        triaging.propose,
        name="propose",
    ),
]
