import ArgumentParser
import Ledger
import ReadModels

/// From when a query looks at the ledger (`ux.md`: as of).
struct HorizonOptions: ParsableArguments {
    @Option(
        name: .customLong("as-of"), parsing: .unconditional,
        help: help("到这天为止发生的事；#N：到第 N 条记录为止", "what had happened by this day; #N: up to record N", "日期|DATE|#N"))
    var asOf: String?

    @Option(
        name: .customLong("as-recorded"), parsing: .unconditional,
        help: help("到这天为止记录在案的事", "what was on record by this day", "日期|DATE"))
    var asRecorded: String?

    func horizon(_ session: Session) throws -> Horizon {
        switch (asOf, asRecorded) {
        case (nil, nil): return .now
        case (let text?, nil):
            guard text.hasPrefix("#") || text.hasPrefix("＃") else { return .occurred(try session.day(text)) }
            guard let position = Int(text.dropFirst()), position > 0 else {
                throw Fault.unreadableArgument(text, Message("记录序号", "position"))
            }
            return .position(position)
        case (nil, let text?): return .recorded(try session.day(text))
        case (.some, .some):
            throw Fault(
                "E-ARGUMENT", .usage,
                Message("--as-of 和 --as-recorded 不能同时给出。", "--as-of and --as-recorded exclude each other."),
                remedy: Message(
                    "--as-of 按事情发生的日期看，--as-recorded 按记录的日期看。",
                    "--as-of looks by when things happened, --as-recorded by when they were recorded."))
        }
    }
}
