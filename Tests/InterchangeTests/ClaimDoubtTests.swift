import Ledger
import ReadModels
import Rectification
import Testing

@testable import Interchange

@Suite("what an imported claim is doubted for")
struct ClaimDoubtTests {
    struct Case: Sendable {
        var rows: [String]
        var doubts: [String]
        var missing: [String] = []
    }

    typealias Bench = ImportBench

    static let cases = [
        Case(rows: [Bench.row()], doubts: []),
        Case(
            rows: [Bench.row(), Bench.measure(["完成情况": "整改中", "整改进展": "过半"])],
            doubts: ["3 完成情况 整改中 E-CLAIM-CLOSED-MEASURE-OPEN"]),
        Case(
            rows: [Bench.row(), Bench.measure(["整改类别": "长期坚持", "整改时限": "长期坚持", "完成情况": "未启动", "整改进展": ""])],
            doubts: ["3 完成情况 未启动 E-CLAIM-CLOSED-MEASURE-OPEN"]),
        Case(
            rows: [Bench.row(), Bench.measure(["整改类别": "长期坚持", "整改时限": "长期坚持", "完成情况": "长期坚持", "佐证材料": ""])],
            doubts: []),
        Case(
            rows: [Bench.row(["整改措施": "", "整改类别": "", "整改时限": "", "整改进展": "", "完成情况": "", "佐证材料": ""])],
            doubts: ["2 整改措施  E-CLAIM-CLOSED-NO-MEASURE"]),
        Case(rows: [Bench.row(["验收人": ""])], doubts: ["2 验收人  E-CLAIM-CLOSED-NO-VERIFIER"]),
        Case(rows: [Bench.row(["验收人": ""])], doubts: [], missing: ["验收人"]),
        Case(rows: [Bench.row()], doubts: [], missing: ["完成情况"]),
        Case(rows: [Bench.row(["验收人": "局/科长"])], doubts: ["2 验收人 局/科长 E-CLAIM-NAME"]),
        Case(
            rows: [Bench.row(["销号时间": "2020-04-10"])],
            doubts: ["2 销号时间 2020-04-10 E-CLAIM-CLOSED-BEFORE-FEEDBACK"]),
        Case(
            rows: [Bench.row(["整改进展": "7月20日完成"])], doubts: ["2 整改进展 7月20日完成 E-CLAIM-CLOSED-BEFORE-COMPLETION"]),
        Case(
            rows: [Bench.row(["完成情况": "已销号", "验收人": "", "销号时间": ""])],
            doubts: ["2 完成情况 已销号 E-CLAIM-CLOSED-UNDATED"]),
        Case(rows: [Bench.row(["验收人": "办公室主任"])], doubts: ["2 验收人 办公室主任 E-CLAIM-VERIFIER-OWNER"]),
        Case(rows: [Bench.row(["验收人": "督查科科长、办公室主任"])], doubts: ["2 验收人 督查科科长、办公室主任 E-CLAIM-VERIFIER-OWNER"]),
        Case(
            rows: [Bench.row(), Bench.measure(["责任人": "督查科科长"])],
            doubts: ["2 验收人 督查科科长 E-CLAIM-VERIFIER-OWNER"]),
        Case(
            rows: [
                Bench.row(["验收人": "办公室副主任"]),
                Bench.row(["序号": "2", "责任人": "办公室副主任", "责任单位": "办公室"]),
            ], doubts: ["2 验收人 办公室副主任 E-CLAIM-VERIFIER-UNIT"]),
        Case(
            rows: [
                Bench.row(["验收人": "办公室副主任、督查科科长"]),
                Bench.row(["序号": "2", "责任人": "办公室副主任", "责任单位": "办公室"]),
            ], doubts: []),
        Case(
            rows: [Bench.row(["销号时间": ""])], doubts: ["2 验收人 督查科科长 E-CLAIM-VERIFIER-NOT-CLOSED"]),
        Case(rows: [Bench.row(["完成情况": "整改中", "销号时间": ""])], doubts: []),
        Case(rows: [Bench.row(["佐证材料": ""])], doubts: ["2 佐证材料  E-CLAIM-COMPLETED-NO-EVIDENCE"]),
        Case(rows: [Bench.row(["佐证材料": ""])], doubts: [], missing: ["佐证材料"]),
        Case(
            rows: [Bench.row(["整改进展": "2020年3月20日完成"])],
            doubts: ["2 整改进展 2020年3月20日完成 E-CLAIM-COMPLETED-BEFORE-FEEDBACK"]),
        Case(
            rows: [Bench.row(["整改进展": "3月20日完成"])],
            doubts: ["2 整改进展 3月20日完成 E-CLAIM-COMPLETED-BEFORE-FEEDBACK"]),
        Case(
            rows: [Bench.row(["反馈时间": "2020-12-04", "整改时限": "2021-01-31", "整改进展": "1月10日完成", "销号时间": "2021-02-01"])],
            doubts: []),
        Case(
            rows: [Bench.row(["整改进展": "全部办结", "验收人": "", "销号时间": ""])],
            doubts: ["2 整改进展 全部办结 E-CLAIM-COMPLETED-UNDATED"]),
        Case(rows: [Bench.row(["整改进展": "全部办结"])], doubts: []),
        Case(
            rows: [Bench.row(["整改类别": "长期坚持", "整改时限": "长期坚持"])], doubts: ["2 完成情况 已完成 E-CLAIM-KIND-STATUS"]),
        Case(
            rows: [Bench.row(["完成情况": "长期坚持"])], doubts: ["2 完成情况 长期坚持 E-CLAIM-KIND-STATUS"]),
        Case(
            rows: [Bench.row(["整改时限": "2020-04-01"])],
            doubts: ["2 整改时限 2020-04-01 E-CLAIM-DEADLINE-BEFORE-FEEDBACK"]),
        Case(rows: [Bench.row(["整改时限": ""])], doubts: ["2 整改时限  E-CLAIM-NO-DEADLINE"]),
        Case(
            rows: [Bench.row(["销号时间": "2022-01-08"])], doubts: ["2 销号时间 2022-01-08 E-CLAIM-FUTURE"]),
        Case(
            rows: [Bench.row(["整改进展": "2022年5月9日完成", "验收人": "", "销号时间": ""])],
            doubts: ["2 整改进展 2022年5月9日完成 E-CLAIM-FUTURE"]),
        Case(
            rows: [
                Bench.row(["反馈时间": "2022-04-17", "整改时限": "2022-06-30", "整改进展": "", "完成情况": "", "验收人": "", "销号时间": ""])
            ],
            doubts: ["2 反馈时间 2022-04-17 E-CLAIM-FUTURE"]),
        Case(
            rows: [Bench.row(["反馈时间": "", "整改类别": "立行立改", "整改时限": "", "完成情况": "", "验收人": "", "销号时间": ""])],
            doubts: ["2 反馈时间  E-CLAIM-UNDATED"]),
        Case(rows: [Bench.row(["反馈时间": ""])], doubts: []),
        Case(rows: [Bench.row(["序号": "十五"])], doubts: ["2 序号 十五 E-CLAIM-NUMBER"]),
        Case(rows: [Bench.row(["序号": "0"])], doubts: ["2 序号 0 E-CLAIM-NUMBER"]),
        Case(
            rows: [Bench.row(), Bench.row(["序号": "2020-001", "问题描述": "另一个"])],
            doubts: ["3 序号 2020-001 E-CLAIM-NUMBER-TAKEN"]),
        Case(
            rows: [Bench.row(), Bench.row(["问题描述": "另一个"])],
            doubts: ["3 序号 1 E-IMPORT-SEQUENCE-TWICE"]),
        Case(rows: [Bench.row(["责任人": "局机关/办公室主任"])], doubts: ["2 责任人 局机关/办公室主任 E-CLAIM-NAME"]),
        Case(
            rows: [Bench.row(["问题来源": String(repeating: "巡", count: 50)])],
            doubts: ["2 问题来源 \(String(repeating: "巡", count: 50)) E-CLAIM-NAME"]),
        Case(
            rows: [Bench.row(["责任单位": "办公室、信\u{7}访科"])], doubts: ["2 责任单位 办公室、信\u{7}访科 E-CLAIM-NAME"]),
        Case(
            rows: [Bench.row(["责任人": "办公室主任、办信科科长"])], doubts: ["2 责任人 办公室主任、办信科科长 E-CLAIM-SEVERAL-PEOPLE"]),
        Case(
            rows: [Bench.row(["问题描述": "超期办理问题反弹（原第16号）"])], doubts: []),
    ]

