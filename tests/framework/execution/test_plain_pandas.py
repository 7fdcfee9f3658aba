"""Which code that uses pandas is plain: its exercises share a process with others."""

# ruff: noqa: E501 - each answer is a line

import sys

import numpy as np
import pandas as pd
import pytest

from autograder.execution.namespace import KNOWN_NAMES
from autograder.execution.plain import plain_exercises
from autograder.execution.plain_names import BUILTINS, Globals
from autograder.execution.plain_pandas import ATTRIBUTES, names_of_pandas
from autograder.execution.statements import read_cells, read_given, select

IMPORTS = "import numpy as np\nimport pandas as pd\n"


def plain(*cells, given=(), is_whole=False):
    """Return whether the exercise `probe` is plain as a function, and as a variable."""
    notebook = read_cells(enumerate([*given, *cells], 1), read_given(given))
    needed = select(notebook.statements, ["probe"], KNOWN_NAMES).statements
    found = plain_exercises(notebook.statements if is_whole else needed, ["probe"])
    return "probe" in found.functions, "probe" in found.variables


PLAIN = {
    "rows": "return df.sort_values('km', ascending=False).head(3).reset_index(drop=True)",
    "groups": "g = df.groupby('station')\n    return g.agg(rides=('ride', 'count'), km=('km', 'sum')).reset_index()",
    "groups by a dict": "return df.groupby(['a', 'b'])['c'].agg({'c': ['mean', 'max']}).unstack()",
    "groups by a function": "return df.groupby('a')['b'].apply(lambda x: x.max() - x.min())",
    "a column of a function": "return df.apply(helper, axis=1)",
    "a pivot table": "return df.pivot_table(values='m', index='s', columns='x', aggfunc='mean')",
    "a pivot table of the module": "return pd.pivot_table(df, values='m', index='s', aggfunc=len)",
    "a crosstab": "return pd.crosstab(df['a'], df['b'], normalize='index')",
    "new columns": "df = df.copy()\n    df['x'] = df['a'] * 2\n    df.loc[df['a'] > 1, 'x'] = np.nan\n    return df.assign(y=lambda d: d['x'] + 1)",
    "mended columns": "kept = df.dropna(subset=['m'])\n    km = kept['km'].str.removesuffix(' km').astype(float)\n    return kept.assign(km=km, c=kept['c'].astype('category'), n=kept['n'].astype({'n': 'Int64'}))",
    "dates": "d = pd.to_datetime(df['d'])\n    return df[d.dt.year == 2026].assign(month=d.dt.month_name())",
    "joins": "return df.merge(other, on='id', how='left').fillna({'x': 0}).rename(columns={'x': 'y'})",
    "a new table": "return pd.DataFrame({'a': [1, 2], 'b': pd.Series([3, 4], dtype='int64')})",
    "tables together": "return pd.concat([df, df], ignore_index=True).drop_duplicates()",
    "in place": "df.drop(columns=['a'], inplace=True)\n    df.sort_index(inplace=True)\n    return df",
    "rows one by one": "return [row['a'] for _, row in df.iterrows() if not pd.isna(row['b'])]",
    "questions": "return isinstance(df, pd.DataFrame) and df.equals(df) and not df.empty",
    "numbers": "return df['a'].to_numpy(), df['a'].rolling(3).mean(), df.corr(), df.T, df.describe()",
    "a file": "return pd.read_csv('data/rides.csv', parse_dates=['started'])",
}


@pytest.mark.parametrize("case", PLAIN)
def test_usual_answers_are_plain(case):
    """What students usually write with pandas is plain."""
    helper = "def helper(row):\n    return row['a'] + 1"
    assert plain(IMPORTS, helper, f"def probe(df, other=None):\n    {PLAIN[case]}") == (True, False)


