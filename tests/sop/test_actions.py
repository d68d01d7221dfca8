"""Who performs a step is settled by the court; an edition in force is never edited."""

import pytest

from sopti.core.errors import Refusal
from sopti.sop import actions
from sopti.sop.enums import EditionStatus
from sopti.sop.models import Edition, RoleCorrection
from tests import make

pytestmark = pytest.mark.django_db

STEP = actions.Performer("permintaan-layanan", 7, "kasubag_ptip", "Tidak ada Kabag di sini.")


@pytest.fixture
def court():
    return make.court("pa-kota-madiun")


def step_of(edition, number=7):
    return Edition.objects.get(pk=edition.pk).sop.procedure("permintaan-layanan").step(number)


def statuses():
    return list(Edition.objects.order_by("number").values_list("number", "status"))


def test_correction_of_a_draft_changes_it_and_says_who_and_why(court):
    draft = make.edition(court, in_force=False)
    head = make.user("ketua", court=court)

    actions.correct_role(draft.pk, STEP, by=head, at=make.MONDAY)

    step, correction = step_of(draft), RoleCorrection.objects.get()
    assert (step.role, step.confidence) == ("kasubag_ptip", "court")
    assert step_of(draft, 6).confidence == "medium"
    assert (correction.former_id, correction.role_id) == ("kabag", "kasubag_ptip")
    assert (correction.by, correction.reason) == (head, "Tidak ada Kabag di sini.")


def test_correction_of_an_edition_in_force_goes_into_one_new_draft(court):
    in_force = make.edition(court)
    head = make.user("ketua", court=court)
    again = actions.Performer("permintaan-layanan", 8, "ketua", "Ketua sendiri.")

    first = actions.correct_role(in_force.pk, STEP, by=head, at=make.MONDAY)
    second = actions.correct_role(in_force.pk, again, by=head, at=make.MONDAY)

    assert first.pk == second.pk
    assert statuses() == [(1, EditionStatus.IN_FORCE), (2, EditionStatus.DRAFT)]
    assert step_of(in_force).role == "kabag"
    assert (step_of(second).role, step_of(second, 8).role) == ("kasubag_ptip", "ketua")


def test_confirming_keeps_the_role_and_settles_it_once(court):
    draft = make.edition(court, in_force=False)
    head = make.user("ketua", court=court)
    proposal = actions.Performer("permintaan-layanan", 7, "kabag")

    actions.confirm_role(draft.pk, proposal, by=head, at=make.MONDAY)
    actions.confirm_role(draft.pk, proposal, by=head, at=make.MONDAY)

    assert (step_of(draft).role, step_of(draft).confidence) == ("kabag", "court")
    assert RoleCorrection.objects.count() == 1


@pytest.mark.parametrize(
    ("role", "step", "reason"),
    [
        ("pegawai", 7, "Pelaksana harus salah satu kolom prosedur ini: Operator/ Admin"),
        ("ketua", 70, "Langkah 70 tidak ada"),
    ],
)
def test_performer_without_a_column_is_refused(court, role, step, reason):
    draft = make.edition(court, in_force=False)
    head = make.user("ketua", court=court)
    before = draft.body
    choice = actions.Performer("permintaan-layanan", step, role)

    with pytest.raises(Refusal, match=reason):
        actions.correct_role(draft.pk, choice, by=head, at=make.MONDAY)

    assert Edition.objects.get().body == before
    assert not RoleCorrection.objects.exists()


@pytest.mark.parametrize(
    ("role", "is_refused"),
    [
        ("ketua", False),
        ("sekretaris", False),
        ("kasubag_ptip", False),
        ("admin", False),
        ("operator_ti", True),
        ("pegawai", True),
    ],
)
def test_only_some_roles_correct_a_performer(court, role, is_refused):
    draft = make.edition(court, in_force=False)
    person = make.user(role, court=court)

    if is_refused:
        with pytest.raises(Refusal, match="dikoreksi oleh Ketua"):
            actions.correct_role(draft.pk, STEP, by=person, at=make.MONDAY)
    else:
        actions.correct_role(draft.pk, STEP, by=person, at=make.MONDAY)

    assert RoleCorrection.objects.exists() != is_refused


@pytest.mark.parametrize("act", ["correct_role", "confirm_role"])
def test_head_of_another_court_settles_nothing(court, act):
    draft = make.edition(court, in_force=False)
    stranger = make.user("ketua", court=make.court("pa-ternate"))

    with pytest.raises(Refusal, match="bukan milik pengadilan Anda"):
        getattr(actions, act)(draft.pk, STEP, by=stranger, at=make.MONDAY)

    assert not RoleCorrection.objects.exists()


def test_superseded_edition_is_not_corrected(court):
    former = make.edition(court)
    head = make.user("ketua", court=court)
    draft = actions.correct_role(former.pk, STEP, by=head, at=make.MONDAY)
    actions.put_in_force(draft.pk, by=head, at=make.MONDAY)

    with pytest.raises(Refusal, match="Edisi 1 sudah digantikan"):
        actions.correct_role(former.pk, STEP, by=head, at=make.MONDAY)


def test_putting_into_force_supersedes_the_former_and_older_drafts(court):
    former = make.edition(court)
    head = make.user("ketua", court=court)
    older = actions.correct_role(former.pk, STEP, by=head, at=make.MONDAY)
    body = make.sop_body().model_copy(update={"title": "PENGELOLAAN TI BARU"})
    newer = make.edition(court, body=body, in_force=False)

    actions.put_in_force(newer.pk, by=head, at=make.MONDAY)

    newer.refresh_from_db()
    assert [status for _, status in statuses()] == ["digantikan", "digantikan", "berlaku"]
    assert (newer.in_force_at, newer.put_in_force_by) == (make.MONDAY, head)
    assert newer.document.title == "PENGELOLAAN TI BARU"
    assert Edition.objects.get(pk=older.pk).history.count() > 1


@pytest.mark.parametrize("role", ["sekretaris", "kasubag_ptip", "admin", "pegawai"])
def test_only_the_head_puts_an_edition_into_force(court, role):
    draft = make.edition(court, in_force=False)
    person = make.user(role, court=court)

    with pytest.raises(Refusal, match="diberlakukan oleh Ketua"):
        actions.put_in_force(draft.pk, by=person, at=make.MONDAY)

    assert statuses() == [(1, EditionStatus.DRAFT)]


@pytest.mark.parametrize(
    ("twice", "reason"), [(True, "Edisi 1 sudah berlaku"), (False, "Edisi 1 sudah digantikan")]
)
def test_edition_comes_into_force_once(court, twice, reason):
    edition = make.edition(court)
    head = make.user("ketua", court=court)
    if not twice:
        draft = actions.correct_role(edition.pk, STEP, by=head, at=make.MONDAY)
        actions.put_in_force(draft.pk, by=head, at=make.MONDAY)
    before = statuses()

    with pytest.raises(Refusal, match=reason):
        actions.put_in_force(edition.pk, by=head, at=make.MONDAY)

    assert statuses() == before
