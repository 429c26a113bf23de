import Foundation
import Testing

@Suite("tools/demo", .serialized)
struct DemoTests {
    /// What each story shows to its end: both verifiers over the ledger that it made.
    @Test(
        "plays to its end with this program",
        arguments: [
            (["--office"], ["一致：报告与台账第 ", "读模型与 ", "完好："]),
            ([], ["第 98 条记录被改动", "第 98 条被改动", "7 条记录，一条不缺", "[已删除]", "与本机记下的检查点一致"]),
        ])
    func plays(_ options: [String], _ shown: [String]) throws {
        let program = try Program()
        defer { program.remove() }
        var environment = program.environment
        environment["PATH"] = ProcessInfo.processInfo.environment["PATH"]
        environment["TAIZHANG"] = Program.file.path
        environment["TAIZHANG_ACTOR"] = nil
        let demo = Program.root.appendingPathComponent("tools/demo")
        let place = program.folder.appendingPathComponent("office").path
        let answer = try Program.run(demo, options + [place], in: program.folder, environment)
        #expect(answer.code == 0, "\(answer.output.suffix(2_000))\(answer.errors)")
        for words in shown { #expect(answer.output.contains(words), "\(words)\n\(answer.output.suffix(2_000))") }
    }
}
