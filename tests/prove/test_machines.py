"""The account of the machines sees what is lost, what is doubled, and what is broken."""

from collections import Counter
from types import SimpleNamespace

from tests.prove.proof_machines import judged

GONE = SimpleNamespace(is_alive=lambda: False)
STUCK = SimpleNamespace(is_alive=lambda: True)


def lost(account, counted, *, threads=(GONE,), statuses=None):
    clerks = SimpleNamespace(
        acknowledged=["a", "b"], tries=3, threads=threads, statuses=Counter(statuses or {302: 2})
    )
    mails = SimpleNamespace(counted=Counter(counted))
    return [one.lost for one in judged(clerks, account, mails, Counter())]


def account(titles, mails=("1",), left=0, broken=()):
    return {"titles": titles, "mails": list(mails), "left": left, "broken": list(broken)}


def test_nothing_is_lost_where_all_is_there_once():
    assert lost(account({"a": 1, "b": 1}), {"1": 2}) == [0, 0, 0, 0, 0, 0]


def test_each_loss_is_counted():
    assert lost(account({"a": 2}, broken=["x"]), {"1": 1}) == [1, 1, 0, 0, 0, 1]
    assert lost(account({"a": 1, "b": 1}, left=1), {"2": 3}) == [0, 0, 0, 0, 3, 0]
    stuck = lost(account({"a": 1, "b": 1}), {"1": 1}, threads=[STUCK], statuses={500: 1})
    assert stuck == [0, 0, 1, 1, 0, 0]
