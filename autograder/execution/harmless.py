"""What calls of well-known code do besides returning a value, as data.

This helps to find the skipped statements that could matter (execution.matters). A call that is
not listed here is assumed to change anything.
"""

from __future__ import annotations

import enum
import sys


class Kind(enum.Enum):
    """What the use of a name from a library may do to anything except its arguments."""

    HARMLESS = enum.auto()  # nothing
    DRAWS = enum.auto()  # it draws from a global random number generator
    SEEDS = enum.auto()  # it sets such a generator
    PLOTS = enum.auto()  # it draws a figure, or sets how figures are drawn
    WORLD = enum.auto()  # a name of Python or a known library, which may do anything
    FOREIGN = enum.auto()  # a name of an unknown module, which may do anything


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PURE = _words(
    "__future__ abc bisect calendar cmath collections copy dataclasses datetime enum fractions "
    "itertools math numbers operator pprint re statistics string textwrap time tqdm typing"
)
_PLOTTING = frozenset({"matplotlib", "mpl_toolkits", "seaborn"})
# Libraries whose import changes nothing for other code.
_IMPORTED = _words(
    "numpy scipy sklearn pandas IPython PIL h5py torch tensorflow keras jax plotly skimage cv2 "
    "sympy statsmodels networkx"
)
_WITH_EFFECT = frozenset({"antigravity", "this", "idlelib", "turtle", "turtledemo"})
_NUMPY_SUBMODULES = _words("char fft linalg ma polynomial strings testing typing")
_OF_UFUNCS = frozenset({"accumulate", "outer", "reduce"})
_NUMPY_EFFECTS = _words(
    "at copyto ctypeslib fill_diagonal fromfile lib memmap place put put_along_axis putmask save "
    "savetxt savez savez_compressed set_printoptions set_string_function setbufsize seterr "
    "seterrcall printoptions"
)
_GENERATORS = _words(
    "BitGenerator Generator MT19937 PCG64 PCG64DXSM Philox Random RandomState SFC64 SeedSequence "
    "default_rng"
)
_SETTERS = frozenset({"seed", "set_state", "setstate"})
_SINGLE = _words(
    """
    IPython.display.display IPython.display.HTML IPython.display.Markdown IPython.display.Image
    functools.partial functools.reduce functools.wraps functools.cmp_to_key
    contextlib.suppress contextlib.nullcontext timeit.default_timer json.dumps json.loads
    timeit.repeat timeit.timeit
    pandas.Categorical pandas.DataFrame pandas.Index pandas.Series pandas.Timestamp pandas.concat
    pandas.crosstab pandas.cut pandas.date_range pandas.factorize pandas.get_dummies pandas.isna
    pandas.isnull pandas.merge pandas.notna pandas.pivot_table pandas.qcut pandas.read_csv
    pandas.read_excel pandas.to_datetime pandas.to_numeric pandas.unique
    """
)
SAFE_DECORATORS = _words(
    "abstractmethod classmethod dataclass override property setter staticmethod wraps"
)
UNSAFE_BUILTINS = _words(
    "__build_class__ __import__ aiter anext breakpoint compile copyright credits delattr eval exec "
    "exit getattr globals help input license locals open quit setattr vars"
)
# Code that uses one of these may use or define names that no parser sees.
DYNAMIC = _words(
    "__dict__ __globals__ __import__ __main__ _getframe currentframe eval exec f_globals f_locals "
    "globals import_module locals modules query testmod vars"
)
# Methods that change only the object that they are called on.
_OF_DATA = """
    T add all any append argmax argmin argpartition argsort as_integer_ratio astype bit_length
    capitalize casefold center choice choose clear clip compress conj conjugate copy count cumprod
    cumsum decode diagonal difference discard dot elements encode endswith expandtabs exponential
    extend extendleft fill find flatten format from_iterable fromkeys get index insert integers
    intersection is_integer isalnum isalpha isdigit isdisjoint islower isnumeric isspace issubset
    issuperset issubclass isupper item items itemsize join keys ljust lower lstrip max mean min
    most_common multivariate_normal nonzero normal partition permutation permuted poisson pop
    popitem popleft prod ptp random ravel real remove repeat replace reshape resize reverse rfind
    rindex rjust rotate round rpartition rsplit rstrip searchsorted setdefault setflags shuffle
    sort split splitlines squeeze standard_normal startswith std strip subtract sum swapaxes
    swapcase symmetric_difference take title tobytes tolist total trace translate transpose uniform
    union update upper values var view zfill
    """
