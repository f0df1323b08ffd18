"""Small changes to a module's source, one at a time: each should make a test fail.

A *formula* mutant changes what is computed: a comparison, an operator, a number, a name such as ``min``, a value returned.
A *message* mutant changes what a user reads in an error, a warning or a sentence: its text, or a value shown in it.
A *look* mutant changes by one a number that says only how thick, large or far off something is drawn: a number handed to
Matplotlib's styling arguments (`STYLING`), an offset in points, a margin. Nothing in the world makes it wrong; the ruler of
the picture tests judges those that make a figure unreadable. They are counted apart.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass

_COMPARE: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
    ast.FloorDiv: ast.Div,
}
_WORDS = {
    "min": "max",
    "max": "min",
    "any": "all",
    "all": "any",
    "sum": "mean",
    "mean": "sum",
    "argmin": "argmax",
    "argmax": "argmin",
    "minimum": "maximum",
    "maximum": "minimum",
    "nanmin": "nanmax",
    "nanmax": "nanmin",
    "zeros": "ones",
    "ones": "zeros",
    "floor": "ceil",
    "ceil": "floor",
}
#: Keywords and keys whose numbers are matters of taste.
STYLING = {
    "alpha",
    "dpi",
    "figsize",
    "fontsize",
    "labelpad",
    "length",
    "linespacing",
    "linewidth",
    "linewidths",
    "lw",
}
STYLING |= {"mew", "ms", "pad", "rotation", "s", "shrinkA", "shrinkB", "size", "zorder"}
#: Of our own sheets: how high the axes are and a row at least.
STYLING |= {"body", "least", "pitch", "around"}
#: Calls whose texts a user reads.
_SPEAKING = ("Error", "Warning", "Fault", "warn")


@dataclass(frozen=True)
class Mutant:
    """One change: the characters from ``start`` to ``end`` of a source become ``text``."""

    kind: str
    line: int
    start: int
    end: int
    before: str
    text: str

    def apply(self, source: str) -> str:
        """Return the source with the change in it."""
        raw = source.encode()
        return (raw[: self.start] + self.text.encode() + raw[self.end :]).decode()

    def __str__(self) -> str:
        return f"- {self.before}\n+ {self.text}"


def mutants(source: str, *, figure: bool = False) -> list[Mutant]:
    """Return every mutant of a module's source, in the order of its lines; only the module of a `figure` has looks."""
    starts = [0]
    for line in source.encode().splitlines(keepends=True):
        starts.append(starts[-1] + len(line))

    def place(line: int, column: int) -> int:
        return starts[line - 1] + column

    mutants = []
    for kind, node, changed in _changes(ast.parse(source), figure=figure):
        start = place(node.lineno, node.col_offset)
        end = place(node.end_lineno or node.lineno, node.end_col_offset or 0)
        before = source.encode()[start:end].decode()
        text = ast.unparse(changed)
        if isinstance(node, ast.expr) and not isinstance(
            node, ast.Constant | ast.Name | ast.Attribute | ast.Call
        ):
            text = f"({text})"
        mutants.append(Mutant(kind, node.lineno, start, end, before, text))
    return sorted(mutants, key=lambda mutant: (mutant.start, mutant.end, mutant.text))


def _changes(tree: ast.Module, *, figure: bool) -> Iterator[tuple[str, ast.expr | ast.stmt, ast.AST]]:
    """Yield (kind, node, the node that takes its place) over a module, leaving out what no run of it can notice."""
    nodes = ast.walk(tree) if figure else ()
    looks = {id(number) for node in nodes for styling in _stylings(node) for number in _numbers(styling)}
    for node, speaking in _walk(tree, speaking=False):
        if speaking:
            yield from (("message", node, change) for change in _messages(node))
        else:
            kind = "look" if id(node) in looks else "formula"
            yield from ((kind, node, change) for change in _formulas(node))


def _stylings(node: ast.AST) -> Iterator[ast.AST]:
    """Yield what a node gives for the look of something."""
    match node:
        case ast.keyword(arg=name, value=value) if name in STYLING:
            yield value
        case ast.Dict(keys=keys, values=values):
            yield from (
                v
                for k, v in zip(keys, values, strict=True)
                if isinstance(k, ast.Constant) and k.value in STYLING
            )
        case ast.Call(func=ast.Name(id="Margins"), args=given, keywords=named):
            yield from (*given, *(word.value for word in named))
        case ast.Call(func=ast.Attribute(attr="annotate"), args=[_, _, offset, *_]):
            yield offset