NOT_PLAIN = {
    "an option": "pd.set_option('mode.copy_on_write', False)\n    return df",
    "an option as an attribute": "pd.options.display.width = 3\n    return df",
    "a context of options": "with pd.option_context('display.width', 3):\n        return str(df)",
    "a class's method": "pd.DataFrame.head = helper\n    return df",
    "a class as a value": "k = pd.DataFrame\n    k.name = 3\n    return df",
    "a class in a loop": "for k in (pd.Series,):\n        k.insert = 3\n    return df",
    "a class as an argument": "return helper(pd.DataFrame)",
    "an accessor": "pd.api.extensions.register_dataframe_accessor('kept')(helper)\n    return df",
    "attributes of a table": "df.attrs['kept'] = 1\n    return df",
    "an attribute of a table": "df.columns = ['a']\n    return df",
    "a file": "df.to_csv('kept')\n    return df",
    "a pickle": "df['a'].to_pickle('kept')\n    return df",
    "a file by a name": "return df.agg('to_csv')",
    "a file by a name in a list": "return df.agg(['to_csv'])",
    "a file by a name in a dict": "return df.agg({'a': 'to_pickle'})",
    "a file by a name in a column": "return df.groupby('a').agg(x=('b', 'to_pickle'))",
    "a file by a name in a keyword": "return df.groupby('a')['b'].agg(x='to_pickle')",
    "a file by a name that is computed": "return df.agg('to_' + 'csv')",
    "a file by a name in a variable": "f = 'to_csv'\n    return df.agg(f)",
    "a file by an argument": "return df['a'].apply(df['a'][0])",
    "a file by stars": "return df.agg(*['to_csv', 0, 'kept'])",
    "a file by keywords": "return df.agg(**{'func': 'to_csv'})",
    "a file by transform": "return df.transform('to_csv')",
    "a file by a group's filter": "return df.groupby('a')['b'].filter('to_csv')",
    "a file by a pivot table": "return df.pivot_table(values='a', index='b', aggfunc='to_csv')",
    "a file by a pivot table's place": "return df.pivot_table('a', 'b', 'c', 'to_csv')",
    "a file by the module's pivot table": "return pd.pivot_table(df, 'a', 'b', 'c', 'to_csv')",
    "a file by a crosstab": "return pd.crosstab(df['a'], df['b'], df['c'], None, None, 'to_csv')",
    "a method as a value": "f = df.agg\n    return f('to_csv')",
    "a method in a list": "return [f('to_csv') for f in [df.apply]]",
    "an unbound method": "return pd.DataFrame.agg(df, 'to_csv')",
    "a query": "return df.query('a > @helper.__globals__')",
    "an expression": "return df.eval('b = 1')",
    "a plot": "df.plot()\n    return df",
    "a histogram": "df.hist()\n    return df",
    "a style": "return df.style",
    "an open file": "return pd.read_csv('a', chunksize=1)",
    "another file": "return pd.read_pickle('a')",
    "a compiler": "return df.apply(helper, engine='numba')",
    "a style of SQL": "return df.to_sql('t', 'sqlite:///kept')",
    "unknown columns as attributes": "return df.surprise",
    "a private name": "return df._mgr",
    "a name of the interpreter": "return df.__class__",
    "a table of another exercise": "shared['x'] = 1\n    return df",
    "reading a table of another exercise": "return shared",
    "a type of 80 bits": "return pd.Series([1.0], dtype='g')",
    "a type of 80 bits by its place": "return pd.Series([1.0], None, 'g')",
    "a type of 80 bits of a column": "return df.astype({'a': 'g'})",
    "a type of 80 bits of NumPy": "return df['a'].to_numpy('g')",
    "modules": "return pd.io",
    "the module": "return pd",
}


@pytest.mark.parametrize("case", NOT_PLAIN)
def test_what_could_keep_something_is_not_plain(case):
    """Code that could leave something behind in pandas, in a file or in a table is not plain."""
    code = f"def helper(x):\n    return x\ndef probe(df):\n    {NOT_PLAIN[case]}"
    assert plain(IMPORTS, "shared = pd.DataFrame({'a': [1]})", code) == (False, False)


