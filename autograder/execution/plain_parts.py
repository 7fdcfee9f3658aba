"""Small questions about parts of a function's code; see execution.plain."""

from __future__ import annotations

import ast
import string


def is_name(node: ast.AST, name: str) -> bool:
    """Return whether an expression is this name."""
    return isinstance(node, ast.Name) and node.id == name


# -- what stands outside a function's body -------------------------------------


def is_constant(node: ast.expr | None) -> bool:
    """Return whether an expression is a number or a text, which nothing can change."""
    if isinstance(node, ast.UnaryOp):  # -"a" raises, and then the name is not bound
        operand = node.operand
        value = operand.value if isinstance(operand, ast.Constant) else ""
        return isinstance(node.op, ast.USub | ast.UAdd) and isinstance(value, int | float | complex)
    if isinstance(node, ast.Tuple):
        return all(map(is_constant, node.elts))
    return node is None or isinstance(node, ast.Constant)


def is_annotation(node: ast.AST | None) -> bool:
    """Return whether evaluating an annotation computes nothing."""
    allowed = (ast.Name, ast.Attribute, ast.Subscript, ast.Constant, ast.BinOp, ast.Tuple, ast.List)
    parts = ast.walk(node) if node is not None else ()
    return all(isinstance(part, (*allowed, ast.expr_context, ast.BitOr)) for part in parts)


def has_plain_header(node: ast.FunctionDef, decorators: frozenset[str] = frozenset()) -> bool:
    """Return whether a function definition executes nothing but the definition."""
    args = node.args
    every = [*args.posonlyargs, *args.args, *args.kwonlyargs, args.vararg, args.kwarg]
    notes = [node.returns, *(arg.annotation for arg in every if arg is not None)]
    return (
        all(isinstance(d, ast.Name) and d.id in decorators for d in node.decorator_list)
        and all(map(is_constant, (*args.defaults, *args.kw_defaults)))
        and all(map(is_annotation, notes))
    )


# -- what stands inside ----------------------------------------------------------


def is_plain_format(node: ast.AST) -> bool:
    """Return whether `node.format` looks up no attribute and no entry of what it formats."""
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str)):
        return False
    waiting = [node.value]
    try:
        while waiting:
            for _, field, spec, _ in string.Formatter().parse(waiting.pop()):
                if {".", "["} & set(field or ""):
                    return False
                waiting += [spec] if spec else []
    except ValueError:
        return False
    return True


def names_of(target: ast.AST) -> set[str]:
    """Return the names that a loop binds, without those that `a[b]` only uses."""
    match target:
        case ast.Name(id=name):
            return {name}
        case ast.Tuple(elts=parts) | ast.List(elts=parts):
            return set().union(*map(names_of, parts))
        case ast.Starred(value=part):
            return names_of(part)
    return set()
