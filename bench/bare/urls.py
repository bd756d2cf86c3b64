from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from apps.answers.models import Answer


def answers(request: HttpRequest, public_id: str) -> HttpResponse:
    """One query."""
    rows = Answer.objects.filter(question__public_id=public_id)[:50]
    return render(request, "bare.html", {"answers": rows})


urlpatterns = [path("q/<slug:public_id>/", answers)]
