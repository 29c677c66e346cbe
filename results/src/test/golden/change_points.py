#!/usr/bin/env python3
"""Writes the change points that Apache Otava itself finds: change-points.json of org.ackmark.results.stats.

Usage: change_points.py FOLDER, where FOLDER is a checkout of github.com/apache/otava at 1ceb153. Needs NumPy and SciPy.
"""

import json
import sys
from pathlib import Path

import numpy as np

OUT = Path(__file__).parent.parent / "resources/org/ackmark/results/stats/change-points.json"
RANDOM = np.random.default_rng(20260131)


def noise(n, level=100.0, sd=2.0):
    return RANDOM.normal(level, sd, n)


def series():
    for n in (1, 2, 3, 4, 5, 6, 8, 12, 20, 49, 50, 51, 60, 75, 120, 260):
        yield f"flat {n}", noise(n)
    for n in (3, 6, 10, 24, 25, 26, 49, 50, 100, 150):
        for factor in (0.8, 0.97, 1.02, 1.5):
            yield f"step of {factor} at {n}", np.concatenate([noise(n), noise(n) * factor])
    for after in (1, 2, 3, 4, 5, 8):
        yield f"step with {after} values after it", np.concatenate([noise(40), noise(after) * 0.8])
    for steps in (3, 5, 8):
        for length in (7, 20, 33):
            levels = RANDOM.choice([90, 95, 100, 105, 120], steps)
            yield f"{steps} levels of {length}", np.concatenate([noise(length, level) for level in levels])
    for slope in (0.02, 0.1, 0.5, 2.0):
        yield f"drift of {slope}", noise(130) + slope * np.arange(130)
    for n in (30, 90):
        spiked = noise(n)
        spiked[n // 2] *= 5
        yield f"spike in {n}", spiked
        spiked[[3, n // 3]] /= 3
        yield f"spikes in {n}", spiked
    yield "heavy tails", 100 + RANDOM.standard_t(1.5, 200)
    yield "walk", 100 + np.cumsum(RANDOM.normal(0, 0.5, 150))
    yield "tied", RANDOM.integers(0, 4, 80).astype(float)
    yield "tied step", np.concatenate([RANDOM.integers(3, 6, 40), RANDOM.integers(5, 9, 40)]).astype(float)
    yield "constant", np.full(70, 8.0)
    yield "constant step", np.concatenate([np.full(20, 8.0), np.full(20, 9.0)])
    yield "constant steps and back", np.concatenate([np.full(15, 8.0), np.full(15, 9.0), np.full(15, 8.0)])
    yield "alternating", np.array([1.0, 2.0] * 40)
    yield "around zero", RANDOM.normal(0, 1, 60)
    yield "huge", noise(60, 1e300, 1e298) * np.repeat([1.0, 1.2], 30)
    yield "tiny", noise(60, 1e-300, 1e-302) * np.repeat([1.0, 1.2], 30)


def cases(compute):
    for name, values in series():
        values = [float(f"{x:.6g}") for x in values]
        for window, max_p, least in ((50, 0.001, 0.0), (50, 0.001, 0.05), (10, 0.0001, 0.0), (30, 0.1, 0.0)):
            scale = 2.0 ** -round(np.log2(max(abs(x) for x in values)))
            with np.errstate(all="ignore"):
                points, _ = compute([x * scale for x in values], window_len=window, max_pvalue=max_p, min_magnitude=least)
            yield {
                "name": f"{name}, window {window}", "values": values, "window": window, "maxPValue": max_p,
                "minMagnitude": least, "expected": [
                    [int(c.index), float(c.stats.mean_1 / scale), float(c.stats.mean_2 / scale), float(c.stats.pvalue),
                     float(c.stats.change_magnitude())] for c in points],
            }


def main(folder):
    sys.path.insert(0, folder)
    from otava.analysis import compute_change_points

    grouped = {}
    for case in cases(compute_change_points):
        values = grouped.setdefault(json.dumps(case.pop("values")), [])
        values.append(case)
    lines = [
        f'    {{"values": {values},\n     "found": [\n      '
        + ",\n      ".join(json.dumps(case, allow_nan=False) for case in found) + "]}"
        for values, found in grouped.items()
    ]
    OUT.write_text('{\n  "changePoints": [\n' + ",\n".join(lines) + "\n  ]\n}\n")


if __name__ == "__main__":
    main(sys.argv[1])
