from django.apps import AppConfig

from requests.facts import request_facts
from sopti.sop import registry as sops
from sopti.workflow.registry import register_facts


class RequestsConfig(AppConfig):
    name = "requests"

    def ready(self) -> None:
        sops.register(sops.Section("policy"))
        sops.register(sops.Section("service_request", opens_at="requests:new"))
        register_facts("service_request", request_facts)
