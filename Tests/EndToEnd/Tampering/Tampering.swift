import Foundation
import Testing

/// A way to tamper with a ledger, and what both verifiers must say of it.
struct Tampering: Sendable, CustomTestStringConvertible {
    var name: String
    /// Python on the copy: `db` is its database (triggers are off), `sha`, `rechain`, `read`, `put` stand in `tools`.
    var script: String
    /// Codes of which each verifier must name all; it may name others that follow from them.
    var codes: [String]
    /// The first record at fault; nil where no single record is.
    var record: Int?
    var exitCode: Int32 = 1
    /// What only the program itself can see: the other verifier says that it did not check it.
    var isOurs = false

    init(
        _ name: String, _ codes: [String], at record: Int? = nil, exitCode: Int32 = 1, isOurs: Bool = false,
        _ script: String
    ) {
        self.name = name
        self.codes = codes
        self.record = record
        self.exitCode = exitCode
        self.isOurs = isOurs
        self.script = script
    }

    var testDescription: String { name }

    /// What the scripts build on: raw SQL and raw bytes, and nothing of ours.
    static let tools = """
        import hashlib, json, os, re, sqlite3, sys
        folder = sys.argv[1]
        path = os.path.join(folder, "ledger.db")
        db = sqlite3.connect(path, isolation_level=None)
        triggers = db.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers: db.execute("DROP TRIGGER " + name)
        db.execute("PRAGMA foreign_keys = OFF")
        def sha(text): return hashlib.sha256(text.encode()).digest()
        def read(seq): return db.execute("SELECT body FROM record WHERE seq = ?", (seq,)).fetchone()[0]
        def put(seq, body, hashed=False):
            db.execute("UPDATE record SET body = ? WHERE seq = ?", (body, seq))
            if hashed: db.execute("UPDATE record SET hash = ? WHERE seq = ?", (sha(body), seq))
        def change(seq, old, new, hashed=False):
            body = read(seq); assert old in body, (old, body); put(seq, body.replace(old, new, 1), hashed)
        def rechain(first):
            before = None
            for seq, body in db.execute("SELECT seq, body FROM record WHERE seq >= ? ORDER BY seq", (first,)).fetchall():
                if before: body = re.sub('"prevhash":"[0-9a-f]{64}"', '"prevhash":"%s"' % before.hex(), body)
                put(seq, body, True); before = sha(body)
        def files(): return sorted(os.path.join(d, f) for d, _, fs in os.walk(os.path.join(folder, "evidence")) for f in fs)

        """

    static let restore = """

        for name, sql in triggers: db.execute(sql)
        db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        db.close()
        """
}

extension Tampering {
    static let all: [Tampering] = records + order + columns + beside + files

