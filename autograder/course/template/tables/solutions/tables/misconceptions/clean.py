"""Mistakes that students make in `clean`, each with the hint that they read."""

from autograder.misconceptions import misconception


@misconception("clean")
def km_are_texts(raw, *, reference):
    """Your column `km` still holds texts: removing the letters does not make numbers of them."""
    cleaned = reference.clean(raw)
    return cleaned.assign(km=cleaned["km"].astype(str))


@misconception("clean")
def index_not_reset(raw, *, reference):
    """The index of your table has gaps where rides were left out. Number the rows again."""
    cleaned = reference.clean(raw)
    return cleaned.set_axis(raw.index[raw["minutes"].notna()], axis=0)


@misconception("clean")
def zero_minutes(raw):
    """Your function writes 0 where minutes are missing. Such rides must be left out.

    A ride of 0 minutes would change every mean.
    """
    km = raw["km"].str.removesuffix(" km").astype(float)
    return raw.assign(km=km, minutes=raw["minutes"].fillna(0))


@misconception("clean")
def any_gap(raw, *, reference):
    """Your function leaves out each ride in which anything is missing.

    Only the minutes must be there. `dropna` can be told in which columns to look.
    """
    return reference.clean(raw.dropna())


@misconception("clean")
def whole_km(raw, *, reference):
    """Your kilometres are cut to whole numbers."""
    cleaned = reference.clean(raw)
    return cleaned.assign(km=cleaned["km"].astype(int))


@misconception("clean")
def raw_changed(raw, *, reference):
    """After the call, the raw table has changed.

    An assignment to `raw["km"]` writes into the caller's own table. Make a copy first.
    """
    cleaned = reference.clean(raw)
    raw["km"] = raw["km"].str.removesuffix(" km").astype(float)
    return cleaned
