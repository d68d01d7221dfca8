"""The one error a person may read."""


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not a fault)
    """Why a deed was not done, as a finished Indonesian sentence for whoever asked for it."""


def refuse_if(reason: str | None) -> None:
    """Raise the reason, if a rule gave one."""
    if reason is not None:
        raise Refusal(reason)
