#!/usr/bin/env python3
"""Checks a Taizhang ledger without Taizhang: Python 3.9 or later, its standard library, and nothing else.

    verify_ledger.py [--json] [--lang zh|en] [--no-evidence] LEDGER      the ledger's folder, or its ledger.db

It reads every record once, in order, from the bytes that are stored, and holds against them all that stands beside
them. Each finding has one of these codes; the rule behind it is a published standard or the format (docs/format.md).

    canonical       the bytes are I-JSON (RFC 7493) in the one form that RFC 8785 (JCS) gives it
    size            at most 65,535 bytes, as an entry of C2SP tlog-tiles
    envelope        the attributes of a CloudEvents 1.0.2 event that the format asks for, each in its form;
                    record 1 opens the ledger and names its time zone
    hash            the stored hash is SHA-256 (FIPS 180-4) of the bytes
    chain           prevhash is the SHA-256 of the bytes of the record before; 64 zeros in record 1
    missing, id     positions run from 1 without a gap, and the bytes say the same position
    column          the index columns (stream, version, type) say what the bytes say
    source          every record is of the ledger that record 1 opened
    streamversion   the steps of each stream run from 1 without a gap, in the order of the ledger
    time            the time of recording never falls
    occurredon      nothing is dated after the day, in the ledger's zone (IANA), on which it was recorded
    command         every command is registered for exactly its records
    tile            the Merkle tree of RFC 6962 section 2.1 over the bytes, in tiles of height 8 (C2SP tlog-tiles)
    disclosure      lists of digests are as RFC 9901 section 4.2 has them; disclosures lie under the record naming them
    evidence-missing, evidence-altered
                    every file that a record names is there, with its size and its SHA-256
    schema          the tables are there; triggers refuse UPDATE, DELETE and REPLACE; file and indexes are whole
    unreadable      the disk or SQLite failed: no sign of tampering in itself

It writes nothing, not even SQLite's side files. Memory grows with the number of streams and of files of evidence, not
with that of records. Exit status: 0 intact, 1 failed, 65 unreadable or no ledger, 66 no such file, 64 wrong usage.
"""

import argparse, datetime, hashlib, json, os, re, shutil, sqlite3, sys, tempfile, urllib.parse, zoneinfo
from json.encoder import encode_basestring

APPLICATION_ID, FORMAT = 0x545A4C47, 1  # "TZLG"
MAXIMUM_SIZE, MAXIMUM_DEPTH, LARGEST_INTEGER = 65_535, 128, 2**53 - 1
LISTED = 20  # findings told in full; the rest is counted
BESIDE = ("command", "disclosure", "evidence-missing", "evidence-altered", "unreadable")  # faults of no record

def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

# ---- Bytes of a record: RFC 8785 over RFC 7493 -----------------------------------------------------------------------

NONCHARACTER = re.compile("[\ufdd0-\ufdef%s]" % "".join(chr(p << 16 | c) for p in range(17) for c in (0xFFFE, 0xFFFF)))

def members(pairs):
    """An object; RFC 7493 section 2.3: no name twice."""
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a duplicate key")
    return dict(pairs)

def number(literal):
    """RFC 7493 section 2.2: an IEEE 754 double; what RFC 8785 writes as an integer lies within 2^53 - 1."""
    value = float(literal)
    if abs(value) > LARGEST_INTEGER and (abs(value) < 1e21 or literal.lstrip("-").isdigit()):
        raise ValueError("an integer beyond 2^53 - 1")
    if abs(value) == float("inf"):
        raise ValueError("a number beyond a double")
    return int(value) if value == int(value) and abs(value) <= LARGEST_INTEGER else value  # int refuses NaN

DECODER = json.JSONDecoder(object_pairs_hook=members, parse_int=number, parse_float=number, parse_constant=number)

def ecmascript(value):
    """A double as ECMAScript's Number::toString writes it (RFC 8785 section 3.2.2.3); repr finds the same digits."""
    mantissa, _, exponent = repr(abs(value)).partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(digits) - len(fraction) + int(exponent or 0)  # value = 0.digits * 10^point
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        text = digits[:point].ljust(point, "0") + ("." + digits[point:] if digits[point:] else "")
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        text = digits[0] + ("." + digits[1:] if digits[1:] else "") + "e%+d" % (point - 1)
    return "-" + text if value < 0 else text

