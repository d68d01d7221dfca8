"""What the numbers say about a norm, and when they say nothing."""

import pytest

from sopti.figures.advice import LEAST, advice_on
from sopti.figures.compliance import StepFigures
from sopti.figures.tallies import Spread
from sopti.sop.enums import NormKind, NormUnit
from sopti.sop.schema import Norm

TEN_MINUTES = Norm(text="10 Menit", kind=NormKind.DURATION, amount=10, unit=NormUnit.MINUTES)
TWO_HOURS = Norm(text="2 Jam", kind=NormKind.DURATION, amount=2, unit=NormUnit.HOURS)
RANGE = Norm(
    text="1 Jam-3 Hari", kind=NormKind.RANGE, amount=1, unit=NormUnit.HOURS,
    max_amount=3, max_unit=NormUnit.DAYS,
)  # fmt: skip
SECOND_DAY = Norm(text="2", kind=NormKind.DAY_OF_CASE, day=2)
BY_CLOCK = Norm(text="12 Jam", kind=NormKind.DURATION, amount=12, unit=NormUnit.HOURS, clock=True)
NO_NORM = Norm(text="", kind=NormKind.RELATIVE)


def step(norm, *, work=(5, 8), judged=20, within=18):
    return StepFigures(
        procedure_key="permintaan-layanan", procedure_title="Permintaan", step=8,
        activity="Memberikan persetujuan", role_head="Sekretaris", count=judged,
        waiting=Spread(30, 60), work=Spread(*work), judged=judged, within=within,
        returned=0, refused=0, carried=(("Sekretaris", judged),), document="as-32", edition=1,
        is_former=False, norm=norm,
    )  # fmt: skip


SHORT = (
    "Norma 10 Menit tampak terlalu pendek: separuh pekerjaan memakan 25 menit atau lebih, "
    "dan 6 dari 20 kali selesai dalam norma (30%)."
)
LATE = "Norma hari ke-2 tampak terlalu pendek: baru 6 dari 20 kali selesai dalam norma (30%)."
LONG = "Norma 2 Jam tampak terlalu panjang: sembilan dari sepuluh pekerjaan selesai dalam 12 menit."


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (step(TEN_MINUTES, work=(25, 60), within=6), SHORT),
        (step(SECOND_DAY, work=(25, 60), within=6), LATE),
        (step(TWO_HOURS, work=(5, 12), within=20), LONG),
        (step(TWO_HOURS, work=(5, 31), within=20), ""),
        (step(TEN_MINUTES, work=(10, 10), within=20), ""),
        (step(TEN_MINUTES, work=(1, 1), within=20), ""),  # too short a norm to be called long
        (step(RANGE, work=(5, 12), within=20), LONG.replace("2 Jam", "1 Jam-3 Hari")),
        (step(BY_CLOCK, work=(5, 12), within=20), ""),
        (step(NO_NORM, judged=0, within=0), ""),
        (step(TEN_MINUTES, work=(25, 60), judged=LEAST - 1, within=0), ""),
    ],
)
def test_numbers_say_that_a_norm_is_too_short_or_too_long(figures, said):
    assert advice_on(figures) == said
