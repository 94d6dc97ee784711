# Runs Autobahn's fuzzing client once, by Jython: fuzz.py URL AGENT OUTDIR CASES
# CASES is a list such as 1.*,2.*; the reports go to OUTDIR, index.json for machines and index.html for people.
import sys

from autobahntestsuite import wstest


def specification(url, agent, outdir, cases):
    # failByDrop would make the fuzzer cut connections that fail, and so hide how the server closes them.
    version = {"version": 18}
    return {
        "outdir": outdir,
        "failByDrop": False,
        "options": dict(version, failByDrop=False),
        "servers": [{"agent": agent, "url": url, "options": version}],
        "cases": cases.split(","),
        "exclude-cases": [],
        "exclude-agent-cases": {},
    }


if len(sys.argv) != 5:
    sys.exit("usage: fuzz.py URL AGENT OUTDIR CASES")
mode = {"mode": "fuzzingclient", "debug": False, "spec": None, "wsuri": None}
wstest.start(mode, specification(*sys.argv[1:]))
