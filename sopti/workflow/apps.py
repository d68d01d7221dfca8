from django.apps import AppConfig

from sopti.ui.frame import WAITING, register_count


class WorkflowConfig(AppConfig):
    name = "sopti.workflow"
    verbose_name = "Berkas"

    def ready(self) -> None:
        from sopti.workflow.models import Task  # noqa: PLC0415 (models load after apps)

        register_count(WAITING, lambda user: Task.objects.waiting_for(user).count())
