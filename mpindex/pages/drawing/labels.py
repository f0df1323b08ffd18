"""Where the names in a drawing go: beside their marks, none over another, none over the edge."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from mpindex.pages.drawing.svg import element, wide

#: Height of a line of a name, in pixels.
LINE = 15.0
#: Directions in which a name may stand from its mark, and how far, the best first.
_WAYS = ((1, 0), (-1, 0), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -1), (0, 1))
_FAR = (8.0, 18.0, 32.0, 50.0, 72.0, 100.0)

Box = tuple[float, float, float, float]


class Labels:
    """Names placed one after the other in a rectangle, the most important first.

    Parameters
    ----------
    left, top, right, bottom : float
        The rectangle.
    taken : sequence of tuple
        Left, top, right and bottom of what must not be covered.
    """

    def __init__(
        self, left: float, top: float, right: float, bottom: float, taken: Sequence[Box] = ()
    ) -> None:
        self._frame = (left, top, right, bottom)
        self._taken = list(taken)

    def place(
        self, x: float, y: float, text: str, kind: str = "", *, bold: bool = False, near: bool = False
    ) -> Markup:
        """Return a name beside a mark, with a line to it where it stands far off; nothing where there is no room.

        Parameters
        ----------
        x, y : float
            The mark.
        text : str
            The name.
        kind : str
            Its class.
        bold : bool
            Whether it is written in bold.
        near : bool
            Whether it may stand only at its mark, over it or close by.
        """
        width = wide(text, bold=bold) + 4
        for far in _FAR[:1] if near else _FAR:
            for across, down in ((0, 0), *_WAYS) if near else _WAYS:
                cx = x + across * (width / 2 + far * (1 if down == 0 else 0.4))
                cy = y + down * (LINE / 2 + far)
                box = (cx - width / 2, cy - LINE / 2, cx + width / 2, cy + LINE / 2)
                if self._free(box):
                    self._taken.append(box)
                    return _name(x, y, cx, cy, text, kind, line=far > _FAR[0])
        return Markup("")

    def _free(self, box: Box) -> bool:
        left, top, right, bottom = self._frame
        inside = box[0] >= left and box[1] >= top and box[2] <= right and box[3] <= bottom
        return inside and not any(
            box[0] < b[2] and box[2] > b[0] and box[1] < b[3] and box[3] > b[1] for b in self._taken
        )


def _name(x: float, y: float, cx: float, cy: float, text: str, kind: str, *, line: bool) -> Markup:
    name = element("text", text, class_=f"name {kind}".strip(), x=cx, y=cy + 4.0, text_anchor="middle")
    if not line:
        return name
    end = cy + (LINE / 2 if cy < y else -LINE / 2 if cy > y else 0.0)
    return element("line", class_="leader", x1=x, y1=y, x2=cx, y2=end) + name
