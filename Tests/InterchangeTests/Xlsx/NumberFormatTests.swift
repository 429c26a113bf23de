import Testing

@testable import Spreadsheet

@Suite("what is seen of a number (ECMA-376 part 1, 18.8.31)")
struct NumberFormatTests {
    @Test(
        "a day, however its format writes it, is written as ISO 8601 has it",
        arguments: [
            "yyyy\"年\"m\"月\"d\"日\"", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"",
            "yyyy/m/d",
            "yyyy.mm.dd", "yyyy年m月d日", "m\"月\"d\"日\"", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "d-mmm-yy",
            "yy\\-mm\\-dd",
            "e/m/d", "YYYY-MM-DD", "[Red]yyyy-mm-dd", "aaaa yyyy-m-d",
        ])
    func days(_ code: String) {
        #expect(NumberFormat(code).text(44_104, .from1900) == "2020-09-30")
    }

    @Test(
        "a month alone is meant where the format leaves the day out and it is the first",
        arguments: [
            ("yyyy\"年\"m\"月\"", 44_075.0, "2020年9月"), ("yyyy\"年\"m\"月\"", 44_104, "2020-09-30"),
            ("mmm-yy", 44_075, "2020年9月"),
            ("yyyy-mm-dd", 44_075, "2020-09-01"), ("yyyy-mm", 43_831, "2020年1月"), ("yyyy", 44_075, "2020-09-01"),
        ])
    func months(_ code: String, _ value: Double, _ seen: String) {
        #expect(NumberFormat(code).text(value, .from1900) == seen)
    }

    @Test(
        "a time is written where the format shows one and it is not midnight",
        arguments: [
            ("yyyy-mm-dd hh:mm", 44_104.604_166_666_67, "2020-09-30 14:30"), ("yyyy-mm-dd hh:mm", 44_104, "2020-09-30"),
            ("yyyy-mm-dd", 44_104.604_166_666_67, "2020-09-30"), ("hh:mm", 0.604_166_666_67, "14:30"),
            ("上午/下午h\"时\"mm\"分\"", 0.604_166_666_67, "14:30"), ("h:mm AM/PM", 0.25, "06:00"), ("[h]:mm", 1.5, "36:00"),
            ("mm:ss", 0.000_706_018_518, "00:01:01"),
        ])
    func times(_ code: String, _ value: Double, _ seen: String) {
        #expect(NumberFormat(code).text(value, .from1900) == seen)
    }

    @Test(
        "numbers are what they look like",
        arguments: [
            ("General", 2020.0, "2020"), ("General", 0.1 + 0.2, "0.3"), ("General", -1.5, "-1.5"),
            ("General", 202_009_150_001, "202009150001"), ("General", 1e-7, "0.0000001"), ("General", 1e300, "1e+300"),
            ("General", 0, "0"), ("General", -0.0, "0"), ("G/通用格式", 15, "15"), ("@", 15, "15"), ("", 15, "15"),
            ("0%", 0.6, "60%"), ("0.0%", 0.605, "60.5%"), ("0.00%", 1, "100.00%"), ("0%", 0.285, "29%"),
            ("#%", 0.07, "7%"),
            ("0", 59.5, "60"), ("0", -0.4, "0"), ("0.00", 1.005, "1.01"), ("0.00", 999.999, "1000.00"),
            ("0.##", 1.5, "1.5"),
            ("000", 15, "015"), ("\"2020-\"000", 15, "2020-015"), ("\"第\"0\"号\"", 3, "第3号"), ("0\\ \"件\"", 14, "14 件"),
            ("#,##0", 1234.6, "1235"), ("#,##0.00_);[Red](#,##0.00)", -5, "(5.00)"), ("0;-0;\"无\"", 0, "无"),
            ("0_ ", 7, "7"), ("_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * \"-\"??_ ;_ @_ ", 8, "8.00"),
            ("[$¥-804]0.0", 2, "¥2.0"),
            ("# ?/?", 0.5, "0.5"), ("0.00E+00", 1234, "1234"), ("0,", 12345, "12345"), ("[>=100]0;0.0", 5, "5"),
            ("000-0000", 5_551_234, "5551234"), (";;;", 9, "9"),
        ])
    func numbers(_ code: String, _ value: Double, _ seen: String) {
        #expect(NumberFormat(code).text(value, .from1900) == seen)
    }

    @Test("any code and any number give a text", arguments: 0..<20)
    func anything(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let signs = Array("0#?.,%;\"\\_*[]@/ ymdhsegEb+-$<年General上午/下午")
        for _ in 0..<200 {
            let code = String(
                (0..<Int.random(in: 0..<12, using: &random)).map { _ in signs.randomElement(using: &random) ?? "0" })
            let value = Double(bitPattern: random.next())
            if value.isFinite { _ = NumberFormat(code).text(value, .from1900) }
            _ = NumberFormat(code).text(Double.random(in: -10...60_000, using: &random), .from1904)
        }
    }

    @Test("only decimal numbers are numbers", arguments: ["", " 1", "0x10", "inf", "nan", "1e999", "1,5", "一", "--1"])
    func noNumbers(_ text: String) {
        #expect(DecimalNumber.value(Array(text.utf8)) == nil)
    }
}
