"""Mutations of a ledger, enumerated by machine; each is done to a copy, and tools/verify_ledger.py judges it.

    laboratory.py FOLDER VERIFIER STEP COPIES FIRST COUNT

FOLDER is a LaboratoryLedger: .taizhang, older, kept.checkpoint, root.pem. Of every STEP-th record it is taken out,
doubled and swapped; STEP 1 means every record and every row of every table, in all ways. Of all mutations those from
number FIRST on, COUNT of them, are made in COPIES/<number> and left there for the other verifier. Prints a line of JSON
for each: number, kind, what, against (whether the kept checkpoint is given), code (exit code; -1: it broke, -2: it did
not end) and codes (the findings').
"""
import base64, contextlib, hashlib, importlib.util, io, json, os, re, shutil, signal
import sqlite3, subprocess, sys, tempfile, traceback

FOLDER, VERIFIER, STEP, COPIES, FIRST, COUNT = [int(one) if one.isdigit() else one for one in sys.argv[1:]]
LEDGER, KEPT = os.path.join(FOLDER, ".taizhang"), os.path.join(FOLDER, "kept.checkpoint")
IS_EXHAUSTIVE = STEP == 1
COLUMNS = {
    "record": "seq stream version type body hash", "command": "id first last", "tile": "level idx hashes",
    "disclosure": "digest seq subject sealed", "checkpoint": "size origin note",
    "attestation": "id size origin kind content"}
sha = lambda *parts: hashlib.sha256(b"".join(parts)).digest()

class Copy:
    """A copy of the ledger whose triggers are off until it is done."""
    def __init__(self, folder):
        self.folder = folder
        shutil.copytree(LEDGER, folder, symlinks=True)
        self.open()
    def open(self):
        self.db = sqlite3.connect(os.path.join(self.folder, "ledger.db"), isolation_level=None)
        self.triggers = self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        self.db.execute("PRAGMA foreign_keys = OFF")
        self.db.execute("PRAGMA synchronous = OFF")
        self.db.execute("BEGIN")
        for name, _ in self.triggers:
            self.db.execute("DROP TRIGGER " + name)
    def done(self):
        for _, sql in self.triggers:
            self.db.execute(sql)
        self.db.execute("COMMIT")
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()
    def replace(self, other):
        """Another ledger's folder in the place of this one."""
        self.db.close()
        shutil.rmtree(self.folder)
        shutil.copytree(other, self.folder, symlinks=True)
        self.open()
    def set(self, table, row, column, value):
        names = COLUMNS[table].split()
        where = " AND ".join("%s = ?" % name for name in names)
        self.db.execute("UPDATE %s SET %s = ? WHERE %s" % (table, column, where), (value, *row))
    def body(self, seq):
        return self.db.execute("SELECT body FROM record WHERE seq = ?", (seq,)).fetchone()[0]
    def put(self, seq, body, hashed=True):
        self.db.execute("UPDATE record SET body = ? WHERE seq = ?", (body, seq))
        if hashed:
            self.db.execute("UPDATE record SET hash = ? WHERE seq = ?", (sha(body.encode()), seq))
    def rechain(self, first):
        before = None
        rows = self.db.execute("SELECT seq, body FROM record WHERE seq >= ? ORDER BY seq", (first,)).fetchall()
        for seq, body in rows:
            if before:
                body = re.sub('"prevhash":"[0-9a-f]{64}"', '"prevhash":"%s"' % before.hex(), body)
            self.put(seq, body)
            before = sha(body.encode())
    def retile(self):
        """The tiles of the records as they stand (C2SP tlog-tiles)."""
        self.db.execute("DELETE FROM tile")
        row = [sha(b"\0", body.encode()) for (body,) in self.db.execute("SELECT body FROM record ORDER BY seq")]
        level = 0
        while row:
            tiles = [row[at:at + 256] for at in range(0, len(row), 256)]
            for index, tile in enumerate(tiles):
                self.db.execute("INSERT INTO tile VALUES (?, ?, ?)", (level, index, b"".join(tile)))
            row, level = [joined(tile) for tile in tiles if len(tile) == 256], level + 1
    def cut(self, size):
        """Back to so many records, as clean as it can be made."""
        for table, column in (("attestation", "size"), ("checkpoint", "size"), ("disclosure", "seq"), ("record", "seq"),
                              ("command", "last")):
            self.db.execute("DELETE FROM %s WHERE %s > ?" % (table, column), (size,))
        self.retile()
    def append(self, kind, stream, data):
        seq, body = self.db.execute("SELECT seq, body FROM record ORDER BY seq DESC LIMIT 1").fetchone()
        record = json.loads(body)
        for name in ("onbehalfof", "reason", "signature"):
            record.pop(name, None)
        version = self.db.execute("SELECT count(*) FROM record WHERE stream = ?", (stream,)).fetchone()[0] + 1
        record.update(id=str(seq + 1), type=kind, subject=stream, streamversion=version, data=data,
                      prevhash=sha(body.encode()).hex(), commandid="0196f2a4-8d22-7e13-9b62-%012d" % seq)
        text = canonical(record)
        row = (seq + 1, stream, version, kind, text, sha(text.encode()))
        self.db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", row)
        self.db.execute("INSERT INTO command VALUES (?, ?, ?)", (record["commandid"], seq + 1, seq + 1))
        self.retile()

