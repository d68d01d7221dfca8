from django.apps import AppConfig

from sopti.ui.frame import WAITING, register_list


class WorkflowConfig(AppConfig):
    name = "sopti.workflow"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from sopti.workflow.models import Task  # noqa: PLC0415 (models load after apps)

        register_list(WAITING, Task.objects.waiting_for)
