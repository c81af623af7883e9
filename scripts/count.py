"""Adds up the test reports of all modules: one line, N passed, N failed, N skipped.

Without arguments every test class of every module must have reported: one that did not (its module
was not built, or its JVM died) counts as failed. With arguments (those of ./test, which may choose
a few tests) only what ran is counted.
"""

import glob
import re
import sys
import xml.etree.ElementTree as xml

# the classes that Maven runs: surefire those that end in Test, failsafe those in IT
tests = {}
for source in glob.glob("*/src/test/java/**/*.java", recursive=True):
    module, _, path = source.partition("/src/test/java/")
    name = path.removesuffix(".java").replace("/", ".")
    if re.search(r"(Test|IT)$", name):
        tests.setdefault(module, set()).add(name)

passed = failed = 0
skipped = {}
for report in sorted(glob.glob("*/target/*-reports/TEST-*.xml")):
    module = report.partition("/")[0]
    try:
        suite = xml.parse(report).getroot()
    except xml.ParseError as broken:
        print(f"no report: {report}: {broken}")
        continue
    cases = list(suite.iter("testcase"))
    if cases:
        tests.get(module, set()).discard(suite.get("name"))
    for case in cases:
        skip = case.find("skipped")
        if skip is not None:
            # the reporter decides where it writes the reason
            reason = skip.get("message") or (skip.text or "no reason").partition("\n")[0]
            reason = reason.rpartition("Assumption failed: ")[2]
            skipped[reason] = skipped.get(reason, 0) + 1
        elif case.find("failure") is not None or case.find("error") is not None:
            failed += 1
            print(f"failed: {case.get('classname')}.{case.get('name')}")
        else:
            passed += 1
for reason, count in sorted(skipped.items()):
    print(f"skipped {count}: {reason}")
if len(sys.argv) == 1:
    for module, missing in sorted(tests.items()):
        if missing:
            failed += len(missing)
            print(f"did not run: {module}: {', '.join(sorted(missing))}")
print(f"{passed} passed, {failed} failed, {sum(skipped.values())} skipped")
sys.exit(0 if passed and not failed else 1)
