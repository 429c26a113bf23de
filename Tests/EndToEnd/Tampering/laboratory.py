"""Mutations of a ledger, enumerated by machine: each is done to a copy, and both verifiers judge it.

    laboratory.py LEDGER PROGRAM VERIFIER FOLDER STEP

LEDGER is a ledger's folder with everything in it; FOLDER holds kept.checkpoint and tsa/root.pem; of every STEP-th record
each mutation of a record is made. Prints a line of JSON for each: kind, what, and each verifier's exit
code and codes.
"""
import base64, hashlib, json, multiprocessing, os, re, shutil, signal, sqlite3, subprocess, sys, tempfile

LEDGER, PROGRAM, VERIFIER, FOLDER, STEP = sys.argv[1:5] + [int(sys.argv[5])]
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
        self.db = sqlite3.connect(os.path.join(folder, "ledger.db"), isolation_level=None)
        self.triggers = self.db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        self.db.execute("PRAGMA foreign_keys = OFF")
        for name, _ in self.triggers:
            self.db.execute("DROP TRIGGER " + name)
    def done(self):
        for _, sql in self.triggers:
            self.db.execute(sql)
        self.db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        self.db.close()
    def rows(self, table):
        return self.db.execute("SELECT * FROM %s ORDER BY 1, 2" % table).fetchall()
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
        text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
        row = (seq + 1, stream, version, kind, text, sha(text.encode()))
        self.db.execute("INSERT INTO record VALUES (?, ?, ?, ?, ?, ?)", row)
        self.db.execute("INSERT INTO command VALUES (?, ?, ?)", (record["commandid"], seq + 1, seq + 1))
        self.retile()

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
        at = int(len(value) * place)
        return value[:at] + bytes([value[at] ^ 1]) + value[at + 1:]
    letters = [at for at, letter in enumerate(value) if letter.isascii() and letter.isalnum()]
    at = letters[int((len(letters) - 1) * place)]
    if value[at].isdigit():
        return value[:at] + str((int(value[at]) + 1) % 10) + value[at + 1:]
    return value[:at] + ("b" if value[at] == "a" else "a") + value[at + 1:]

def telling(row):
    """Where a byte tells. The middle of a token holds certificates, which nobody trusts for being there; its end is signed."""
    return 0.98 if "timestamp" in row else 0.5

