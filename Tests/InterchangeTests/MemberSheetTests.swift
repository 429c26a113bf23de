import Foundation
import Ledger
import ReadModels
import Rectification
import Testing

@testable import Interchange

@Suite("lists of members and rules for points")
struct MemberSheetTests {
    private static let samples = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("tools/samples")
    private static let recorder = ActorID("登记员")!

    // MARK: members

    @Test("the sample is entered whole: 24 members, their branches and sections, and nothing in doubt")
    func sample() throws {
        let (ledger, remove) = try Self.ledger()
        defer { remove() }
        let result = try Self.load(try Self.read("members.csv"), into: ledger)
        #expect(result["members"] == 24 && result.rows == 24 && result.issues.isEmpty)
        let rows = try ledger.rows(of: .members)
        #expect(rows.count == 24)
        #expect(rows[8].values.prefix(5).map(\.text) == ["DY-009", "第一党支部", "来访接待科", "科长", "第一党支部书记"])
        #expect(try ledger.office().units.count == 9)
        let size = try #require(result.outcome?.records?.count)
        #expect(size == 1 + 9 + 24)
        let again = try Self.load(try Self.read("members.csv"), into: ledger)
        #expect(again.outcome?.wasRepeated == true)
        #expect(try ledger.verify(evidence: true).outcome == .intact)
    }

    @Test("a later list enters what is new and what is different, and doubts whom it does not name")
    func later() throws {
        let (ledger, remove) = try Self.ledger()
        defer { remove() }
        let header = "党员编号,党支部,科室,职务,党内职务\n"
        _ = try Self.load(header + "DY-1,第一党支部,办信科,科长,第一党支部书记\nDY-2,第一党支部,办信科,科员,党员\n", into: ledger)
        let result = try Self.load(
            header + "DY-1,第一党支部,办信科,主任,\nDY-3,第一党支部,办信科,科员,党员\n", into: ledger, name: "second.csv")
        #expect(result.issues.map(\.code) == ["E-CLAIM-MEMBER-ABSENT"])
        #expect(result.issues.map(\.value) == ["DY-2"])
        let rows = try ledger.rows(of: .members)
        #expect(rows.map { $0.values[3].text } == ["主任", "科员", "科员"])
        // A blank cell says nothing of a Party post that is known.
        #expect(rows[0].values[4].text == "第一党支部书记")
        #expect(result.outcome?.written.map(\.type).suffix(2) == [MemberChanged.type, MemberEnrolled.type])
    }

    @Test(
        "a row that is wrong is refused and nothing of the sheet entered; two secretaries of a branch are doubted",
        arguments: [
            (",第一党支部,办信科,科长,党员", "E-IMPORT-BLANK", 0), ("DY-1,,办信科,科长,党员", "E-IMPORT-BLANK", 0),
            ("DY-1,第一党支部,办信科,科长,党员\nDY-1,第一党支部,办信科,科员,党员", "E-IMPORT-MEMBER-TWICE", 0),
            ("DY-1,第一党支部,办信科,科长,支部书记\nDY-2,第一党支部,办信科,科员,支部书记", "E-CLAIM-PARTY-POST", 2),
            ("DY-1,第一党支部,办信科,科长,支部副书记\nDY-2,第一党支部,办信科,科员,支部副书记", nil, 2),
            ("DY-1,第一党支部,办信科,科长,支部书记\nDY-2,第二党支部,办信科,科员,支部书记", nil, 2),
        ] as [(String, String?, Int)])
    func rows(_ rows: String, _ code: String?, _ entered: Int) throws {
        let (ledger, remove) = try Self.ledger()
        defer { remove() }
        let result = try Self.load("党员编号,党支部,科室,职务,党内职务\n" + rows + "\n", into: ledger)
        #expect(result.issues.map(\.code) == [code].compactMap { $0 })
        #expect(try ledger.rows(of: .members).count == entered)
        #expect((result.outcome == nil) == (entered == 0))
    }

    @Test("names and telephone numbers are kept sealed, not in the records")
    func personal() throws {
        let (ledger, remove) = try Self.ledger()
        defer { remove() }
        let result = try Self.load("编号,党支部,姓名,手机\nDY-1,第一党支部,张三,13800138000\n", into: ledger)
        let last = try #require(result.outcome?.records?.upperBound)
        let record = try #require(try ledger.record(last))
        #expect(!String(decoding: record.body, as: UTF8.self).contains("张三"))
        #expect(try ledger.fields(of: last).map(\.property) == ["name", "phone"])
    }

    // MARK: rules

    @Test("the sample of rules reads whole, each counted by what its name says")
    func rules() throws {
        let rules = try PointRulesSheet.read([UInt8](Data(try Self.read("member-points-rules.csv").utf8)), mapping: [:])
        #expect(rules.count == 22)
        #expect(rules.count { $0.sign == .deduct } == 7)
        #expect(rules.filter { $0.period == .year }.map(\.item) == ["获区级表彰", "获市级以上表彰", "被通报批评", "受党纪处分"])
        #expect(rules[0].counts == .base && rules[0].cap == 60)
        #expect(rules.first { $0.item == "整改措施逾期" }?.cap == nil)
        let byHand = rules.filter { $0.counts == .manual }.map(\.item)
        #expect(
            byHand == [
                "形成一线调研报告", "包案化解信访积案", "意见建议被采纳", "网络学习达标", "获区级表彰", "获市级以上表彰", "帮扶困难党员或群众", "无故缺席组织生活",
                "逾期缴纳党费", "信访件超期办理", "被通报批评", "受党纪处分",
            ])
    }

    @Test(
        "a rule that cannot be read is refused by its line",
        arguments: ["甲,加,十,6,季度", "甲,乘,2,6,季度", "甲,加,2,6,每周", ",加,2,6,季度", "甲,加,,6,季度", "乙,加,2,6,季度\n乙,加,2,6,季度"])
    func wrongRule(_ row: String) throws {
        let text = "条目,加减分,分值,上限,周期\n\(row)\n"
        do {
            _ = try PointRulesSheet.read(Array(text.utf8), mapping: [:])
            Issue.record("\(row) was taken")
        } catch {
            #expect(error.code == "E-IMPORT-ROWS")
            #expect(error.state?.en.contains("Line ") == true)
        }
    }

    // MARK: given

    private static func read(_ name: String) throws -> String {
        try String(contentsOf: samples.appendingPathComponent(name), encoding: .utf8)
    }

    private static func ledger() throws -> (OpenLedger, remove: () -> Void) {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("members-\(UUID().uuidString)")
        let path = folder.appendingPathComponent(OpenLedger.folderName)
        _ = try OpenLedger.initialise(path, name: "台账", zone: LocalZone("UTC")!, founder: recorder)
        let ledger = try OpenLedger.open(path, access: .readWrite)
        return (
            ledger,
            {
                try? ledger.store.close()
                try? FileManager.default.removeItem(at: folder)
            }
        )
    }

    private static func load(
        _ text: String, into ledger: OpenLedger, name: String = "members.csv"
    ) throws -> ImportResult {
        let file = ledger.folder.deletingLastPathComponent().appendingPathComponent(name)
        let bytes = Array(text.utf8)
        try Data(bytes).write(to: file)
        return try MemberImporter.run(file, bytes: bytes, order: Order(actor: recorder), in: ledger)
    }
}