def serialize(value, depth=0):
    """The canonical text: names sorted by UTF-16 code units, no white space, the shortest escapes."""
    if isinstance(value, str):
        return encode_basestring(value)
    if depth == MAXIMUM_DEPTH and isinstance(value, (dict, list)):
        raise ValueError("it is nested deeper than %d levels" % MAXIMUM_DEPTH)
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        said = [encode_basestring(name) + ":" + serialize(value[name], depth + 1) for name in names]
        return "{" + ",".join(said) + "}"
    if isinstance(value, list):
        return "[" + ",".join([serialize(item, depth + 1) for item in value]) + "]"
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return str(value) if isinstance(value, int) else ecmascript(value)

def parse(body):
    """The value of the bytes (None where they are no I-JSON), and why they are not canonical ("" where they are)."""
    try:
        text = body.decode("utf-8")
        value = DECODER.decode(text)
        canonical = serialize(value)
        if NONCHARACTER.search(canonical):
            raise ValueError("a Unicode noncharacter")
        encoded = canonical.encode("utf-8")  # a lone surrogate cannot be encoded
    except (ValueError, RecursionError) as fault:
        return None, str(fault)
    same = len(body) if encoded == body else len(os.path.commonprefix([encoded, body]))
    return value, "" if encoded == body else "it departs from the canonical form at byte %d" % same

# ---- Merkle tree: RFC 6962 section 2.1, C2SP tlog-tiles --------------------------------------------------------------

class Tree:
    """Takes leaves in order, hands on each tile when it is full, and at the end those that are not."""

    def __init__(self, take):
        self.take = take  # is told level, index, hashes
        self.edge = []  # per level: the index of the unfinished tile, and its hashes

    def add(self, digest, level=0):
        if level == len(self.edge):
            self.edge.append((0, b""))
        index, hashes = self.edge[level]
        hashes += digest
        if len(hashes) == 256 * 32:
            self.take(level, index, hashes)
            self.add(join(hashes), level + 1)
            index, hashes = index + 1, b""
        self.edge[level] = (index, hashes)

    def finish(self):
        """The root: of each level's rest and what the level below has left over."""
        left_over = b""
        for level, (index, hashes) in enumerate(self.edge):
            if hashes:
                self.take(level, index, hashes)
            left_over = join(hashes + left_over)
        return left_over or sha256()

def join(hashes):
    """Hashes in pairs, row by row, up to one; a last one without a partner moves up as it is."""
    row = [hashes[at:at + 32] for at in range(0, len(hashes), 32)]
    while len(row) > 1:
        row = [sha256(b"\1", *row[at:at + 2]) if at + 1 < len(row) else row[at] for at in range(0, len(row), 2)]
    return row[0] if row else b""

# ---- Envelope: CloudEvents 1.0.2 and the format's own attributes -----------------------------------------------------

OPENED = "taizhang.ledger.opened.v1"
UUID = re.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
HEX = re.compile("[0-9a-f]{64}")
FORMS = {
    "actor": ".+",
    "commandid": ".+",  # a UUID: held against the table of commands
    "id": "[1-9][0-9]{0,17}",
    "occurredon": "[0-9]{4}-[0-9]{2}-[0-9]{2}",
    "prevhash": "[0-9a-f]{64}",
    "source": ".+",
    "specversion": r"1\.0",
    "subject": r"[a-z]+/[^\x00-\x1f\x7f]+",
    "time": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z",
    "type": r"taizhang(\.[a-z][a-z0-9-]*){2,}\.v[1-9][0-9]*",
}
FORMS = {name: re.compile(form, re.DOTALL) for name, form in FORMS.items()}
TYPES = {"data": dict, "streamversion": int, "onbehalfof": str, "reason": str}
REQUIRED = {*FORMS, "data", "streamversion"}

def holds(name, value):
    """Whether an attribute has the form that the format gives it; one that the format does not know has none."""
    if name in TYPES:
        return type(value) is TYPES[name]
    if name not in FORMS or not isinstance(value, str) or not FORMS[name].fullmatch(value):
        return False
    try:
        day = value[:10] if name in ("occurredon", "time") else "2020-01-01"
        return datetime.date.fromisoformat(day) and (name != "subject" or len(value.encode()) <= 200)
    except ValueError:
        return False

def malformed(record):
    """The attributes that are missing, not in their form, or none of this format's."""
    if not isinstance(record, dict):
        return ["record"]
    return sorted(name for name in REQUIRED | record.keys() if not holds(name, record.get(name)))

