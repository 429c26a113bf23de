import GRDB
import Ledger
import Rectification

extension Round: Tabled {
    package static let tables = [Tables.round]

    package func rows(_ add: (Tables.Definition, [(any DatabaseValueConvertible)?]) throws -> Void) rethrows {
        try add(
            Tables.round,
            [
                id.text, source, body, feedbackOn?.description, intensiveUntil?.description, document?.name,
                openedOn.description, closedOn?.description, leftOpen.count, isClaimed,
            ])
    }

    package static let texts: [TextField<Round>] = [
        TextField("id", Message("轮次", "round")) { $0.id.text },
        TextField("source", Message("来源", "source")) { $0.source },
        TextField("body", Message("检查机构", "body")) { $0.body },
        TextField("document", Message("反馈意见", "document")) { $0.document?.name },
    ]
}

extension Tables {
    static let round = Definition(
        "rm_round", key: ["id"],
        """
        id TEXT NOT NULL, source TEXT NOT NULL, body TEXT, feedback_on TEXT, intensive_until TEXT, document TEXT, \
        opened_on TEXT NOT NULL, closed_on TEXT, left_open INTEGER NOT NULL, is_claimed INTEGER NOT NULL
        """)
}
