#!/usr/bin/env python3
"""Checks a Taizhang ledger without Taizhang: Python 3.9 or later, its standard library; for signatures and time-stamps
the program openssl, 3.0 or later; nothing else. LEDGER is the ledger's folder, or its ledger.db.
It reads every record once, in order, and holds against the stored bytes all that stands beside them; FINDINGS has what
can be wrong. The rules: docs/format.md, RFC 7493 and 8785 (bytes), CloudEvents 1.0.2, RFC 6962 section 2.1, RFC 9901
section 4.2 (erasable fields), C2SP tlog-tiles, signed-note, tlog-checkpoint, tlog-cosignature, tlog-policy, RFC 3161.
It writes nothing, not even SQLite's side files. Memory grows with streams, keys, checkpoints and files of evidence, and
by 32 bytes a record (64: checkpoints). Exit status: 0 intact, 1 failed, 64 usage, 65 unreadable, 66 no such file."""
import argparse, base64, collections, datetime, functools, hashlib, json, os, pathlib, re, shutil, sqlite3, sys
import tempfile, urllib.parse, zoneinfo
from json.encoder import encode_basestring
APPLICATION_ID, FORMAT = 0x545A4C47, 1  # "TZLG"
MAXIMUM_SIZE, MAXIMUM_DEPTH, LARGEST_INTEGER, LISTED = 65_535, 128, 2**53 - 1, 20  # findings past 20 are only counted
SHA256, SM3 = hashlib.sha256, functools.partial(hashlib.new, "sm3")
def text(value):
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
def require(holds, what):
    if not holds:
        raise ValueError(what)
# ---- Bytes of a record: RFC 8785 over RFC 7493 -----------------------------------------------------------------------
NONCHARACTER = re.compile(rb"\xef(?:\xb7[\x90-\xaf]|\xbf[\xbe\xbf])|[\xf0-\xf4][\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]")
def members(pairs):  # RFC 7493 section 2.3: no name twice
    return dict(pairs) if len(dict(pairs)) == len(pairs) else require(False, "a duplicate key")
def number(literal):  # RFC 7493 section 2.2: a double; what RFC 8785 writes as an integer lies within 2^53 - 1
    value = float(literal)
    is_large = 1e21 <= abs(value) < float("inf") and not literal.lstrip("-").isdigit()
    require(abs(value) <= LARGEST_INTEGER or is_large, "an integer beyond 2^53 - 1, or no double")
    return int(value) if value == int(value) and not is_large else value
DECODER = json.JSONDecoder(object_pairs_hook=members, parse_int=number, parse_float=number, parse_constant=number)
def serialize(value, depth=0):  # RFC 8785: names sorted by UTF-16 code units, no white space
    if isinstance(value, str):
        return encode_basestring(value)
    require(depth < MAXIMUM_DEPTH or not isinstance(value, (dict, list)), "it is nested too deep")
    if isinstance(value, dict):
        names = sorted(value, key=None if "".join(value).isascii() else lambda name: name.encode("utf-16-be"))
        return "{" + ",".join([encode_basestring(one) + ":" + serialize(value[one], depth + 1) for one in names]) + "}"
    if isinstance(value, list):
        return "[" + ",".join([serialize(item, depth + 1) for item in value]) + "]"
    if not isinstance(value, float):
        return json.dumps(value)
    digits, _, exponent = repr(value).partition("e-0")  # repr finds the digits of ECMAScript's Number::toString
    if exponent in ("5", "6"):  # which has no exponent here
        return "-" * (value < 0) + "0." + "0" * (int(exponent) - 1) + digits.lstrip("-").replace(".", "")
    return digits + ("e-" + exponent if exponent else "")
def parse(body):  # the value (None: no I-JSON), and why the bytes are not canonical ("": they are)
    try:
        value = DECODER.decode(body.decode("utf-8"))
        encoded = serialize(value).encode("utf-8")  # a lone surrogate cannot be encoded
        require(not NONCHARACTER.search(encoded), "a Unicode noncharacter")
    except (ValueError, RecursionError) as fault:
        return None, str(fault)
    return value, "" if encoded == body else "from byte %d" % len(os.path.commonprefix([encoded, body]))
# ---- Merkle tree: RFC 6962 section 2.1, C2SP tlog-tiles --------------------------------------------------------------
def join(hashes, new=SHA256):  # in pairs, row by row, up to one; a last one without a partner moves up as it is
    row = [hashes[at:at + 32] for at in range(0, len(hashes), 32)]
    while len(row) > 1:
        pairs = [row[at:at + 2] for at in range(0, len(row), 2)]
        row = [new(b"\1" + b"".join(pair)).digest() if len(pair) == 2 else pair[0] for pair in pairs]
    return row[0] if row else b""
def levels(leaves, new):  # in tiles of 256 hashes, the last perhaps not full; above a full tile is its root
    tiles = [bytes(leaves[at:at + 8192]) for at in range(0, len(leaves), 8192)]
    above = b"".join([join(tile, new) for tile in tiles if len(tile) == 8192])
    return [tiles] + (levels(above, new) if above else [])
def root(tree, size, new):  # joined from each level's last tile and what the level below has left over
    left_over = b""
    for level, tiles in enumerate(tree):
        index, count = divmod(size >> 8 * level, 256)
        left_over = join(b"".join(tiles[index:index + 1])[:32 * count] + left_over, new)
    return left_over or new().digest()
