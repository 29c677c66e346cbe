#!/usr/bin/env python3
"""Checks what `ackmark run smoke` left behind: a result, or an honest skip, for every variant.

    check-smoke.py RUN_DIRECTORY     exits 1 and says why when something is missing or wrong
    check-smoke.py --self-test       the negative controls: spoils a good run in every way, expects each to fail
"""

import json
import math
import pathlib
import sys
import tempfile

# A run may skip these, but only where the probe found that this directory refuses O_DIRECT.
DIRECT = ("direct", "direct-unsynced", "group-direct")
VARIANTS = DIRECT + (
    "memory", "buffered", "sync", "sync-full", "dsync", "group", "async",
    "mmap", "mmap-sync", "mmap-group", "mmap-async",
)  # fmt: skip


class Wrong(Exception):
    pass


def require(condition, message):
    if not condition:
        raise Wrong(message)


def parse(text, where):
    def refuse(word):
        raise Wrong(f"{where}: {word} is not JSON")

    try:
        return json.loads(text, parse_constant=refuse)
    except ValueError as e:
        raise Wrong(f"{where}: bad JSON: {e}") from e


def read(path):
    require(path.is_file(), f"{path.name}: missing")
    text = path.read_text(encoding="utf-8")
    require(text.strip(), f"{path.name}: empty")
    return text


def is_reason(value):
    return isinstance(value, str) and value.strip() != ""


def is_rate(value):
    return type(value) in (int, float) and math.isfinite(value) and value > 0


def direct_refused(run):
    """The probe's reason for skipping every O_DIRECT method, or None when it measured one."""
    probe = parse(read(run / "probe.json"), "probe.json")
    require(isinstance(probe, list) and probe, "probe.json: not a list of methods")
    reasons = {}
    for i, entry in enumerate(probe):
        where = f"probe.json[{i}]"
        require(isinstance(entry, dict), f"{where}: not an object")
        method = entry.get("method")
        require(is_reason(method), f"{where}: no method")
        if "skipped" in entry:
            require(is_reason(entry["skipped"]), f"{where}: {method} is skipped without a reason")
        else:
            require(is_rate(entry.get("opsPerSecond")), f"{where}: {method} has no positive opsPerSecond")
        if "direct" in method.lower():
            reasons.setdefault(entry.get("skipped"), method)
    require(reasons, "probe.json: no O_DIRECT method, neither measured nor skipped")
    return None if None in reasons else " / ".join(reasons)


def check(run):
    """Returns {variant: 'measured' or 'skipped: <reason>'}; raises Wrong."""
    refused = direct_refused(run)
    found = {}
    for number, line in enumerate(read(run / "observations.jsonl").splitlines(), 1):
        where = f"observations.jsonl:{number}"
        entry = parse(line, where)
        require(isinstance(entry, dict), f"{where}: not an object")
        variant = entry.get("variant")
        require(is_reason(variant), f"{where}: no variant")
        if "skipped" in entry:
            reason = entry["skipped"]
            require(is_reason(reason), f"{where}: {variant} is skipped without a reason")
            require("commitsPerSecond" not in entry, f"{where}: {variant} is both skipped and measured")
            require(variant in DIRECT, f"{where}: {variant} may not be skipped ({reason})")
            require(refused, f"{where}: {variant} is skipped ({reason}), but the probe used O_DIRECT here")
            outcome = f"skipped: {reason}"
        else:
            rate = entry.get("commitsPerSecond")
            require(is_rate(rate), f"{where}: {variant} has no positive commitsPerSecond but {rate!r}")
            outcome = "measured"
        require(found.setdefault(variant, outcome).startswith(outcome[:7]), f"{where}: {variant} was also {found[variant]}")
    missing = [v for v in VARIANTS if v not in found]
    require(not missing, f"observations.jsonl: no result for {' '.join(missing)}")
    return found


# --- the negative controls


def good_run(run, direct="measured"):
    skip = {"skipped": "EINVAL on open with O_DIRECT"}
    rate = {"commitsPerSecond": 1234.5}
    lines = [{"variant": v, **(skip if v in DIRECT and direct == "skipped" else rate)} for v in VARIANTS]
    write_lines(run, lines)
    ops = {"sizeBytes": 4096, "opsPerSecond": 900.0}
    write_probe(run, [{"method": "fdatasync", **ops}, {"method": "direct-dsync", **(ops if direct == "measured" else skip)}])
    return lines