    static let records: [Tampering] = [
        Tampering(
            "a byte of a record", ["hash", "chain"], at: 50, "change(50, '\"occurredon\":\"20', '\"occurredon\":\"19')"),
        Tampering(
            "a byte of a record, its hash made to fit", ["chain", "tile"], at: 50,
            "change(50, '\"occurredon\":\"20', '\"occurredon\":\"19', True)"),
        Tampering(
            "a byte of the last record, its hash made to fit", ["tile"], at: 361,
            "change(361, '\"occurredon\":\"20', '\"occurredon\":\"19', True)"),
        Tampering(
            "everything from a record on hashed anew", ["tile"], at: 50,
            "change(50, '\"occurredon\":\"20', '\"occurredon\":\"19'); rechain(50)"),
        Tampering(
            "white space in a record, everything hashed anew", ["canonical"], at: 50,
            "change(50, '\"id\":', '\"id\": '); rechain(50)"),
        Tampering(
            "a property out of its order", ["canonical"], at: 50,
            "b = json.loads(read(50)); a = b.pop('actor'); b['actor'] = a; put(50, json.dumps(b, ensure_ascii=False, separators=(',', ':'))); rechain(50)"
        ),
        Tampering(
            "a property twice", ["canonical"], at: 50,
            "change(50, '\"id\":\"50\"', '\"id\":\"50\",\"id\":\"50\"'); rechain(50)"),
        Tampering(
            "a character escaped that need not be", ["canonical"], at: 50,
            "change(50, 'taizhang', '\\\\u0074aizhang'); rechain(50)"),
        Tampering(
            "a number in another form", ["canonical"], at: 50,
            "b = read(50); m = re.search('\"streamversion\":([0-9]+)', b); put(50, b.replace(m.group(0), m.group(0) + '.0')); rechain(50)"
        ),
        Tampering("bytes that are no JSON", ["canonical"], at: 50, "put(50, 'x', True)"),
        Tampering(
            "a record without a type", ["envelope"], at: 50,
            "b = json.loads(read(50)); del b['type']; put(50, json.dumps(b, ensure_ascii=False, separators=(',', ':'))); rechain(50)"
        ),
        Tampering(
            "a type of no form", ["envelope"], at: 50,
            "b = read(50); put(50, re.sub('\"type\":\"[^\"]*\"', '\"type\":\"Oops\"', b)); rechain(50)"),
        Tampering(
            "a record of 64 KiB and more", ["size"], at: 50,
            "change(50, '\"actor\":\"', '\"actor\":\"' + 'x' * 70000); rechain(50)"),
        Tampering("a hash", ["hash"], at: 50, "db.execute(\"UPDATE record SET hash = zeroblob(32) WHERE seq = 50\")"),
    ]

    static let order: [Tampering] = [
        Tampering("a record taken out", ["missing"], at: 50, "db.execute('DELETE FROM record WHERE seq = 50')"),
        Tampering("the first record taken out", ["missing"], at: 1, "db.execute('DELETE FROM record WHERE seq = 1')"),
        Tampering("the last record taken out", ["tile"], "db.execute('DELETE FROM record WHERE seq = 361')"),
        Tampering("all records taken out", ["missing"], at: 1, "db.execute('DELETE FROM record')"),
        Tampering(
            "two records swapped", ["id", "chain"], at: 50,
            "a, b = read(50), read(51); db.execute('UPDATE record SET stream = stream || seq WHERE seq IN (50, 51)'); put(50, b, True); put(51, a, True)"
        ),
        Tampering(
            "a record inserted at the end", ["id"], at: 361,
            "b = read(361); db.execute('INSERT INTO record SELECT 362, stream, version + 1, type, body, hash FROM record WHERE seq = 361')"
        ),
        Tampering(
            "a record put before the first", ["id"],
            "db.execute(\"INSERT INTO record SELECT 0, 'unit/x', 1, type, body, hash FROM record WHERE seq = 3\")"),
        Tampering(
            "the clock set back", ["time"], at: 300,
            "b = read(300); put(300, re.sub('\"time\":\"20', '\"time\":\"19', b)); rechain(300)"),
        Tampering(
            "a day still to come", ["occurredon"], at: 50,
            "b = read(50); put(50, re.sub('\"occurredon\":\"[0-9-]*', '\"occurredon\":\"2999-01-01', b)); rechain(50)"),
        Tampering(
            "another ledger's record", ["source"], at: 50,
            "b = read(50); put(50, re.sub('\"source\":\"[^\"]*', '\"source\":\"urn:uuid:00000000-0000-4000-8000-000000000000', b)); rechain(50)"
        ),
        Tampering(
            "another position in the bytes", ["id"], at: 50, "change(50, '\"id\":\"50\"', '\"id\":\"51\"'); rechain(50)"
        ),
        Tampering(
            "a stream's steps out of order, everything hashed anew", ["streamversion"], at: nil,
            """
            rows = db.execute("SELECT seq, version, body FROM record WHERE stream = 'finding/2020-015' AND version IN (1, 2)").fetchall()
            db.execute("UPDATE record SET version = -version WHERE seq IN (?, ?)", (rows[0][0], rows[1][0]))
            for (seq, version, body), other in zip(rows, (2, 1)):
                put(seq, body.replace('"streamversion":%d' % version, '"streamversion":%d' % other))
                db.execute("UPDATE record SET version = ? WHERE seq = ?", (other, seq))
            rechain(rows[0][0])
            """),
    ]