# ---- Keys, notes, policies: C2SP signed-note, tlog-checkpoint, tlog-policy -------------------------------------------
ED25519, COSIGNATURE, SM2 = b"\1", b"\4", b"\xfftaizhang/sm2-sm3"  # signature types
CHECKPOINT = re.compile("([^\n]+)\n(0|[1-9][0-9]{0,18})\n([^\n]+)\n(?:[^\n]+\n)*")
POLICY_LINE = re.compile(r"(log|witness \S+) \S+( [^ #]\S*)?|group \S+ (any|all|[1-9]\d{0,3})( \S+)+|quorum \S+", re.A)
Key = collections.namedtuple("Key", "name id kind public text")
def standard(encoded):  # base64 (RFC 4648 section 4) in its one form
    raw = base64.b64decode(encoded, validate=True)
    require(base64.b64encode(raw).decode() == encoded, "base64")
    return raw
def verifier_key(said):
    name, identity, encoded = (said.split("+", 2) + ["", ""])[:3]
    kind = next((one for one in (ED25519, COSIGNATURE, SM2) if standard(encoded).startswith(one)), b"")
    computed, public = SHA256(name.encode() + b"\n" + standard(encoded)).digest()[:4], standard(encoded)[len(kind):]
    require(re.fullmatch(r"[^\s\0-\x1f]+", name) and computed.hex() == identity, "vkey")
    require(kind and len(public) == (65 if kind == SM2 else 32), "vkey")
    return Key(name, computed, kind, public, said)
def signature_lines(said, most=100):  # of each line the signer (key name and ID) and the signature
    found = re.findall(r"— ([^\s+\0-\x1f]+) ([A-Za-z0-9+/]{7,}=*)\n", said)
    require(0 < len(found) <= most and said == "".join(["— %s %s\n" % line for line in found]), "signature lines")
    return [((name, standard(encoded)[:4]), standard(encoded)[4:]) for name, encoded in found]
def open_note(note):  # its text and its signature lines
    said, _, lines = note.decode("utf-8").rpartition("\n\n")
    require(said and len(note) <= 1_000_000 and not re.search(rb"[\0-\x09\x0b-\x1f]", note), "note")
    return said + "\n", signature_lines(lines)
def quorum(policy, keys):  # whether they make up the policy's; its witnesses; its logs' keys; ValueError, LookupError
    met, once, quorums, witnesses, logs = {"none": True}, ["none", ("member", "none")], [], [], []
    lines = [re.findall("[^ \t]+", line) for line in policy.split("\n")]
    for kind, name, *rest in [words for words in lines if words and words[0][0] != "#"]:
        require(POLICY_LINE.fullmatch(" ".join([kind, name] + rest)), kind)
        if kind == "quorum":
            quorums.append(met[name])
        elif kind == "log":
            logs.append(verifier_key(name).public)
        elif kind == "witness":  # a key of type 1 is read as one of type 4, as it was written before there were these
            key = verifier_key(rest[0])
            cosigner = SHA256(key.name.encode() + b"\n" + COSIGNATURE + key.public).digest()[:4]
            witnesses.append(key._replace(id=cosigner, kind=COSIGNATURE) if key.kind == ED25519 else key)
            once += [name, ("witness", key.public)]
            met[name] = witnesses[-1] in keys
        else:
            group = rest[1:]
            threshold = {"any": 1, "all": len(group)}.get(rest[0]) or int(rest[0])
            require(0 < threshold <= len(group), name)
            once += [name] + [("member", one) for one in group]
            met[name] = sum([met[one] for one in group]) >= threshold
    is_sound = len({*once, *logs}) == len(once + logs) and {key.kind for key in witnesses} <= {COSIGNATURE}
    require(len(quorums) == 1 and is_sound and re.fullmatch("[^\0-\x08\x0b-\x1f\x7f]*\n", policy), "policy")
    return quorums[0], witnesses, logs
# ---- The program openssl: Ed25519 (RFC 8032), SM2 with SM3 (GB/T 32918, 32905), RFC 3161 -----------------------------
SPKI, SPKI_SM2 = "302a300506032b6570032100", "3059301306072a8648ce3d020106082a811ccf5501822d034200"  # DER before a key
UNABLE = []  # what no openssl here could answer
def openssl(command, *contents):  # what it writes; False: it says no; None: none can tell; {0}, {1} are the contents
    import subprocess  # here, for many ledgers have nothing to ask
    with tempfile.TemporaryDirectory() as scratch:
        names = [os.path.join(scratch, str(place)) for place in range(len(contents))]
        for name, content in zip(names, contents):
            pathlib.Path(name).write_bytes(content)
        try:
            words = ["openssl"] + [word.format(*names) for word in command.split()]
            return subprocess.run(words, check=True, capture_output=True, stdin=subprocess.DEVNULL).stdout or True
        except (OSError, subprocess.CalledProcessError):
            knows = command != "version" and re.match("OpenSSL [3-9]", text(openssl("version")))
            return False if knows else UNABLE.append(command)