def _numbers(node: ast.AST) -> Iterator[ast.AST]:
    """Yield the numbers that a choice, a tuple, a sign, a sum or a bound leads to; what is computed else is a formula."""
    match node:
        case ast.Constant():
            yield node
        case ast.UnaryOp(operand=operand):
            yield from _numbers(operand)
        case ast.BinOp(left=left, right=right):
            yield from (*_numbers(left), *_numbers(right))
        case ast.Tuple(elts=parts) | ast.Call(func=ast.Name(id="min" | "max"), args=parts):
            yield from (number for part in parts for number in _numbers(part))
        case ast.IfExp(body=body, orelse=other):
            yield from (*_numbers(body), *_numbers(other))


def _walk(node: ast.AST, *, speaking: bool) -> Iterator[tuple[ast.expr | ast.stmt, bool]]:
    """Yield each expression and statement, with whether it belongs to a message."""
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_params", "bases"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if not isinstance(child, ast.AST) or _inert(child):
                continue
            heard = speaking or _speaks(child)
            if isinstance(child, ast.expr | ast.stmt):
                yield child, heard
            if not _rest(node, child):
                yield from _walk(child, speaking=heard)


def _inert(node: ast.AST) -> bool:
    """Whether nothing of a node is worth changing: docstrings, imports, public names, what the type checker asks."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.Import() | ast.ImportFrom() | ast.Assert():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.keyword(arg="strict"):  # of zip: it asks like an assert
            return True
    return False


def _rest(node: ast.AST, child: ast.AST) -> bool:
    """Whether a child is the -1 of `reshape(-1, ...)`: any negative length, so -2 too, stands for the rest."""
    match node, child:
        case ast.Call(func=ast.Attribute(attr="reshape")), ast.UnaryOp(op=ast.USub()):
            return True
    return False


def _speaks(node: ast.AST) -> bool:
    if isinstance(node, ast.JoinedStr):
        return True
    if not isinstance(node, ast.Call):
        return False
    name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
    return name.endswith(_SPEAKING)


def _messages(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.JoinedStr(values=values):
            for place, part in enumerate(values):
                if isinstance(part, ast.FormattedValue):  # a value left out
                    yield ast.JoinedStr(values=[*values[:place], *values[place + 1 :]])
        case ast.Constant(value=str(text)) if " " in text.strip():
            yield ast.Constant(value="...")
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.IfExp(test=test, body=other, orelse=body)


def _formulas(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Compare(ops=[op]) if type(op) in _COMPARE:
            yield _with(node, ops=[_COMPARE[type(op)]()])
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC and not _text(node):
            yield _with(node, op=_ARITHMETIC[type(op)]())
        case ast.BoolOp(op=op):
            yield _with(node, op=ast.Or() if isinstance(op, ast.And) else ast.And())
        case ast.UnaryOp(op=ast.Not() | ast.USub() | ast.Invert(), operand=operand):
            yield operand
        case ast.IfExp(test=test, body=body, orelse=other):
            yield ast.IfExp(test=test, body=other, orelse=body)
        case ast.Return(value=value) if value is not None and not isinstance(value, ast.Constant):
            yield ast.Return(value=ast.Constant(value=None))
        case _:
            yield from _atoms(node)


def _atoms(node: ast.AST) -> Iterator[ast.AST]:
    match node:
        case ast.Constant(value=bool(value)):
            yield ast.Constant(value=not value)
        case ast.Constant(value=int(value) | float(value)):
            yield ast.Constant(value=value + 1)
        case ast.Attribute(attr=name) if name in _WORDS:
            yield _with(node, attr=_WORDS[name])
        case ast.Name(id=name) if name in _WORDS:
            yield _with(node, id=_WORDS[name])


def _text(node: ast.BinOp) -> bool:
    """Whether an operator joins texts, or types."""
    sides = (node.left, node.right)
    return any(isinstance(side, ast.JoinedStr) for side in sides) or any(
        isinstance(side, ast.Constant) and isinstance(side.value, str | None) for side in sides
    )


def _with(node: ast.AST, **fields: object) -> ast.AST:
    changed = copy(node)
    for name, value in fields.items():
        setattr(changed, name, value)
    return changed
