import Ledger

extension SQLiteStore.Transaction {
    /// Holds the file against `Schema`, and has SQLite walk every page and every index entry: on a connection of its own,
    /// beside what is done meanwhile, for that takes as long as reading and hashing every record.
    package func structuralFindings() throws -> () throws -> [Verdict.Finding] {
        let definitions = try headerFindings() + schemaFindings()
        let pages = CheckBeside(self) { try $0.pageFindings() }
        return { try definitions + pages.findings() }
    }

    // MARK: - Whose file it is

    private func headerFindings() throws -> [Verdict.Finding] {
        try [("application_id", Schema.applicationID), ("user_version", Schema.version)].compactMap { name, expected in
            let run = try run("PRAGMA main.\(name)")
            let found = try run.next() ? run.integer(0) : 0
            guard found != expected else { return nil }
            return Verdict.Finding(
                .schema, field: name,
                Message("\(name) 应为 \(expected)，现为 \(found)。", "\(name) should be \(expected), and is \(found)."))
        }
    }

    // MARK: - Tables and triggers

    private func schemaFindings() throws -> [Verdict.Finding] {
        let (found, strangers) = try storedObjects()
        let wanting = Schema.objects.compactMap { object -> Verdict.Finding? in
            switch found[object.name] {
            case object.sql: nil
            case nil:
                .init(
                    .schema, field: object.name,
                    Message("数据库缺少 \(object.name)（表或触发器）。", "\(object.name), a table or a trigger, is missing."))
            default:
                .init(
                    .schema, field: object.name,
                    Message("\(object.name) 的定义被改动。", "The definition of \(object.name) was altered."))
            }
        }
        let strange = strangers.map { name in
            Verdict.Finding(
                .schema, field: name,
                Message(
                    "台账的表上多出触发器 \(name)。",
                    "There is a trigger \(name) on a table of the ledger that does not belong to it."))
        }
        return wanting + strange
    }

    /// What the file has under the schema's names, and triggers on its tables that are not of the schema: one of those
    /// could do anything to a record before it is stored. It names its table as its author spelt it.
    private func storedObjects() throws -> (found: [String: String], strangers: [String]) {
        let names = Set(Schema.objects.map(\.name))
        let tables = Set(Schema.tableNames)
        let run = try run("SELECT type, name, tbl_name, sql FROM main.sqlite_schema ORDER BY name")
        var found: [String: String] = [:]
        var strangers: [String] = []
        while try run.next() {
            let name = run.text(1)
            if names.contains(name) {
                found[name] = run.text(3)
            } else if run.text(0) == "trigger", tables.contains(run.text(2).lowercased()) {
                strangers.append(name)
            }
        }
        return (found, strangers)
    }

    // MARK: - Pages and indexes

    /// An index entry taken away would hide a record from its stream, so the full check it is, not the quick one.
    private func pageFindings() throws -> [Verdict.Finding] {
        do {
            let run = try run("PRAGMA main.integrity_check(\(Verdict.listed))")
            var findings: [Verdict.Finding] = []
            while try run.next() {
                let line = run.text(0)
                if line != "ok" { findings.append(Verdict.Finding(integrity: line)) }
            }
            return findings
        } catch let fault as Fault {
            return [Verdict.Finding(.unreadable, field: "integrity_check", fault.message)]
        }
    }
}

extension Verdict.Finding {
    /// A line of `PRAGMA integrity_check`: about a row or an index it names the disagreement; about a page it means
    /// that part of the file cannot be read.
    fileprivate init(integrity line: String) {
        let aboutRows = ["row ", "wrong # of entries", "NULL value in", "non-"]
        if aboutRows.contains(where: line.hasPrefix) {
            self.init(
                .schema, field: "integrity_check",
                Message("索引或列与表不符：\(line)", "An index or a column disagrees with its table: \(line)"))
        } else {
            self.init(
                .unreadable, field: "integrity_check",
                Message("数据库页损坏：\(line)", "A page of the database is damaged: \(line)"))
        }
    }
}
