"""Adds up the test reports of all modules: one line, N passed, N failed, N skipped."""

import glob
import sys
import xml.etree.ElementTree as xml

passed = failed = 0
skipped = {}
again = []
for report in glob.glob("*/target/*-reports/TEST-*.xml"):
    for case in xml.parse(report).getroot().iter("testcase"):
        skip = case.find("skipped")
        if skip is not None:
            # the reporter decides where it writes the reason
            reason = skip.get("message") or (skip.text or "no reason").partition("\n")[0]
            reason = reason.rpartition("Assumption failed: ")[2]
            skipped[reason] = skipped.get(reason, 0) + 1
        elif case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        else:
            passed += 1
            if case.find("flakyFailure") is not None or case.find("flakyError") is not None:
                again.append(f"{case.get('classname')}.{case.get('name')}")
for reason, count in sorted(skipped.items()):
    print(f"skipped {count}: {reason}")
for name in again:
    print(f"passed only when tried again: {name}")
print(f"{passed} passed, {failed} failed, {sum(skipped.values())} skipped")
sys.exit(0 if passed and not failed else 1)