# ---- What the data names: digests of erasable fields (RFC 9901 section 4.2), files of evidence -----------------------

DIGEST = re.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # base64url of 32 bytes: the last two bits are zero
FILE = {"mediatype": str, "name": str, "sha256": str, "size": int}

def named(value, digests, files):
    """Adds what is named in the value, wherever it stands; a digest in the wrong place or form is added as None."""
    if isinstance(value, list):
        for item in value:
            named(item, digests, files)
    elif isinstance(value, dict):
        if {name: type(member) for name, member in value.items()} == FILE and HEX.fullmatch(value["sha256"]):
            files.append((value["sha256"], value["size"], value["name"]))
            return
        for name, member in value.items():
            if name == "_sd":
                listed = [one for one in member if isinstance(one, str)] if isinstance(member, list) else []
                good = listed and listed == member and all(map(DIGEST.fullmatch, listed))
                good = good and listed == sorted(set(listed)) and set(listed).isdisjoint(digests)
                digests += listed if good else [None, *listed]
            elif name == "...":
                digests.append(None)
            named(member, digests, files)

# ---- The database: read, never written -------------------------------------------------------------------------------

COLUMNS = {
    "record": "seq, stream, version, type, body, hash",
    "command": "id, first, last",
    "tile": "level, idx, hashes",
    "disclosure": "digest, seq, subject, sealed",
    "checkpoint": "size, note",
}
REFUSAL = re.compile(r"""CREATE\s+TRIGGER\s+\S+\s+(?:BEFORE|AFTER)\s+(UPDATE|DELETE|INSERT)\s+ON\s+(\w+)(\s+WHEN\s.+)?
    \s+BEGIN\s+SELECT\s+RAISE\s*\(\s*(?:ABORT|FAIL|ROLLBACK)\s*,\s*'[^']*'\s*\)\s*;\s*END""", re.I | re.S | re.X)
ABOUT_ROWS = re.compile("row |wrong # of entries|NULL value in|non-")  # what integrity_check says of rows, not of pages

def in_log(path):
    """Bytes that wait in the write-ahead log."""
    return os.path.getsize(path + "-wal") if os.path.exists(path + "-wal") else 0

def connect(path, scratch):
    """Opens the database so that neither it nor its side files change, and what waits in a -wal file is read."""

    def opened(file, how):
        db = sqlite3.connect("file:%s?mode=ro%s" % (urllib.parse.quote(os.path.abspath(file)), how), uri=True)
        db.text_factory = bytes  # text that was tampered with need not be UTF-8
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return db

    if not in_log(path):
        return opened(path, "&immutable=1")  # mode=ro alone would make a -wal and a -shm file
    try:
        return opened(path, "&readonly_shm=1")
    except sqlite3.OperationalError:  # no -shm file: SQLite would have to make one, so it makes it beside a copy
        for suffix in ("", "-wal"):
            shutil.copyfile(path + suffix, os.path.join(scratch, "ledger.db" + suffix))
        return opened(os.path.join(scratch, "ledger.db"), "")

# ---- Sentences: {0} the record, {1} the field ------------------------------------------------------------------------

