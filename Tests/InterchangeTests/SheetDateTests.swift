import Ledger
import Testing

@testable import Interchange

@Suite("dates of a sheet")
struct SheetDateTests {
    static let days: [(String, String)] = [
        ("2020-09-30", "2020-09-30"), ("2020-9-30", "2020-09-30"), ("2020.9.30", "2020-09-30"),
        ("2020/9/30", "2020-09-30"), ("2020/09/30", "2020-09-30"), ("20200930", "2020-09-30"),
        ("2020年9月30日", "2020-09-30"), ("2020年9月3号", "2020-09-03"), ("2020年9月30日前", "2020-09-30"),
        ("2020.9.30前", "2020-09-30"), ("2020年9月底前", "2020-09-30"), ("2020年9月底", "2020-09-30"),
        ("2020年9月", "2020-09-30"), ("2020年2月", "2020-02-29"), ("2021年2月底前完成", "2021-02-28"),
        ("2020年9月末之前", "2020-09-30"), ("2020年底前", "2020-12-31"), ("2020年年底", "2020-12-31"),
        (" 2020-09-30\u{3000}", "2020-09-30"), ("2020 年 9 月 30 日", "2020-09-30"), ("２０２０年９月３０日", "2020-09-30"),
        ("２０２０／９／３０", "2020-09-30"), ("２０２０．９．３０", "2020-09-30"), ("２０２０－９－３０", "2020-09-30"),
        ("2020/9/30 0:00", "2020-09-30"), ("2020-09-30 00:00:00", "2020-09-30"), ("2020-09-30T00:00:00", "2020-09-30"),
        ("1949-01-01", "1949-01-01"), ("2199.12.31", "2199-12-31"), ("2020-02-29", "2020-02-29"),
    ]

    @Test("a day in each of its forms", arguments: days)
    func day(_ cell: String, _ day: String) throws {
        #expect(SheetDate.read(cell) == .day(try #require(CalendarDate(day))))
        #expect(try SheetDate.command(cell, today: try #require(CalendarDate("2026-07-01"))).description == day)
    }

    @Test(
        "a word in a date's place",
        arguments: [
            ("", SheetDate.none), (" \u{3000}\n", .none), ("立行立改", .immediate), (" 立行立改 ", .immediate),
            ("立即整改", .immediate), ("Immediate", .immediate), ("长期坚持", .sustained), ("长期\n坚持", .sustained),
            ("持续推进", .sustained), ("ongoing", .sustained),
        ])
    func word(_ cell: String, _ expected: SheetDate) {
        #expect(SheetDate.read(cell) == expected)
    }

    static let invalid: [(String, String)] = [
        ("2020-02-30", "there is no 2020-02-30"), ("2021年2月29日", "there is no 2021-02-29"),
        ("2020.13.1", "there is no 2020-13-01"), ("2020年13月", "there is no 2020-13"),
        ("20200931", "there is no 2020-09-31"),
        ("2020-0-0", "there is no 2020-00-00"), ("1948-12-31", "the year 1948"), ("2200年1月", "the year 2200"),
        ("00000101", "the year 0"), ("0000-01-01", "the year 0"), ("99991231", "the year 9999"),
        ("44104", "perhaps 2020-09-30"), ("2020年9月前", "2020年9月底前"),
        ("2020", "not a date"), ("2020.9", "not a date"), ("9月30日", "not a date"), ("20.9.30", "not a date"),
        ("9/30/2020", "not a date"), ("2020.9-30", "not a date"), ("2020-09-30-1", "not a date"), ("-5", "not a date"),
        ("2020年9月上旬", "not a date"), ("2020年9月至10月", "not a date"), ("2020/9/30 10:00", "not a date"),
        ("=TODAY()", "not a date"), ("尽快", "not a date"), ("2020-09-3\u{0}", "not a date"), ("前", "not a date"),
        ("999999999999999999999999", "not a date"), ("2020-９-+1", "not a date"), ("2020年年年", "not a date"),
    ]

    @Test("what is no day is invalid and says why, in both languages", arguments: invalid)
    func noDay(_ cell: String, _ why: String) {
        guard case .invalid(let message) = SheetDate.read(cell) else {
            Issue.record("\(cell) was read as \(SheetDate.read(cell))")
            return
        }
        #expect(message.en.contains(why), "\(message.en)")
        #expect(!message.zh.isEmpty && message.zh != message.en)
    }

    @Test(
        "a month or a year alone leaves the day open",
        arguments: [("2020年9月", true), ("2020年底", true), ("2020年9月1日", false), ("x", false)])
    func open(_ cell: String, _ open: Bool) {
        #expect(SheetDate.leavesDayOpen(cell) == open)
    }

    @Test(
        "the command line also takes today, yesterday and days from today",
        arguments: [
            ("today", "2020-03-01"), ("TODAY", "2020-03-01"), ("今天", "2020-03-01"), ("-1d", "2020-02-29"),
            ("昨天", "2020-02-29"), ("Yesterday", "2020-02-29"), ("明天", "2020-03-02"), ("-2 天", "2020-02-28"),
            ("-30d", "2020-01-31"), ("+15d", "2020-03-16"), ("+0d", "2020-03-01"), ("2020年9月底前", "2020-09-30"),
        ])
    func command(_ text: String, _ day: String) throws {
        let today = try #require(CalendarDate("2020-03-01"))
        #expect(try SheetDate.command(text, today: today).description == day)
    }

    @Test(
        "and refuses the rest as wrong usage",
        arguments: [
            "", "some day", "30d", "-d", "-天", "+-5d", "-999999d", "+999999d", "-99999999999999999999d", "2020-02-30",
            "立行立改",
        ])
    func wrongOption(_ text: String) throws {
        let today = try #require(CalendarDate("2020-03-01"))
        let fault = #expect(throws: Fault.self) { try SheetDate.command(text, today: today) }
        #expect(fault?.code == "E-USAGE-DATE")
        #expect(fault?.kind == .usage)
    }
}