    static let columns: [Tampering] = [
        Tampering(
            "the column of the stream", ["column"], at: 50,
            "db.execute(\"UPDATE record SET stream = 'finding/2020-999' WHERE seq = 50\")"),
        Tampering(
            "the column of the version", ["column"], at: 50,
            "db.execute('UPDATE record SET version = 99 WHERE seq = 50')"),
        Tampering(
            "the column of the type", ["column"], at: 50,
            "db.execute(\"UPDATE record SET type = 'taizhang.finding.closed.v1' WHERE seq = 50\")"),
        Tampering(
            "the position of the last record", ["missing"], at: 361,
            "db.execute('UPDATE record SET seq = 400 WHERE seq = 361')"),
    ]

    static let beside: [Tampering] = [
        Tampering("a command struck off", ["command"], "db.execute('DELETE FROM command WHERE first = 2')"),
        Tampering(
            "a command of fewer records", ["command"],
            "db.execute('UPDATE command SET last = last - 1 WHERE last > first + 3')"),
        Tampering(
            "a command of no records", ["command"],
            "db.execute(\"INSERT INTO command VALUES ('00000000-0000-4000-8000-000000000000', 900, 901)\")"),
        Tampering(
            "a tile", ["tile"], "db.execute(\"UPDATE tile SET hashes = zeroblob(8192) WHERE level = 0 AND idx = 0\")"),
        Tampering("a tile taken out", ["tile"], "db.execute('DELETE FROM tile WHERE level = 0 AND idx = 1')"),
        Tampering(
            "a tile too many", ["tile"],
            "db.execute('INSERT INTO tile SELECT level, idx + 7, hashes FROM tile WHERE level = 0 AND idx = 0')"),
        Tampering(
            "a disclosure filed under another record", ["disclosure"],
            "db.execute('UPDATE disclosure SET seq = seq + 1')"),
        Tampering(
            "a disclosure that no record names", ["disclosure"],
            "db.execute(\"INSERT INTO disclosure SELECT replace(digest, substr(digest, 1, 1), '_') || '', seq, subject, sealed FROM disclosure LIMIT 1\")"
        ),
        Tampering("a trigger gone", ["schema"], "triggers.pop()"),
        Tampering(
            "a trigger that refuses nothing", ["schema"],
            "n, s = triggers.pop(); triggers.append((n, s.replace('ABORT', 'IGNORE').replace(\"'append-only'\", \"\").replace('(IGNORE, )', '(IGNORE)').replace('(IGNORE,)', '(IGNORE)')))"
        ),
        Tampering(
            "a query table", ["read-model"], isOurs: true,
            "db.execute(\"UPDATE rm_finding SET category = 'x' WHERE number = '2020-015'\")"),
    ]

    static let files: [Tampering] = [
        Tampering("a file of evidence gone", ["evidence-missing"], "os.remove(files()[0])"),
        Tampering(
            "a file of evidence altered", ["evidence-altered"],
            "f = files()[0]; b = bytearray(open(f, 'rb').read()); b[0] ^= 1; open(f, 'wb').write(b)"),
        Tampering(
            "a file of evidence cut off", ["evidence-altered"],
            "f = files()[0]; b = open(f, 'rb').read(); open(f, 'wb').write(b[:-1])"),
        Tampering("another program's number in the file", [], exitCode: 65, "db.execute('PRAGMA application_id = 7')"),
        Tampering("a newer format", [], exitCode: 65, "db.execute('PRAGMA user_version = 99')"),
    ]
}