@functools.lru_cache(maxsize=4096)
def verifies(key, message, signature):
    if key.kind == COSIGNATURE:  # C2SP tlog-cosignature: 8 bytes of time; a header and the time before the text
        moment = int.from_bytes(signature[:8], "big")
        if moment >= 2**63:
            return False
        message, signature = b"cosignature/v1\ntime %d\n%b" % (moment, message), signature[8:]
    public = bytes.fromhex(SPKI_SM2 if key.kind == SM2 else SPKI) + key.public
    command = "pkeyutl -verify -pubin -keyform DER -inkey {0} -in {1} -sigfile {2} -rawin"
    command += " -digest sm3 -pkeyopt distid:1234567812345678" if key.kind == SM2 else ""
    return openssl(command, public, message, signature)
def signed(key, said, lines):  # whether one line at least under the text is the key's, and all such hold (None: untold)
    found = [verifies(key, said.encode(), signature) for signer, signature in lines if signer == key[:2]]
    return False if not found or False in found else None if None in found else True
def stamped(response, note, authorities):  # a TimeStampResp for the note, its certificate good at its time
    told = openssl("ts -reply -text -in {0}", response)
    moment = re.search(r"Time stamp: (\w+ +\d+ [\d:]+)[.\d]* (\d+) GMT", text(told))
    if not moment:
        return told and False
    moment = datetime.datetime.strptime("%s %s+0000" % moment.groups(), "%b %d %H:%M:%S %Y%z").timestamp()
    command = "ts -verify -in {0} -CAfile {1} -partial_chain -digest %s -attime %d" % (SHA256(note).hexdigest(), moment)
    return openssl(command, response, authorities)
# ---- Envelope (CloudEvents 1.0.2, the format's own attributes), and what the data names ------------------------------
UUID, HEX = re.compile("[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}"), re.compile("[0-9a-f]{64}")
FORMS = {name: re.compile(form, re.DOTALL) for name, form in {
    "actor": ".+", "source": ".+", "commandid": ".+",  # a UUID: held against the table of commands
    "id": "[1-9][0-9]{0,17}", "prevhash": "[0-9a-f]{64}", "specversion": r"1\.0", "onbehalfof": ".*", "reason": ".*",
    "occurredon": "[0-9]{4}-[0-9]{2}-[0-9]{2}", "subject": r"[a-z]+/[^\x00-\x1f\x7f]+",
    "signature": "([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?",
    "time": r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\.[0-9]{3}Z",
    "type": r"taizhang(\.[a-z][a-z0-9-]*){2,}\.v[1-9][0-9]*"}.items()}
REQUIRED = {*FORMS, "data", "streamversion"} - {"onbehalfof", "reason", "signature"}
DIGEST = re.compile("[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]")  # base64url of 32 bytes: the last two bits are zero
FILE = {"mediatype": str, "name": str, "sha256": str, "size": int}
def has_form(name, value):  # that the format gives the attribute; one that the format does not know has none
    if not isinstance(value, str):
        return type(value) is {"data": dict, "streamversion": int}.get(name)
    try:
        is_right = name in FORMS and FORMS[name].fullmatch(value) and (name != "subject" or len(value.encode()) <= 200)
        return is_right and (name not in ("occurredon", "time") or datetime.date.fromisoformat(value[:10]))
    except ValueError:
        return False
def named(value, digests, files):  # adds the digests of erasable fields (None: out of place or form), and the files
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
    "record": "seq, stream, version, type, body, hash", "command": "id, first, last", "tile": "level, idx, hashes",
    "disclosure": "digest, seq, subject, sealed", "checkpoint": "size, origin, note",
    "attestation": "id, size, origin, kind, content"}
REFUSAL = re.compile(r"""CREATE\s+TRIGGER\s+\S+\s+(?:BEFORE|AFTER)\s+(UPDATE|DELETE|INSERT)\s+ON\s+(\w+)(\s+WHEN\s.+)?
    \s+BEGIN\s+SELECT\s+RAISE\s*\(\s*(?:ABORT|FAIL|ROLLBACK)\s*,\s*'[^']*'\s*\)\s*;\s*END""", re.I | re.S | re.X)
def in_log(path):  # whether anything waits in the write-ahead log
    return os.path.exists(path + "-wal") and os.path.getsize(path + "-wal") > 0
def connect(path, scratch, how=""):  # so that neither it nor a side file changes, and what waits in a -wal is read
    if scratch:  # mode=ro alone would make a -wal and a -shm file
        how = "&readonly_shm=1" if in_log(path) else "&immutable=1"
    try:
        db = sqlite3.connect("file:%s?mode=ro%s" % (urllib.parse.quote(os.path.abspath(path)), how), uri=True)
        db.text_factory = bytes  # text that was tampered with need not be UTF-8
        db.execute("SELECT count(*) FROM sqlite_master").fetchone()
        return db
    except sqlite3.OperationalError:  # no -shm file: SQLite would have to make one, so it makes it beside a copy
        if how != "&readonly_shm=1":
            raise
        for suffix in ("", "-wal"):
            shutil.copyfile(path + suffix, os.path.join(scratch, "ledger.db" + suffix))
        return connect(os.path.join(scratch, "ledger.db"), None)
