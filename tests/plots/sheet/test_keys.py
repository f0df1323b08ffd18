"""Keys above the axes."""

from matplotlib import colormaps

from mpindex.plots.sheet.canvas import Margins, Sheet
from mpindex.plots.sheet.keys import Key, ramp_room, shade_ramp


def test_a_key_breaks_into_rows_that_fit_and_takes_the_room_it_says(ruler):
    texts = [f"band number {i}" for i in range(9)]
    assert Key(400, texts).rows > 1 and Key(4000, texts).rows == 1 and Key(400, []).room == 0
    sheet = Sheet({"figsize": 3.5})
    key = Key(sheet.width, texts)
    sheet.lay_out(body=60, margins=Margins(top=key.room), title=["Title"])
    sheet.ax.set(xticks=[], yticks=[])
    key.write(sheet, [{"fc": "red"}] * 8 + [{"marker": "o", "color": "red"}])
    ruler.assert_clean(sheet.ax)


def test_a_ramp_says_what_its_ends_are(ruler):
    sheet = Sheet({"figsize": 3.5})
    sheet.lay_out(body=60, margins=Margins(top=ramp_room()), title=["Title"])
    sheet.ax.set(xticks=[], yticks=[])
    shade_ramp(sheet, "0 %", "9 % of draws", "Blues")
    assert [text.get_text() for text in sheet.ax.texts] == ["0 %", "9 % of draws"]
    ends = [sheet.ax.patches[place].get_facecolor() for place in (0, -1)]
    assert ends == [colormaps["Blues"](0.0), colormaps["Blues"](1.0)]
    ruler.assert_clean(sheet.ax)
