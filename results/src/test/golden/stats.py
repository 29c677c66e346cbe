#!/usr/bin/env python3
"""Writes the values that the statistics of Ackmark are held to: golden.json of org.ackmark.results.stats.

Needs NumPy and SciPy 1.17. Every value comes from SciPy, from brute force, or from exact integers and
fractions: by another way than the Java code takes. Run it in any directory; equal versions write equal files.
"""

import itertools
import json
import math
from fractions import Fraction
from pathlib import Path

import numpy as np
from scipy import stats

OUT = Path(__file__).parent.parent / "resources/org/ackmark/results/stats/golden.json"
RANDOM = np.random.default_rng(20260131)
CONFIDENCES = ("0.5", "0.8", "0.9", "0.9375", "0.95", "0.99", "0.999")


def samples():
    """Name and values: seeded ones of several shapes and sizes, and the awkward ones."""
    shapes = {
        "normal": lambda n: RANDOM.normal(0.05, 0.1, n),
        "skewed": lambda n: RANDOM.lognormal(0, 1, n) - 1,
        "heavy": lambda n: RANDOM.standard_t(2, n),
        "tied": lambda n: RANDOM.integers(-3, 5, n) / 10,
    }
    for name, draw in shapes.items():
        for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 16):
            yield f"{name} {n}", [float(x) for x in draw(n)]
    yield "all zero", [0.0] * 8
    yield "zero and negative zero", [0.0, -0.0, 0.0, -0.0, 1.0, -1.0, 0.0]
    yield "constant", [0.1] * 10
    yield "constant negative", [-0.3] * 7
    yield "symmetric", [-2.0, -1.0, 1.0, 2.0, -0.5, 0.5]
    yield "with zeros", [0.0, 0.0, 0.2, 0.3, 0.3, -0.1, 0.0, 0.5]
    yield "decimal ties", [0.1, 0.2, 0.3, -0.3, 0.6, -0.1, 0.4, 0.7]
    yield "huge", [1.5e308, 1.2e308, -1.1e308, 1.7e308, 0.9e308, 1e308, 1.3e308]
    yield "tiny", [3e-310, 5e-310, -1e-310, 2e-310, 7e-310, 4e-310]
    yield "far from zero", [1e9 + x for x in (0.25, 0.5, 1.0, 1.75, 2.5, 3.25)]
    yield "one stray", [0.01, 0.02, 0.015, 0.012, 0.018, 0.011, 0.019, 1e6]


SAMPLES = list(samples())
LARGE = [(f"normal {n}", [float(x) for x in RANDOM.normal(1, 3, n)]) for n in (17, 20, 21, 25, 40, 99, 200)]
PAIRS = [
    (f"{m} and {n} {kind}", [float(x) for x in draw(m)], [float(x) + 0.3 for x in draw(n)])
    for m, n in ((1, 1), (1, 2), (2, 1), (1, 3), (3, 3), (3, 4), (4, 4), (5, 5), (5, 3), (6, 9), (12, 8), (20, 30))
    for kind, draw in (
        ("normal", lambda k: RANDOM.normal(0, 1, k)),
        ("tied", lambda k: RANDOM.integers(0, 6, k) / 10),
    )
] + [
    ("all equal", [0.5] * 4, [0.5] * 5),
    ("apart", [1.0, 2.0, 3.0, 4.0], [11.0, 12.0, 13.0, 14.0]),
    ("constant apart", [1.0, 1.0, 1.0], [2.0, 2.0, 2.0]),
    ("zero and negative zero", [0.0, 1.0, 2.0], [-0.0, 3.0, 4.0]),
    ("huge", [1e307, 2e307, 3.5e307], [8e307, 4e307, 6e307]),
    ("tiny", [1e-310, 2e-310, 3.5e-310], [8e-310, 4e-310, 6e-310]),
]
LARGE_PAIRS = [
    (f"{m} and {n}", [float(x) for x in RANDOM.normal(0, 1, m)], [float(x) for x in RANDOM.normal(0.3, 1, n)])
    for m, n in ((50, 60), (100, 100))
]


# --- Hodges and Lehmann: list everything, take the median ---


def walsh(values):
    v = np.array(values)
    i, j = np.triu_indices(len(v))
    with np.errstate(over="ignore"):
        return np.sort(np.where(np.isfinite(v[i] + v[j]), (v[i] + v[j]) / 2, v[i] / 2 + v[j] / 2))