# ---- Words: Chinese, English -----------------------------------------------------------------------------------------
FINDINGS = {  # what is wrong; where (record, field) and what was found there are told with it
    "canonical": ("不是规范编码", "not the canonical bytes"), "size": ("超过 65,535 字节", "over 65,535 bytes"),
    "envelope": ("信封不合格式", "not the envelope's form"), "source": ("属于另一本台账", "of another ledger"),
    "hash": ("存储的哈希与原文不符", "not the hash of the bytes"), "chain": ("链断开", "not the hash of the one before"),
    "missing": ("记录缺失", "the record is missing"), "id": ("记录不在自己的位置", "the record is out of its place"),
    "column": ("索引列与原文不符", "not what the bytes say"), "time": ("时间早于前一条", "before the last record"),
    "streamversion": ("流内步次不连续", "a gap in the stream's steps"), "tile": ("瓦片与记录不符", "not the records' tile"),
    "occurredon": ("日期晚于记录当天", "after the day of recording"), "schema": ("数据库结构不对", "not the database's form"),
    "command": ("命令的登记与记录不符", "not registered for its records"), "unreadable": ("读不出来", "it cannot be read"),
    "disclosure": ("摘要与披露不合", "digest and disclosure do not fit"), "key": ("密钥文书不成立", "the note does not hold"),
    "evidence-missing": ("佐证缺失", "the file is missing"), "evidence-altered": ("佐证被改动", "the file was altered"),
    "erasure": ("披露仍在，或没有这个摘要", "still disclosed, or no such digest"), "heads": ("各流末端不符", "not the streams' heads"),
    "signature": ("签名缺失或不成立", "missing or wrong"), "quorum": ("见证未达规则要求", "not witnessed as the policy asks"),
    "checkpoint": ("检查点不成立", "it does not hold"), "rolledback": ("签过的多于现有的", "more is signed than found"),
    "forked": ("与检查点分叉", "another root"), "timestamp": ("时间戳不成立", "wrong"), "cosignature": ("见证签名不成立", "wrong")}
BESIDE = {"command", "disclosure", "erasure", "evidence-missing", "evidence-altered", "unreadable"}  # of no record
SENTENCES = {  # what is not checked, then the report
    "zone": ("发生日期：本机没有时区数据", "occurredon: no time zone data here"), "evidence": ("佐证文件", "files of evidence"),
    "sealed": ("披露的内容：已加密，密钥另存", "what disclosures say: they are encrypted, the keys lie apart"),
    "against": ("没有另处保存的检查点可比（--against）：截短或整本重写，单凭文件看不出来",
                "no checkpoint kept elsewhere (--against): a tail cut off or a whole rewrite cannot be seen"),
    "root": ("检查点 {0} 的根：有记录缺失，或本机没有 SM3", "the root of {0}: a record is missing, or no SM3 here"),
    "openssl": ("签名和时间戳：本机没有可用的 openssl 3", "signatures and time-stamps: no usable openssl 3 here"),
    "stamps": ("时间戳：没有给出机构的证书（--ca）", "time-stamps: no authority's certificates (--ca)"),
    "models": ("读模型：由记录推出，用 taizhang rebuild --check 比对", "read models: taizhang rebuild --check compares them"),
    "absent": ("没有这个文件：{0}", "no such file: {0}"), "changed": ("核对期间文件被写入，请再核对一次", "written to; check again"),
    "place": ("第 {0} 条 ", "record {0} "), "not": ("未核对：{0}", "not checked: {0}"), "more": ("  另 {0} 处", "  {0} more"),
    "intact": ("完好：{0} 条记录", "Intact: {0} records"), "failed": ("不合格：{0} 条记录", "Failed: {0} records"),
    "witnessed": ("完好，已见证到第 {1} 条：{0} 条记录", "Intact, witnessed up to {1}: {0} records"),
    "unwitnessed": ("完好，第 {1} 条之后未经见证：{0} 条记录", "Intact, unwitnessed since {1}: {0} records"),
    "altered": ("第 {1} 条被改动，{2}：{0} 条记录", "Altered at record {1}, field {2}: {0} records"),
    "rolledback": ("被截短或回退：签过 {1} 条，现有 {0} 条", "Cut or rolled back: signed size {1}, found {0}"),
    "forked": ("在第 {1} 条分叉：{0} 条", "Forked at {1}: {0} records"), "unreadable": ("第 {1} 条起读不出来", "Unreadable at {1}"),
    "files": ("  佐证文件 {0} 个完好，{1} 个无记录提到", "  evidence: {0} files whole, {1} that no record names")}