def spoilt(value, place=0.5):
    """One byte altered, cut short, emptied."""
    yield "altered", changed(value, place)
    yield "cut short", value[:len(value) // 2]
    yield "emptied", value[:0]

# ---- What is done: (kind, what, mutation, options of the verifiers) ------------------------------------------------------
AGAINST = ["--against", os.path.join(FOLDER, "kept.checkpoint")]

def mutations():
    copy = Copy(os.path.join(tempfile.mkdtemp(), "l"))
    tables = {table: copy.rows(table) for table in COLUMNS}
    last = tables["record"][-1][0]
    heads = [row[0] for row in tables["record"] if row[3] == "taizhang.heads.committed.v1"]
    copy.done()
    for table, names in COLUMNS.items():
        rows = tables[table]
        chosen = rows if STEP == 1 else [rows[0], rows[len(rows) // 2], rows[-1]]
        for row in dict.fromkeys(chosen):
            for place, column in enumerate(names.split()):
                kind = "%s.%s" % (table, column)
                if table == "attestation" and column in ("content", "size", "origin"):
                    kind += "." + row[3]
                def other(c, table=table, row=row, column=column, value=row[place]):
                    c.set(table, row, column, changed(value, telling(row)))
                yield kind, str(row[:2]), other, []
    for seq in range(2, last, STEP):
        for place in (0.1, 0.5, 0.9):
            def fitted(c, seq=seq, place=place): c.put(seq, changed(c.body(seq), place))
            yield "body, its hash made to fit", "%d at %s" % (seq, place), fitted, []
        def rehashed(c, seq=seq):
            c.put(seq, c.body(seq).replace('"occurredon":"2', '"occurredon":"1', 1))
            c.rechain(seq)
        yield "everything hashed anew", str(seq), rehashed, []
        def retiled(c, seq=seq, rehashed=rehashed):
            rehashed(c)
            c.retile()
        yield "everything hashed anew, tiles made anew", str(seq), retiled, AGAINST
        yield "a record removed", str(seq), lambda c, s=seq: c.db.execute("DELETE FROM record WHERE seq = ?", (s,)), []
        def doubled(c, seq=seq):
            columns = "?, stream, version + 5000, type, body, hash"
            c.db.execute("INSERT INTO record SELECT %s FROM record WHERE seq = ?" % columns, (last + 1, seq))
        yield "a record doubled", str(seq), doubled, []
        def swapped(c, seq=seq):
            one, other = c.body(seq), c.body(seq + 1)
            c.put(seq, other)
            c.put(seq + 1, one)
        yield "a record swapped with the next", str(seq), swapped, []
        def earlier(c, seq=seq):
            c.put(seq, re.sub('"time":"20', '"time":"19', c.body(seq)))
            c.rechain(seq)
        yield "the clock set back", str(seq), earlier, []
    for size in sorted({1, 100, 255, 256, 257, heads[0], heads[-1] - 1, heads[-1], last - 1}):
        unclean = lambda c, s=size: c.db.execute("DELETE FROM record WHERE seq > ?", (s,))
        yield "the tail cut off", str(size), unclean, []
        if size < heads[-1]:
            yield "the tail cut off cleanly", str(size), lambda c, s=size: c.cut(s), AGAINST
    yield from of_keys(tables, last)
    yield from of_files()
    for table, column, place in (("checkpoint", "note", 2), ("attestation", "content", 4), ("tile", "hashes", 2)):
        for row in tables[table]:
            kind = "%s.%s" % (table, column) + ("." + row[3] if table == "attestation" else "")
            for how, value in spoilt(row[place], telling(row)):
                def spoiling(c, table=table, row=row, column=column, value=value): c.set(table, row, column, value)
                yield kind, "%s %s" % (row[:2], how), spoiling, []
    for table in ("attestation", "tile", "command"):
        for row in tables[table][:: 1 if table == "attestation" else max(1, len(tables[table]) // 5)]:
            column, kind = COLUMNS[table].split()[0], "a row of %s removed" % table
            kind += ", " + row[3] if table == "attestation" else ""
            where = "%s = ?" % column + (" AND idx = %d" % row[1] if table == "tile" else "")
            def removal(c, sql="DELETE FROM %s WHERE %s" % (table, where), value=row[0]): c.db.execute(sql, (value,))
            yield kind, str(row[:2]), removal, []
    witnessed = [row for row in tables["checkpoint"] if any(one[1] == row[0] for one in tables["attestation"])]
    for row in tables["checkpoint"]:
        kind = "a checkpoint removed, " + ("vouched for" if row in witnessed else "that nobody vouched for")
        def removal(c, size=row[0]): c.db.execute("DELETE FROM checkpoint WHERE size = ?", (size,))
        yield kind, str(row[0]), removal, []

def of_keys(tables, last):
    size, origin, note = tables["checkpoint"][-1]
    def resigned(c):
        again = Signer(origin).note(note.rpartition("\n\n")[0] + "\n")
        c.db.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (again, size))
    yield "signed again with another key", str(size), resigned, []
    def rewritten(c):
        """Another history, its checkpoint signed with a key that calls itself the ledger's."""
        c.put(50, c.body(50).replace('"occurredon":"2', '"occurredon":"1', 1))
        c.rechain(50)
        c.retile()
        leaves = [sha(b"\0", c.body(seq).encode()) for seq in range(1, size + 1)]
        text = "%s\n%d\n%s\n" % (origin, size, base64.b64encode(root(leaves)).decode())
        c.db.execute("UPDATE checkpoint SET note = ? WHERE size = ?", (Signer(origin).note(text), size))
    yield "rewritten, and signed with another key", str(size), rewritten, []
    def second(c):
        signer, source = Signer(origin), json.loads(c.body(1))["source"]
        text = "taizhang-key/v1\nregister\n%s\nledger\n%s\n" % (source, signer.vkey)
        data = {"holder": "ledger", "note": signer.note(text), "vkey": signer.vkey}
        c.append("taizhang.key.registered.v1", "key/" + origin, data)
    yield "a second key of the same name", origin, second, []
    def unproven(c):
        signer = Signer("another.example/key")
        data = {"holder": "ledger", "note": Signer("another.example/key").note("x\n"), "vkey": signer.vkey}
        c.append("taizhang.key.registered.v1", "key/another.example/key", data)
    yield "a key without proof of possession", "", unproven, []
    def unerased(c):
        c.append("taizhang.field.erased.v1", "erasure/1", {"basis": "x", "digest": "x" * 43, "property": "name"})
    yield "an erasure of nothing", "", unerased, []
    def headless(c):
        stream = "heads/" + json.loads(c.body(1))["source"].removeprefix("urn:uuid:")
        c.append("taizhang.heads.committed.v1", stream, {"root": "0" * 64, "size": 3})
    yield "heads that are not those", "", headless, []

def of_files():
    copy = Copy(os.path.join(tempfile.mkdtemp(), "l"))
    copy.done()
    top = os.path.join(copy.folder, "evidence")
    files = [os.path.join(at, name) for at, _, names in os.walk(top) for name in names]
    files = sorted(os.path.relpath(file, copy.folder) for file in files)
    for file in files:
        def overwritten(c, file=file, how=None):
            path = os.path.join(c.folder, file)
            old = open(path, "rb").read()
            open(path, "wb").write(dict(spoilt(old))[how])
        for how in ("altered", "cut short", "emptied"):
            yield "evidence " + how, file, lambda c, f=file, h=how: overwritten(c, f, h), []
        yield "evidence removed", file, lambda c, f=file: os.remove(os.path.join(c.folder, f)), []
    def swapped(c):
        one, other = (os.path.join(c.folder, file) for file in files[:2])
        for old, new in ((one, one + "x"), (other, one), (one + "x", other)):
            os.rename(old, new)
    yield "evidence swapped", "", swapped, []

# ---- Judging ---------------------------------------------------------------------------------------------------------------
def judge(job):
    kind, what, options, folder = job
    given = ["--json", "--ca", os.path.join(FOLDER, "tsa", "root.pem")] + options
    said = {"kind": kind, "what": what}
    state = {**os.environ, "XDG_STATE_HOME": folder + ".state", "LANG": "C.UTF-8"}  # a machine that remembers nothing
    for who, command in (("ours", [PROGRAM, "verify", "--ledger", folder] + given),
                         ("theirs", [sys.executable, VERIFIER, folder] + given)):
        done = subprocess.run(command, capture_output=True, env=state, timeout=60)
        try:
            found = json.loads(done.stdout)
            said[who] = [done.returncode, sorted({one["code"] for one in found["findings"]})]
        except ValueError:
            said[who] = [done.returncode, [done.stderr.decode("utf-8", "replace")[:300]]]
    shutil.rmtree(folder, ignore_errors=True)
    return said

def jobs(top):
    for number, (kind, what, mutate, options) in enumerate([("nothing", "", lambda c: None, AGAINST), *mutations()]):
        copy = Copy(os.path.join(top, str(number)))
        try:
            mutate(copy)
        except sqlite3.IntegrityError:  # the database itself refuses it
            shutil.rmtree(copy.folder, ignore_errors=True)
            continue
        copy.done()
        yield kind, what, options, copy.folder

if __name__ == "__main__":
    signal.pthread_sigmask(signal.SIG_SETMASK, [])  # whoever starts us may have blocked what ends our workers
    with tempfile.TemporaryDirectory() as top, multiprocessing.Pool(2) as pool:
        for said in pool.imap_unordered(judge, jobs(top), chunksize=1):
            print(json.dumps(said, ensure_ascii=False), flush=True)
