import Foundation
import Ledger
import GRDB
import ReadModels
import Rectification
import Testing

@testable import Reports
@testable import Spreadsheet

@Suite("a report is checked against its ledger")
struct ReportCheckTests {
    @Test(
        "every report, in every format and language, is the same when it is made again, also after more was recorded",
        arguments: ReportCase.all, Language.allCases)
    func verifies(_ one: ReportCase, _ language: Language) throws {
        let (office, order) = (try one.office(), one.order)
        let standpoint = try office.standpoint()
        for format in ReportFormat.allCases {
            let bytes = try office.printed(order, format, language, from: standpoint)
            #expect(try office.printed(order, format, language, from: standpoint) == bytes, "made twice: \(format)")
            let path = try office.file(bytes)
            try office.record(on: "2020-10-02", by: ReportOffice.recorder) {
                try $0.office(.addUnit(unit("新科室\(format)")))
            }
            try office.step(
                "2020-003", .correct(Correction(description: "\(format)"), round: nil, approver: ReportOffice.approver),
                on: "2020-10-02", by: ReportOffice.recorder, "说错了")
            if one.isWhole { try office.moreRoutine(after: format) }
            let verdict = try office.press.check(try ReportFile(path))
            #expect(verdict.holds, "\(format): \(verdict.outcome)")
            #expect(verdict.format == format && verdict.stamp.language == language)
        }
    }

    @Test("of every report, a changed word, number or name in any table is found", arguments: ReportCase.all)
    func changedWord(_ one: ReportCase) throws {
        let office = try one.office()
        for format in [ReportFormat.md, .html, .csv] {
            let bytes = try office.printed(one.order, format)
            #expect(try office.holds(bytes))
            let digits = bytes.indices.filter { (0x30...0x39).contains(bytes[$0]) }
            for place in stride(from: 0, to: digits.count, by: max(1, digits.count / 12)).map({ digits[$0] }) {
                var altered = bytes
                altered[place] = altered[place] == 0x39 ? 0x30 : altered[place] + 1
                #expect(try !office.holds(altered), "\(format): byte \(place)")
            }
        }
    }

    @Test("every kind of report is among those that are tested")
    func all() {
        #expect(Set(ReportCatalogue.types.map(\.name.en)) == Set(ReportCase.all.map(\.order.report)))
    }

    @Test("a changed byte anywhere in a text is found", arguments: [ReportFormat.md, .html, .csv])
    func changedByte(_ format: ReportFormat) throws {
        let office = try ReportOffice()
        let bytes = try office.printed(ReportOrder(report: "rectification"), format)
        var random = SeededRandom(seed: 7)
        for place in (0..<150).map({ _ in Int.random(in: bytes.indices, using: &random) }) + [0, bytes.count - 1] {
            var altered = bytes
            altered[place] ^= UInt8.random(in: 1...255, using: &random)
            #expect(try !office.holds(altered), "byte \(place)")
        }
        #expect(try !office.holds(bytes + [0x0A]))
        #expect(try !office.holds(Array(bytes.dropLast())))
    }

    @Test("the first line that differs is told, as it is and as it should be")
    func differentLine() throws {
        let office = try ReportOffice()
        let text = String(decoding: try office.printed(ReportOrder(report: "lists"), .md), as: UTF8.self)
        let verdict = try office.verdict(on: Array(text.replacing("制度未及时修订", with: "制度已修订").utf8))
        guard case .differs(let difference) = verdict.outcome else {
            Issue.record("\(verdict.outcome)")
            return
        }
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let line = try #require(lines.firstIndex { $0.contains("制度未及时修订") })
        #expect(difference.place.en == "line \(line + 1)")
        #expect(difference.found?.contains("制度已修订") == true)
        #expect(difference.expected?.contains("制度未及时修订") == true)
    }

    @Test("a report of another ledger, of more records than there are, or of another history is told as such")
    func elsewhere() throws {
        let (office, other) = (try ReportOffice(), try ReportOffice(seed: 2))
        let bytes = try office.printed(ReportOrder(report: "circular"), .md)
        guard case .otherLedger = try other.verdict(on: bytes).outcome else { throw Unexpected() }
        var standpoint = try office.standpoint()
        standpoint.size += 1
        let newer = try office.stamped(standpoint)
        guard case .newer(let last) = try office.verdict(on: newer).outcome else { throw Unexpected() }
        #expect(last == standpoint.size - 1)
        standpoint = try office.standpoint()
        standpoint.root = .zero
        guard case .otherRoot = try office.verdict(on: try office.stamped(standpoint)).outcome else {
            throw Unexpected()
        }
    }

