import Foundation
import Testing

/// The table of docs/format.md, “What each attack meets”, row by row and in its words: each attack is carried out on a copy
/// of a ledger that has everything in it, and met by what the table names.
@Suite("what each attack meets", .serialized)
struct AttackTableTests {
    @Test(
        "a record altered, inserted, removed, swapped: chain; and the Merkle root",
        arguments: [
            ("altered", "change(50, '\"occurredon\":\"20', '\"occurredon\":\"19', True)", "chain"),
            (
                "inserted",
                "db.execute('INSERT INTO record SELECT 9000, stream, version + 900, type, body, hash FROM record WHERE seq = 50')",
                "missing"
            ),
            ("removed", "db.execute('DELETE FROM record WHERE seq = 50')", "missing"),
            ("swapped", "a, b = read(50), read(51); put(50, b, True); put(51, a, True)", "chain"),
            (
                "altered, and everything hashed anew",
                "change(50, '\"occurredon\":\"20', '\"occurredon\":\"19'); rechain(50)", "tile"
            ),
        ])
    func records(_ name: String, _ script: String, _ code: String) throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.tamper(script)
        #expect(try victim.codes().contains(code))
    }

    @Test(
        "an index column altered (stream, type, version): verify compares with the bytes",
        arguments: ["stream = 'finding/1999-001'", "type = 'taizhang.finding.closed.v1'", "version = 77"])
    func columns(_ change: String) throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.tamper("db.execute(\"UPDATE record SET \(change) WHERE seq = 50\")")
        #expect(try victim.codes().contains("column"))
    }

    @Test("a read model altered: rebuild --check compares with a fresh replay")
    func readModel() throws {
        let victim = try Victim()
        defer { victim.remove() }
        #expect(try victim.program.run("rebuild", "--check").code == 0)
        try victim.tamper("db.execute(\"UPDATE rm_finding SET category = 'x' WHERE number = '2020-015'\")")
        #expect(try victim.program.run("rebuild", "--check").code == 1)
        #expect(try victim.codes(ours: true) == ["read-model"])
    }

    @Test("the tail cut off: a checkpoint kept elsewhere")
    func cut() throws {
        let victim = try Victim()
        defer { victim.remove() }
        // A cut as clean as it can be made: back to a moment at which the ledger was whole.
        try victim.put(back: "earlier")
        #expect(try victim.codes().isEmpty, "by itself it is a ledger like any other")
        #expect(try victim.codes("--against", "kept.checkpoint") == ["rolledback"])
    }

    @Test("an old backup put back: the checkpoint remembered on this machine, at the next command")
    func backup() throws {
        var victim = try Victim()
        defer { victim.remove() }
        victim.remembers = true
        #expect(try victim.program.run("unit", "list").code == 0)
        try victim.put(back: "earlier")
        let answer = try victim.program.run("unit", "add", "新科室")
        #expect(answer.code == 1 && answer.errors.contains("E-ROLLED-BACK"))
    }

    @Test(
        "the whole ledger rewritten by someone with the file and the key: checkpoints held elsewhere, by witnesses and by the time-stamp authority"
    )
    func rewritten() throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.rewrite()
        #expect(try victim.codes().isEmpty, "by itself it is a ledger like any other")
        #expect(try victim.codes("--against", "kept.checkpoint") == ["forked"])
        // The witness holds the first history, and has nothing to do with the second.
        let request = try victim.program.run("checkpoint", "request", "--old", "\(victim.witnessed)")
        #expect(request.code == 0)
        let cosigned = try victim.program.run("witness", "cosign", "--folder", "city", "-", input: request.output)
        #expect(cosigned.code == 1)
        #expect(
            try victim.program.run("witness", "list", "--folder", "city", "--json").output.contains("\"unproven\": 1"))
        // What the authority stamped is no checkpoint of this history.
        #expect(try victim.program.run("timestamp", "attach", "kept.tsr").errors.contains("E-TIMESTAMP-OTHER"))
    }

    @Test("two versions shown to two readers: witnesses' cosignatures, and readers who compare checkpoints")
    func twoVersions() throws {
        let victim = try Victim()
        defer { victim.remove() }
        // The first reader's version is witnessed; the second's cannot be, and its policy fails closed.
        #expect(try victim.program.run("verify").output.contains("第 \(victim.witnessed) 条以后未经见证"))
        let proof = try victim.program.run("prove", "5")
        try proof.output.write(to: victim.file("5.proof"), atomically: true, encoding: .utf8)
        #expect(try victim.check("5.proof", "--policy", "quorum.txt").code == 0)
        try victim.rewrite()
        let other = try victim.program.run("prove", "5")
        try other.output.write(to: victim.file("5.proof"), atomically: true, encoding: .utf8)
        #expect(try victim.check("5.proof", "--policy", "quorum.txt").errors.contains("E-PROOF-WITNESS"))
        #expect(try victim.check("5.proof", "--checkpoint", "kept.checkpoint").errors.contains("E-PROOF-OTHER"))
    }

    @Test("the clock set back: time must not fall; RFC 3161 bounds it from outside")
    func clock() throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.tamper(
            "b = read(300); put(300, re.sub('\"time\":\"20', '\"time\":\"19', b)); rechain(300)")
        #expect(try victim.codes().contains("time"))
        let sound = try Victim()
        defer { sound.remove() }
        let verified = try sound.program.run("verify", "--ca", "tsa/root.pem")
        #expect(verified.code == 0 && verified.output.contains("时间戳"), "\(verified.output)")
    }

    @Test("a step denied by its author: a signature by the actor's own key")
    func denied() throws {
        let victim = try Victim()
        defer { victim.remove() }
        let signed = try victim.program.run("record", "show", "\(victim.signed)", "--json")
        #expect(signed.output.contains("\"signature\": \""))
        // Without the author's key nobody makes such a record: neither unsigned nor with another's signature.
        try victim.tamper(
            "b = read(\(victim.signed)); put(\(victim.signed), re.sub('\"signature\":\"[^\"]*\",', '', b)); rechain(\(victim.signed))"
        )
        #expect(try victim.codes().contains("signature"))
        let answer = try victim.program.run("finding", "submit", "2020-029", "--on", "2020-12-20", "--actor", "机关党支部书记")
        #expect(answer.errors.contains("E-SIGN-NEEDED") || answer.code != 0)
    }

    @Test("a step never recorded: the receipt that its author was given")
    func receipt() throws {
        let victim = try Victim()
        defer { victim.remove() }
        let sequence = victim.signed
        #expect(try victim.program.run("receipt", "\(sequence)", "-o", "receipt").code == 0)
        try victim.put(back: "earlier")
        #expect(try victim.program.run("record", "show", "\(sequence)").code == 66)
        #expect(try victim.check("receipt", "--key", "key.txt").code == 0)
    }

    @Test("an event of a finding withheld from a reader: stream heads")
    func withheld() throws {
        let victim = try Victim()
        defer { victim.remove() }
        let proof = try victim.program.run("prove", "--finding", "2020-015")
        for cut in ["d['records'].pop()", "d['records'].pop(2)", "d['records'] = d['records'][:1]"] {
            try proof.output.write(to: victim.file("015.proof"), atomically: true, encoding: .utf8)
            #expect(try victim.check("015.proof", "--key", "key.txt").code == 0)
            try Program.system(
                "python3 -c \"import json; d = json.load(open('015.proof')); \(cut); json.dump(d, open('015.proof', 'w'), ensure_ascii=False)\"",
                in: victim.program.folder)
            #expect(try victim.check("015.proof", "--key", "key.txt").errors.contains("E-PROOF-FAILED"))
        }
    }

    @Test("chain and tree made to disagree: both are derived from the same bytes and compared every time")
    func disagreeing() throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.tamper(
            "t = bytearray(db.execute('SELECT hashes FROM tile WHERE level = 0 AND idx = 0').fetchone()[0]); t[32 * 49] ^= 1; db.execute('UPDATE tile SET hashes = ? WHERE level = 0 AND idx = 0', (bytes(t),))"
        )
        #expect(try victim.codes().contains("tile"))
    }

    @Test("the same bytes read two ways: a record that is not canonical is refused")
    func twoWays() throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.tamper("change(50, '\"id\":\"50\"', '\"id\":\"50\",\"id\":\"50\"'); rechain(50)")
        #expect(try victim.codes().contains("canonical"))
    }

    @Test("evidence swapped: its SHA-256 is in the record")
    func evidence() throws {
        let victim = try Victim()
        defer { victim.remove() }
        try victim.tamper("a, b = files()[:2]; os.rename(a, a + '.x'); os.rename(b, a); os.rename(a + '.x', b)")
        #expect(try victim.codes() == ["evidence-altered"])
    }
}