SENTENCES = {
    "hash": ("第 {0} 条记录被改动：存储的哈希 {2}，按原文计算 {3}。", "Record {0} was altered: hash {2} stored, {3} computed."),
    "chain": ("第 {0} 条起链断开：prevhash {2}，前一条的哈希 {3}。", "The chain breaks at record {0}: {2} instead of {3}."),
    "canonical": ("第 {0} 条记录不是规范编码：{2}。", "Record {0} is not canonical: {2}."),
    "size": ("第 {0} 条记录有 {2} 字节，超过上限。", "Record {0} has {2} bytes, over the limit."),
    "envelope": ("第 {0} 条记录的信封不合格式：{1}。", "Record {0} has no envelope of this format: {1}."),
    "missing": ("第 {0} 条记录缺失（其后是：{2}）。", "Record {0} is missing (what follows: {2})."),
    "id": ("位置 {2} 上的记录不该在此：{1} 为 {3}。", "The record at position {2} does not belong there: {1} is {3}."),
    "column": ("第 {0} 条的索引列 {1} 与原文不符。", "Record {0}: the index column {1} disagrees with the bytes."),
    "source": ("第 {0} 条属于另一本台账：{2}。", "Record {0} is of another ledger: {2}."),
    "streamversion": ("第 {0} 条是 {2} 的第 {3} 步，应为第 {4} 步。", "Record {0} is version {3} of {2}; {4} was expected."),
    "time": ("第 {0} 条的时间早于前一条。", "Record {0} has a time before the one before it."),
    "occurredon": ("第 {0} 条的发生日期晚于记录当天。", "Record {0} is dated after the day on which it was recorded."),
    "command": ("命令 {1} 的登记与记录不符（第 {0} 条起）。", "Command {1} is not registered for its records (from {0} on)."),
    "tile": ("瓦片 {1} 与记录不符（共 {2} 片不符）。", "Tile {1} disagrees with the records ({2} in all do)."),
    "disclosure": ("第 {0} 条的可删除字段与披露不合：{1}。", "Record {0}: digests and disclosures do not fit: {1}."),
    "evidence-missing": ("第 {0} 条的佐证缺失：{2}。", "Record {0}: the evidence {2} is missing."),
    "evidence-altered": ("第 {0} 条的佐证被改动：{2}。", "Record {0}: the evidence {2} was altered."),
    "schema": ("数据库结构不对：{1}（{2}）。", "The database is not built as it should be: {1} ({2})."),
    "unreadable": ("读不出来：{2}", "It cannot be read: {2}"),
    # What is not checked
    "zone": ("发生日期：本机没有时区数据", "occurredon: this machine has no time zone data"),
    "sealed": ("披露的内容：已加密，密钥另存", "what disclosures say: they are encrypted, the keys lie apart"),
    "evidence": ("佐证文件", "files of evidence"),
    "heads": ("各流末端的承诺（heads.committed）", "the stream heads that records commit to (heads.committed)"),
    "checkpoint": ("没有另处保存的检查点可比：文件被截短或整本重写，单凭文件看不出来", "no checkpoint kept elsewhere was given: "
                   "a tail cut off or a whole rewrite cannot be seen from the file alone"),
    "models": ("读模型：由记录推出，用 taizhang rebuild --check 比对", "read models: they are derived; "
               "taizhang rebuild --check compares them"),
    # The report
    "absent": ("没有这个文件：{0}", "no such file: {0}"),
    "changed": ("核对期间文件被写入，请再核对一次", "it was written to meanwhile; check it again"),
    "whole": ("第 1–{0} 条完好", "records 1–{0} are whole"),
    "none": ("没有一条记录可以断定完好", "no record can be called whole"),
    "beside": ("{0} 条记录都完好，问题出在它们之外", "all {0} records are whole; what stands beside them is at fault"),
    "after": ("第 {0}–{1} 条彼此相连", "records {0}–{1} hang together among themselves"),
    "intact": ("完好：{0} 条记录", "Intact: {0} records"),
    "failed": ("不合格：{0} 条记录，最先出错的是第 {1} 条", "Failed: {0} records, the first one at fault is {1}"),
    "stopped": ("读不出来：只读到 {0} 条记录", "Unreadable: {0} records were read"),
    "more": ("  另有 {0} 处", "  and {0} more"),
    "files": ("  佐证文件 {0} 个完好，{1} 个无记录提到", "  evidence: {0} files whole, {1} that no record names"),
    "not": ("未核对：{0}", "not checked: {0}"),
}

def short(digest):
    shown = digest.hex() if isinstance(digest, bytes) else str(digest)
    return shown[:4] + "…" + shown[-2:]

def text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)

# ---- The check -------------------------------------------------------------------------------------------------------

