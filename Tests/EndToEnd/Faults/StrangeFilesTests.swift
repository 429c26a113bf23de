import Foundation
import Testing

@Suite("files that are no ledger", .serialized)
struct StrangeFilesTests {
    @Test(
        "are refused in words, with the right exit code, and stay as they are",
        arguments: [
            ("empty", ": > ledger.db", 65, "E-LEDGER-NOT"), ("text", "echo 你好 > ledger.db", 65, "E-LEDGER-NOT"),
            ("someone else's", "sqlite3 ledger.db 'CREATE TABLE t(x); INSERT INTO t VALUES(1)'", 65, "E-LEDGER-NOT"),
            (
                "newer",
                "sqlite3 ledger.db 'PRAGMA application_id=0x545A4C47; PRAGMA user_version=99; CREATE TABLE t(x)'", 65,
                "E-LEDGER-NEWER"
            ),
            ("a folder", "mkdir ledger.db", 65, "E-LEDGER-NOT"),
        ])
    func strange(_ name: String, _ make: String, _ code: Int32, _ fault: String) throws {
        var program = try Program()
        defer { program.remove() }
        try FileManager.default.createDirectory(at: program.ledger, withIntermediateDirectories: true)
        try #require(Program.system(make, in: program.ledger).code == 0)
        let before = try state(program)
        for command in [["finding", "list"], ["verify"], ["unit", "add", "办信科"]] {
            for language in ["zh_CN.UTF-8", "C.UTF-8"] {
                program.language = language
                let answer = try program.run(command)
                #expect(answer.code == code, "\(command): \(answer.errors)")
                #expect(answer.errors.contains(fault), "\(answer.errors)")
                #expect(answer.output.isEmpty)
            }
        }
        #expect(try state(program) == before)
    }

    @Test("no ledger at all is 66 and says how to make one")
    func none() throws {
        let program = try Program()
        defer { program.remove() }
        let answer = try program.run("finding", "list")
        #expect(answer.code == 66)
        #expect(answer.errors.contains("taizhang init"))
    }

    @Test("a ledger is not made over another, nor over anything else")
    func twice() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        let before = try state(program)
        #expect(try program.run("init", "--name", "另一本").code == 73)
        #expect(try state(program) == before)
    }

    private func state(_ program: Program) throws -> String {
        let list = "find . -printf '%p %s %T@\\n' | sort; find . -type f -exec sha256sum {} \\;"
        return try Program.system(list, in: program.folder).output
    }
}
