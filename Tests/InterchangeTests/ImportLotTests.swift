import Ledger
import ReadModels
import Rectification
import Spreadsheet
import Testing

@testable import Interchange

/// Sheets made at random of what makes rows lean on one another: numbers that others have, names that say more further
/// down, cells filled down.
@Suite("a sheet that is imported row by row", .serialized)
struct ImportLotTests {
    private static func sheet(_ rows: Int, _ random: inout SeededRandom) -> [UInt8] {
        let sequences = [
            "1", "2", "3", "０３", "5.", "7", "12", "2020-005", "2019-3", "2020-012", "一", "", "4000000000", "8", "9",
        ]
        let people = ["办公室主任", "督查科科长", "机关党委书记", "督查科科长、办公室主任", "纪委书记", "", "名/字"]
        func pick(_ values: [String]) -> String { values.randomElement(using: &random) ?? "" }
        let lines = (0..<rows).map { row in
            let isFurther = row > 0 && Int.random(in: 0..<3, using: &random) == 0
            let cells = [
                "反馈时间": pick(["2020-04-17", "2019-12-01", "2020年3月", "", "2022-01-01"]),
                "问题来源": pick(["巡察反馈", "民主生活会", "", "源/头"]), "问题描述": "第 \(row) 个问题",
                "整改措施": pick(["逐笔核查", "重新登记"]), "整改类别": pick(["限期整改", "长期坚持", "别的"]),
                "责任单位": pick(["办公室", "督查科", "办公室、督查科", "机关党委"]), "责任人": pick(people), "验收人": pick(people),
                "整改时限": pick(["2020-06-30", "2019-01-01", "", "立行立改"]), "整改进展": pick(["5月9日完成", "尚在进行", ""]),
                "完成情况": pick(["已完成", "整改中", "已销号", "差不多", ""]), "佐证材料": pick(["核查说明", ""]),
                "销号时间": pick(["2020-07-08", "2019-11-01", "", ""]), "序号": pick(sequences),
            ]
            return isFurther ? ImportBench.measure(cells.filter { $0.key.hasPrefix("整改") }) : ImportBench.row(cells)
        }
        return ImportBench.sheet(lines)
    }

    /// A ledger in which an import from another sheet has taken some of the numbers.
    private static func bench() throws -> ImportBench {
        let bench = try ImportBench()
        try bench.take(
            ImportBench.sheet([
                ImportBench.row(["序号": "3", "问题描述": "先前的"]), ImportBench.row(["序号": "9", "责任人": "督查科科长"]),
            ]), named: "before.csv")
        return bench
    }

    @Test("leaves the same in whatever lots, and its first record tells what all the others hold", arguments: 0..<6)
    func same(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = Self.sheet(60, &random)
        let before = try Self.bench()
        let whole = try ImportBench(copyOf: before)
        let result = try whole.take(bytes, lot: .max)
        let records = try whole.records()
        #expect(result.doubtedRows > 20 && records.count > 250)
        for record in records.dropFirst(2) {
            guard case .imported(let sheet)? = try SheetEvent.entry(in: record)?.event, sheet.findings > 2 else {
                continue
            }
            #expect(sheet.doubtedRows == result.doubtedRows)
            #expect(sheet.doubtedRows == Set(result.issues.map(\.line)).count)
            #expect((sheet.findings, sheet.measures) == (result.findings, result.measures))
            #expect(records.count { $0.type == FindingRegistered.type } == sheet.findings + 2)
            #expect(records.count { $0.type == MeasurePlanned.type } == sheet.measures + 2)
        }
        #expect(records.count { $0.type == FindingDoubted.type } >= result.issues.count)
        for lot in [1, 7, 64] {
            let other = try ImportBench(copyOf: before)
            let answer = try other.take(bytes, lot: lot)
            #expect(answer.issues == result.issues && answer.outcome?.records == result.outcome?.records)
            #expect(answer.outcome?.head == result.outcome?.head && answer.outcome?.root == result.outcome?.root)
            #expect(try other.records() == records)
            #expect(try other.ledger.checkReadModels().isEmpty)
            #expect(try other.ledger.verify(evidence: true).outcome == .intact)
            let again = try other.take(bytes, lot: lot)
            #expect(again.outcome?.wasRepeated == true && again.outcome?.records == result.outcome?.records)
            #expect(again.lines == result.lines)
        }
    }

    @Test("doubts a verification of a unit's own in its first record too, where only a row below says whose unit it is")
    func ownVerifier() throws {
        let rows = [
            ImportBench.row(["验收人": "督查科科长", "责任单位": "督查科", "责任人": "督查科副科长"]),
            ImportBench.row(["序号": "2", "责任单位": "督查科", "责任人": "督查科科长", "验收人": "办公室主任"]),
        ]
        let bench = try ImportBench()
        let result = try bench.take(ImportBench.sheet(rows), lot: 1)
        #expect(result.lines == ["2 验收人 督查科科长 E-CLAIM-VERIFIER-UNIT"])
        guard case .imported(let sheet)? = try SheetEvent.entry(in: try bench.records()[1])?.event else {
            Issue.record("record 2 is no import")
            return
        }
        #expect(sheet.doubtedRows == 1)
    }

    /// Two loops over all of them: who gets the sheet's own number, then what is left over for the others.
    private func plainNumbers(_ claims: [FindingClaim], taken: Set<FindingNumber>) -> [FindingNumber] {
        var given: [FindingNumber?] = []
        for claim in claims {
            let number = claim.wantedNumber.flatMap { taken.contains($0) || given.contains($0) ? nil : $0 }
            given.append(number)
        }
        for index in claims.indices where given[index] == nil {
            let year = claims[index].year
            let highest = (given.compactMap { $0 } + taken).filter { $0.year == year }.map(\.ordinal).max() ?? 0
            given[index] = FindingNumber(year: year, ordinal: highest + 1)
        }
        return given.compactMap { $0 }
    }

    @Test("gives each finding the number that it gets when all are held at once", arguments: 10..<20)
    func numbers(seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let bytes = Self.sheet(40, &random)
        let bench = try Self.bench()
        var reading = try SheetSource(bytes, mapping: [:]).reading()
        var (claims, names): ([FindingClaim], SheetNames) = ([], SheetNames())
        while let found = try reading.next() {
            claims.append(FindingClaim(found, &names, today: ImportBench.today))
        }
        let taken = Set(["2020-003", "2020-009"].compactMap { FindingNumber($0) })
        let before = try bench.records().count
        try bench.take(bytes, lot: 16)
        let given = try bench.records().dropFirst(before).filter { $0.type == FindingRegistered.type }
        #expect(given.map(\.stream) == plainNumbers(claims, taken: taken).map(\.stream))
    }
}