class Verifier:
    def __init__(self, language, evidence):
        self.language, self.evidence = language, evidence  # 0 Chinese, 1 English; the folder, or None: not checked
        self.verdict, self.size, self.head, self.root = "intact", 0, bytes(32), None
        self.findings, self.more, self.not_checked = [], 0, []
        self.doubt, self.last_bad = None, 0  # the first record in doubt, the last one at fault
        self.next, self.previous = 1, bytes(32)  # hash of the record before; None where that is missing
        self.time, self.source, self.zone = "", None, None
        self.versions = {}  # stream: version of its last record
        self.run = ("", None)  # the command being read and its first record; None where a record before was lost
        self.files, self.whole_files = set(), 0
        self.tiles, self.bad_tiles = set(), []

    def say(self, key, *values):
        return SENTENCES[key][self.language].format(*values)

    def report(self, code, record, field, *values):
        if self.verdict != "unreadable":
            self.verdict = "unreadable" if code == "unreadable" else "failed"
        if record is not None and code not in BESIDE:
            doubt = max(1, record - 1) if code == "chain" else record  # a broken link is a doubt on both its ends
            self.doubt, self.last_bad = min(doubt, self.doubt or doubt), max(self.last_bad, record)
        detail = self.say(code, record, field, *values)
        if len(self.findings) < LISTED or code == "unreadable":
            self.findings.append({"code": code, "record": record, "field": field, "detail": detail})
        else:
            self.more += 1

    def check_not(self, key):
        if self.say(key) not in self.not_checked:
            self.not_checked.append(self.say(key))

    def verify(self, db):
        self.db = db
        try:
            self.check_schema()
            tree = Tree(self.check_tile)
            rows = "SELECT seq, stream, version, type, body, hash FROM record NOT INDEXED ORDER BY seq"
            for seq, *columns, body, stored in db.execute(rows):
                if self.check_place(seq):
                    body = body if isinstance(body, bytes) else text(body).encode()
                    self.check_record(seq, columns, body, stored)
                    tree.add(sha256(b"\0", body))
                    self.size += 1
            self.close_command(self.next - 1)
            if self.size == 0:
                self.report("missing", 1, None, "–")
            root = tree.finish()
            self.root = root if 0 < self.size == self.next - 1 else None
            self.check_tiles()
            self.check_commands()
            self.check_disclosures()
        except (sqlite3.Error, OverflowError, TypeError) as fault:  # TypeError: values that no such table can hold
            self.report("unreadable", self.next, None, fault)
        self.head = self.previous or bytes(32)
        for key in ["checkpoint", "models"] + ([] if self.evidence else ["evidence"]):
            self.check_not(key)

    # Each record

    def check_place(self, seq):
        """Whether a record can stand here: not before position 1, not in another's place."""
        if not isinstance(seq, int) or seq < self.next:
            self.report("id", None, "seq", seq, seq)
            return False
        if seq > self.next:
            self.report("missing", self.next, None, seq)
            self.previous, self.run, self.last_bad = None, None, seq - 1
        self.next = seq + 1
        return True

    def check_record(self, seq, columns, body, stored):
        before, self.previous = self.previous, sha256(body)
        if stored != self.previous:
            self.report("hash", seq, "hash", short(stored), short(self.previous))
        if len(body) > MAXIMUM_SIZE:
            self.report("size", seq, None, len(body))
        record, departure = parse(body)
        if departure:
            self.report("canonical", seq, None, departure)
        faults = malformed(record) if record is not None else []
        for name in faults:
            self.report("envelope", seq, name)
        if record is None or faults:
            self.run, self.versions[text(columns[0])] = None, columns[1]  # for want of its own words
            return
        if before and record["prevhash"] != before.hex():
            self.report("chain", seq, "prevhash", short(record["prevhash"]), short(before))
        if record["id"] != str(seq):
            self.report("id", seq, "id", seq, record["id"])
        said = [record["subject"].encode(), record["streamversion"], record["type"].encode()]
        for name, column, attribute in zip(("stream", "version", "type"), columns, said):
            if column != attribute:
                self.report("column", seq, name)
        self.check_origin(seq, record)
        self.check_order(seq, record)
        if self.run is None:
            self.run = (record["commandid"], None)
        elif self.run[0] != record["commandid"]:
            self.close_command(seq - 1)
            self.run = (record["commandid"], seq)
        if departure or b'"_sd"' in body or b'"..."' in body or b'"sha256"' in body:
            self.check_named(seq, record["data"])
        if record["type"].startswith("taizhang.heads.committed."):
            self.check_not("heads")

    def check_origin(self, seq, record):
        if seq > 1:
            if record["source"] != (self.source or record["source"]):
                self.report("source", seq, "source", record["source"])
            return
        self.source = record["source"]
        if not self.source.startswith("urn:uuid:") or not UUID.fullmatch(self.source[9:]):
            self.report("envelope", 1, "source")
        if record["type"] != OPENED or record["subject"] != "ledger/" + self.source[9:]:
            self.report("envelope", 1, "type")
        try:
            self.zone = zoneinfo.ZoneInfo(str(record["data"].get("zone")))
        except (KeyError, ValueError, OSError):
            if zoneinfo.available_timezones():
                self.report("envelope", 1, "data.zone")
            else:
                self.check_not("zone")

    def check_order(self, seq, record):
        stream, version = record["subject"], record["streamversion"]
        expected = self.versions.get(stream, 0) + 1
        if version != expected:
            self.report("streamversion", seq, "streamversion", stream, version, expected)
        self.versions[stream] = version
        if record["time"] < self.time:
            self.report("time", seq, "time")
        self.time = record["time"]
        if self.zone:
            moment = datetime.datetime.fromisoformat(self.time[:19] + "+00:00")
            if record["occurredon"] > moment.astimezone(self.zone).date().isoformat():
                self.report("occurredon", seq, "occurredon")

    def check_named(self, seq, data):
        digests, files = [], []
        named(data, digests, files)
        if None in digests:
            self.report("disclosure", seq, "_sd")
        for digest in digests:
            for (filed,) in self.db.execute("SELECT seq FROM disclosure WHERE digest = ?", (digest,)):
                if filed != seq:
                    self.report("disclosure", seq, digest)
        for digest, size, name in files if self.evidence else []:
            if (digest, size) not in self.files:
                self.files.add((digest, size))
                state = self.state(digest, size)
                self.whole_files += state == "whole"
                if state != "whole":
                    self.report("evidence-" + state, seq, digest, name)

    def state(self, digest, size):
        hasher, length = hashlib.sha256(), 0
        try:
            with open(os.path.join(self.evidence, digest[:2], digest), "rb") as file:
                for piece in iter(lambda: file.read(1 << 20), b""):
                    hasher.update(piece)
                    length += len(piece)
        except (FileNotFoundError, NotADirectoryError, PermissionError):
            return "missing"
        except OSError:
            return "altered"
        return "whole" if (hasher.hexdigest(), length) == (digest, size) else "altered"

    # What stands beside the records

    def check_schema(self):
        master = self.db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for table, columns in COLUMNS.items():
            found = [text(row[1]) for row in self.db.execute("PRAGMA table_info(%s)" % table)]
            is_table = any(row[:2] == (b"table", table.encode()) for row in master)
            if not is_table or not set(columns.split(", ")) <= set(found):
                self.report("schema", None, table, ", ".join(found) or "–")
        refused = set()
        for name, match in [(text(row[1]), REFUSAL.fullmatch(text(row[2]))) for row in master if row[0] == b"trigger"]:
            if not match:
                self.report("schema", None, name, "TRIGGER")  # it could do anything to a record before it is stored
            elif not match[3] or match[1].upper() == "INSERT":
                refused.add((match[1].upper(), match[2].lower()))
        for table in ("record", "command", "checkpoint"):
            for rule in [(change, table) for change in ("UPDATE", "DELETE", "INSERT")]:
                if rule not in refused:
                    self.report("schema", None, "TRIGGER %s ON %s" % rule, "–")
        for (line,) in self.db.execute("PRAGMA integrity_check(%d)" % LISTED):
            if line != b"ok":
                code = "schema" if ABOUT_ROWS.match(text(line)) else "unreadable"
                self.report(code, None, "integrity_check", text(line))

    def check_tile(self, level, index, hashes):
        self.tiles.add((level, index))
        rows = self.db.execute("SELECT hashes FROM tile WHERE level = ? AND idx = ?", (level, index)).fetchall()
        if rows != [(hashes,)]:
            stored = rows[0][0] if rows and isinstance(rows[0][0], bytes) else b""
            same = len(os.path.commonprefix([stored, hashes])) // 32
            leaf = level == 0 and stored and same < len(hashes) // 32  # a leaf points at its record
            self.bad_tiles.append((level, index, index * 256 + same + 1 if leaf else None))

    def check_tiles(self):
        stored = self.db.execute("SELECT level, idx, NULL FROM tile")
        bad = sorted(self.bad_tiles) + [tile for tile in stored if tile[:2] not in self.tiles]
        for level, index, record in bad[:1]:
            self.report("tile", record, "%s/%s" % (level, index), len(bad))

    def close_command(self, last):
        name, first = self.run or ("", None)
        if first is not None:
            rows = self.db.execute("SELECT first, last FROM command WHERE id = ?", (name.lower(),)).fetchall()
            if not UUID.fullmatch(name) or rows != [(first, last)]:
                self.report("command", first, name)

    def check_commands(self):
        """Commands part the ledger without overlap; that each has the right records was held in close_command."""
        place = 1
        for name, first, last in self.db.execute("SELECT id, first, last FROM command ORDER BY first, last DESC"):
            if not place <= first <= last < self.next:
                self.report("command", first, text(name))
            place = max(place, last + 1)

    def check_disclosures(self):
        rows = "SELECT digest, d.seq, body FROM disclosure d LEFT JOIN record r ON r.seq = d.seq"
        for digest, seq, body in self.db.execute(rows):
            digests = []
            named(parse(body)[0] if isinstance(body, bytes) else None, digests, [])
            if text(digest) not in digests:
                self.report("disclosure", seq, text(digest))
            self.check_not("sealed")

    def orphans(self):
        known = {os.path.join(self.evidence or "", digest[:2], digest) for digest, _ in self.files}
        walk = os.walk(self.evidence) if self.evidence else []
        found = [os.path.join(folder, name) for folder, _, names in walk for name in names if HEX.fullmatch(name)]
        return len([file for file in found if file not in known])

