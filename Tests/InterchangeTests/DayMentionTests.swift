import Ledger
import Testing

@testable import Interchange

@Suite("days in free text")
struct DayMentionTests {
    static let texts: [(String, String, String, String)] = [
        ("2月26日补学完毕，研讨发言7人次", "2020-01-16", "2020-02-26", "2月26日"),
        ("1月3日启动", "2020-03-06", "2021-01-03", "1月3日"),
        ("3月6日当天", "2020-03-06", "2020-03-06", "3月6日"),
        ("2020年3月18日补正", "2020-03-06", "2020-03-18", "2020年3月18日"),
        ("按2019年5月1日文件，6月3日完成", "2020-03-06", "2020-06-03", "6月3日"),
        ("受疫情影响改为电话补谈，3月30日完成", "2020-01-16", "2020-03-30", "3月30日"),
        ("9月4日编成，逾期4天", "2020-04-17", "2020-09-04", "9月4日"),
        ("5月制定，６ 月 ５ 日执行", "2020-04-17", "2020-06-05", "６ 月 ５ 日"),
        ("今年3月18日", "2020-03-06", "2020-03-18", "3月18日"),
        ("2月30日、3月1日", "2020-01-01", "2020-03-01", "3月1日"),
        ("2023年4月5日", "2020-01-01", "2023-04-05", "2023年4月5日"),
        ("2月29日补", "2019-06-01", "2020-02-29", "2月29日"),
    ]

    @Test("the first full day is found, with its words", arguments: texts)
    func found(_ text: String, _ start: String, _ day: String, _ quoted: String) throws {
        let start = try #require(CalendarDate(start))
        let mention = try #require(SheetDate.firstDay(inText: text, onOrAfter: start))
        #expect(mention.day.description == day)
        #expect(mention.quoted == quoted)
    }

    @Test(
        "a month alone, another year's day, and what is no day are passed over",
        arguments: [
            "", "7月、10月各抽查1次，录入及时", "2020年11月因会议冲突顺延1次", "6月底前补谈3人", "7月1至3日", "112月3日", "3月123日",
            "去年3月1日", "20年3月1日", "2019年12月31日", "2月29日", "13月1日", "月日", "日月", "每月8日前", "3月1号",
        ])
    func passedOver(_ text: String) throws {
        let start = try #require(CalendarDate("2020-03-06"))
        #expect(SheetDate.firstDay(inText: text, onOrAfter: start) == nil)
    }
}
