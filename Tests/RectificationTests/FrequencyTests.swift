import Ledger
import Testing

@testable import Rectification

@Suite("a frequency")
struct FrequencyTests {
    @Test(
        "has the calendar's periods between two days, the first and the last cut",
        arguments: [
            (Frequency.once, "2020-07-10", "2020-12-20", ["|2020-07-10|2020-12-20"]),
            (
                .monthly, "2020-11-10", "2021-01-05",
                ["2020-11|2020-11-10|2020-11-30", "2020-12|2020-12-01|2020-12-31", "2021-01|2021-01-01|2021-01-05"]
            ),
            (
                .quarterly, "2020-08-01", "2020-11-30",
                ["2020-Q3|2020-08-01|2020-09-30", "2020-Q4|2020-10-01|2020-11-30"]
            ),
            (
                .halfyearly, "2020-06-30", "2020-07-01",
                ["2020-H1|2020-06-30|2020-06-30", "2020-H2|2020-07-01|2020-07-01"]
            ),
            (.yearly, "2020-12-01", "2020-12-31", ["2020|2020-12-01|2020-12-31"]),
            (.monthly, "2020-12-01", "2020-11-30", []),
        ])
    func periods(_ frequency: Frequency, _ from: String, _ until: String, _ expected: [String]) {
        let found = frequency.periods(from: day(from), until: day(until)).map { "\($0.label)|\($0.from)|\($0.until)" }
        #expect(found == expected)
    }

    @Test("covers every day between, once", arguments: Frequency.allCases)
    func cover(_ frequency: Frequency) {
        for start in stride(from: 0, to: 800, by: 37) {
            let (from, until) = (day("2019-01-01").adding(days: start), day("2019-01-01").adding(days: start + 401))
            let periods = frequency.periods(from: from, until: until)
            var next = from
            for period in periods {
                #expect(period.from == next && period.from <= period.until)
                next = period.until.adding(days: 1)
            }
            #expect(next == until.adding(days: 1))
        }
    }
}
