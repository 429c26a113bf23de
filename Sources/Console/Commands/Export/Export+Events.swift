import Interchange
import Ledger
import ReadModels

extension ExportCommand {
    func exportEvents(_ session: Session) throws {
        let ledger = try session.ledger
        if let from, let to, from > to { throw Fault.backwards(from, to) }
        let size = try session.recordCount()
        let bar = session.progressBar(Message("导出", "Exporting"), total: max(0, (to ?? size) - (from ?? 1) + 1))
        defer { bar.finish() }
        let count = try output.write { buffer in
            try EventStream.write(ledger, from: from, to: to, progress: { bar.advance(to: $0) }) {
                try buffer.write($0)
            }
        }
        bar.finish()
        guard let name = output.output, output.isFile else { return }
        try session.show(EventsAnswer(file: name, first: from ?? 1, count: count))
    }
}

/// Records that were written to a file.
struct EventsAnswer: Answer {
    var file: String
    var first: Int
    var count: Int

    private var last: Int { first + count - 1 }

    func text(on screen: Screen, _ language: Language) -> String {
        let said =
            count == 0
            ? Message("\(shown(file))：没有新记录。", "\(shown(file)): no new records.")
            : Message(
                "已写出 \(shown(file))：\(grouped(count)) 条记录（#\(first)–#\(last)），下次从 --from \(last + 1) 起。",
                "Wrote \(shown(file)): \(grouped(count)) records (#\(first)–#\(last)); go on with --from \(last + 1).")
        return said.text(language) + "\n"
    }

    var json: JSONValue {
        ["file": .string(file), "records": .integer(count), "next": .integer(first + count)]
    }
}

extension Fault {
    fileprivate static func backwards(_ from: Int, _ to: Int) -> Fault {
        Fault(
            "E-ARGUMENT", .usage,
            Message("--from \(from) 在 --to \(to) 之后。", "--from \(from) comes after --to \(to)."),
            remedy: Message("两者对调。", "Turn them round."))
    }
}
