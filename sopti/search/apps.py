from django.apps import AppConfig
from django.db.models.signals import post_migrate

from sopti.search.index import make_search_index


class SearchConfig(AppConfig):
    name = "sopti.search"
    verbose_name = "Pencarian"

    def ready(self) -> None:
        from sopti.search import finding  # noqa: F401, PLC0415 (it names the index of its model)

        post_migrate.connect(make_search_index, sender=self)
