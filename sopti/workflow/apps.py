from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    name = "sopti.workflow"
    verbose_name = "Berkas"