# ---- The check -------------------------------------------------------------------------------------------------------
class Verifier:
    def __init__(self, language, evidence, keys):
        self.language, self.evidence = language, evidence  # 0 Chinese, 1 English; the folder, or None: not checked
        self.given, self.against, self.authorities = keys, [], None  # Keys; (file, note); PEM, or None: not checked
        self.verdict, self.size, self.head = "intact", 0, bytes(32)
        self.root = self.signed = self.witnessed = self.timestamped = self.source = self.zone = None
        self.findings, self.more, self.not_checked = [], 0, {}  # of what is not checked the keys are the sentences
        self.next, self.previous, self.time = 1, bytes(32), ""  # hash (None: missing) and time of the record before
        self.streams = {}  # stream: version of its last record, its leaf in the tree of stream heads
        self.run = ("", None)  # the command being read and its first record; None where a record before was lost
        self.files, self.whole_files, self.leaves = set(), 0, {SHA256: bytearray()}
        self.keys = []  # of the records: [Key, holder, the record that brought it, the one that ended it or None]
        self.policy, self.witnesses, self.must_sign = "quorum none\n", [], []  # its text, its Keys, types of records
        self.cosigned = collections.defaultdict(list)  # by the text of a checkpoint: Keys of witnesses
    def say(self, key, *values):
        return SENTENCES[key][self.language].format(*values)
    def report(self, code, record, field, *values):
        self.verdict = "unreadable" if "unreadable" in (code, self.verdict) else "failed"
        where = ("" if record is None else self.say("place", record)) + (field or "")
        found = ["%s…%s" % (one.hex()[:4], one.hex()[-2:]) if type(one) is bytes else str(one) for one in values]
        detail = "%s: %s" % (where.strip() or "–", " / ".join([FINDINGS[code][self.language]] + found))
        if len(self.findings) < LISTED or code == "unreadable":
            self.findings.append({"code": code, "record": record, "field": field, "detail": detail})
        else:
            self.more += 1
    def expect(self, is_right, *finding):
        if not is_right:
            self.report(*finding)
    def attempt(self, code, record, field, check, *arguments):  # its answer, or what it raises as a finding
        try:
            return check(*arguments)
        except (ValueError, LookupError) as fault:
            self.report(code, record, field, fault)
    def verify(self, db):
        self.db = db
        try:
            db.execute("BEGIN")  # one state of the file, whoever writes to it meanwhile
            self.check_schema()
            has_notes = self.against or db.execute("SELECT * FROM checkpoint").fetchone()
            self.leaves.update({SM3: bytearray()} if has_notes and "sm3" in hashlib.algorithms_available else {})
            rows = "SELECT seq, stream, version, type, body, hash FROM record NOT INDEXED ORDER BY seq"
            for seq, *columns, body, stored in db.execute(rows):
                if not isinstance(seq, int) or seq < self.next:  # not before position 1, not in another's place
                    self.report("id", None, "seq", seq)
                    continue
                if seq > self.next:
                    self.report("missing", self.next, None, seq)
                    self.previous, self.run = None, None
                self.next = seq + 1
                body = body if isinstance(body, bytes) else text(body).encode()
                self.check_record(seq, columns, body, stored)
                for new, leaves in self.leaves.items():
                    leaves += new(b"\0" + body).digest()
                self.size += 1
            self.close_command(self.next - 1)
            self.expect(self.size, "missing", 1, None)
            trees = {new: levels(leaves, new) for new, leaves in self.leaves.items()}
            self.root = root(trees[SHA256], self.size, SHA256) if 0 < self.size == self.next - 1 else None
            self.check_tiles(trees[SHA256])
            self.check_commands()
            self.check_disclosures()
            self.check_checkpoints(trees)
        except (sqlite3.Error, OverflowError, TypeError) as fault:  # TypeError: values that no such table can hold
            self.report("unreadable", self.next, None, fault)
        self.head = self.previous or bytes(32)
        for key in ([] if self.against else ["against"]) + ["models"] + ([] if self.evidence else ["evidence"]):
            self.not_checked.setdefault(self.say(key))
    def check_record(self, seq, columns, body, stored):
        before, self.previous = self.previous, SHA256(body).digest()
        self.expect(stored == self.previous, "hash", seq, "hash", stored, self.previous)
        self.expect(len(body) <= MAXIMUM_SIZE, "size", seq, None, len(body))
        record, departure = parse(body)
        self.expect(not departure, "canonical", seq, None, departure)
        names = [] if record is None else REQUIRED | record.keys() if isinstance(record, dict) else ["record"]
        faults = sorted(name for name in names if name == "record" or not has_form(name, record.get(name)))
        for name in faults:
            self.report("envelope", seq, name)
        if record is None or faults:  # for want of its own words
            self.run = None
            return self.end_stream(text(columns[0]), columns[1])
        stream, version = record["subject"], record["streamversion"]
        self.expect(not before or record["prevhash"] == before.hex(), "chain", seq, "prevhash", before)
        self.expect(record["id"] == str(seq), "id", seq, "id", record["id"])
        said = (stream.encode(), version, record["type"].encode())
        for name, column, attribute in zip(("stream", "version", "type"), columns, said):
            self.expect(column == attribute, "column", seq, name)
        if seq == 1:
            self.check_opening(record)
        self.expect(record["source"] == (self.source or record["source"]), "source", seq, "source", record["source"])
        if not departure:
            self.check_custody(seq, record, *record["type"].split(".")[1:3])
        expected = self.streams.get(stream, (0,))[0] + 1
        self.expect(version == expected, "streamversion", seq, "streamversion", stream, version, expected)
        self.end_stream(stream, version)
        self.expect(record["time"] >= self.time, "time", seq, "time")
        self.time = record["time"]
        moment = datetime.datetime.fromisoformat(self.time[:19] + "+00:00").astimezone(self.zone)
        is_late = self.zone and record["occurredon"] > moment.date().isoformat()
        self.expect(not is_late, "occurredon", seq, "occurredon")
        if self.run is None:
            self.run = (record["commandid"], None)
        elif self.run[0] != record["commandid"]:
            self.close_command(seq - 1)
            self.run = (record["commandid"], seq)
        if departure or b'"_sd"' in body or b'"..."' in body or b'"sha256"' in body:
            self.check_named(seq, record["data"])
    def check_opening(self, record):
        self.source = record["source"]
        self.expect(self.source.startswith("urn:uuid:") and UUID.fullmatch(self.source[9:]), "envelope", 1, "source")
        opening = ("taizhang.ledger.opened.v1", "ledger/" + self.source[9:])
        self.expect((record["type"], record["subject"]) == opening, "envelope", 1, "type")
        try:
            self.zone = zoneinfo.ZoneInfo(str(record["data"].get("zone")))
        except (KeyError, ValueError, OSError):
            if zoneinfo.available_timezones():
                return self.report("envelope", 1, "data.zone")
            self.not_checked.setdefault(self.say("zone"))
    def end_stream(self, stream, version):
        leaf = '[%s,%s,"%s"]' % (encode_basestring(stream), version, self.previous.hex())
        self.streams[stream] = (version, SHA256(b"\0" + leaf.encode()).digest())
    def check_named(self, seq, data):
        digests, files = [], []
        named(data, digests, files)
        self.expect(None not in digests, "disclosure", seq, "_sd")
        for digest in digests:
            for (filed,) in self.db.execute("SELECT seq FROM disclosure WHERE digest = ?", (digest,)):
                self.expect(filed == seq, "disclosure", seq, digest)
        for digest, size, name in files if self.evidence else []:
            if (digest, size) not in self.files:
                self.files.add((digest, size))
                hasher = SHA256()
                try:
                    with open(os.path.join(self.evidence, digest[:2], digest), "rb") as file:
                        for piece in iter(lambda: file.read(1 << 20), b""):
                            hasher.update(piece)
                        is_whole = (hasher.hexdigest(), file.tell()) == (digest, size)
                    self.expect(is_whole, "evidence-altered", seq, digest, name)
                    self.whole_files += is_whole
                except OSError as fault:
                    is_lost = isinstance(fault, (FileNotFoundError, NotADirectoryError, PermissionError))
                    self.report("evidence-missing" if is_lost else "evidence-altered", seq, digest, name)
    def check_custody(self, seq, record, noun, verb):  # signatures, keys, policy, stream heads, erasures
        data, name = record["data"], record["subject"].partition("/")[2]
        if "signature" in record:
            raw = standard(record["signature"])
            keys = [one[0] for one in self.keys if (one[0].id, one[1], one[3]) == (raw[:4], record["actor"], None)]
            message = serialize({name: value for name, value in record.items() if name != "signature"}).encode()
            self.expect(keys and verifies(keys[0], message, raw[4:]) is not False, "signature", seq, "signature")
        if isinstance(self.must_sign, list) and record["type"] in self.must_sign and "claim" not in data:
            holds = "signature" in record and "onbehalfof" not in record  # what a sheet claims is nobody's step
            self.expect(holds, "signature", seq, "signature")
        if noun == "key":
            self.attempt("key", seq, "data.note", self.check_key, seq, record, verb, name)
        elif noun == "policy":
            self.policy, self.must_sign = str(data.get("quorum", "quorum none\n")), data.get("signed", [])
        elif noun == "heads":
            top = join(b"".join([self.streams[stream][1] for stream in sorted(self.streams)])).hex()
            self.expect((data.get("root"), data.get("size")) == (top, len(self.streams)), "heads", seq, "data.root")
        elif noun == "field":
            digest, digests = str(data.get("digest")), []
            for (body,) in self.db.execute("SELECT body FROM record WHERE seq = ? AND seq < ?", (name, seq)):
                named(parse(body)[0], digests, [])
            kept = self.db.execute("SELECT 1 FROM disclosure WHERE digest = ?", (digest,)).fetchone()
            self.expect(digest in digests and not kept, "erasure", seq, digest)
    def check_key(self, seq, record, verb, name):  # its note is signed by the old key, if there is one, and the new
        data, old = record["data"], next((one for one in self.keys if one[0].name == name and not one[3]), None)
        require((verb == "registered") != bool(old), "subject")
        if old:
            old[3] = seq
        if verb == "retired":
            return
        key, holder = verifier_key(str(data.get("vkey"))), old[1] if old else str(data.get("holder"))
        self.keys.append([key, holder, seq, None])
        is_other = not old or key.kind == old[0].kind and key.public != old[0].public
        is_held = holder == "ledger" or "/" in holder
        require(key.name == name and key.kind != COSIGNATURE and is_other and is_held, "vkey")
        keys = [old[0], key] if old else [key]
        words = ["taizhang-key/v1", "rotate" if old else "register", record["source"], holder]
        said, lines = open_note(str(data.get("note")).encode())
        require(said == "".join(word + "\n" for word in words + [one.text for one in keys]), "text")
        require(False not in [signed(one, said, lines) for one in keys], "signature")
    def check_checkpoints(self, trees):
        rows = self.db.execute("SELECT size, origin, note FROM checkpoint ORDER BY size, origin")
        stored = {"%s/%s" % (size, text(origin)): text(note).encode() for size, origin, note in rows}
        own, stamps = {}, []  # own: text of each checkpoint that holds, its size and the Key
        policy = self.attempt("quorum", None, "quorum", quorum, self.policy, [])
        is_none, self.witnesses, logs = policy or (True, [], [])
        for code, notes in (("checkpoint", stored.items()), ("forked", self.against)):
            for one in notes:
                own.update(self.attempt("checkpoint", None, one[0], self.check_checkpoint, *one, code, trees) or {})
        for size, origin, kind, content in self.db.execute("SELECT size, origin, kind, content FROM attestation"):
            place, kind = "%s/%s" % (size, text(origin)), text(kind)
            said = text(stored.get(place, b"")).rpartition("\n\n")[0] + "\n"
            if place not in stored or kind not in ("cosignature", "timestamp", "timestamp-raw"):
                self.report("checkpoint", None, place, kind)
            elif kind == "cosignature":
                lines = self.attempt("cosignature", None, place, signature_lines, text(content), 1)
                self.check_cosignatures(place, said, lines or [] if said in own else [])
            elif self.authorities is None or kind == "timestamp-raw":  # raw: of algorithms that openssl does not verify
                self.not_checked.setdefault(self.say("stamps"))
            else:
                holds = stamped(content, stored[place], self.authorities)
                self.expect(holds is not False, "timestamp", None, place)
                stamps += [own[said][0]] if holds and said in own else []
        mine = {said for said in own if any(note.startswith(said.encode() + b"\n") for note in stored.values())}
        keys, signers = [one for one in self.keys if one[1] == "ledger"], {own[said] for said in mine}
        for size, key in [(size, one[0]) for size in {own[said][0] for said in mine} for one in keys
                          if one[2] < size <= (one[3] or size)]:  # every key of the ledger's signs every checkpoint
            self.expect((size, key) in signers, "checkpoint", None, "%d/%s" % (size, key.name))
        if UNABLE:  # what was not refused is not thereby good
            return self.not_checked.setdefault(self.say("openssl"))
        self.signed, self.timestamped = max([size for size, _ in own.values()], default=None), max(stamps, default=None)
        if not is_none:
            met = [size for said, (size, key) in own.items() if quorum(self.policy, self.cosigned[said])[0]
                   and key.kind == ED25519 and (key.public in logs or not logs)]
            self.witnessed = max(met, default=None)
            self.expect(met, "quorum", None, "quorum")
    def check_checkpoint(self, place, note, code, trees):  # text and size of one that holds; place is size/origin
        said, lines = open_note(note)
        match = CHECKPOINT.fullmatch(said)
        require(match and int(match[2]) < 2**63 and len(standard(match[3])) == 32, "text")
        size, found = int(match[2]), "%s/%s" % (match[2], match[1])
        require(code == "forked" or place == found, found)
        keys = [one[0] for one in self.keys if one[1] == "ledger" and one[2] < size <= (one[3] or size)] + self.given
        keys = [key for key in keys if key.name == match[1] and key.kind != COSIGNATURE and key[:2] in dict(lines)]
        if size >= self.next:
            return self.report("rolledback", None, found, size, self.next - 1)
        require(keys and False not in [signed(key, said, lines) for key in keys], "signature")
        new = SM3 if keys[0].kind == SM2 else SHA256
        if new not in trees or not self.root:
            return self.not_checked.setdefault(self.say("root", found))
        if root(trees[new], size, new) == standard(match[3]):
            self.check_cosignatures(found, said, lines)
            return {said: (size, keys[0])}
        self.report(code, None, found, standard(match[3]), root(trees[new], size, new))
    def check_cosignatures(self, place, said, lines):
        for key in self.witnesses + [one for one in self.given if one.kind == COSIGNATURE]:
            if key[:2] in dict(lines):
                holds = signed(key, said, lines)
                self.expect(holds is not False, "cosignature", None, place, key.name)
                self.cosigned[said] += [key] if holds else []
    def check_schema(self):
        master = self.db.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        for table, columns in COLUMNS.items():
            found = [text(row[1]) for row in self.db.execute("PRAGMA table_info(%s)" % table)]
            is_table = (b"table", table.encode()) in [row[:2] for row in master]
            self.expect(is_table and {*columns.split(", ")} <= {*found}, "schema", None, table, ", ".join(found) or "–")
        triggers = [(text(name), REFUSAL.fullmatch(text(sql))) for kind, name, sql in master if kind == b"trigger"]
        for name, match in triggers:
            self.expect(match, "schema", None, name, "TRIGGER")  # it could do anything to a record before it is stored
        refused = {(match[1].upper(), match[2].lower(), match[3] is None) for _, match in triggers if match}
        for table in ("record", "command", "checkpoint", "attestation"):
            for change in ("UPDATE", "DELETE", "INSERT"):
                holds = (change, table, True) in refused or (change, table, False) in refused and change == "INSERT"
                self.expect(holds, "schema", None, "TRIGGER %s ON %s" % (change, table), "–")
        for (line,) in self.db.execute("PRAGMA integrity_check(%d)" % LISTED):
            about_rows = re.match("row |wrong # of entries|NULL value in|non-", text(line))  # and not about pages
            self.expect(line == b"ok", "schema" if about_rows else "unreadable", None, "integrity_check", text(line))
    def check_tiles(self, tree):
        made = {(level, index): tile for level, tiles in enumerate(tree) for index, tile in enumerate(tiles)}
        stored = {row[:2]: row[2] for row in self.db.execute("SELECT level, idx, hashes FROM tile")}
        bad = sorted(key for key in made if stored.get(key) != made[key]) + [key for key in stored if key not in made]
        for level, index in bad[:1]:
            found, tile = stored.get((level, index)), made.get((level, index), b"")
            same = len(os.path.commonprefix([found, tile])) // 32 if isinstance(found, bytes) else 0
            leaf = level == 0 and found and same < len(tile) // 32  # a leaf points at its record
            self.report("tile", index * 256 + same + 1 if leaf else None, "%s/%s" % (level, index), len(bad))
    def close_command(self, last):
        name, first = self.run or ("", None)
        if first is not None:
            rows = self.db.execute("SELECT first, last FROM command WHERE id = ?", (name.lower(),)).fetchall()
            self.expect(UUID.fullmatch(name) and rows == [(first, last)], "command", first, name)
    def check_commands(self):  # they part the ledger without overlap; that each has its records was held above
        place = 1
        for name, first, last in self.db.execute("SELECT id, first, last FROM command ORDER BY first, last DESC"):
            self.expect(place <= first <= last < self.next, "command", first, text(name))
            place = max(place, last + 1)
    def check_disclosures(self):
        rows = "SELECT digest, d.seq, body FROM disclosure d LEFT JOIN record r ON r.seq = d.seq"
        for digest, seq, body in self.db.execute(rows):
            digests = []
            named(parse(body)[0] if isinstance(body, bytes) else None, digests, [])
            self.expect(text(digest) in digests, "disclosure", seq, text(digest))
            self.not_checked.setdefault(self.say("sealed"))
    def orphans(self):  # files of evidence that no record names
        walk = os.walk(self.evidence or "")
        found = {os.path.join(folder, name) for folder, _, names in walk for name in names if HEX.fullmatch(name)}
        return len(found - {os.path.join(self.evidence or "", digest[:2], digest) for digest, _ in self.files})
