import Ledger
import Testing

@testable import Interchange
@testable import Spreadsheet

@Suite("the sample sheet")
struct SheetSampleTests {
    @Test("has 40 findings with 68 measures, and nothing about it is refused, doubted or left over")
    func counts() throws {
        let sheet = try Sheet.read(RectificationSample.bytes, mapping: [:])
        #expect(sheet.findings.count == 40)
        #expect(sheet.measureCount == 68)
        #expect(sheet.rows == 68)
        #expect(sheet.issues == [])
        #expect(sheet.unknownColumns == [])
        #expect(sheet.skipped == [])
        #expect(sheet.blankRows == 0)
        #expect(sheet.format == .text(.utf8))
        #expect(sheet.findings.map(\.number) == Array(1...40))
        #expect(Set(sheet.header.columns.compactMap { $0 }) == Set(SheetColumn.allCases))
    }

    @Test("states of a finding what its row says, and of each measure what its own row says")
    func oneFinding() throws {
        let finding = try #require(try RectificationSample.findings().first { $0.number == 17 })
        #expect(finding.line == 30)
        #expect(finding.row == 29)
        #expect(finding.source == "巡察反馈")
        #expect(finding.feedbackOn == CalendarDate("2020-04-17"))
        #expect(finding.category == "信访业务")
        #expect(finding.description == "答复意见引用依据不足")
        #expect(finding.manifestation == "抽查网上答复70件，13件没有写明政策依据")
        #expect(finding.goal == "答复有理有据")
        #expect(finding.leader == "分管网信副局长")
        #expect(finding.leadUnit == "网上信访科")
        #expect(finding.units == ["网上信访科"])
        #expect(finding.owner == "网上信访科科长")
        #expect(finding.verifier == "督查科科长")
        #expect(finding.closedOn == CalendarDate("2020-09-11"))
        let measures = finding.measures
        #expect(measures.map(\.line) == [30, 31])
        #expect(measures.map(\.text) == ["复核13件答复并重新沟通", "编写常用政策依据手册"])
        #expect(measures.map(\.kind) == [.immediate, .byDeadline])
        #expect(measures.map(\.deadline) == [CalendarDate("2020-05-15"), CalendarDate("2020-08-31")])
        #expect(measures.map(\.progress) == ["5月13日完成", "9月4日编成，逾期4天"])
        #expect(measures.map(\.status?.state) == [.completed, .completed])
        #expect(measures.map(\.evidence) == [["复核表"], ["政策依据手册"]])
    }

    @Test("keeps quoted quotes, listed evidence and words in the deadline's place")
    func oddities() throws {
        let findings = try RectificationSample.findings()
        #expect(findings[28].source == "主题教育\"回头看\"")
        #expect(findings[0].measures[0].evidence == ["学习通知", "研讨发言材料7份"])
        #expect(findings[10].measures[1].evidence == ["积分管理办法（修订）"])
        #expect(findings[5].measures[0].kind == .immediate)
        #expect(findings[5].measures[0].deadline == nil)
        #expect(findings[4].measures[0].status == SheetStatus("长期坚持"))
        #expect(findings[4].measures[0].status?.state == .sustained)
        #expect(findings[39].measures[0].status?.state == .notStarted)
        #expect(findings[38].measures[0].evidence == [])
        #expect(findings[27].closedOn != nil && findings[27].verifier == nil)
    }

    @Test("reads the same in every encoding", arguments: TextEncoding.allCases)
    func encodings(_ encoding: TextEncoding) throws {
        let bytes = RectificationSample.encoded(RectificationSample.text, as: encoding)
        let sheet = try Sheet.read(bytes, mapping: [:])
        #expect(sheet.format == .text(encoding))
        #expect(try sheet.findings == RectificationSample.findings())
        #expect(sheet.issues == [])
    }

    @Test("reads the same with every line ending", arguments: ["\r\n", "\r", "\n"])
    func lineEndings(_ ending: String) throws {
        let text = RectificationSample.text.split(separator: "\n").joined(separator: ending)
        let findings = try Sheet.read(Array(text.utf8), mapping: [:]).findings
        #expect(try findings == RectificationSample.findings())
    }

    @Test("reads the same with semicolons or tabs between the cells", arguments: [";", "\t"])
    func separators(_ separator: String) throws {
        let text = RectificationSample.text.split(separator: ",", omittingEmptySubsequences: false)
            .joined(separator: separator)
        let findings = try Sheet.read(Array(text.utf8), mapping: [:]).findings
        #expect(try findings == RectificationSample.findings())
    }

    @Test("reads the same with title rows above, blank rows within, and totals and signatures below")
    func titleAndTotals() throws {
        let commas = String(repeating: ",", count: 18)
        var lines = RectificationSample.text.split(separator: "\n").map(String.init)
        lines.insert(commas, at: 20)
        let text =
            "区信访局2020年度问题整改台账\(commas)\r\n\"填报单位：机关党委，\n2021年1月\"\(commas)\r\n"
            + lines.joined(separator: "\r\n") + "\r\n\(commas)\r\n合计,,,,40,,,68\(commas.dropFirst(7))\r\n"
            + "小计（共 68 条）\(commas)\r\n制表人：张三\(commas)\r\n,审核人：李四\(commas.dropFirst())\r\n"
        let sheet = try Sheet.read(Array(text.utf8), mapping: [:])
        #expect(try sheet.findings.withoutPlaces == RectificationSample.findings().withoutPlaces)
        #expect(sheet.issues == [])
        #expect(sheet.header.line == 4)
        #expect(sheet.header.titles == ["区信访局2020年度问题整改台账", "填报单位：机关党委，\n2021年1月"])
        #expect(sheet.blankRows == 2)
        #expect(sheet.skipped.map(\.text) == ["合计 40 68", "小计（共 68 条）", "制表人：张三", "审核人：李四"])
        #expect(sheet.skipped.map(\.line) == [75, 76, 77, 78])
        #expect(sheet.rows == 68)
    }

    @Test("reads the same with merged cells filled down, and with the header once more on a second page")
    func filledDown() throws {
        var lines = RectificationSample.text.split(separator: "\n").map(String.init)
        let header = lines[0]
        for index in lines.indices where lines[index].hasPrefix(",,,,,,,") {
            lines[index] =
                lines[index - 1].split(separator: ",", omittingEmptySubsequences: false).prefix(7)
                .joined(separator: ",") + "," + lines[index].dropFirst(7)
        }
        lines.insert(header, at: 30)
        let sheet = try Sheet.read(Array(lines.joined(separator: "\n").utf8), mapping: [:])
        #expect(try sheet.findings.withoutPlaces == RectificationSample.findings().withoutPlaces)
        #expect(sheet.issues == [])
        #expect(sheet.skipped.map(\.line) == [31])
    }

    @Test("reads full-width digits in numbers and dates as digits, and leaves them in texts")
    func fullWidthDigits() throws {
        let text = "序号,反馈时间,问题描述,整改措施,整改时限\n１２,２０２０．９．１,缺１次,补２次,２０２０年９月底前"
        let finding = try #require(try Sheet.read(Array(text.utf8), mapping: [:]).findings.first)
        #expect(finding.number == 12)
        #expect(finding.sequence == "１２")
        #expect(finding.feedbackOn == CalendarDate("2020-09-01"))
        #expect(finding.measures.first?.deadline == CalendarDate("2020-09-30"))
        #expect(finding.description == "缺１次")
        #expect(finding.measures.first?.text == "补２次")
    }
}
