"""How sure a figure is: units are drawn again with replacement, the same for two systems that are compared."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeAlias

from answerable.errors import MissingExtra
from answerable.evaluation.folds import SEED
from answerable.evaluation.results import Estimate, Form, Tallies

if TYPE_CHECKING:
    import numpy
    from numpy.typing import NDArray

RESAMPLES = 10_000
_KEPT = 10_000_000  # counts of draws that are remembered: two bytes each
METHOD = f"paired, {RESAMPLES:,} resamples, 95% percentile intervals"

Array: TypeAlias = "NDArray[numpy.float64]"


def figure(tallies: Tallies) -> float:
    """The measure on all units; 0 where nothing was counted."""
    sums = _rows(tallies).sum(axis=0, keepdims=True)
    return float(_FORMULAS[tallies.form](sums)[0])


def counts_anything(tallies: Tallies) -> bool:
    """Whether there is anything to compute the measure from; a share of nothing has no value."""
    rows = _rows(tallies)
    return bool(rows.size and (rows[:, 1].sum() if tallies.form is Form.RATIO else rows.sum()))


def interval(
    tallies: Tallies, other: Tallies | None = None, *, value: float | None = None, resamples: int = RESAMPLES, seed: int = SEED
) -> Estimate:
    """A figure, or its difference from `other`'s on the same units, between the 2.5th and 97.5th percentile of resamples.

    This is the paired bootstrap (Sakai 2006, percentile intervals): the same units are drawn for both. They are drawn by
    numpy's PCG64 under `seed`, so that every call draws the same. `value` is the figure where a library has computed it.
    """
    numpy = libraries()
    if not tallies.rows:
        return Estimate(0.0, 0.0, 0.0)
    if other is not None and len(other.rows) != len(tallies.rows):
        raise ValueError("Only figures of the same units can be compared.")
    found = numpy.concatenate(list(_resampled(tallies, other, resamples, seed)))
    low, high = numpy.percentile(found, [2.5, 97.5])
    if value is None:
        value = figure(tallies) - (figure(other) if other is not None else 0.0)
    return Estimate(value, float(low), float(high))


def _resampled(tallies: Tallies, other: Tallies | None, resamples: int, seed: int) -> Iterator[Array]:
    """The figures of the resamples, block by block, so that memory stays small."""
    rows = _rows(tallies)
    theirs = _rows(other) if other is not None else None
    few = len(rows) * resamples <= _KEPT
    for drawn in _kept(len(rows), resamples, seed) if few else _drawn(len(rows), resamples, seed):
        often = drawn.astype(float)
        found = _FORMULAS[tallies.form](often @ rows)
        if other is not None and theirs is not None:
            found = found - _FORMULAS[other.form](often @ theirs)
        yield found


def _drawn(units: int, resamples: int, seed: int) -> Iterator[Any]:
    """How often each unit is drawn in each resample, block by block."""
    numpy = libraries()
    draw = numpy.random.default_rng(seed)
    for block in _blocks(resamples, at_once=500):
        drawn = draw.integers(0, units, (block, units))
        flat = (drawn + numpy.arange(block)[:, None] * units).ravel()
        yield numpy.bincount(flat, minlength=block * units).reshape(block, units).astype(numpy.uint16)


@lru_cache(maxsize=2)
def _kept(units: int, resamples: int, seed: int) -> tuple[Any, ...]:
    """The same, remembered: every measure of a measurement draws the same."""
    return tuple(_drawn(units, resamples, seed))


def _blocks(resamples: int, at_once: int) -> list[int]:
    return [min(at_once, resamples - start) for start in range(0, resamples, at_once)]


def _rows(tallies: Tallies) -> Array:
    return libraries().asarray(tallies.rows, dtype=float)


# ---- the formulas: sums in, a row each, a figure out for each row


def _share(part: Any, whole: Any) -> Any:
    """The part of the whole, 0 where there is no whole."""
    numpy = libraries()
    return numpy.divide(part, whole, out=numpy.zeros_like(part, dtype=float), where=whole > 0)


def _ratio(sums: Array) -> Array:
    return _share(sums[:, 0], sums[:, 1])


def _f1(sums: Array) -> Array:
    true, false, missed = sums[:, 0], sums[:, 1], sums[:, 2]
    return _share(2 * true, 2 * true + false + missed)


def macro_f1(sums: Array) -> Array:
    """The mean of the F1 of the classes that there are."""
    numpy = libraries()
    size = round(sums.shape[1] ** 0.5)
    tables = sums.reshape(-1, size, size)
    true, so, said = numpy.diagonal(tables, axis1=1, axis2=2), tables.sum(axis=2), tables.sum(axis=1)
    return _share(_share(2 * true, so + said).sum(axis=1, where=so > 0), (so > 0).sum(axis=1).astype(float))


def _calibration_error(sums: Array) -> Array:
    """The distance of the mean probability from the share that is right, over the bins by how many are in each."""
    bins = sums.reshape(len(sums), -1, 3)
    return _share(abs(bins[:, :, 0] - bins[:, :, 1]).sum(axis=1), bins[:, :, 2].sum(axis=1))


_FORMULAS: Mapping[Form, Callable[[Array], Array]] = {
    Form.RATIO: _ratio,
    Form.F1: _f1,
    Form.MACRO_F1: macro_f1,
    Form.CALIBRATION: _calibration_error,
}


def libraries() -> Any:
    """`numpy`; raises `MissingExtra` where it is not installed."""
    try:
        import numpy
    except ImportError as error:
        raise missing(error) from error
    return numpy


def missing(error: ImportError) -> MissingExtra:
    """What is told where a library that measures is not installed."""
    return MissingExtra(
        f"Measuring needs {error.name}, which is not installed.", "Install it with: pip install 'answerable[evaluation]'"
    )
