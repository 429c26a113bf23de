import Foundation
import Testing

@Suite("dry runs and repeated commands", .serialized)
struct DryRunTests {
    static let commands: [[String]] = [
        ["unit", "add", "来访科"], ["actor", "add", "新人", "--unit", "办信科", "--personal-name", "张三"],
        ["actor", "move", "办信科科长", "--unit", "督查科"], ["role", "grant", "reader", "办信科科长"],
        ["role", "end", "verifier", "督查科科长"],
        ["round", "open", "督导-2020", "--source", "督导检查"], ["round", "close", "巡察反馈-2020"],
        ["import", Program.sample.path, "--report", "/dev/null"],
        ["finding", "register", "--round", "巡察反馈-2020", "--unit", "办信科", "--category", "类", "--description", "问题"],
    ]

    @Test("a dry run says what would be appended and changes nothing at all", arguments: commands)
    func dryRun(_ command: [String]) throws {
        let program = try Program.office()
        defer { program.remove() }
        let before = try state(program)
        let answer = try program.run(command + ["--dry-run"])
        #expect(answer.code == 0, "\(answer.errors)")
        #expect(answer.output.contains("演示"))
        #expect(try state(program) == before)
        let size = try program.verdict().size
        #expect(try program.run(command).code == 0)
        #expect(try program.verdict().size > size)
    }

    @Test("a command that is repeated appends nothing and answers as the first time")
    func repeated() throws {
        let program = try Program.office()
        defer { program.remove() }
        let id = ["--command-id", "0196f2a4-8d22-7e13-9b62-4a2d6f7c8ba1", "--json"]
        let first = try program.run(["unit", "add", "来访科"] + id)
        let second = try program.run(["unit", "add", "来访科"] + id)
        #expect(first.code == 0 && second.code == 0)
        func records(_ text: String) -> [Int] {
            ((try? JSONSerialization.jsonObject(with: Data(text.utf8))) as? [String: Any])?["records"] as? [Int] ?? []
        }
        #expect(!records(first.output).isEmpty)
        #expect(records(first.output) == records(second.output))
        #expect(try program.verdict().size == records(first.output).last)
    }

    private func state(_ program: Program) throws -> String {
        try Program.system(
            "find .taizhang -type f ! -name '*-shm' -exec sha256sum {} \\; | sort; find . | sort", in: program.folder
        ).output
    }
}