    @Test("stands on its row, and once in the finding's stream", arguments: cases)
    func listed(_ example: Case) throws {
        let bench = try ImportBench()
        let result = try bench.take(ImportBench.sheet(example.rows, without: example.missing))
        #expect(result.lines == example.doubts)
        #expect(result.refusedRows == 0)
        let recorded = try bench.records().compactMap { record -> String? in
            guard case .doubted(let doubted)? = try Finding.Event.entry(in: record)?.event else { return nil }
            let doubt = doubted.doubt
            #expect(record.occurredOn == ImportBench.today)
            return "\(doubt.claim.line) \(doubt.column) \(doubt.value) \(doubt.code)"
        }
        #expect(recorded.sorted() == example.doubts.sorted())
    }

    @Test("every doubt has a case here")
    func complete() {
        let tested = Set(
            ClaimDoubtTests.cases.flatMap(\.doubts).compactMap { $0.split(separator: " ").last.map(String.init) })
        #expect(ClaimDoubt.allCases.map(\.code).filter { !tested.contains($0) } == [])
    }

    @Test("every code reads in both languages, the sheet reader's too")
    func messages() throws {
        for doubt in ClaimDoubt.allCases {
            #expect(ClaimDoubt.message(of: doubt.code) == doubt.message)
            #expect(doubt.message.zh != doubt.message.en)
        }
        let issues = try SheetIssueTests.rows.flatMap { row, _ in
            try Sheet.read(Array((SheetIssueTests.header + row).utf8), mapping: [:]).issues
        }
        for issue in issues where issue.severity == .doubted {
            #expect(ClaimDoubt.message(of: issue.code) != nil, "\(issue.code)")
        }
        #expect(ClaimDoubt.message(of: "E-CLAIM-WHAT") == nil)
    }
}