    @Test("what another version made is not called altered")
    func otherVersion() throws {
        let office = try ReportOffice()
        var press = office.press
        press.program = "0.2.0"
        var bytes: [UInt8] = []
        try press.print(ReportOrder(report: "circular"), from: try office.standpoint(), in: .zh, as: .html) {
            bytes += $0
        }
        guard case .otherVersion = try office.verdict(on: bytes).outcome else { throw Unexpected() }
    }

    @Test(
        "what is no report of ours is refused as bad input",
        arguments: ["", "hello\n", "PK\u{3}\u{4}rest", "<!-- {} -->"])
    func noReport(_ text: String) throws {
        let office = try ReportOffice()
        let fault = #expect(throws: Fault.self) { try office.verdict(on: Array(text.utf8)) }
        #expect(fault?.kind == .badData, "\(String(describing: fault))")
    }

    @Test("an archive that could be read as another one is refused: of two ends, with a comment, or behind other bytes")
    func ambiguousArchive() throws {
        let office = try ReportOffice()
        let book = try office.printed(ReportOrder(report: "circular"), .xlsx)
        #expect(try office.verdict(on: book).holds)
        // An archive in the comment of an archive: who looks from the end opens the inner one.
        var outer = book
        outer[book.count - 2] = UInt8(book.count & 0xFF)
        outer[book.count - 1] = UInt8(book.count >> 8)
        let note = Array("note".utf8)
        var commented = book
        commented[book.count - 2] = UInt8(note.count)
        for (name, bytes) in [
            ("two", outer + book), ("comment", commented + note), ("behind", [0x50, 0x4B, 3, 4] + book),
        ] {
            let fault = #expect(throws: Fault.self, "\(name)") { try office.verdict(on: bytes) }
            #expect(fault?.code == "E-REPORT-WORKBOOK", "\(name): \(String(describing: fault))")
        }
    }

    @Test("a record that is filed under another stream is told, and no report without it called right")
    func misfiled() throws {
        let office = try ReportOffice()
        let lost = try office.ledger.store.read { transaction in
            var sequence = 0
            try transaction.scan(.stream(number("2020-002").stream)) { stored in
                sequence = stored.sequence
                return .more
            }
            return sequence
        }
        try office.ledger.store.write { transaction in
            for name in try String.fetchAll(
                transaction.database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try transaction.database.execute(sql: "DROP TRIGGER \"\(name)\"")
            }
            try transaction.database.execute(
                sql: "UPDATE main.record SET stream = 'zz/1', version = 1 WHERE seq = ?", arguments: [lost])
        }
        for format in ReportFormat.allCases {
            let bytes = try office.printed(ReportOrder(report: "lists"), format)
            let fault = #expect(throws: Fault.self) { try office.verdict(on: bytes) }
            #expect(fault?.code == "E-RECORD-COLUMN" && fault?.kind == .checkFailed)
            #expect(fault?.message.en.contains("Record \(lost)") == true)
        }
    }

    @Test("an audit of a finding that has lost a step does not say that none is missing")
    func gap() throws {
        let office = try ReportOffice()
        let order = ReportOrder(report: "audit", subject: "2020-001")
        #expect(String(decoding: try office.printed(order, .md, .en), as: UTF8.self).contains("without a gap"))
        try office.ledger.store.write { transaction in
            for name in try String.fetchAll(
                transaction.database, sql: "SELECT name FROM sqlite_master WHERE type = 'trigger'")
            {
                try transaction.database.execute(sql: "DROP TRIGGER \"\(name)\"")
            }
            try transaction.database.execute(
                sql: "UPDATE main.record SET stream = 'zz/1', version = 1 WHERE stream = ? AND version = 3",
                arguments: [number("2020-001").stream.text])
        }
        let text = String(decoding: try office.printed(order, .md, .en), as: UTF8.self)
        #expect(!text.contains("without a gap") && text.contains("3 is missing"))
    }