/// A copy of a ledger that has everything in it, to be attacked.
struct Victim {
    let program: Program
    /// The size of the checkpoint that the witness cosigned, and that was kept.
    let witnessed: Int
    /// A record that its actor has signed.
    let signed: Int
    /// Whether the machine's memory of the checkpoint is there; an attacker with the file alone has another machine.
    var remembers = false {
        didSet {
            if remembers {
                try? FileManager.default.copyItem(at: Victim.state(of: Victim.made), to: Victim.state(of: program))
            }
        }
    }

    private static func state(of program: Program) -> URL {
        program.folder.appendingPathComponent(".local/state/taizhang")
    }

    init() throws {
        let made = try Victim.original.get()
        program = try Program()
        try Program.system(
            "cp -r '\(made.folder.path)/.' '\(program.folder.path)/' && rm -rf .local/state/taizhang",
            in: program.folder)
        try Program.system("rm -rf '\(Victim.state(of: program).path)'", in: program.folder)
        witnessed = Int(try Victim.text("size.txt", in: made)) ?? 0
        signed = Int(try Victim.text("signed.txt", in: made)) ?? 0
    }

    func remove() { program.remove() }
    func file(_ name: String) -> URL { program.folder.appendingPathComponent(name) }

    private static var made: Program { (try? original.get()) ?? Program(in: URL(fileURLWithPath: "/nowhere")) }