LOADED = {
    "a table from a file": "probe = pd.read_csv('data/rides.csv', parse_dates=['started'])",
    "a number": "probe = (pd.read_csv('data/rides.csv')['member'] == 'yes').mean()",
    "several steps": "df = pd.read_csv('r.csv')\ndf['km'] = df['km'].astype(float)\ndf.columns = ['a', 'b']\ndf.dropna(inplace=True)\nprobe = df.groupby('a')['b'].sum()",
    "a stub before it": "probe = ...\nprobe = pd.Series([1, 2]).mean()",
    "a function": "def f(df):\n    return df.head()\ndf = pd.DataFrame({'a': [1]})\nprobe = f(df)",
    "a choice": "probe = 'b'",
    "a list": "probe = [1, 2]",
}


@pytest.mark.parametrize("case", LOADED)
def test_usual_variables_are_plain(case):
    """A variable that plain code computes while the notebook is loaded leaves nothing behind."""
    assert plain(IMPORTS, LOADED[case]) == (False, True)


LOADED_SO = {
    "a closure with a state": "def make():\n    n = [0]\n    def count(x):\n        n.append(x)\n        return len(n)\n    return count\nprobe = make()",
    "a lambda with a state": "seen = []\nprobe = lambda x: (seen.append(x), len(seen))",
}


@pytest.mark.parametrize("case", LOADED_SO)
def test_what_is_called_is_never_plain_as_a_variable(case):
    """A value that a call may change is not called in the shared process."""
    is_function, _ = plain(IMPORTS, LOADED_SO[case])
    assert not is_function


NOT_LOADED = {
    "an object with its own text": "class A:\n    def __init__(self):\n        self.n = 0\n    def __repr__(self):\n        self.n += 1\n        return str(self.n)\nprobe = A()",
    "builtins of its own": "def f(x):\n    return x\n__builtins__ = {'abs': f}\ndef probe(x):\n    return abs(x)",
    "builtins that are changed": "def f(x):\n    return x\n__builtins__['abs'] = f\ndef probe(x):\n    return abs(x)",
    "a name of Python's": "len = pd.Series([1])\ndef probe(x):\n    return len",
    "NumPy changed": "np.exp = np.log\ndef probe(x):\n    return np.exp(x)",
    "pandas changed": "pd.name = 3\ndef probe(x):\n    return x",
    "a class of pandas changed": "k = pd.DataFrame\nk.name = 3\ndef probe(x):\n    return x",
    "an option": "pd.set_option('display.width', 3)\nprobe = pd.Series([1])",
    "a file": "df = pd.Series([1])\nprobe = df.to_csv('kept')",
    "an unknown function": "probe = surprise(pd)",
    "a function that keeps something": "def f(x, seen=[]):\n    seen.append(x)\n    return seen\nprobe = f(1)",
    "a module that is hidden": "pd = 3\ndef probe(x):\n    return pd.Series(x)",
    "another import": "import os\nprobe = os.rename('a', 'b')",
    "an import of a part": "import pandas.io\nprobe = 1",
}


@pytest.mark.parametrize("case", NOT_LOADED)
def test_statements_that_do_more_are_not_plain(case):
    """If loading a notebook may change more than its own data, nothing in it is plain."""
    assert plain(IMPORTS, NOT_LOADED[case], is_whole=True) == (False, False)


def test_given_data_is_not_touched():
    """What an instructor's own statements bind may be anything: plain code does not use it."""
    given = ["import os\nwine = os.environ"]
    assert plain(IMPORTS, "probe = wine.pop('a')", given=given) == (False, False)
    assert plain(IMPORTS, "probe = os.rename('a', 'b')", given=given) == (False, False)
    assert plain(IMPORTS, "probe = pd.Series([1])", given=given) == (False, True)


def test_a_class_makes_no_method_of_pandas_plain():
    """A notebook's class may have an attribute that is called like a method of a table."""
    kept = "class A:\n    def to_csv(self, name):\n        return name\ndef probe(df):\n    A()\n    return df.to_csv('kept')"
    assert plain(kept) == (False, False)
    assert plain(kept.replace("to_csv", "keep")) == (True, False)
    apply = "class A:\n    def apply(self, f):\n        return f\ndef probe(df, f):\n    A()\n    return df.apply(f)"
    assert plain(apply) == (False, False)


