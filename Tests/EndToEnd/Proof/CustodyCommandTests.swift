import Foundation
import Testing

@Suite("keys, receipts and suites, as a user types them")
struct CustodyCommandTests {
    private func json(_ text: String) throws -> [String: Any] {
        try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    }

    private func keys(_ program: Program) throws -> [[String: Any]] {
        try #require(try json(try program.run("key", "list", "--json").output)["keys"] as? [[String: Any]])
    }

    @Test("a private key is encrypted, readable by its owner only, and one that openssl reads")
    func keyFile() throws {
        let program = try Program.office()
        defer { program.remove() }
        #expect(try program.run("key", "new").code == 0)
        let folder = program.ledger.appendingPathComponent("keys")
        let file = try #require(
            try FileManager.default.contentsOfDirectory(atPath: folder.path).first { $0.hasSuffix(".pem") })
        let path = folder.appendingPathComponent(file).path
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        let text = try String(contentsOfFile: path, encoding: .utf8)
        #expect(text.hasPrefix("-----BEGIN ENCRYPTED PRIVATE KEY-----"))
        let read = "openssl pkey -in '\(path)' -passin 'pass:\(program.passphrase)' -noout -text"
        #expect(try Program.system(read).output.contains("ED25519"))
        #expect(try Program.system(read.replacing(program.passphrase, with: "falsch")).code != 0)
        // A copy that others can read is not used, as with ssh; the ledger is as it was.
        chmod(path, 0o644)
        #expect(try program.run("checkpoint").errors.contains("E-KEY-OPEN"))
        chmod(path, 0o600)
        var other = program
        other.passphrase = "falsch"
        #expect(try other.run("checkpoint").errors.contains("E-KEY-PASSPHRASE"))
        #expect(try program.run("checkpoint").code == 0)
        #expect(try program.verdict().verdict == "intact")
        // No backup has it.
        #expect(try program.run("backup", "copy").code == 0)
        #expect(try Program.system("grep -rl 'PRIVATE KEY' '\(program.folder.path)/copy'").output.isEmpty)
    }

    @Test("a key that is refused leaves no private key behind")
    func refused() throws {
        let program = try Program.office()
        defer { program.remove() }
        #expect(try program.run("key", "new", "--name", "a").code == 0)
        let before = try FileManager.default.contentsOfDirectory(atPath: program.ledger.path + "/keys")
        #expect(try program.run("key", "new", "--name", "a").code == 2)
        #expect(try program.run("key", "new", "--name", "a b").code != 0)
        #expect(try program.run("key", "new", "--name", "c", "--for", "督查科科长", "--dry-run").code == 0)
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.ledger.path + "/keys") == before)
    }

    @Test("a program signs in place of a key file: checkpoint and step")
    func externalSigner() throws {
        let program = try Program.office()
        defer { program.remove() }
        let script = program.folder.appendingPathComponent("sign")
        try """
        #!/bin/sh
        cat > message && openssl pkeyutl -sign -rawin -in message -inkey '\(program.folder.path)/hsm.pem'
        """.write(to: script, atomically: true, encoding: .utf8)
        chmod(script.path, 0o755)
        try Program.system("openssl genpkey -algorithm ed25519 -out hsm.pem", in: program.folder)
        let raw = try Program.system(
            "openssl pkey -in hsm.pem -pubout -outform DER | tail -c 32 | base64", in: program.folder
        ).output.trimmingCharacters(in: .whitespacesAndNewlines)
        let vkey = try Program.system(
            """
            python3 -c 'import base64,hashlib,sys
            k = b"\\1" + base64.b64decode("\(raw)")
            print("hsm.example/ledger+%s+%s" % (hashlib.sha256(b"hsm.example/ledger\\n" + k).hexdigest()[:8], base64.b64encode(k).decode()))'
            """
        ).output.trimmingCharacters(in: .whitespacesAndNewlines)
        let signer = "command:" + script.path
        let made = try program.run("key", "new", "--vkey", vkey, "--sign-with", signer)
        #expect(made.code == 0, "\(made.errors)")
        #expect(try program.run("checkpoint", "--key", signer).code == 0)
        #expect(try program.verdict().verdict == "intact")
        #expect(try program.run("checkpoint", "list").output.contains("hsm.example/ledger"))
    }

    @Test("a command that has registered a key is not repeated with another one, and leaves no private key")
    func repeatedKey() throws {
        let program = try Program.office()
        defer { program.remove() }
        let arguments = ["key", "new", "--command-id", "0196f2a4-8d22-7e13-9b62-4a2d6f7c8ba1"]
        #expect(try program.run(arguments).code == 0)
        let before = try FileManager.default.contentsOfDirectory(atPath: program.ledger.path + "/keys")
        let again = try program.run(arguments)
        #expect(again.code == 2 && again.errors.contains("E-KEY-REPEATED") && again.output.isEmpty)
        #expect(try FileManager.default.contentsOfDirectory(atPath: program.ledger.path + "/keys") == before)
    }

    @Test("a policy is not cleared by leaving everything out")
    func clearedPolicy() throws {
        let program = try Program.office()
        defer { program.remove() }
        #expect(try program.run("policy", "adopt", "--sign", "weighty").code == 0)
        #expect(try program.run("policy", "adopt").code == 64)
        #expect(try program.run("policy", "show").output.contains("taizhang.finding.closed.v1"))
        #expect(try program.run("policy", "adopt", "--none", "--sign", "weighty").code == 64)
        #expect(try program.run("policy", "adopt", "--none").code == 0)
        #expect(try !program.run("policy", "show").output.contains("taizhang.finding.closed.v1"))
    }

    @Test("who signs in our place is not handed the passphrase")
    func inheritedPassphrase() throws {
        let program = try Program.office()
        defer { program.remove() }
        let script = program.folder.appendingPathComponent("sign")
        try "#!/bin/sh\nenv > seen\nexit 1\n".write(to: script, atomically: true, encoding: .utf8)
        chmod(script.path, 0o755)
        let vkey = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        #expect(try program.run("key", "new", "--vkey", vkey, "--sign-with", "command:" + script.path).code != 0)
        let seen = try String(contentsOf: program.folder.appendingPathComponent("seen"), encoding: .utf8)
        #expect(seen.contains("TAIZHANG_KEY=") && !seen.contains("PASSPHRASE"))
    }

    @Test("an erasure waits for one that is going on between the ledger and the keys")
    func erasingTwice() throws {
        let program = try Program.office()
        defer { program.remove() }
        try program.run("actor", "add", "person/DY-001", "--personal-name", "张三", "--phone", "13800138000")
        let lock = open(program.ledger.path + "/keys/.lock", O_RDWR | O_CREAT, 0o600)
        defer { close(lock) }
        #expect(flock(lock, LOCK_EX) == 0)
        let before = try program.verdict().size
        let erasing = try program.start(
            ["erase", "--person", "person/DY-001", "--basis", "依据", "--reason", "申请"])
        Thread.sleep(forTimeInterval: 1)
        #expect(erasing.isRunning)
        #expect(try program.verdict().size == before)
        #expect(flock(lock, LOCK_UN) == 0)
        erasing.waitUntilExit()
        #expect(erasing.terminationStatus == 0)
        #expect(try program.verdict().size == before + 2)
    }

    @Test("a key that is given twice is one key, and its name cannot move the cursor")
    func givenTwice() throws {
        let program = try Program.office()
        defer { program.remove() }
        let made = try program.run("key", "new", "--name", "a\u{202E}b")
        #expect(made.code == 0 && !made.output.unicodeScalars.contains("\u{202E}"), "\(made.errors)")
        try program.run("checkpoint")
        let vkey = try #require(try keys(program).first?["vkey"] as? String)
        let proof = try program.run("prove", "3").output
        #expect(try program.run("check-proof", "-", "--key", vkey, "--key", vkey, input: proof).code == 0)
    }

    @Test("a receipt, and its QR code read back, are checked without the ledger")
    func receipt() throws {
        let program = try Program.office()
        defer { program.remove() }
        #expect(try program.run("receipt", "3").errors.contains("E-CHECKPOINT-NONE"))
        try program.run("key", "new")
        try program.run("checkpoint")
        let vkey = try #require(try keys(program).first?["vkey"] as? String)
        #expect(try program.run("receipt", "3", "-o", "3.receipt", "--qr", "3.png").code == 0)
        #expect(try program.run("receipt", "3", "--qr", "-").output.contains("█"))
        #expect(try program.run("record", "show", "3", "--raw").code == 0)
        try Program.system("zbarimg -q --raw -Sbinary 3.png > 3.qr 2>/dev/null", in: program.folder)
        try program.run("record", "show", "3", "--raw").output.write(
            to: program.folder.appendingPathComponent("3.raw"), atomically: true, encoding: .utf8)
        let elsewhere = program.folder.appendingPathComponent("elsewhere")
        try FileManager.default.createDirectory(at: elsewhere, withIntermediateDirectories: true)
        func check(_ arguments: String...) throws -> Int32 {
            try Program.run(
                Program.file, ["check-proof"] + arguments + ["--key", vkey], in: elsewhere, program.environment
            ).code
        }
        #expect(try check("../3.receipt") == 0)
        #expect(try check("../3.qr", "--record", "../3.raw") == 0)
        #expect(try check("../3.qr") == 64)
        #expect(try check("../3.qr", "--record", "../3.receipt") == 1)
    }

    @Test("a ledger of both suites signs every checkpoint twice, and both notes are checked")
    func suite() throws {
        let program = try Program()
        defer { program.remove() }
        #expect(try program.run("init", "--name", "台账", "--suite", "sha256+sm").code == 0)
        try program.run("unit", "add", "督查科")
        let plain = try program.run("checkpoint")
        let national = try program.run("checkpoint", "--sm")
        #expect(plain.code == 0 && national.code == 0 && national.output.contains("/sm\n"))
        for (name, note) in [("a", plain.output), ("b", national.output)] {
            let file = program.folder.appendingPathComponent(name)
            try note.write(to: file, atomically: true, encoding: .utf8)
            #expect(try program.run("verify", "--against", name).code == 0)
            try note.replacing("\n5\n", with: "\n4\n").write(to: file, atomically: true, encoding: .utf8)
            #expect(try program.run("verify", "--against", name).code == 1)
        }
        let verified = try program.run("verify").output
        #expect(verified.contains("Ed25519 + SHA-256") && verified.contains("SM2 + SM3"))
    }

    @Test("a time-stamp of national algorithms is kept as it came, and never called checked")
    func rawTimestamp() throws {
        let program = try Program.office()
        defer { program.remove() }
        try program.run("key", "new")
        try program.run("checkpoint")
        // An answer over an SM3 imprint, which RFC 3161 allows and libcrypto's verification of SM2 does not reach.
        try Program.system("openssl ts -query -data /etc/hostname -sm3 -out sm3.tsr 2>/dev/null", in: program.folder)
        #expect(try program.run("timestamp", "attach", "sm3.tsr").code == 65)
        #expect(try program.run("timestamp", "attach", "--raw", Program.sample.path).code == 65)
        #expect(try program.run("timestamp", "attach", "--raw", "sm3.tsr").code == 0)
        let verified = try program.run("verify")
        #expect(verified.code == 0 && verified.output.contains("原样保存的时间戳 1 个"))
        let other = try Program.system("python3 tools/verify_ledger.py --json '\(program.ledger.path)'")
        #expect(other.code == 0, "\(other.output)")
    }

    @Test("the report of an import does not take the place of a pipe")
    func reportToPipe() throws {
        let program = try Program.office()
        defer { program.remove() }
        let pipe = program.folder.appendingPathComponent("pipe").path
        #expect(mkfifo(pipe, 0o600) == 0)
        // A reader, or whoever writes would wait.
        let reader = open(pipe, O_RDWR | O_NONBLOCK)
        defer { close(reader) }
        let answer = try program.run("import", Program.sample.path, "--round", "巡察反馈-2020", "--report", pipe)
        #expect(answer.code == 0, "\(answer.errors)")
        let kind = try FileManager.default.attributesOfItem(atPath: pipe)[.type] as? FileAttributeType
        #expect(kind != .typeRegular)
    }
}