    private static func text(_ name: String, in program: Program) throws -> String {
        try String(contentsOf: program.folder.appendingPathComponent(name), encoding: .utf8)
            .trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Does to the ledger's file what Python and SQLite can do.
    func tamper(_ script: String) throws {
        let done = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", "-c", Tampering.tools + script + Tampering.restore, program.ledger.path], in: program.folder)
        try #require(done.code == 0, "\(done.errors)")
    }

    /// Puts an older copy of the ledger in the place of the present one.
    func put(back name: String) throws {
        try Program.system("rm -rf .taizhang && cp -r \(name) .taizhang", in: program.folder)
        if !remembers { try Program.system("rm -rf .local/state", in: program.folder) }
    }

    /// Another history from an earlier moment on, longer than the first, signed with the ledger's key.
    func rewrite() throws {
        try put(back: "earlier")
        for name in (1...12).map({ "科室\($0)" }) { try program.run("unit", "add", name) }
        let answer = try program.run("checkpoint")
        try #require(answer.code == 0, "\(answer.errors)")
    }

    /// What both verifiers find; the program alone where it alone can know.
    func codes(_ options: String..., ours isOurs: Bool = false) throws -> Set<String> {
        if !remembers { try Program.system("rm -rf .local/state", in: program.folder) }
        let found = try codes(of: program.run(["verify", "--json"] + options))
        guard !isOurs else { return found }
        let other = try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"),
            ["python3", Program.root.path + "/tools/verify_ledger.py", "--json"] + options + [program.ledger.path],
            in: program.folder)
        // Where a record is missing the other verifier computes no root, also not of what lies before it.
        let apart: Set = found.contains("missing") ? ["streamversion", "quorum"] : ["streamversion"]
        let theirs = try codes(of: other).subtracting(apart)
        #expect(theirs == found.subtracting(apart.union(["read-model"])), "\(other.output)")
        return found
    }

    private func codes(of answer: Program.Answer) throws -> Set<String> {
        let object = try JSONSerialization.jsonObject(with: Data(answer.output.utf8)) as? [String: Any] ?? [:]
        let findings = try #require(object["findings"] as? [[String: Any]], "\(answer.output) \(answer.errors)")
        return Set(findings.compactMap { $0["code"] as? String })
    }

    /// Checks a proof where there is no ledger.
    func check(_ proof: String, _ options: String...) throws -> Program.Answer {
        let elsewhere = file("elsewhere")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        let arguments = ([proof] + options).map { $0.hasPrefix("--") ? $0 : "../" + $0 }
        return try Program.run(Program.file, ["check-proof"] + arguments, in: elsewhere, program.environment)
    }
}

