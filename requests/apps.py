from django.apps import AppConfig
from django.utils.module_loading import import_string

from requests.facts import request_brief, request_facts
from requests.menu import ITEMS
from requests.register import indexes  # noqa: F401 (what it names is made after migrations)
from sopti.people.holdings import register_holdings
from sopti.search.kinds import register_searched
from sopti.sop import registry as sops
from sopti.ui import menu
from sopti.workflow.books import register_book
from sopti.workflow.chapters import register_chapter
from sopti.workflow.overview import register_overview
from sopti.workflow.registry import (
    register_closed,
    register_ending,
    register_facts,
    register_home_panels,
    register_job,
    register_mark,
    register_onward,
    register_panels,
    register_rows,
    register_sentences,
    register_task_panels,
)

# Folders; each says in its ready.py what the house must know.
ROOMS = ("regulations", "policy", "satisfaction")
PAYERS = frozenset({"sekretaris", "kasubag_umum"})


class RequestsConfig(AppConfig):
    name = "requests"
    verbose_name = "Permintaan dan kebijakan TI"

    def ready(self) -> None:
        from requests.deeds import ALL  # noqa: PLC0415 (models load after apps)
        from sopti.workflow.deeds import register  # noqa: PLC0415 (the same)
        from sopti.workflow.raising import register_desk  # noqa: PLC0415 (the same)

        names = tuple(deed.key for deed in ALL)
        sops.register(sops.Section("service_request", deeds=names, opens_at="requests:new"))
        register("service_request", ALL)
        register_facts("service_request", request_facts, brief=request_brief)
        register_rows(
            "service_request", "handling", "confirmation__by", "survey", "solution__article"
        )
        for mark in ("has_spells", "has_links", "is_merged", "has_merged"):
            register_mark(mark, f"requests.beside.{mark}")
        register_closed("service_request", "requests.relations.actions.tell_followers")
        register_desk("requests.raised.DESK")
        self._register_searched()
        self._register_pages()
        self._register_jobs()
        self._register_rooms()

    def _register_rooms(self) -> None:
        for room in ROOMS:  # by name: a room's ready.py reads models, which load after apps
            import_string(f"requests.{room}.ready.prepare")(self)

    def _register_books(self) -> None:
        for book in ("asked.BOOK", "decided.DISPOSITIONS", "decided.APPROVED"):
            register_book(f"requests.books.{book}")

    def _register_searched(self) -> None:
        from sopti.workflow.searched import search_apart  # noqa: PLC0415 (models load after apps)
        from sopti.workflow.subjects import register_lines  # noqa: PLC0415 (the same)

        search_apart("service_request", "service_request")
        register_searched("requests.register.searched.REQUESTS")
        register_searched("requests.knowledge.searched.SOLUTIONS")
        register_searched("requests.earlier.searched.EARLIER")
        register_lines("requests.earlier.card.lines_about")

    def _register_pages(self) -> None:
        menu.register(*ITEMS)
        register_overview("requests.overview.kinds", order=60, seen_by=frozenset({"kasubag_ptip"}))
        register_overview("requests.overview.cost", order=70, seen_by=PAYERS)
        register_sentences("service_request", "requests.replies.sentences.sentences_for")
        register_chapter("service_request", "requests.chapter.tell", order=10)
        register_ending("service_request", "requests.closing.pages.asks_for_answer")
        held = ("DRAFT", "SPELLS", "SURVEYS", "FILTERS")
        register_holdings(*(f"requests.held.{name}" for name in held))
        self._register_panels()
        self._register_books()

    def _register_panels(self) -> None:
        register_panels("service_request", "requests.closing.pages.closing_panels")
        register_panels("service_request", "requests.worklog.pages.case_panels")
        register_onward("service_request", "requests.dispositions.pages.on_paper")
        register_panels("service_request", "requests.dispositions.pages.case_panels")
        register_task_panels("service_request", "requests.dispositions.pages.task_panels")
        register_home_panels(
            "requests.dispositions.pages.home_panels", asks="requests.dispositions.pages.unread"
        )
        register_panels("service_request", "requests.relations.pages.case_panels")
        register_panels("service_request", "requests.knowledge.pages.knowledge_panels")
        register_task_panels("service_request", "requests.knowledge.pages.task_panels")
        register_home_panels(
            "requests.closing.pages.home_panels", asks="requests.closing.pages.unconfirmed"
        )
        register_home_panels(
            "requests.drafts.pages.home_panels", asks="requests.drafts.pages.drafts"
        )

    def _register_jobs(self) -> None:
        register_job("old drafts", "requests.drafts.actions.forget_old")
        register_job("old imports of earlier requests", "requests.earlier.actions.forget_old")
        register_job("forgotten spells", "requests.worklog.actions.end_forgotten")
        register_job("silence", "requests.closing.actions.let_silence_pass")
        register_job("renamed people", "requests.register.actions.refresh_renamed")
