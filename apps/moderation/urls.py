from django.urls import path

from apps.moderation.views import deciding, decisions, queue

app_name = "moderation"

urlpatterns = [
    path("moderation/", queue.queue, name="queue"),
    path("moderation/log/", decisions.log, name="log"),
    path(
        "moderation/answers/<slug:public_id>/approve/", deciding.approve, name="approve"
    ),
    path("moderation/answers/<slug:public_id>/hide/", deciding.hide, name="hide"),
    path(
        "moderation/answers/<slug:public_id>/restore/", deciding.restore, name="restore"
    ),
    path(
        "moderation/answers/<slug:public_id>/dismiss/", deciding.dismiss, name="dismiss"
    ),
]