# ---- Report ----------------------------------------------------------------------------------------------------------

def as_json(check):
    root = check.root.hex() if check.root else None
    return json.dumps({
        "verdict": check.verdict, "size": check.size, "head": check.head.hex(), "root": root,
        "findings": check.findings, "more": check.more, "notchecked": check.not_checked,
        "evidence": check.whole_files, "orphans": check.orphans()}, ensure_ascii=False)

def as_text(check):
    first_bad = min([finding["record"] for finding in check.findings if finding["record"]], default="–")
    key = "stopped" if check.verdict == "unreadable" else check.verdict
    lines = [check.say(key, check.size, first_bad)]
    if check.verdict == "failed":
        sound = [check.say("none") if check.doubt == 1 else check.say("whole", check.doubt - 1) if check.doubt
                 else check.say("beside", check.size)]
        if check.doubt and check.last_bad < check.next - 1:
            sound.append(check.say("after", check.last_bad + 1, check.next - 1))
        lines.append("  " + ("；", "; ")[check.language].join(sound))
    lines += ["  %s: %s" % (finding["code"], finding["detail"]) for finding in check.findings]
    lines += [check.say("more", check.more)] if check.more else []
    lines += ["  head %s" % check.head.hex(), "  root %s" % (check.root.hex() if check.root else "–")]
    lines += [check.say("files", check.whole_files, check.orphans())] if check.evidence else []
    lines += [check.say("not", what) for what in check.not_checked]
    return "\n".join("".join(c if c.isprintable() else "\ufffd" for c in line) for line in lines)

