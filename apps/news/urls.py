from django.urls import path

from apps.news.views import following, notices, wishes

urlpatterns = [
    path("notices/", notices.notices, name="notices"),
    path("me/follows/", following.follows, name="follows"),
    path("me/mail/", wishes.wishes, name="wishes"),
    path("follow/<str:kind>/<str:key>/", following.follow, name="follow"),
    path("mail/stop/<str:token>/", wishes.stop_mail, name="stop_mail"),
]
