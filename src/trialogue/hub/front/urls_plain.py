from django.urls import URLPattern, path

from .sitemap import sitemap, sitemap_part
from .views.brand import brand_css
from .views.dev_mail import dev_mail, dev_mail_html, dev_mail_message
from .views.probes import healthz, readyz, robots

urlpatterns: list[URLPattern] = [
    path("brand.css", brand_css, name="brand-css"),
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", sitemap_part, name="sitemap-part"),
    path("dev/mail/", dev_mail, name="dev-mail"),
    path("dev/mail/<str:file>/<int:number>/", dev_mail_message, name="dev-mail-message"),
    path("dev/mail/<str:file>/<int:number>/html/", dev_mail_html, name="dev-mail-html"),
]
