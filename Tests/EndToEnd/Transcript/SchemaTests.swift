import Foundation
import Testing

@Suite("records and their schemas", .serialized)
struct SchemaTests {
    @Test("every record of the imported sample, and of an office at work, fits its schema in events/")
    func everyRecord() throws {
        let program = try Program.office()
        defer { program.remove() }
        #expect(try program.run("import", Program.sample.path).code == 0)
        #expect(try program.run("actor", "add", "新人", "--personal-name", "张三").code == 0)
        let answer = try check(program)
        #expect(answer.code == 0, "\(answer.output)\(answer.errors)")
        #expect(answer.output.contains("types"), "\(answer.output)")
    }

    @Test("a record that does not fit is named")
    func misfit() throws {
        let program = try Program.office()
        defer { program.remove() }
        try Program.system(
            "sqlite3 .taizhang/ledger.db \"DROP TRIGGER record_update; UPDATE record SET body = replace(body, '\\\"role\\\":\\\"verifier\\\"', '\\\"role\\\":\\\"boss\\\"')\"",
            in: program.folder)
        let answer = try check(program)
        #expect(answer.code == 1)
        #expect(answer.output.contains("taizhang.role.granted.v1: $.role"), "\(answer.output)")
    }

    private func check(_ program: Program) throws -> Program.Answer {
        let database = program.ledger.appendingPathComponent("ledger.db").path
        return try Program.run(
            URL(fileURLWithPath: "/usr/bin/env"), ["python3", "tools/check_events.py", database], in: Program.root)
    }
}