def median(ordered):
    n = len(ordered)
    low, high = float(ordered[(n - 1) // 2]), float(ordered[n // 2])
    return (low + high) / 2 if math.isfinite(low + high) else low / 2 + high / 2


def differences(base, candidate):
    return np.sort(np.subtract.outer(np.array(candidate), np.array(base)).ravel())


# --- Rank statistics: exact counts in integers from the generating functions ---


def times(polynomial, power, sign):
    """polynomial * (1 + sign * q**power)"""
    out = polynomial + [0] * power
    for i, x in enumerate(polynomial):
        out[i + power] += sign * x
    return out


def divided(polynomial, power):
    """polynomial / (1 - q**power)"""
    out = list(polynomial)
    for i in range(power, len(out)):
        out[i] += out[i - power]
    return out[: len(out) - power]


def signed_rank_counts(n):
    counts = [1]
    for rank in range(1, n + 1):
        counts = times(counts, rank, 1)
    return counts


def rank_sum_counts(m, n):
    """The Gaussian binomial coefficient."""
    counts = [1]
    for i in range(1, m + 1):
        counts = divided(times(counts, n + i, -1), i)
    return counts


def check_counts():
    for n in range(1, 11):
        brute = [0] * (n * (n + 1) // 2 + 1)
        for signs in itertools.product((0, 1), repeat=n):
            brute[sum(r for r, s in zip(range(1, n + 1), signs) if s)] += 1
        assert brute == signed_rank_counts(n)
    for m, n in itertools.product(range(1, 6), repeat=2):
        brute = [0] * (m * n + 1)
        for chosen in itertools.combinations(range(m + n), m):
            brute[sum(chosen) - m * (m - 1) // 2] += 1
        assert brute == rank_sum_counts(m, n)
    v = np.array([0.31, -0.12, 0.4, 0.55, 0.08, 0.77, -0.2, 0.9, 1.1])
    t = int(stats.wilcoxon(v, method="exact").statistic)
    p = 2 * sum(signed_rank_counts(9)[: t + 1]) / 2**9
    assert math.isclose(p, stats.wilcoxon(v, method="exact").pvalue, rel_tol=1e-12)


def ordered_intervals(ordered, counts):
    """For each confidence: itself and the bounds."""
    total = sum(counts)
    within = list(itertools.accumulate(counts))
    for confidence in CONFIDENCES:
        tail = (1 - Fraction(confidence)) / 2
        outside = sum(count * tail.denominator <= tail.numerator * total for count in within)
        if outside == 0:
            yield [float(confidence), "-Infinity", "Infinity"]
        else:
            yield [float(confidence), float(ordered[outside - 1]), float(ordered[-outside])]


# --- Sign flips: SciPy's permutation test; all patterns in integers beyond what that can do ---


def sign_flip(values):
    v = np.array(values) / max(abs(x) for x in values) if any(values) else np.array(values)
    if len(v) == 1:
        return 1.0
    return float(
        stats.permutation_test((v,), lambda x, axis: np.mean(x, axis=axis), permutation_type="samples",
                               vectorized=True, n_resamples=np.inf, alternative="two-sided").pvalue
    )


def sign_flip_of_integers(values):
    counts = {0: 1}
    for value in values:
        flipped = {}
        for total, count in counts.items():
            for sum_ in (total - value, total + value):
                flipped[sum_] = flipped.get(sum_, 0) + count
        counts = flipped
    beyond = sum(c for t, c in counts.items() if abs(t) >= abs(sum(values)))
    return float(Fraction(beyond, 2 ** len(values)))


def integer_flips(sizes):
    for n in sizes:
        for spread in (3, 20) if n > 25 else (3, 50, 10_000):
            values = [int(x) for x in RANDOM.integers(-spread, 2 * spread, n)]
            yield {"name": f"integers {n} {spread}", "values": [float(x) for x in values],
                   "expected": sign_flip_of_integers(values)}


# --- Block bootstrap: every resample there is, and where 10,000 draws from them put a quantile ---


def bootstrap(values, confidence, length):
    n = len(values)
    blocks = [[values[(s + k) % n] for k in range(length)] for s in range(n)]
    number = -(-n // length)
    centers = np.sort([
        median(walsh(sum(chosen, [])[:n])) for chosen in itertools.product(blocks, repeat=number)
    ])

    def around(share):
        slack = 5 * math.sqrt(share * (1 - share) / 10_000) + 1e-4
        index = lambda q: min(max(math.ceil(q * len(centers)) - 1, 0), len(centers) - 1)
        return [float(centers[index(share - slack)]), float(centers[index(share + slack)])]

    tail = (1 - confidence) / 2
    return {"low": around(tail), "high": around(1 - tail)}


def bootstraps():
    for n, length in ((2, 1), (4, 1), (5, 1), (5, 2), (6, 2), (7, 2), (8, 2), (8, 4), (9, 3), (10, 3), (12, 4), (12, 5)):
        values = [float(x) for x in np.cumsum(RANDOM.normal(0, 1, n))]
        for confidence in (0.8, 0.95):
            yield {"name": f"walk {n} by {length}", "values": values, "blockLength": length,
                   "confidence": confidence, "expected": bootstrap(values, confidence, length)}


# --- Holm, by its definition rather than stepwise ---


def holm(p):
    return [
        max(min(1.0, (len(p) - sum(k < q for k in p)) * q) for q in p if q <= mine)
        for mine in p
    ]


def families():
    for n in (1, 2, 3, 6, 12, 40):
        yield f"random {n}", [float(x) for x in RANDOM.uniform(0, 0.3, n)]
        yield f"tied {n}", [float(x) / 50 for x in RANDOM.integers(0, 5, n)]
    yield "textbook", [0.01, 0.04, 0.03, 0.005]
    yield "zeros and ones", [0.0, 1.0, 0.0, 1.0, 0.5]
    yield "smallest of ten blocks", [2 / 1024] * 6


# --- Mann and Whitney ---


def rank_sum(base, candidate):
    tied = len(set(base + candidate)) < len(base) + len(candidate)
    method = "asymptotic" if tied or max(len(base), len(candidate)) > 100 else "exact"
    return float(min(1.0, stats.mannwhitneyu(base, candidate, method=method).pvalue))


# --- Sessions ---


def sessions():
    for m, c in ((2, 1), (3, 1), (5, 1), (12, 1), (2, 2), (3, 3), (3, 2), (5, 4), (10, 6)):
        for scale, name in ((1.0, ""), (1e200, " huge"), (1e-200, " tiny"), (0.001, " milli")):
            base = [float(x) * scale for x in RANDOM.normal(3, 0.1, m)]
            candidate = [float(x) * scale for x in RANDOM.normal(3.2, 0.1, c)]
            yield f"{m} and {c}{name}", base, candidate
    yield "equal", [1.0, 2.0, 3.0], [2.0]
    yield "zero spread, equal", [0.1] * 3, [0.1]
    yield "zero spread, apart", [0.1] * 3, [0.3, 0.3]


def session_effect(base, candidate, confidence):
    base, candidate = np.array(base), np.array(candidate)
    scale = max(np.max(np.abs(base)), np.max(np.abs(candidate)))
    base, candidate = base / scale, candidate / scale
    difference = np.mean(candidate) - np.mean(base)
    if np.ptp(base) == 0 and np.ptp(candidate) == 0:
        difference = candidate[0] - base[0]
        return [float(difference * scale)] * 2, float(difference == 0)
    if len(candidate) > 1:
        test = stats.ttest_ind(candidate, base, equal_var=True)
        interval = test.confidence_interval(confidence)
        return [float(interval.low * scale), float(interval.high * scale)], float(test.pvalue)
    degrees = len(base) - 1
    error = np.std(base, ddof=1) * math.sqrt(1 / len(base) + 1)
    interval = stats.t(degrees, loc=difference, scale=error).interval(confidence)
    return [float(x * scale) for x in interval], float(2 * stats.t.sf(abs(difference) / error, degrees))


# --- Power ---


def detectable(sd, n, confidence, power):
    t = stats.t(n - 1)
    return float((t.ppf(1 - (1 - confidence) / 2) + t.ppf(power)) * sd / math.sqrt(n))


def power(sd, n, confidence, effect, margin):
    t = stats.t(n - 1)
    return float(t.cdf((abs(effect) - margin) * math.sqrt(n) / sd - t.ppf(1 - (1 - confidence) / 2)))


def blocks_for(sd, effect, margin, confidence, wanted, most):
    return next((n for n in range(2, most + 1) if power(sd, n, confidence, effect, margin) >= wanted), most + 1)


POWERS = [(sd, n, c) for sd in (0.0005, 0.02, 0.05, 0.15, 2.0) for n in (2, 3, 6, 10, 12, 30, 200) for c in (0.9, 0.95, 0.99)]
NEEDS = [
    (sd, effect, margin, 0.95, wanted, 300)
    for sd in (0.02, 0.1, 0.5) for effect in (-0.22, 0.1, 0.03) for margin in (0.0, 0.05) for wanted in (0.8, 0.95)
]


def main():
    check_counts()
    everyone = SAMPLES + LARGE
    write({
        "hodgesLehmannCenter": [
            {"name": name, "values": v, "expected": median(walsh(v))} for name, v in everyone],
        "hodgesLehmannShift": [
            {"name": name, "base": b, "candidate": c, "expected": median(differences(b, c))}
            for name, b, c in PAIRS + LARGE_PAIRS],
        "signedRankInterval": [
            {"name": name, "values": v, "expected": list(ordered_intervals(walsh(v), signed_rank_counts(len(v))))}
            for name, v in everyone],
        "signFlip": [
            {"name": name, "values": v, "expected": sign_flip(v)} for name, v in SAMPLES if len(v) <= 12
        ] + list(integer_flips((3, 8, 13, 16, 19, 20))),
        "signFlipSampled": list(integer_flips((21, 22, 25, 40, 64, 65, 130))),
        "signFlipSmallest": [
            {"name": str(n), "n": n, "expected": sign_flip_of_integers([1] * n)} for n in range(1, 21)],
        "blockBootstrap": list(bootstraps()),
        "holm": [{"name": name, "values": p, "expected": holm(p)} for name, p in families()],
        "holmLargest": [
            {"name": f"{p} at {alpha}", "smallest": float(Fraction(p)), "alpha": float(alpha),
             "expected": Fraction(alpha) // Fraction(p)}
            for p in ("1", "1/2", "1/16", "1/32", "1/128", "1/512", "1/40", "1/20", "1/50", "1/1000", "1/100001")
            for alpha in ("0.01", "0.05", "0.1")],
        "rankSum": [
            {"name": name, "base": b, "candidate": c, "expected": rank_sum(b, c)} for name, b, c in PAIRS + LARGE_PAIRS],
        "rankSumInterval": [
            {"name": name, "base": b, "candidate": c,
             "expected": list(ordered_intervals(differences(b, c), rank_sum_counts(len(b), len(c))))}
            for name, b, c in PAIRS + LARGE_PAIRS],
        "sessionSpread": [
            {"name": name, "base": b, "candidate": c, "confidence": confidence,
             "expected": session_effect(b, c, confidence)[0], "pValue": session_effect(b, c, confidence)[1]}
            for name, b, c in sessions() for confidence in (0.9, 0.99)],
        "detectable": [
            {"name": f"{sd} {n} {c} {p}", "sd": sd, "n": n, "confidence": c, "power": p,
             "expected": detectable(sd, n, c, p)} for sd, n, c in POWERS for p in (0.3, 0.8, 0.95)],
        "power": [
            {"name": f"{sd} {n} {c} {e} {m}", "sd": sd, "n": n, "confidence": c, "effect": e, "margin": m,
             "expected": power(sd, n, c, e, m)}
            for sd, n, c in POWERS for e, m in ((0.1, 0.0), (-0.1, 0.02), (0.05, 0.05), (0.01, 0.05))],
        "blocksFor": [
            {"name": str(need), "sd": need[0], "effect": need[1], "margin": need[2], "confidence": need[3],
             "power": need[4], "most": need[5], "expected": blocks_for(*need)} for need in NEEDS],
    })


def write(golden):
    parts = []
    for name, cases in golden.items():
        lines = ",\n".join("    " + json.dumps(case, allow_nan=False) for case in cases)
        parts.append(f'  "{name}": [\n{lines}\n  ]')
    OUT.write_text("{\n" + ",\n".join(parts) + "\n}\n")


if __name__ == "__main__":
    main()
