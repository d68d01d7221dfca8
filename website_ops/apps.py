from django.apps import AppConfig


class WebsiteOpsConfig(AppConfig):
    name = "website_ops"
