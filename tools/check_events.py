#!/usr/bin/env python3
"""Checks every record of a ledger against events/: the record's own schema, and its type's schema for `data`.

    tools/check_events.py LEDGER.db

Uses python3-jsonschema (JSON Schema 2020-12), an implementation that is not ours. Prints what does not fit and exits
with 1; exits with 0, and says how many records of how many types there were, where everything does.
"""
import json
import pathlib
import sqlite3
import sys

import jsonschema

EVENTS = pathlib.Path(__file__).resolve().parent.parent / "events"


def validator(name):
    schema = json.loads((EVENTS / name).read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())


def main(path):
    database = sqlite3.connect("file:%s?mode=ro" % path, uri=True)
    record, types, faults, count = validator("record.schema.json"), {}, 0, 0
    for seq, body in database.execute("SELECT seq, body FROM record ORDER BY seq"):
        count += 1
        event = json.loads(body)
        kind = event["type"]
        if kind not in types:
            types[kind] = validator(kind + ".schema.json")
        for check, value in ((record, event), (types[kind], event["data"])):
            for error in check.iter_errors(value):
                faults += 1
                print("record %d, %s: %s: %s" % (seq, kind, error.json_path, error.message))
    print("%d records of %d types" % (count, len(types)))
    return 1 if faults or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