def canonical(record):
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)

def joined(hashes):
    while len(hashes) > 1:
        hashes = [sha(b"\1", *hashes[at:at + 2]) for at in range(0, len(hashes), 2)]
    return hashes[0]

def root(leaves):
    if len(leaves) < 2:
        return leaves[0]
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return sha(b"\1", root(leaves[:half]), root(leaves[half:]))

class Signer:
    """A key pair that is not the ledger's, by openssl."""
    def __init__(self, name):
        self.name, self.file = name, os.path.join(tempfile.mkdtemp(), "key.pem")
        run("openssl", "genpkey", "-algorithm", "ed25519", "-out", self.file)
        public = b"\1" + run("openssl", "pkey", "-in", self.file, "-pubout", "-outform", "DER")[-32:]
        self.id = sha(name.encode() + b"\n" + public)[:4]
        self.vkey = "%s+%s+%s" % (name, self.id.hex(), base64.b64encode(public).decode())
    def note(self, text):
        with tempfile.NamedTemporaryFile() as message:
            message.write(text.encode())
            message.flush()
            signature = run("openssl", "pkeyutl", "-sign", "-rawin", "-in", message.name, "-inkey", self.file)
        return "%s\n— %s %s\n" % (text, self.name, base64.b64encode(self.id + signature).decode())

def run(*command):
    return subprocess.run(command, capture_output=True, check=True).stdout

def changed(value, place=0.5):
    """A value of the same type that is another."""
    if isinstance(value, int):
        return value + 7_777
    if isinstance(value, bytes):
        at = int((len(value) - 1) * place)
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1:]
    letters = [at for at, letter in enumerate(value) if letter.isascii() and letter.isalnum()]
    at = letters[int((len(letters) - 1) * place)]
    if value[at].isdigit():
        return value[:at] + str((int(value[at]) + 1) % 10) + value[at + 1:]
    return value[:at] + ("b" if value[at] == "a" else "a") + value[at + 1:]

def telling(row):
    """Where a byte tells. The middle of a token holds certificates, which nobody trusts for being there; its end is signed."""
    return 0.98 if "timestamp" in row else 0.5

