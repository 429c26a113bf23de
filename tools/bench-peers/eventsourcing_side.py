"""The work of tools/bench by PyPI's eventsourcing: its application and its SQLite recorder, as its documentation has them.

  eventsourcing_side.py append FILE EVENTS    aggregates' events, up to 1,000 a transaction
  eventsourcing_side.py replay FILE           every aggregate of such a file from its events

The life of a finding is that of tools/bench-program: 14 events, texts of the same lengths.
"""

import json
import random
import resource
import sys
import time
from uuid import NAMESPACE_URL, uuid5

from eventsourcing.application import Application
from eventsourcing.domain import Aggregate, event

TEXT = "三会一课记录不规范，会议记录补齐并归档，逐笔核查报销手续，已约谈相关责任人。"


class Finding(Aggregate):
    @event("Registered")
    def __init__(self, number, category, description):
        self.number, self.category, self.description = number, category, description
        self.stage, self.owner, self.measures, self.evidence = "registered", None, [], []

    @staticmethod
    def create_id(number):
        return uuid5(NAMESPACE_URL, f"/findings/{number}")

    @event("Assigned")
    def assign(self, leader, owner, units):
        self.owner, self.stage = owner, "assigned"

    @event("MeasurePlanned")
    def plan(self, text, deadline):
        self.measures.append({"text": text, "deadline": deadline, "percent": 0, "done": False})

    @event("MeasureProgressed")
    def progress(self, measure, percent, text):
        self.measures[measure - 1]["percent"] = percent

    @event("EvidenceAttached")
    def attach(self, name, sha256, size):
        self.evidence.append(sha256)

    @event("MeasureCompleted")
    def complete(self, measure, name, sha256, size):
        self.measures[measure - 1]["done"] = True

    @event("Submitted")
    def submit(self, summary):
        self.stage = "submitted"

    @event("Verified")
    def verify(self, method):
        self.stage = "verified"

    @event("Closed")
    def close(self):
        self.stage = "closed"


def application(file):
    return Application(env={"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": file})


def append(file, events):
    app = application(file)
    chance = random.Random(20200930)
    words = lambda: TEXT * chance.randint(1, 2)
    count = 0
    while count < events:
        numbers = [f"2020-{count}-{n}" for n in range(250)]
        findings = [Finding(number, "组织生活", words()) for number in numbers]
        for finding in findings:
            finding.assign("post/分管副局长", "post/第一支部书记", ["第一党支部"])
            for _ in range(2):
                finding.plan(words(), "2020-09-30")
        app.save(*findings)
        # Another command's process would look them up again.
        findings = [app.repository.get(Finding.create_id(number)) for number in numbers]
        for finding in findings:
            for step in range(4):
                finding.progress(step % 2 + 1, 30 + 30 * (step // 2), words())
        app.save(*findings)
        findings = [app.repository.get(Finding.create_id(number)) for number in numbers]
        for finding in findings:
            finding.attach("会议记录.pdf", "%064x" % chance.getrandbits(256), 10_000)
            for measure in (1, 2):
                finding.complete(measure, "会议记录.pdf", "%064x" % chance.getrandbits(256), 10_000)
            finding.submit(words())
        app.save(*findings)
        for step in (lambda it: it.verify("documents"), lambda it: it.close()):
            findings = [app.repository.get(Finding.create_id(number)) for number in numbers]
            for finding in findings:
                step(finding)
            app.save(*findings)
        count += 14 * len(numbers)
    return count


def replay(file):
    app = application(file)
    identifiers, last = [], 0
    # Which aggregates there are is asked before the clock runs.
    while True:
        found = app.recorder.select_notifications(start=last + 1, limit=10_000)
        if not found:
            break
        identifiers += [it.originator_id for it in found if it.originator_version == 1]
        last = found[-1].id
    begin = time.perf_counter(), time.process_time()
    count = sum(app.repository.get(identifier).version for identifier in identifiers)
    return count, begin


def main():
    work, file = sys.argv[1:3]
    begin = time.perf_counter(), time.process_time()
    if work == "append":
        count = append(file, int(sys.argv[3]))
    else:
        count, begin = replay(file)
    print(json.dumps({
        "records": count, "seconds": time.perf_counter() - begin[0], "cpu": time.process_time() - begin[1],
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))


main()
