#!/usr/bin/env python3
"""Checks an OSCAL plan of action and milestones against NIST's JSON schema, and its references against itself.

    tools/check_oscal.py DOCUMENT.json [SCHEMA.json]

The schema is the one that `tools/setup --test` has fetched, where none is named. Uses python3-jsonschema. Prints what does
not hold and exits with 1; exits with 0 and says how much there was where everything does. What the JSON schema cannot say
(NIST's constraints) is checked here: each UUID names one thing, each reference leads to one, each role is defined.
"""
import json
import pathlib
import re
import sys

import jsonschema

SCHEMA = pathlib.Path(__file__).resolve().parent.parent / ".build/oscal/oscal_poam_schema.json"
# Python's `re` knows no \p{…}; the schema uses two of them, in the patterns of tokens.
CLASSES = {r"\p{L}": r"[^\W\d_]", r"\p{N}": r"\d"}


def pattern(validator, expression, instance, schema):
    for theirs, ours in CLASSES.items():
        expression = expression.replace(theirs, ours)
    if validator.is_type(instance, "string") and not re.search(expression, instance):
        yield jsonschema.ValidationError("%r does not match %r" % (instance, expression))


def objects(value, path="$"):
    if isinstance(value, dict):
        yield path, value
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from objects(item, "%s.%s" % (path, key))


def references(plan):
    """What does not lead anywhere, or stands twice."""
    named, roles = {}, {role["id"] for role in plan["metadata"].get("roles", [])}
    for path, item in objects(plan):
        if "uuid" in item:
            if item["uuid"] in named:
                yield "%s: the same UUID as %s" % (path, named[item["uuid"]])
            named[item["uuid"]] = path
    for path, item in objects(plan):
        for key, value in item.items():
            targets = []
            if key.endswith("-uuid"):
                targets = [value]
            elif key in ("party-uuids", "member-of-organizations"):
                targets = value
            elif key == "href" and value.startswith("#"):
                targets = [value[1:]]
            for target in targets:
                if target not in named:
                    yield "%s.%s: %s is nowhere" % (path, key, target)
            if key == "role-id" and value not in roles:
                yield "%s: no role %s" % (path, value)


def main(document, schema=SCHEMA):
    if not pathlib.Path(schema).exists():
        print("check_oscal: no schema at %s; run tools/setup --test" % schema)
        return 1
    schema = json.loads(pathlib.Path(schema).read_text(encoding="utf-8"))
    document = json.loads(pathlib.Path(document).read_text(encoding="utf-8"))
    checker = jsonschema.validators.extend(jsonschema.Draft7Validator, {"pattern": pattern})
    faults = ["%s: %s" % (error.json_path, error.message[:300]) for error in checker(schema).iter_errors(document)]
    plan = document.get("plan-of-action-and-milestones", {})
    if not faults:
        faults += references(plan)
    for fault in faults:
        print(fault)
    count = sum(1 for _, item in objects(plan) if "uuid" in item)
    print("%d items, %d identified things, %s" % (len(plan.get("poam-items", [])), count, schema["$id"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
