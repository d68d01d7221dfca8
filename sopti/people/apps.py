from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "sopti.people"
    verbose_name = "Orang"
