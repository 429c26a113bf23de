import ArgumentParser
import Foundation
import Ledger
import ReadModels
import Rectification

struct Prove: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "prove", abstract: say("出具证明：不必有台账就能核对", "Prove something to a stranger who has no ledger."),
        discussion: say(
            """
            例：
              taizhang prove 98 > 98.tlog-proof                 第 98 条在台账里
              taizhang prove --finding 2020-015 > 015.proof     某问题的全部记录，一条不缺
              taizhang prove --consistency 300 412 > c.proof    412 条的检查点承接 300 条的
              taizhang check-proof 98.tlog-proof --key 公钥

            证明引到一个签过的检查点：最新的，或 --at 所指的。--consistency 只写一个数，就到最新的检查点。
            """,
            """
            Examples:
              taizhang prove 98 > 98.tlog-proof                 record 98 is in the ledger
              taizhang prove --finding 2020-015 > 015.proof     all records of a finding
              taizhang prove --consistency 300 412 > c.proof    checkpoint 412 extends 300
              taizhang check-proof 98.tlog-proof --key VKEY

            A proof leads to a signed checkpoint: the latest, or the one of --at. With one number --consistency leads to \
            the latest.
            """))

    @Argument(
        help: help(
            "记录序号；--consistency 时为旧、新两个记录数", "the record; with --consistency the old and the new size", "序号|POSITION"))
    var numbers: [Int] = []

    @Option(name: .long, help: help("某问题的全部记录", "every record of a finding", "编号|NUMBER"))
    var finding: FindingNumber?

    @Flag(name: .long, help: help("证明后一检查点承接前一个", "prove that a checkpoint extends an earlier one"))
    var consistency = false

    @Option(name: .long, help: help("引到哪个检查点", "which checkpoint it leads to", "条数|SIZE"))
    var at: Int?

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let ledger = try session.ledger
            if let finding {
                guard numbers.isEmpty, !consistency else { throw Fault.oneProof }
                try session.write(try ledger.streamProof(of: finding.stream, at: at).json.document)
            } else if consistency {
                guard let old = numbers.first, numbers.count <= 2 else { throw Fault.oneProof }
                try session.write(try ledger.consistencyProof(from: old, to: numbers.dropFirst().first ?? at).text)
            } else {
                guard let sequence = numbers.first, numbers.count == 1 else { throw Fault.oneProof }
                try session.write(try ledger.recordProof(of: sequence, at: at).text)
            }
        }
    }
}

extension Fault {
    fileprivate static var oneProof: Fault {
        Fault(
            "E-ARGUMENT", .usage,
            Message(
                "要么给一个记录序号，要么 --finding 编号，要么 --consistency 旧 新。",
                "Give one record, or --finding NUMBER, or --consistency OLD NEW."),
            remedy: Message("参阅 --help。", "See --help."))
    }
}