_OF_FIGURES = """
    add_artist add_collection add_gridspec add_image add_line add_patch add_subplot annotate axhline
    axhspan axis axvline axvspan bar bar_label barh boxplot cla clabel clf colorbar contour contourf
    errorbar fill_between fill_betweenx flat get_figure get_legend get_xlim get_ylim grid hexbin
    get_layout_engine
    hist hist2d hlines imshow inset_axes invert_xaxis invert_yaxis label_outer legend
    locator_params loglog margins matshow minorticks_on pcolormesh pie plot plot_surface
    plot_wireframe quiver remove scatter semilogx semilogy set set_alpha set_aspect set_axis_off
    set_color set_facecolor set_label set_position set_size_inches set_tick_params set_ticks
    set_ticklabels set_title set_visible set_xlabel set_xlim set_xscale set_xticklabels set_xticks
    set_ylabel set_ylim set_yscale set_yticklabels set_yticks set_zlabel set_zlim spy stackplot
    stem step streamplot subplots subplots_adjust suptitle supxlabel supylabel table text
    tick_params ticklabel_format tight_layout tripcolor twinx twiny view_init violinplot vlines
    """
_OF_TABLES_AND_MODELS = """
    decision_function describe drop drop_duplicates dropna fillna fit fit_predict fit_transform
    get_params groupby head idxmax idxmin iloc info inverse_transform isin isna isnull iterrows
    itertuples loc median nlargest notna nsmallest nunique predict predict_log_proba predict_proba
    quantile reset_index run_line_magic sample score set_index set_postfix
    sort_index sort_values system tail to_numpy transform unique value_counts
    """
METHODS = _words(_OF_DATA + _OF_FIGURES + _OF_TABLES_AND_MODELS)
# The methods through which a library may draw from a global generator.
DRAWING = frozenset({"fit", "fit_predict", "fit_transform", "sample"})


def kind_of(path: str) -> Kind:  # noqa: PLR0911 - a table, read from top to bottom
    """Return what the use of `module.name...` may do."""
    head, *rest = path.split(".")
    if rest and rest[-1] == "register":  # such as numbers.Number.register
        return Kind.WORLD
    if path in _SINGLE or head in _PURE:
        return Kind.HARMLESS
    if head == "random" or path.startswith("numpy.random"):
        return _of_random(rest[-1] if rest else "")
    if head == "numpy":
        return _of_numpy(rest)
    if any(part.startswith(("save", "write", "dump", "to_", "set_config")) for part in rest):
        return Kind.WORLD
    if head in _PLOTTING:
        return Kind.PLOTS
    if head == "sklearn" or path.startswith("scipy.stats"):
        return Kind.DRAWS
    if head == "scipy" or path.startswith("os.path."):
        return Kind.HARMLESS
    return Kind.WORLD if head in sys.stdlib_module_names or head in _IMPORTED else Kind.FOREIGN


def may_import(module: str) -> bool:
    """Return whether importing a module changes nothing except the names that it binds."""
    head = module.partition(".")[0]
    known = head in sys.stdlib_module_names or head in _IMPORTED | _PLOTTING | {"tqdm"}
    return known and head not in _WITH_EFFECT


def _of_random(name: str) -> Kind:
    if name in _GENERATORS:
        return Kind.HARMLESS
    return Kind.SEEDS if name in _SETTERS else Kind.DRAWS


def _of_numpy(rest: list[str]) -> Kind:
    is_flat = len(rest) <= 1 or rest[0] in _NUMPY_SUBMODULES or rest[1] in _OF_UFUNCS
    is_harmless = is_flat and not _NUMPY_EFFECTS.intersection(rest)
    return Kind.HARMLESS if is_harmless else Kind.WORLD
