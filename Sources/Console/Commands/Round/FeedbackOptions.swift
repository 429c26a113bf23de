import ArgumentParser
import Ledger

/// What is known of the feedback that a round rectifies.
struct FeedbackOptions: ParsableArguments {
    @Option(name: .long, help: help("检查机构", "the body that inspected", "机构|BODY"))
    var body: String?

    @Option(name: .long, help: help("反馈意见文件", "the feedback document", "文件|FILE"), completion: .file())
    var document: String?

    @Option(
        name: .customLong("intensive-until"), parsing: .unconditional,
        help: help("集中整改期截止日", "last day of the intensive period", "日期|DATE"))
    var intensiveUntil: String?

    func handedIn(_ session: Session) throws -> HandedIn {
        try HandedIn(document: document, as: "反馈意见", session)
    }

    /// The last day of the intensive period.
    func until(_ session: Session) throws -> CalendarDate? { try intensiveUntil.map(session.day) }
}
