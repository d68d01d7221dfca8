"""Charts are drawn from their numbers alone: every number is written, no shape leaves the paper."""

import re

import pytest
from django.template import Context, Template

from sopti.ui.chart_drawing import draw, for_page, for_paper, ticks
from sopti.ui.chart_looks import NARROW, PAPER, WIDE
from sopti.ui.charts import Chart, Series

MONTHS = ("Agu", "Sep", "Okt")
STACKED = (
    Series(label="dalam norma", values=(27, 23, 36)),
    Series(label="lewat norma", values=(4, 0, 5), tone="late"),
)
LONG = "Memverifikasi permintaan layanan Teknologi Informasi dan seterusnya sampai tidak muat lagi"


def chart(kind="columns", names=MONTHS, series=STACKED, **more):
    return Chart(kind=kind, title="Selesai tiap bulan", names=names, series=series, **more)


def words_of(drawing):
    return [text.words for text in drawing.texts]


def page(shown):
    template = Template('{% include "ui/chart.html" with chart=chart only %}')
    return " ".join(template.render(Context({"chart": shown})).split())


@pytest.mark.parametrize("look", [WIDE, NARROW, PAPER])
@pytest.mark.parametrize("kind", ["bars", "columns", "lines"])
def test_every_shape_stays_within_its_drawing(kind, look):
    names = (LONG, "Sep", "Okt") if kind == "bars" else MONTHS

    drawing = draw(chart(kind, names, unit="jam kerja"), look)

    ends = [(box.x + box.width, box.y + box.height) for box in drawing.boxes]
    ends += [(dot.x, dot.y) for dot in drawing.dots]
    ends += [(text.x, text.y) for text in drawing.texts]
    assert ends
    assert [end for end in ends if end[0] > look.width or end[1] > drawing.height] == []
    assert [end for end in ends if min(end) < 0] == []


def test_lying_bars_say_each_part_and_leave_out_what_is_nothing():
    drawing = draw(chart("bars", strong=2), WIDE)

    values = [text.words for text in drawing.texts if text.kind == "value"]
    assert values == ["27 + 4", "23", "36 + 5"]
    assert [text.words for text in drawing.texts if text.kind == "on"] == ["Okt"]
    assert [box.tone for box in drawing.boxes] == ["solid", "late", "solid", "solid", "late"]
    assert [bool(box.hatch) for box in drawing.boxes] == [False, True, False, False, True]


def test_standing_columns_say_the_lower_part_inside_and_the_upper_above():
    drawing = draw(chart("columns"), WIDE)

    assert [text.words for text in drawing.texts if text.kind == "in"] == ["27", "36"]
    assert [text.words for text in drawing.texts if text.kind == "value"] == ["4", "23", "5"]


def test_columns_lie_down_where_their_numbers_would_touch():
    series = (Series(label="biaya", values=(1_250_000,) * 12),)

    drawing = draw(chart("columns", tuple("ABCDEFGHIJKL"), series), NARROW)

    assert words_of(drawing).count("1.250.000") == 12
    assert {box.height for box in drawing.boxes} == {NARROW.bar}


def test_lines_are_named_at_their_ends_and_broken_where_nothing_was_measured():
    series = (
        Series(label="masuk", values=(3, None, 5)),
        Series(label="selesai", values=(1, 2, 5), tone="soft"),
    )

    drawing = draw(chart("lines", series=series), PAPER)

    assert [text.words for text in drawing.texts if text.kind == "value"] == [
        "masuk 5",
        "selesai 5",
    ]
    assert [stroke.kind for stroke in drawing.strokes if stroke.kind in {"solid", "soft"}] == [
        "soft",
        "soft",
    ]
    ends = [text.y for text in drawing.texts if text.kind == "value"]
    assert ends[1] - ends[0] >= PAPER.line - 0.2


@pytest.mark.parametrize("kind", ["bars", "columns", "lines"])
@pytest.mark.parametrize("values", [(0,), (7,), (99.95,)])
def test_a_single_number_is_drawn(kind, values):
    shown = chart(kind, ("Okt",), (Series(label="x", values=values),), decimals=1)

    drawings = for_page(shown) + for_paper(shown)

    said = {0: "0", 7: "7,0", 99.95: "100,0"}[values[0]]
    assert [said in " ".join(words_of(drawing)) for drawing in drawings] == [True] * 3


@pytest.mark.parametrize(
    ("names", "series"),
    [((), ()), (("Okt",), (Series(label="x", values=(None,)),)), ((), STACKED[:0])],
)
def test_a_chart_without_numbers_says_so(names, series):
    shown = chart("bars", names, series)

    html = page(shown)

    assert for_page(shown) == for_paper(shown) == []
    assert "Belum ada angka untuk digambar." in html
    assert "<svg" not in html


@pytest.mark.parametrize(
    ("most", "whole", "found"),
    [
        (41, True, [0, 10, 20, 30, 40, 50]),
        (0.4, True, [0, 1]),
        (5.4, False, [0, 2, 4, 6]),
        (1, True, [0, 1]),
        (100, True, [0, 20, 40, 60, 80, 100]),
    ],
)
def test_ticks_are_round_numbers(most, whole, found):
    assert ticks(most, whole=whole) == found


def test_a_page_has_both_drawings_and_the_numbers_as_a_table():
    html = page(chart("columns", strong=2, head="Bulan", unit="permintaan"))

    assert re.findall(r'class="chart chart--(\w+)"', html) == ["wide", "narrow"]
    assert html.count('role="img"') == 2
    assert (
        "<title>Diagram batang: Selesai tiap bulan (permintaan). Okt: dalam norma 36, "
        "lewat norma 5. Angka lengkap ada di bawahnya.</title>"
    ) in html
    rows = re.findall(r'"row">(\w+)</th> ?<td class="num">(\d+)</td> ?<td class="num">(\d+)<', html)
    assert rows == [("Agu", "27", "4"), ("Sep", "23", "0"), ("Okt", "36", "5")]
    assert "style=" not in html


def test_names_are_escaped():
    series = (Series(label="<b>", values=(1,)), Series(label="b", values=(1,)))

    html = page(chart("bars", ("<script>",), series))

    assert "<script>" not in html
    assert "<b>" not in html
    assert html.count("&lt;script&gt;") >= 3


def test_paper_paints_by_attributes_because_no_stylesheet_reaches_a_drawing():
    template = Template('{% include "ui/chart_paper.html" with chart=chart only %}')

    html = " ".join(template.render(Context({"chart": chart("columns")})).split())

    assert html.count("<svg") == 1
    assert len(re.findall(r"<rect [^>]*fill=\"#", html)) == html.count("<rect") == 7
    assert "<figcaption>Selesai tiap bulan</figcaption>" in html
