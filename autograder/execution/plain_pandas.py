"""The names of pandas that plain code may use, and how.

See execution.plain. None of these writes a file, draws, or changes anything but the object that it
is called on. Where an argument may name a method as a text (`agg("mean")`), it has to be a listed
name or a function.
"""

from __future__ import annotations

import ast
import functools
import sys
from collections.abc import Callable

from autograder.execution.plain_numpy import words

# Functions and classes, which code may only call.
_FUNCTIONS = words(
    """
    Categorical DataFrame Index Series Timedelta Timestamp concat crosstab cut date_range factorize
    get_dummies isna isnull melt merge notna notnull pivot pivot_table qcut read_csv to_datetime
    to_numeric to_timedelta unique
    """
)
_VALUES = frozenset({"NA", "NaT"})
_FOR_TYPES = words("Categorical DataFrame Index Series Timedelta Timestamp")
# Attributes of tables, columns, indices, groups, windows and their accessors.
ATTRIBUTES = words(
    """
    abs add_prefix add_suffix agg aggregate align apply assign at between bfill cat categories ceil
    codes columns combine_first contains corr corrwith cov cummax cummin cumcount date day day_name
    dayofweek dayofyear days describe diff div divide droplevel dt dtypes duplicated empty eq equals
    ewm expanding explode extract extractall ffill filter findall first floor floordiv ge get_group
    get_level_values gt hour iat isocalendar kurt last le len levels lt map mask melt merge
    microsecond minute mod month month_name mul multiply name names ne ngroup ngroups normalize nth
    notnull pct_change pivot pivot_table pow quarter radd rank rdiv reindex removeprefix
    removesuffix rename rename_axis reorder_levels resample rmul rolling rsub rtruediv second
    seconds select_dtypes sem set_axis shift skew slice stack str strftime sub swaplevel time
    to_dict to_frame to_list to_numpy to_period to_timestamp total_seconds truediv tz_convert
    tz_localize unstack weekday where xs year
    """
)
# Attributes that other values may have, and that a table uses for something else.
NOT_OF_TABLES = words("boxplot hist info plot")
_NAMED = words(
    """
    all any count cumcount cummax cummin cumprod cumsum diff ffill bfill first idxmax idxmin last
    max mean median min mode nunique pct_change prod rank sem shift size skew std sum var
    """
)
# By function or method, which argument may name methods of tables.
_NAMING = {
    **dict.fromkeys(words("agg aggregate apply filter transform"), (0, "func")),
    "pivot_table": (3, "aggfunc"),
}
_NAMING_FUNCTIONS = {"pivot_table": (4, "aggfunc"), "crosstab": (5, "aggfunc")}
_ITSELF = words("axis by_row args raw result_type dropna regex")  # keywords that name no method
DTYPES = words(
    """
    Int8 Int16 Int32 Int64 UInt8 UInt16 UInt32 UInt64 Float32 Float64 boolean category
    datetime64[ns] str string timedelta64[ns]
    """
)


def is_pandas_path(path: list[str], *, is_called: bool) -> bool:
    """Return whether a name of pandas, when used so, leaves nothing behind."""
    match path:
        case ["pandas", name]:
            return name in _VALUES or (is_called and name in _FUNCTIONS)
    return False


def is_type_of_pandas(path: list[str]) -> bool:
    """Return whether a name of pandas is a type, for questions about types."""
    return len(path) == 2 and path[0] == "pandas" and path[1] in _FOR_TYPES


def names_methods(attribute: str) -> bool:
    """Return whether a method calls others by their names, so that it has to be called at once."""
    return attribute in _NAMING


def names_plainly(node: ast.Call, path: list[str], is_function: Callable[[ast.expr], bool]) -> bool:
    """Return whether a call names only methods that leave nothing behind."""
    function = node.func
    if path:
        found = _NAMING_FUNCTIONS.get(path[1]) if path[0] == "pandas" else None
    else:
        found = _NAMING.get(function.attr) if isinstance(function, ast.Attribute) else None
    if found is None:
        return True
    place, keyword = found
    if any(isinstance(part, ast.Starred) for part in node.args[: place + 1]):
        return False
    named = [*node.args[place : place + 1]]
    is_any = keyword == "func"  # agg(longest=("km", "max")) makes a column of each keyword
    for part in node.keywords:
        if part.arg == keyword or (is_any and part.arg not in _ITSELF):
            is_pair = part.arg != keyword and isinstance(part.value, ast.Tuple)
            named += part.value.elts[1:] if is_pair else [part.value]  # type: ignore[attr-defined]
    return all(_is_tame(part, is_function) for part in named)


def _is_tame(node: ast.expr, is_function: Callable[[ast.expr], bool]) -> bool:
    """Return whether an expression is a listed method's name, a function, or several of these."""
    match node:
        case ast.Constant(value=str(name)):
            return name in _NAMED
        case ast.Constant() | ast.Lambda():
            return True
        case ast.List(elts=parts) | ast.Tuple(elts=parts) | ast.Dict(values=parts):
            return all(_is_tame(part, is_function) for part in parts)
    return is_function(node)


def is_loaded() -> bool:
    """Return whether this process has imported pandas: an import of it then changes nothing."""
    return "pandas" in sys.modules


def may_be_of_tables(attribute: str) -> bool:
    """Return whether a table has an attribute of that name, or could if pandas were imported."""
    if is_loaded():
        return attribute in names_of_pandas()
    return attribute.startswith("to_") or attribute in NOT_OF_TABLES | {"eval", "query"}


@functools.cache
def names_of_pandas() -> frozenset[str]:
    """Return all attributes of pandas' classes."""
    modules = [m for name, m in list(sys.modules.items()) if name.partition(".")[0] == "pandas"]
    kinds = {v for module in modules for v in vars(module).values() if isinstance(v, type)}
    return frozenset(name for kind in kinds for name in dir(kind))
