import Foundation
import Testing

@Suite("interrupted", .serialized)
struct InterruptionTests {
    @Test("by ^C in a long import, the program says so, exits with 130 and leaves the ledger whole")
    func longImport() throws {
        let program = try Program()
        defer { program.remove() }
        try program.run("init", "--name", "台账")
        let lines = try String(contentsOf: Program.sample, encoding: .utf8).split(separator: "\n").map(String.init)
        let many = (0..<150).flatMap { _ in lines.dropFirst() }
        try ([lines[0]] + many).joined(separator: "\n").write(
            to: program.folder.appendingPathComponent("big.csv"), atomically: true, encoding: .utf8)
        let command = "'\(Program.file.path)' import big.csv 2>err & sleep 0.5; kill -INT $!; wait $!; echo $?"
        let answer = try Program.run(
            URL(fileURLWithPath: "/bin/bash"), ["-c", "set -m; " + command], in: program.folder, program.environment)
        #expect(answer.output.hasSuffix("130\n"), "\(answer.output)")
        let errors = try String(contentsOf: program.folder.appendingPathComponent("err"), encoding: .utf8)
        #expect(errors.contains("已中断"), "\(errors)")
        let verdict = try program.verdict()
        #expect(verdict.verdict == "intact")
        #expect(verdict.size == 1)
    }
}
