import GRDB
import Ledger
import LedgerSQLite

extension Tables {
    /// Read models that are missing, or defined otherwise than this program defines them.
    static func definitionFindings(_ transaction: SQLiteStore.Transaction) throws -> [Verdict.Finding] {
        var found = try liveDefinitions(in: transaction)
        let wanting = objects.compactMap { table -> Verdict.Finding? in
            switch found.removeValue(forKey: table.name) {
            case let sql? where table.sql == nil || table.sql == sql: nil
            case nil:
                .init(.readModel, field: table.name, Message("缺少读模型 \(table.name)。", "\(table.name) is missing."))
            default:
                .init(
                    .readModel, field: table.name,
                    Message("读模型 \(table.name) 的定义被改动。", "The definition of \(table.name) was altered."))
            }
        }
        let strange = found.keys.sorted().map { name in
            Verdict.Finding(
                .readModel, field: name,
                Message("读模型中多出 \(name)。", "\(name) is none of the read models."))
        }
        return wanting + strange
    }

    /// Rows of the live tables that differ from those of the TEMP tables beside them.
    static func rowFindings(_ transaction: SQLiteStore.Transaction) throws -> [Verdict.Finding] {
        try definitions.flatMap { table in
            let key = table.key.map { "CAST(\"\($0)\" AS TEXT)" }.joined(separator: " || '/' || ")
            let live = "SELECT \(table.saying) FROM main.\(table.name)"
            let fresh = "SELECT \(table.saying) FROM temp.\(table.name)"
            let sql = """
                SELECT key, max(live), max(fresh) FROM (\
                SELECT \(key) AS key, 1 AS live, 0 AS fresh FROM (\(live) EXCEPT \(fresh)) UNION ALL \
                SELECT \(key), 0, 1 FROM (\(fresh) EXCEPT \(live))) GROUP BY key ORDER BY key
                """
            return try Row.fetchAll(transaction.database, sql: sql).map { row in
                finding(
                    in: table.name, row.text(at: 0) ?? "?", isLive: row.integer(at: 1) != 0,
                    isFresh: row.integer(at: 2) != 0)
            }
        }
    }

    private static func finding(
        in table: String, _ key: String, isLive: Bool, isFresh: Bool
    ) -> Verdict.Finding {
        let detail =
            switch (isLive, isFresh) {
            case (true, true):
                Message(
                    "读模型 \(table) 中 \(key) 一行与按记录重算的不符。",
                    "The row \(key) of \(table) differs from what the records say.")
            case (true, false):
                Message("读模型 \(table) 中多出 \(key) 一行。", "The row \(key) of \(table) is not in the records.")
            case (false, _):
                Message("读模型 \(table) 中缺少 \(key) 一行。", "The row \(key) of \(table) is missing.")
            }
        return Verdict.Finding(.readModel, field: "\(table) \(key)", detail)
    }
}