    @Test("a workbook that is built to exhaust who reads it is refused")
    func hostileWorkbook() throws {
        let office = try ReportOffice()
        let book = try office.printed(ReportOrder(report: "circular"), .xlsx)
        let archive = try ZipArchive(book, limits: WorkbookLimits())
        let parts = try archive.names.map { name in (name: name, bytes: try archive.part(name).whole) }
        let last = try #require(parts.lastIndex { $0.name.contains("worksheets/sheet") })
        let sheet = String(decoding: parts[last].bytes, as: UTF8.self)
        let filler = "<c r=\"A1\" t=\"inlineStr\"><is><t>" + String(repeating: "a", count: 2 << 20) + "</t></is></c>"
        for altered in [
            sheet.replacing(
                "<worksheet ", with: "<!DOCTYPE worksheet [<!ENTITY a \"aaaa\">]><worksheet ", maxReplacements: 1),
            sheet.replacing("</worksheet>", with: "<!-- \(String(repeating: "a", count: 2 << 20)) --></worksheet>"),
            sheet.replacing("</sheetData>", with: "<row r=\"1000000\">\(filler)</row></sheetData>"),
        ] {
            var parts = parts
            parts[last].bytes = Array(altered.utf8)
            let bytes = ZipWriter(parts).bytes()
            let fault = #expect(throws: Fault.self) { try office.verdict(on: bytes) }
            #expect(fault?.code == "E-REPORT-WORKBOOK", "\(String(describing: fault))")
        }
    }

    @Test("a temporary file that cannot be read is no end of it")
    func unreadable() throws {
        let file = try UnnamedFile()
        let descriptor = try #require(Int32(file.path.split(separator: "/").last ?? ""))
        // Reading a folder fails as reading a broken disk does.
        let folder = open("/", O_RDONLY)
        defer { close(folder) }
        #expect(dup2(folder, descriptor) == descriptor)
        let fault = #expect(throws: Fault.self) { try file.read { _ in } }
        #expect(fault?.code == "E-OUTPUT-READ" && fault?.kind == .inputOutput)
    }

    @Test("a report does not rest on tables that another hand has altered")
    func tables() throws {
        let office = try ReportOffice()
        let bytes = try office.printed(ReportOrder(report: "closures"), .csv)
        try office.ledger.store.write { transaction in
            try transaction.database.execute(
                sql: "UPDATE main.rm_finding SET description = '改过', closed_on = '2020-01-01'")
        }
        #expect(try office.printed(ReportOrder(report: "closures"), .csv) == bytes)
    }
}

struct Unexpected: Error {}

extension ReportOffice {
    /// What would stand in every report of the routine work, had it been there.
    fileprivate func moreRoutine(after format: ReportFormat) throws {
        let ordinal = 10 + (ReportFormat.allCases.firstIndex(of: format) ?? 0)
        try hold("支委会", ordinal, at: "督查科", on: "2020-07-20", [TaskID(plan: Self.plan, number: 1)])
        try object(Self.first, on: "2020-10-02")
    }

    /// Whether a file is called right; what is no report at all is not.
    fileprivate func holds(_ bytes: [UInt8]) throws -> Bool {
        do { return try verdict(on: bytes).holds } catch let fault as Fault where fault.kind == .badData {
            return false
        }
    }

    /// A text with nothing but a stamp.
    fileprivate func stamped(_ standpoint: Standpoint) throws -> [UInt8] {
        let stamp = ReportStamp(
            ledger: ledger.identity.id, name: "台账", standpoint: standpoint, order: ReportOrder(report: "circular"),
            language: .zh, program: "0.1.0")
        return Array("\n<!-- \(stamp.text) -->\n".utf8)
    }
}

extension Correction {
    fileprivate init(description: String) {
        self.init()
        self.description = description
    }
}

extension ZipPart {
    fileprivate var whole: [UInt8] {
        get throws {
            var (bytes, chunk) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
            while true {
                let count = try chunk.withUnsafeMutableBytes { try read(into: $0) }
                guard count > 0 else { return bytes }
                bytes += chunk[..<count]
            }
        }
    }
}