def test_pandas_must_be_there_already(monkeypatch):
    """An import that would have to find pandas first is not plain."""
    code = "def probe(df):\n    return pd.isna(df)"
    assert plain(IMPORTS, code) == (True, False)
    monkeypatch.delitem(sys.modules, "pandas")
    assert plain(IMPORTS, code) == (False, False)


# -- what listed methods do --------------------------------------------------------------

TABLE = {"a": [3, 1, 2], "b": ["x", "y", "x"], "c": [0.5, None, 2.5]}


def table():
    """Return a new table."""
    df = pd.DataFrame(TABLE)
    df["d"] = pd.to_datetime(["2026-01-01", "2026-02-01", "2026-03-05"])
    df["e"] = df["b"].astype("category")
    return df


SUBJECTS = [
    *(lambda df, name=name: df[name] for name in "abcde"),
    lambda df: df,
    lambda df: df.index,
    lambda df: df.columns,
    lambda df: df.groupby("b"),
    lambda df: df.groupby("b")["a"],
    lambda df: df["a"].rolling(2),
    lambda df: df["a"].expanding(),
    lambda df: df["a"].ewm(2),
    lambda df: df["b"].str,
    lambda df: df["d"].dt,
    lambda df: df["e"].cat,
    lambda df: df["e"].array,
    lambda df: df["a"].dtype,
    lambda df: df["e"].dtype,
    lambda df: df.set_index("d")["a"].resample("D"),
    lambda df: df.set_index(["a", "b"]),
    lambda df: df.set_index(["a", "b"]).index,
    lambda _: pd.Timestamp("2026-01-01"),
    lambda _: pd.Timedelta("1D"),
]


def state():
    """Return what plain code must not change: classes, modules and settings."""
    modules = {n: m for n, m in sys.modules.items() if n.partition(".")[0] == "pandas"}
    kinds = {v for m in modules.values() for v in vars(m).values() if isinstance(v, type)}
    ours = {kind for kind in kinds if kind.__module__.startswith("pandas")}
    values = {k: frozenset(map(id, vars(k).values())) for k in sorted(ours, key=str)}
    options = pd.describe_option("", _print_desc=False)
    return values, options, str(np.geterr()), sorted(vars(np))


ARGUMENTS = [(), ("a",), (1,), (["a"],), (lambda x: x,), ("b", "kept"), (pd.Series([1, 2, 3]),)]


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore")
def test_no_listed_attribute_leaves_something(tmp_path, monkeypatch):
    """Whatever they are called with, no file is written, and no class and no setting changes."""
    monkeypatch.chdir(tmp_path)
    names = Globals()
    listed = [name for name in sorted(names_of_pandas()) if names.has_attribute(name)]
    assert ATTRIBUTES & set(listed)
    use_all(listed)  # fills caches, and imports what pandas imports late
    before = state()
    use_all(listed)
    assert state() == before
    assert list(tmp_path.iterdir()) == []


def use_all(names):
    """Call all of these methods of all subjects in many ways."""
    for name in names:
        for subject in SUBJECTS:
            for arguments in ARGUMENTS if hasattr(subject(table()), name) else ():
                use(subject(table()), name, arguments)


def use(subject, name, arguments):
    """Look an attribute up, and call it."""
    try:
        found = getattr(subject, name)
        if callable(found):
            found(*arguments)
    except Exception:  # noqa: BLE001 - most arguments are wrong
        return


def test_the_lists_are_of_names():
    """Nothing on the lists writes, draws, evaluates or sets something up."""
    names = Globals()
    allowed = {name for name in names_of_pandas() | BUILTINS if names.has_attribute(name)}
    told = (
        "to_",
        "set_",
        "read_",
        "eval",
        "query",
        "plot",
        "hist",
        "style",
        "pipe",
        "attrs",
        "flags",
    )
    risky = {name for name in allowed if name.startswith(told)}
    assert risky == {
        *("set_axis", "set_index", "to_dict", "to_frame", "to_list", "to_numpy", "to_period"),
        "to_timestamp",
    }
