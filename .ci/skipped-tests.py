#!/usr/bin/env python3
"""Prints every skipped test with its reason, which Surefire's summary only counts."""

import pathlib
import xml.etree.ElementTree as xml

for report in sorted(pathlib.Path().glob("*/target/surefire-reports/TEST-*.xml")):
    for case in xml.parse(report).iter("testcase"):
        skipped = case.find("skipped")
        if skipped is not None:
            reason = skipped.get("message") or (skipped.text or "no reason given").splitlines()[0]
            print(f"SKIPPED {case.get('classname')}.{case.get('name')}: {reason}")