def main():
    locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
    parser = argparse.ArgumentParser(description="Checks a Taizhang ledger; see the head of this file.")
    parser.error = lambda message: parser.exit(64, "%s: %s\n" % (parser.prog, message))
    parser.add_argument("ledger", help="the ledger's folder, or its ledger.db")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--lang", choices=("zh", "en"), default="zh" if locale.startswith("zh") else "en")
    parser.add_argument("--no-evidence", action="store_true", help="do not read the files of evidence")
    options = parser.parse_args()
    path = os.path.join(options.ledger, "ledger.db") if os.path.isdir(options.ledger) else options.ledger
    folder = os.path.join(os.path.dirname(os.path.abspath(path)), "evidence")
    check = Verifier(("zh", "en").index(options.lang), None if options.no_evidence else folder)
    if not os.path.exists(path):
        parser.exit(66, check.say("absent", path) + "\n")
    before = None if in_log(path) else os.stat(path)  # without a log SQLite keeps no snapshot for us
    with tempfile.TemporaryDirectory() as scratch:
        try:
            db = connect(path, scratch)
            found = tuple(db.execute("PRAGMA " + name).fetchone()[0] for name in ("application_id", "user_version"))
            if found == (APPLICATION_ID, FORMAT):
                check.verify(db)
            else:
                check.report("unreadable", 1, "application_id", "application_id %#x, user_version %d" % found)
            db.close()
        except (sqlite3.Error, OSError) as fault:
            check.report("unreadable", 1, None, fault)
    after = os.stat(path)
    if before and (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        check.report("unreadable", 1, "ledger.db", check.say("changed"))
    sys.stdout.reconfigure(errors="backslashreplace", **({"encoding": "utf-8"} if options.json else {}))
    print(as_json(check) if options.json else as_text(check))
    sys.exit({"intact": 0, "failed": 1, "unreadable": 65}[check.verdict])

if __name__ == "__main__":
    main()
