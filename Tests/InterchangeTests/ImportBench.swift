import Foundation
import Ledger
import LedgerSQLite
import ReadModels
import Rectification

@testable import Interchange

/// A ledger in a temporary folder, on 2021-08-02, to import sheets into.
final class ImportBench {
    static let today = CalendarDate(dayNumber: 18_841)
    static let columns = [
        "序号", "问题来源", "反馈时间", "问题描述", "整改措施", "整改类别", "责任单位", "责任人", "整改时限", "整改进展", "完成情况", "佐证材料",
        "验收人", "销号时间",
    ]

    let folder: URL
    let ledger: OpenLedger
    let recorder: ActorID

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)")
        guard let recorder = ActorID("机关党委专职副书记"), let zone = LocalZone("Asia/Shanghai") else {
            throw Unusable()
        }
        self.recorder = recorder
        let noon = Instant(milliseconds: (Int64(ImportBench.today.dayNumber) * 24 + 4) * 3_600_000)
        let surroundings = Surroundings(now: { noon }, random: Surroundings.system.random)
        let place = folder.appendingPathComponent(OpenLedger.folderName)
        _ = try OpenLedger.initialise(place, name: "台账", zone: zone, founder: recorder, surroundings: surroundings)
        ledger = try OpenLedger.open(place, access: .readWrite, surroundings: surroundings)
    }

    /// A copy of another's ledger.
    init(copyOf other: ImportBench) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("import-\(UUID().uuidString)")
        recorder = other.recorder
        let place = folder.appendingPathComponent(OpenLedger.folderName)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        _ = try other.ledger.store.emptyLog()
        try FileManager.default.copyItem(at: other.ledger.folder, to: place)
        ledger = try OpenLedger.open(place, access: .readWrite, surroundings: other.ledger.surroundings)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    struct Unusable: Error {}

    // MARK: sheets

    /// A row in which nothing is in doubt, with some cells said otherwise.
    static func row(_ changes: [String: String] = [:]) -> String {
        let sound = [
            "序号": "1", "问题来源": "巡察反馈", "反馈时间": "2020-04-17", "问题描述": "手续不全", "整改措施": "逐笔核查", "整改类别": "限期整改",
            "责任单位": "办公室", "责任人": "办公室主任", "整改时限": "2020-06-30", "整改进展": "5月9日完成", "完成情况": "已完成", "佐证材料": "核查说明",
            "验收人": "督查科科长", "销号时间": "2020-07-08",
        ]
        return columns.map { quoted(changes[$0] ?? sound[$0] ?? "") }.joined(separator: ",")
    }

    /// A further measure below it.
    static func measure(_ changes: [String: String] = [:]) -> String {
        let blank = ["序号", "问题来源", "反馈时间", "问题描述", "责任单位", "责任人", "验收人", "销号时间"]
        return row(Dictionary(uniqueKeysWithValues: blank.map { ($0, "") }).merging(changes) { $1 })
    }

    private static func quoted(_ cell: String) -> String {
        "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    static func sheet(_ rows: [String], without missing: [String] = []) -> [UInt8] {
        let header = columns.map { missing.contains($0) ? "另一列" + $0 : $0 }
        return Array(([header.joined(separator: ",")] + rows).joined(separator: "\r\n").utf8)
    }

    // MARK: importing

    @discardableResult
    func take(
        _ bytes: [UInt8], named name: String = "sheet.csv", sheet: String? = nil,
        mapping: [String: SheetColumn] = [:],
        round: RoundID? = nil, isDryRun: Bool = false, as actor: ActorID? = nil, lot: Int? = nil
    ) throws -> ImportResult {
        let file = folder.appendingPathComponent(name)
        try Data(bytes).write(to: file)
        var order = Order(actor: actor ?? recorder, isDryRun: isDryRun)
        if let lot { order.lot = lot }
        return try Importer.run(
            file, bytes: bytes, sheet: sheet, mapping: mapping, round: round, order: order, in: ledger)
    }

    // MARK: looking

    func records() throws -> [Record] {
        var out: [Record] = []
        try ledger.store.read { transaction in
            try transaction.scan(.from(1)) {
                out.append(try $0.record())
                return .more
            }
        }
        return out
    }

    func finding(_ number: String) throws -> Finding? {
        guard let number = FindingNumber(number) else { return nil }
        return try records().reduce(nil as Finding?) { state, record in
            guard record.stream == number.stream, let entry = try Finding.Event.entry(in: record) else { return state }
            return Finding.evolve(state, entry, in: record.stream)
        }
    }

    func office() throws -> Office {
        try records().reduce(Office()) { state, record in
            guard let entry = try OfficeEvent.entry(in: record) else { return state }
            return Office.evolve(state, entry, in: record.stream)
        }
    }

    func evidenceFiles() -> Int { ledger.evidence.digests().count }
}

extension ImportResult {
    /// Line, column, value and code of each issue.
    var lines: [String] { issues.map { "\($0.line) \($0.column) \($0.value) \($0.code)" } }
}