def write_lines(run, lines):
    (run / "observations.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))


def write_probe(run, entries):
    (run / "probe.json").write_text(json.dumps(entries))


def change(variant, **fields):
    def spoil(run):
        lines = [{**line, **fields} if line["variant"] == variant else line for line in good_run(run)]
        write_lines(run, [{k: v for k, v in line.items() if v is not ...} for line in lines])

    return spoil


def without(variant, direct="measured"):
    return lambda run: write_lines(run, [line for line in good_run(run, direct) if line["variant"] != variant])


def extra(line, direct="measured"):
    return lambda run: write_lines(run, good_run(run, direct) + [line])


def text(name, content):
    return lambda run: (good_run(run), (run / name).write_text(content))


def probe(*entries):
    return lambda run: (good_run(run, "skipped"), write_probe(run, entries))


def torn(run):
    good_run(run)
    path = run / "observations.jsonl"
    path.write_text(path.read_text()[:-9])


SKIP = {"commitsPerSecond": ..., "skipped": "no O_DIRECT"}
SPOILED = {
    **{f"{v} missing": (without(v), f"no result for {v}") for v in VARIANTS},
    "direct missing where O_DIRECT is refused": (without("direct", "skipped"), "no result for direct"),
    "zero rate": (change("sync", commitsPerSecond=0), "no positive"),
    "negative rate": (change("sync", commitsPerSecond=-1.5), "no positive"),
    "rate NaN": (change("sync", commitsPerSecond=math.nan), "NaN"),
    "rate infinite": (text("observations.jsonl", '{"variant": "sync", "commitsPerSecond": 1e999}'), "no positive"),
    "rate a string": (change("sync", commitsPerSecond="12"), "no positive"),
    "rate true": (change("sync", commitsPerSecond=True), "no positive"),
    "no rate": (change("sync", commitsPerSecond=...), "no positive"),
    "second line of a variant zero": (extra({"variant": "sync", "commitsPerSecond": 0}), "no positive"),
    "line without variant": (extra({"commitsPerSecond": 1}), "no variant"),
    "line not an object": (extra([1]), "not an object"),
    "blank line": (text("observations.jsonl", "\n{}\n"), "bad JSON"),
    "torn last line": (torn, "bad JSON"),
    "observations empty": (text("observations.jsonl", ""), "empty"),
    "observations missing": (lambda run: (good_run(run), (run / "observations.jsonl").unlink()), "missing"),
    "probe missing": (lambda run: (good_run(run), (run / "probe.json").unlink()), "missing"),
    "probe empty": (text("probe.json", ""), "empty"),
    "probe bad": (text("probe.json", "[{]"), "bad JSON"),
    "probe no list": (text("probe.json", "{}"), "not a list"),
    "probe of nothing": (text("probe.json", "[]"), "not a list"),
    "probe without direct": (probe({"method": "fsync", "opsPerSecond": 9}), "no O_DIRECT method"),
    "probe with a zero": (probe({"method": "fsync", "opsPerSecond": 0}), "no positive"),
    "probe skips without reason": (probe({"method": "direct", "skipped": ""}), "without a reason"),
    "sync skipped": (change("sync", **SKIP), "may not be skipped"),
    "mmap skipped": (change("mmap", **SKIP), "may not be skipped"),
    "direct skipped, probe measured": (change("direct", **SKIP), "the probe used O_DIRECT"),
    "direct skipped, one probe method measured": (
        probe({"method": "direct", "skipped": "x"}, {"method": "direct-dsync", "opsPerSecond": 9}),
        "the probe used O_DIRECT",
    ),
    "direct skipped without reason": (change("direct", commitsPerSecond=..., skipped=""), "without a reason"),
    "direct skipped and measured in a line": (change("direct", skipped="x"), "both skipped and measured"),
    "direct skipped and measured in two": (extra({"variant": "direct", "commitsPerSecond": 5}, "skipped"), "was also"),
}


def self_test():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        run = pathlib.Path(folder)
        for direct in ("measured", "skipped"):
            good_run(run, direct)
            try:
                check(run)
            except Wrong as e:
                wrong.append(f"a good run with direct {direct} fails: {e}")
        for name, (spoil, expected) in SPOILED.items():
            spoil(run)
            try:
                check(run)
                wrong.append(f"{name}: passes")
            except Wrong as e:
                if expected not in str(e):
                    wrong.append(f"{name}: fails for another reason: {e}")
    if wrong:
        sys.exit("check-smoke: the self-test failed\n  " + "\n  ".join(wrong))
    print(f"check-smoke: 2 good runs accepted, {len(SPOILED)} spoiled ones refused")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    if sys.argv[1] == "--self-test":
        return self_test()
    try:
        found = check(pathlib.Path(sys.argv[1]))
    except Wrong as e:
        sys.exit(f"check-smoke: {e}")
    for variant, outcome in found.items():
        print(f"check-smoke: {variant}: {outcome}")
    print(f"check-smoke: {len(found)} variants, none missing")


main()