# ---- Report ----------------------------------------------------------------------------------------------------------
def headline(check):  # format.md: verdicts
    said = sorted(("altered", one["record"], one["field"] or one["code"]) for one in check.findings
                  if one["record"] and one["code"] not in BESIDE)
    outside = [one for one in check.findings if one["code"] in ("rolledback", "forked")]
    said += [(one["code"], one["field"].partition("/")[0]) for one in outside]
    if check.verdict == "intact" and check.witnessed:
        said = [("witnessed" if check.witnessed == check.signed else "unwitnessed", check.witnessed)]
    key, *values = said[0] if said and check.verdict != "unreadable" else (check.verdict, check.next)
    return check.say(key, check.size, *values)
def as_text(check):
    lines = [headline(check)] + ["  %s: %s" % (finding["code"], finding["detail"]) for finding in check.findings]
    lines += [check.say("more", check.more)] if check.more else []
    lines += ["  head %s" % check.head.hex(), "  root %s" % (check.root.hex() if check.root else "–")]
    lines += ["  %s %s" % (name, getattr(check, name) or "–") for name in ("signed", "witnessed", "timestamped")]
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
    parser.add_argument("--against", action="append", default=[], metavar="FILE", help="a checkpoint kept elsewhere")
    parser.add_argument("--key", action="append", default=[], metavar="VKEY", type=verifier_key, help="a key to trust")
    parser.add_argument("--ca", metavar="FILE", help="certificates (PEM) of the time-stamp authorities")
    options = parser.parse_args()
    path = os.path.join(options.ledger, "ledger.db") if os.path.isdir(options.ledger) else options.ledger
    folder = os.path.join(os.path.dirname(os.path.abspath(path)), "evidence")
    check = Verifier(("zh", "en").index(options.lang), None if options.no_evidence else folder, options.key)
    try:
        before = None if in_log(path) else os.stat(path)  # without a log SQLite keeps no snapshot for us
        check.against = [(file, pathlib.Path(file).read_bytes()) for file in options.against]
        check.authorities = options.ca and pathlib.Path(options.ca).read_bytes()
    except OSError as fault:
        parser.exit(66, check.say("absent", fault.filename) + "\n")
    with tempfile.TemporaryDirectory() as scratch:
        try:
            db = connect(path, scratch)
            found = tuple(db.execute("PRAGMA " + name).fetchone()[0] for name in ("application_id", "user_version"))
            is_ours, said = found == (APPLICATION_ID, FORMAT), "application_id %#x, user_version %d" % found
            check.verify(db) if is_ours else check.report("unreadable", 1, "application_id", said)
            db.close()
        except (sqlite3.Error, OSError) as fault:
            check.report("unreadable", 1, None, fault)
    after = os.stat(path)
    if before and (after.st_size, after.st_mtime_ns) != (before.st_size, before.st_mtime_ns):
        check.report("unreadable", 1, "ledger.db", check.say("changed"))
    sys.stdout.reconfigure(errors="backslashreplace", **({"encoding": "utf-8"} if options.json else {}))
    said = {name: getattr(check, name) for name in "verdict size signed witnessed timestamped findings more".split()}
    said.update(head=check.head.hex(), root=check.root and check.root.hex(), notchecked=list(check.not_checked),
                evidence=check.whole_files, orphans=check.orphans())
    print(json.dumps(said, ensure_ascii=False) if options.json else as_text(check))
    sys.exit({"intact": 0, "failed": 1, "unreadable": 65}[check.verdict])
if __name__ == "__main__":
    main()
