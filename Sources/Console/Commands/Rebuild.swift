import ArgumentParser
import Ledger
import ReadModels

struct Rebuild: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "rebuild", abstract: say("由记录重建读模型", "Make the read models anew from the records."),
        discussion: say(
            """
            读模型是供查询用的表，都由记录推算而来，丢了也能重建；记录本身不受影响。--check 只核对，不写入，有出入则退出码为 1。

            例：
              taizhang rebuild --check
            """,
            """
            The read models (tables for queries) are derived from the records and can be made again at any time; the records stay as they \
            are. --check writes nothing and exits with 1 where something differs.

            Example:
              taizhang rebuild --check
            """))

    @Flag(name: .long, help: help("只核对，不写入", "compare only, write nothing"))
    var check = false

    @OptionGroup var options: GlobalOptions

    func run() throws {
        if check {
            try runCheck()
        } else {
            try Session.maintain(options, hashes: false) { session in
                let bar = session.progressBar(Message("重建", "Rebuilding"), total: try session.recordCount())
                let watch = Interruption.watch(
                    Message("中断：原有读模型没有改动。", "Stopped: the read models are as they were."))
                defer { watch.end() }
                _ = try session.ledger.rebuild { bar.advance(to: $0) }
                bar.finish()
                let count = try session.recordCount()
                try session.show(RebuildAnswer(count: count, findings: nil))
            }
        }
    }

    private func runCheck() throws {
        let exitCode = try Session.check(options) { session in
            let count = try session.recordCount()
            let bar = session.progressBar(Message("核对", "Comparing"), total: count)
            let watch = Interruption.watch(
                Message("中断：已核对 \(bar.completed) 条。", "Stopped: \(bar.completed) records compared."))
            defer { watch.end() }
            let findings = try session.ledger.checkReadModels { bar.advance(to: $0) }
            bar.finish()
            try session.show(RebuildAnswer(count: count, findings: findings))
            return findings.isEmpty ? 0 : 1
        }
        guard exitCode == 0 else { throw ExitCode(exitCode) }
    }
}

/// What rebuilding, or comparing, led to.
struct RebuildAnswer: Answer {
    var count: Int
    /// What differs; nil where the tables were made anew.
    var findings: [Verdict.Finding]?

    func text(on screen: Screen, _ language: Language) -> String {
        guard let findings else {
            return Message(
                "已由 \(grouped(count)) 条记录重建读模型。", "Made the read models anew from \(grouped(count)) records."
            ).text(language)
                + "\n"
        }
        guard !findings.isEmpty else {
            return Message("读模型与 \(grouped(count)) 条记录一致 ✓", "The read models agree with \(grouped(count)) records ✓")
                .text(language)
                + "\n"
        }
        let title = Message("读模型有 \(findings.count) 处与记录不符：", "The read models differ in \(findings.count) places:")
        let lines = findings.map { "  " + shown($0.detail.text(language)) + "\n" }
        let remedy = Message("用 taizhang rebuild 重建。", "Make them anew with taizhang rebuild.")
        return screen.style(.red, title.text(language)) + "\n" + lines.joined() + remedy.text(language) + "\n"
    }

    var json: JSONValue {
        let differences = findings.map { findings in
            JSONValue.array(
                findings.map {
                    ["table": .text($0.field), "record": .integer($0.sequence), "detail": .string($0.detail.en)]
                })
        }
        return [
            "records": .integer(count), "rebuilt": .bool(findings == nil), "differences": differences ?? .null,
        ]
    }
}
