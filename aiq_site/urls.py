"""Every address of the site. Who may read and write each: tests/site/routes.py."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from aiq_site import crawling, demo, feeds, finding, health, home, people

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("healthz", health.healthz, name="healthz"),
    path("search/", finding.search, name="search"),
    path("opensearch.xml", finding.opensearch, name="opensearch"),
    path("p/<str:username>/", people.person, name="person"),
    path("robots.txt", crawling.robots, name="robots"),
    path("sitemap.xml", crawling.sitemap, name="sitemap"),
    path("sitemap-lists.xml", crawling.sitemap_lists, name="sitemap_lists"),
    path("sitemap-<int:number>.xml", crawling.sitemap_page, name="sitemap_page"),
    path("accounts/", include("allauth.account.urls")),
    path("jobs/", include("apps.jobs.urls")),
    path("", include("apps.accounts.urls")),
    path("", include("apps.questions.urls")),
    path("", include("apps.answers.urls")),
    path("", include("apps.comments.urls")),
    path("", include("apps.moderation.urls")),
    path("", include("apps.digest.urls")),
    path("", include("apps.news.urls")),
]
if settings.DEMO:
    urlpatterns += [
        path("demo/", demo.demo, name="demo"),
        path("demo/<str:username>/", demo.sign_in_as, name="sign_in_as"),
    ]

handler400 = "aiq_site.errors.bad_request"
handler403 = "aiq_site.errors.forbidden"
handler404 = "aiq_site.errors.not_found"
handler500 = "aiq_site.errors.server_error"