// MARK: - The ledger

extension Victim {
    private struct NotMade: Error { var why: String }

    /// Made once. `earlier` is a copy from before the last steps.
    private static let original: Result<Program, any Error> = Result {
        let program = try Program()
        func run(_ arguments: String..., to file: String? = nil) throws {
            let answer = try program.run(arguments)
            guard answer.code == 0 else { throw NotMade(why: "\(arguments): \(answer.errors)") }
            guard let file else { return }
            try answer.output.write(to: program.folder.appendingPathComponent(file), atomically: true, encoding: .utf8)
        }
        func system(_ command: String) throws {
            let answer = try Program.system(command, in: program.folder)
            guard answer.code == 0 else { throw NotMade(why: "\(command): \(answer.errors)") }
        }
        try run("init", "--name", "台账")
        try run("import", Program.sample.path, "--round", "巡察反馈-2020")
        try run("actor", "add", "person/DY-001", "--personal-name", "张三", "--phone", "13800000000")
        try system("echo 情况说明 > 情况说明.txt")
        try run("evidence", "add", "2020-015", "情况说明=情况说明.txt")
        try run("key", "new", "--name", "victim.example/ledger")
        try run("key", "new", "--for", "督查科科长")
        try run("role", "grant", "verifier", "督查科科长")
        try run("witness", "init", "--name", "city.example/witness", "--folder", "city")
        try system("printf 'witness city %s\\nquorum city\\n' \"$(cat city/vkey)\" > policy.txt")
        try run("key", "list", "--json", to: "keys.json")
        try system("grep -o 'victim[^\"]*+[^\"]*' keys.json | head -1 > key.txt")
        try system("(printf 'log %s\\n' \"$(cat key.txt)\"; cat policy.txt) > quorum.txt")
        try run("witness", "add-log", "--folder", "city", "--vkey", try text("key.txt", in: program))
        try run("checkpoint", to: "first.checkpoint")
        try system("cp -r .taizhang earlier")
        try run("policy", "adopt", "--quorum", "policy.txt", "--sign", "taizhang.finding.lookedback.v1")
        try run(
            "finding", "look-back", "2020-015", "--outcome", "holds", "--note", "未反弹", "--actor", "督查科科长")
        try run("log", "--limit", "1", "--jsonl", to: "last.json")
        try system("grep -o '\"id\":[0-9]*' last.json | cut -d: -f2 > signed.txt")
        try run("checkpoint", to: "own.checkpoint")
        try system("sed -n 2p own.checkpoint > size.txt")
        try run("checkpoint", "request", "--old", "0", to: "request.txt")
        try run("witness", "cosign", "--folder", "city", "request.txt", to: "line.txt")
        try run("checkpoint", "attach", "line.txt")
        try run("checkpoint", to: "kept.checkpoint")
        try run("timestamp", "request", "-o", "request.tsq")
        try system(authority)
        try run("timestamp", "attach", "kept.tsr")
        try run("unit", "add", "信息科")
        try system("sqlite3 .taizhang/ledger.db 'PRAGMA wal_checkpoint(TRUNCATE)'")
        return program
    }

    /// A time-stamp authority of the test's own, and its answer (openssl-ts(1)).
    private static let authority = """
        mkdir tsa && cd tsa && exec 2>err
        openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -days 30 -subj '/CN=Root' && \
        openssl req -newkey rsa:2048 -nodes -keyout tsa.key -out tsa.csr -subj '/CN=TSA' && \
        printf 'extendedKeyUsage=critical,timeStamping\\n' > ext && \
        openssl x509 -req -in tsa.csr -CA root.pem -CAkey root.key -CAcreateserial -days 30 -extfile ext -out tsa.pem && \
        printf '01\\n' > serial && \
        printf '[tsa]\\ndefault_tsa=t\\n[t]\\nserial=serial\\nsigner_cert=tsa.pem\\ncerts=root.pem\\nsigner_key=tsa.key\\nsigner_digest=sha256\\ndefault_policy=1.2.3.4\\ndigests=sha256\\naccuracy=secs:1\\n' > tsa.cnf && \
        openssl ts -reply -config tsa.cnf -section t -queryfile ../request.tsq -out ../kept.tsr
        """
}
