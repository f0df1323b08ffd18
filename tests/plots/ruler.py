"""A ruler for finished figures: measures texts and marks with the renderer, as they are drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
from matplotlib.colors import to_rgb
from matplotlib.text import Text

#: The least size of a text in points, and the least contrast of a text with what is behind it.
LEAST_SIZE, LEAST_CONTRAST = 5.5, 3.0
#: A number at an axis: few digits, or a power of ten.
TICK = re.compile(
    r"^[\u2212-]?(\d{1,3}(,\d{3})*|\d+)(\.\d{1,2}|\.00\d)?(\u00a0(m|bn|tn))?$|^[12]/3$|^(\d·)?10[⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+$"
)


class Ruler:
    """Measures the texts of finished axes with the renderer, as they are drawn."""

    def texts(self, ax):
        candidates = [*ax.texts, ax.title, ax._left_title, ax.xaxis.label, ax.yaxis.label, *self.ticks(ax)]
        return [text for text in candidates if text.get_text() and text.get_visible()]

    def ticks(self, ax) -> Iterator[Text]:
        """The tick labels that are drawn: those within the axes' limits."""
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for at, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True):
                if low <= at <= high:
                    yield label

    def boxes(self, texts):
        return [
            Text.get_window_extent(text) for text in texts
        ]  # of an annotation the words only, not its thread

    def named(self, ax, code):
        """The texts that name a unit."""
        return [text for text in self.texts(ax) if text.get_gid() == f"name:{code}"]

    def source(self, ax):
        return next(
            (text.get_text().replace("\n", " ") for text in ax.texts if text.get_gid() == "source"), ""
        )

    def subtitle(self, ax):
        return next(
            (text.get_text().replace("\n", " ") for text in ax.texts if text.get_gid() == "subtitle"), ""
        )

    def title(self, ax):
        return ax.get_title(loc="left").replace("\n", " ").replace("\u00a0%", " %")

    def assert_clean(self, *every):
        """No text covers another, none leaves the figure, none of another axes of the same figure either."""
        every[0].figure.draw_without_rendering()
        faults = self.overlaps(*every)
        assert faults == [], "; ".join(faults)

    def assert_good(self, ax):
        """Clean, and what the eye would find besides: sizes, contrast, numbers, marks that are cut or covered."""
        faults = [*self.sizes(ax), *self.numbers(ax), *self.contrasts(ax), *self.overlaps(ax)]
        faults += [*self.cut_marks(ax), *self.covered_marks(ax)]
        assert faults == [], "; ".join(faults)
        assert ax.get_legend() is None  # it would lie over data: keys stand above the axes

    # what is measured ---------------------------------------------------------------

    def overlaps(self, *every) -> list[str]:
        """Texts that are cut, and texts that cover others."""
        texts = [text for ax in every for text in self.texts(ax)]
        width, height = every[0].figure.canvas.get_width_height()
        ends = np.array([(box.x0, box.y0, box.x1, box.y1) for box in self.boxes(texts)])
        slack = 1.0 * every[0].figure.dpi / 100
        faults = [
            f"{text.get_text()!r} is cut: {box.round()} in {width} x {height}"
            for text, box in zip(texts, ends, strict=True)
            if min(box[0], box[1]) < -slack or box[2] > width + slack or box[3] > height + slack
        ]
        wide = np.minimum(ends[:, None, 2], ends[None, :, 2]) - np.maximum(ends[:, None, 0], ends[None, :, 0])
        high = np.minimum(ends[:, None, 3], ends[None, :, 3]) - np.maximum(ends[:, None, 1], ends[None, :, 1])
        over = np.triu(np.minimum(wide, high) > 1.5 * slack, 1)
        return faults + [
            f"{texts[i].get_text()!r} covers {texts[j].get_text()!r}" for i, j in np.argwhere(over)
        ]

    def sizes(self, ax) -> list[str]:
        """Texts too small to read."""
        return [
            f"{text.get_text()!r} is too small" for text in self.texts(ax) if text.get_fontsize() < LEAST_SIZE
        ]

    def numbers(self, ax) -> list[str]:
        """Numbers at an axis with more digits than a reader needs."""
        texts = [label.get_text() for label in self.ticks(ax) if re.match(r"^[\u2212-]?\d", label.get_text())]
        return [
            f"{text!r} is no round number"
            for text in texts
            if not TICK.match(text) and not label_of_row(text)
        ]

    def contrasts(self, ax) -> list[str]:
        """Texts that are hardly seen on what is behind them."""
        texts, canvas = self.texts(ax), ax.figure.canvas
        boxes = self.boxes(texts)
        renderer = canvas.get_renderer()
        renderer.draw_text = lambda *_, **__: None  # what lies behind the texts
        canvas.draw()
        picture = np.asarray(canvas.buffer_rgba())[::-1, :, :3] / 255
        del renderer.draw_text
        faults = []
        for text, box in zip(texts, boxes, strict=True):
            x0, y0, x1, y1 = (max(int(edge), 0) for edge in (box.x0, box.y0, box.x1, box.y1))
            behind = picture[y0 : y1 + 1, x0 : x1 + 1].reshape(-1, 3)
            if len(behind) and contrast(to_rgb(text.get_color()), np.median(behind, axis=0)) < LEAST_CONTRAST:
                faults.append(f"{text.get_text()!r} is hardly seen")
        return faults

    def marks(self, ax) -> Iterator[tuple[np.ndarray, float]]:
        """Places and radius, in pixels, of all marks of data, faint ones left out."""
        scale = ax.figure.dpi / 72
        for dots in ax.collections:
            if (
                type(dots).__name__ == "PathCollection"
                and len(dots.get_sizes())
                and (dots.get_alpha() or 1) > 0.3
            ):
                places = dots.get_offset_transform().transform(np.asarray(dots.get_offsets(), dtype=float))
                yield places, float(np.sqrt(dots.get_sizes().max())) / 2 * scale
        for line in ax.lines:
            if line.get_marker() not in ("", "None", None) and line.get_clip_on():
                yield line.get_transform().transform(line.get_xydata()), line.get_markersize() / 2 * scale

    def cut_marks(self, ax) -> list[str]:
        """Marks of which the edge of the axes cuts off more than a third."""
        box, faults = ax.bbox, []
        for places, radius in self.marks(ax):
            known = places[np.isfinite(places).all(axis=1)]
            inside = (known >= [box.x0 - 1, box.y0 - 1]).all(axis=1) & (
                known <= [box.x1 + 1, box.y1 + 1]
            ).all(axis=1)
            reach = radius / 3 - 1
            near = (known < [box.x0 + reach, box.y0 + reach]) | (known > [box.x1 - reach, box.y1 - reach])
            if (inside & near.any(axis=1)).any():
                faults.append(f"{int((inside & near.any(axis=1)).sum())} marks are cut at the edge")
        return faults

    def covered_marks(self, ax) -> list[str]:
        """Names in the axes that lie on the middle of a mark."""
        names = [text for text in ax.texts if str(text.get_gid()).startswith(("name:", "event:"))]
        places = [place for place, _ in self.marks(ax)]
        if not names or not places:
            return []
        dots = np.vstack(places)
        slack = 2.0 * ax.figure.dpi / 100
        faults = []
        for text, box in zip(names, self.boxes(names), strict=True):
            inside = (dots > [box.x0 + slack, box.y0 + slack]) & (dots < [box.x1 - slack, box.y1 - slack])
            if inside.all(axis=1).any():
                faults.append(f"{text.get_text()!r} lies on {int(inside.all(axis=1).sum())} marks")
        return faults


def label_of_row(text: str) -> bool:
    """Whether a text beside an axis is a name that begins with a digit, and no number."""
    return bool(re.search(r"[^\W\d_]{2,}", text.replace("bn", "").replace("tn", "")))


def contrast(one, other) -> float:
    """Contrast of two colours by WCAG, 1 to 21."""

    def light(colour):
        linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in colour]
        return float(np.dot(linear, (0.2126, 0.7152, 0.0722)))

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
