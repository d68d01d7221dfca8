"""The tables of words of this room that are searched by themselves."""

from sopti.search.index import Index, register_index

REQUESTS = register_index(
    Index(
        "requests_searchentry", "case_id", "permintaan", "requests.register.actions.rebuild_search"
    )
)
ARTICLES = register_index(
    Index(
        "requests_articleentry", "article_id", "solusi", "requests.knowledge.finding.rebuild_words"
    )
)
REGULATIONS = register_index(
    Index(
        "requests_regulationentry",
        "regulation_id",
        "peraturan",
        "requests.regulations.finding.rebuild_words",
    )
)