def spoilt(value):
    """One byte altered, at several places; cut short, emptied."""
    parts = min(len(value), 256 if IS_EXHAUSTIVE else 6)
    for place in dict.fromkeys([at / max(1, parts - 1) for at in range(parts)]):
        yield "altered at %.3f" % place, changed(value, place)
    yield "cut by one", value[:-1]
    yield "cut short", value[:len(value) // 2]
    yield "emptied", value[:0]

# ---- What is done: (kind, what, mutation, whether the kept checkpoint is given) ----------------------------------------
def mutations(tables):
    yield "nothing", "", lambda c: None, False
    yield "nothing", "against the kept checkpoint", lambda c: None, True
    yield from of_columns(tables)
    yield from of_records(tables)
    yield from of_history(tables)
    yield from of_bytes(tables)
    yield from of_rows(tables)
    yield from of_keys(tables)
    yield from of_evidence()

def chosen(rows):
    return rows if IS_EXHAUSTIVE else list(dict.fromkeys([rows[0], rows[len(rows) // 2], rows[-1]]))

def of_columns(tables):
    for table, names in COLUMNS.items():
        for row in chosen(tables[table]):
            for place, column in enumerate(names.split()):
                kind = "%s.%s" % (table, column)
                if table == "attestation":
                    kind += ", " + row[3]
                def mutate(c, table=table, row=row, column=column, value=changed(row[place])):
                    c.set(table, row, column, value)
                yield kind, "%s" % (row[:2],), mutate, False

def of_records(tables):
    last = tables["record"][-1][0]
    for seq in sorted({1, 2, last - 1, last, *range(3, last, STEP)}):
        yield "a record removed", str(seq), lambda c, s=seq: c.db.execute("DELETE FROM record WHERE seq = ?", (s,)), False
        def doubled(c, seq=seq):
            c.db.execute("INSERT INTO record SELECT ?, stream, version + 5000, type, body, hash FROM record WHERE seq = ?",
                         (last + 1, seq))
        yield "a record doubled", str(seq), doubled, False
        def swapped(c, seq=seq):
            one, other = c.body(seq), c.body(seq + 1)
            c.put(seq, other)
            c.put(seq + 1, one)
        if seq < last:
            yield "a record swapped with the next", str(seq), swapped, False
    for seq in sorted({1, 2, last - 1, last, *range(3, last, STEP * 3 if STEP > 1 else 1)}):
        for place in (0, 0.3, 0.7, 1) if IS_EXHAUSTIVE else ((seq % 4) / 3,):
            def fitted(c, seq=seq, place=place):
                c.put(seq, changed(c.body(seq), place))
            yield "a body, its hash made to fit", "%d at %.1f" % (seq, place), fitted, False
        def rehashed(c, seq=seq):
            c.put(seq, c.body(seq).replace('"occurredon":"2', '"occurredon":"1', 1))
            c.rechain(seq)
        yield "a body, everything hashed anew from there on", str(seq), rehashed, False
        def retiled(c, seq=seq):
            rehashed(c, seq)
            c.retile()
        # The last record lies beyond all that is signed: nobody has vouched for it yet.
        kind = "a body, everything hashed and tiled anew" + (", of the last record" if seq == last else "")
        yield kind, str(seq), retiled, True
        def earlier(c, seq=seq):
            c.put(seq, re.sub('"time":"20', '"time":"19', c.body(seq)))
            c.rechain(seq)
        if seq > 1:
            yield "the clock set back", str(seq), earlier, False

def of_history(tables):
    last = tables["record"][-1][0]
    sizes = [row[0] for row in tables["checkpoint"]]
    signed = [row[1] for row in tables["attestation"] if row[3] == "cosignature"]
    ends = {row[2] for row in tables["command"]}
    places = range(1, last) if IS_EXHAUSTIVE else {1, 100, 255, 256, 257, last - 1, *sizes, *[one - 1 for one in sizes]}
    for size in sorted(places):
        yield ("the tail cut off, the rest left", str(size),
               lambda c, s=size: c.db.execute("DELETE FROM record WHERE seq > ?", (s,)), False)
        def notes_stay(c, size=size):
            c.db.execute("CREATE TEMP TABLE kept AS SELECT * FROM checkpoint WHERE size > ?", (size,))
            c.db.execute("CREATE TEMP TABLE said AS SELECT * FROM attestation WHERE size > ?", (size,))
            c.cut(size)
            c.db.execute("INSERT INTO checkpoint SELECT * FROM kept")
            c.db.execute("INSERT INTO attestation SELECT * FROM said")
        if size < sizes[-1]:
            yield "the tail cut off, the signed notes left", str(size), notes_stay, False
            yield "the tail cut off cleanly, held against the kept checkpoint", str(size), lambda c, s=size: c.cut(s), True
        # What the policy asks for stands in a record, and is met from the witnessed checkpoint on.
        policy = next(row[0] for row in tables["record"] if row[3] == "taizhang.policy.adopted.v1")
        kind = "the tail cut off cleanly, " + (
            "within a command" if size not in ends else "before there was a policy" if size < policy else "between policy and witness" if size < signed[0]
            else "after the witness")
        if size < last:
            yield kind, str(size), lambda c, s=size: c.cut(s), False
    def older(c):
        c.replace(os.path.join(FOLDER, "older"))
    yield "an older copy put back", "", older, False
    yield "an older copy put back, held against the kept checkpoint", "", older, True

def of_bytes(tables):
    for table, column, place in (("checkpoint", "note", 2), ("attestation", "content", 4), ("tile", "hashes", 2),
                                 ("disclosure", "sealed", 3)):
        for row in tables[table]:
            kind = "%s.%s" % (table, column) + (", " + row[3] if table == "attestation" else "")
            for how, value in spoilt(row[place]):
                def mutate(c, table=table, row=row, column=column, value=value):
                    c.set(table, row, column, value)
                yield kind, "%s %s" % (row[:2], how), mutate, False

def of_rows(tables):
    vouched = {row[1] for row in tables["attestation"]}
    for table in ("attestation", "tile", "command", "disclosure", "checkpoint"):
        for row in tables[table] if table in ("attestation", "checkpoint") else chosen(tables[table]):
            kind = "a row of %s removed" % table
            if table == "attestation":
                kind += ", " + row[3]
            if table == "checkpoint":
                kind += ", vouched for" if row[0] in vouched else ", that nobody vouched for"
            names = COLUMNS[table].split()[:2]
            def removed(c, table=table, row=row, names=names):
                c.db.execute("DELETE FROM %s WHERE %s = ? AND %s = ?" % (table, *names), row[:2])
            yield kind, str(row[:2]), removed, False

def of_keys(tables):
    def resigned(c, row):
        size, origin, note = row
        c.set("checkpoint", row, "note", Signer(origin).note(note.rpartition("\n\n")[0] + "\n"))
    for row in tables["checkpoint"]:
        yield "signed again with a key that is not the ledger's", str(row[0]), lambda c, row=row: resigned(c, row), False
    size, origin, note = tables["checkpoint"][-1]
    def registration(c, signer, holder="ledger"):
        source = json.loads(c.body(1))["source"]
        text = "taizhang-key/v1\nregister\n%s\n%s\n%s\n" % (source, holder, signer.vkey)
        return {"holder": holder, "note": signer.note(text), "vkey": signer.vkey}
    def registered(c):
        """A key of another name, registered as it should be after all that is signed: it was not the ledger's then."""
        signer = Signer("other.example/ledger")
        c.append("taizhang.key.registered.v1", "key/" + signer.name, registration(c, signer))
        text = note.rpartition("\n\n")[0].replace(origin, signer.name, 1) + "\n"
        c.db.execute("INSERT INTO checkpoint VALUES (?, ?, ?)", (size, signer.name, signer.note(text)))
    yield "signed again with another key registered as the ledger's", str(size), registered, False
    def usurped(c):
        """The ledger's own registrations made out to other keys, everything hashed, tiled and signed anew."""
        old = None
        for seq, kind in c.db.execute("SELECT seq, type FROM record WHERE stream = ? ORDER BY seq", ("key/" + origin,)).fetchall():
            record, signer = json.loads(c.body(seq)), Signer(origin)
            if old:
                text = "taizhang-key/v1\nrotate\n%s\nledger\n%s\n%s\n" % (record["source"], old[1].vkey, signer.vkey)
                both = old[1].note(text) + signer.note(text).rpartition("\n\n")[2]
                record["data"] = {"note": both, "vkey": signer.vkey}
            else:
                record["data"] = registration(c, signer)
            c.put(seq, canonical(record))
            old = (seq, signer) if not old else (old[0], signer, seq, old[1])
        c.rechain(old[0])
        c.retile()
        leaves = [sha(b"\0", body.encode()) for (body,) in c.db.execute("SELECT body FROM record ORDER BY seq")]
        for row in tables["checkpoint"]:
            text = "%s\n%d\n%s\n" % (origin, row[0], base64.b64encode(root(leaves[:row[0]])).decode())
            c.set("checkpoint", row, "note", (old[3] if row[0] <= old[2] else old[1]).note(text))
    yield "the ledger's key usurped from the beginning", "", usurped, False
    yield "the ledger's key usurped, held against the kept checkpoint", "", usurped, True
    def second(c):
        c.append("taizhang.key.registered.v1", "key/" + origin, registration(c, Signer(origin)))
    yield "a second key of the same name", origin, second, False
    def unproven(c):
        signer = Signer("other.example/key")
        data = {**registration(c, signer), "note": Signer(signer.name).note("x\n")}
        c.append("taizhang.key.registered.v1", "key/" + signer.name, data)
    yield "a key without proof of possession", "", unproven, False
    def unerased(c):
        c.append("taizhang.field.erased.v1", "erasure/1", {"basis": "x", "digest": "x" * 43, "property": "name"})
    yield "an erasure of nothing", "", unerased, False
    def headless(c):
        c.append("taizhang.heads.committed.v1", "heads/" + json.loads(c.body(1))["source"][9:], {"root": "0" * 64, "size": 3})
    yield "heads that are not those", "", headless, False
    for (seq,) in [row[:1] for row in tables["record"] if '"signature":' in row[4]]:
        def unsigned(c, seq=seq):
            c.put(seq, re.sub('"signature":"[^"]*",', "", c.body(seq)))
            c.rechain(seq)
            c.retile()
        yield "a signed step, its signature taken off", str(seq), unsigned, False
        def forged(c, seq=seq):
            c.put(seq, re.sub('("signature":"[^"]{40})(.)', lambda m: m[1] + ("A" if m[2] != "A" else "B"), c.body(seq)))
            c.rechain(seq)
            c.retile()
        yield "a signed step, its signature altered", str(seq), forged, False

def of_evidence():
    top = os.path.join(LEDGER, "evidence")
    files = sorted(os.path.relpath(os.path.join(at, name), LEDGER) for at, _, names in os.walk(top) for name in names)
    for file in files:
        def overwritten(c, file, how):
            path = os.path.join(c.folder, file)
            with open(path, "rb") as old:
                value = dict(spoilt(old.read()))[how]
            with open(path, "wb") as new:
                new.write(value)
        with open(os.path.join(LEDGER, file), "rb") as content:
            ways = [how for how, _ in spoilt(content.read())]
        for how in ways:
            yield "evidence altered", "%s %s" % (file, how), lambda c, f=file, h=how: overwritten(c, f, h), False
        yield "evidence removed", file, lambda c, f=file: os.remove(os.path.join(c.folder, f)), False
    def swapped(c):
        one, other = (os.path.join(c.folder, file) for file in files[:2])
        os.rename(one, one + "x")
        os.rename(other, one)
        os.rename(one + "x", other)
    yield "evidence altered", "swapped", swapped, False

# ---- Judging, in this process ------------------------------------------------------------------------------------------
def judge(job):
    number, kind, what, against, folder = job
    words = [VERIFIER, folder, "--json", "--ca", os.path.join(FOLDER, "root.pem")] + (["--against", KEPT] if against else [])
    said = {"number": number, "kind": kind, "what": what, "against": against, "code": -1, "codes": []}
    def stop(*_):
        raise TimeoutError
    signal.signal(signal.SIGALRM, stop)
    signal.alarm(30)
    output, sys.argv = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), words
    try:
        with contextlib.redirect_stdout(output):
            MODULE.main()
    except SystemExit as end:
        output.seek(0)
        said.update(code=end.code, codes=sorted({one["code"] for one in json.loads(output.read())["findings"]}))
    except TimeoutError:
        said["code"] = -2
    except BaseException:
        said["codes"] = [traceback.format_exc()[-300:]]
    finally:
        signal.alarm(0)
    return said

def work(job):
    number, (kind, what, mutate, against) = job
    copy = Copy(os.path.join(COPIES, str(number)))
    try:
        mutate(copy)
    except sqlite3.IntegrityError:  # the database itself refuses it
        copy.db.close()
        shutil.rmtree(copy.folder)
        return None
    copy.done()
    return judge((number, kind, what, against, copy.folder))

if __name__ == "__main__":
    spec = importlib.util.spec_from_file_location("verify_ledger", VERIFIER)
    MODULE = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(MODULE)
    database = sqlite3.connect("file:%s?immutable=1" % os.path.join(LEDGER, "ledger.db"), uri=True)
    JOBS = list(mutations({t: database.execute("SELECT * FROM %s ORDER BY 1, 2" % t).fetchall() for t in COLUMNS}))
    database.close()
    if FIRST + COUNT >= len(JOBS):
        print("last", file=sys.stderr)
    for number in range(FIRST, min(FIRST + COUNT, len(JOBS))):
        said = work((number, JOBS[number]))
        if said:
            print(json.dumps(said, ensure_ascii=False), flush=True)
