import GRDB
import Ledger
import LedgerSQLite
import Rectification
import Testing

@testable import ReadModels

@Suite("Find")
struct FindTests {
    private static let texts = [
        "三会一课记录不规范", "会议记录缺 100% 补齐", "Minutes of the Meeting are missing", "she said \"no\" to IT_Security",
        "信访件超期办理，回访记录不全", "ＡＢＣ全角 abc", "café CAFÉ ÉCOLE", "a%b_c\\d", "𠮷野家 emoji 👨‍👩‍👧 end", "三会", "一",
    ]

    private func office() throws -> TestOffice {
        let office = try TestOffice()
        for (place, text) in Self.texts.enumerated() {
            let finding = try office.planned(text, category: "类\(place % 3)", on: "2020-07-02", due: "2020-12-01")
            let report = TestOffice.progress(20, Self.texts[(place * 5 + 3) % Self.texts.count] + "进展")
            try office.step(finding, .progress(report), on: "2020-07-03", by: TestOffice.owner)
        }
        return office
    }

    private func found(_ office: TestOffice, _ words: [String], _ horizon: Horizon = .now) throws -> [String] {
        try office.ledger.find(try SearchWords(words), horizon).found.map(\.stream.text)
    }

    /// Over the states themselves, without tables.
    private func wanted(_ office: TestOffice, _ words: [String]) throws -> Set<String> {
        func folded(_ text: String) -> [UInt8] { text.utf8.map { (0x41...0x5A).contains($0) ? $0 + 0x20 : $0 } }
        func contains(_ text: String, _ word: String) -> Bool {
            let (whole, part) = (folded(text), folded(word))
            return whole.count >= part.count
                && (0...(whole.count - part.count)).contains { Array(whole[$0..<($0 + part.count)]) == part }
        }
        let findings = try office.ledger.findings().map { try office.ledger.finding($0.number)! }
        var streams: Set<String> = []
        for finding in findings {
            let texts =
                [finding.number.text, finding.description, finding.category, finding.source ?? ""]
                + finding.measures.flatMap { [$0.text] + $0.progress.map(\.text) }
            if words.allSatisfy({ word in texts.contains { contains($0, word) } }) {
                streams.insert(finding.number.stream.text)
            }
        }
        let round = try office.ledger.round(TestOffice.round)!
        if words.allSatisfy({ word in [round.id.text, round.source, round.body ?? ""].contains { contains($0, word) } })
        {
            streams.insert(round.id.stream.text)
        }
        return streams
    }

    @Test("one, two and more characters, Chinese, English, signs: what is found is what a look at every text finds")
    func bruteForce() throws {
        let office = try office()
        var random = SeededRandom(seed: 11)
        var hits = 0
        for _ in 0..<400 {
            let words = (0..<Int.random(in: 1...2, using: &random)).map { _ in
                let text = Array(Self.texts.randomElement(using: &random)!.unicodeScalars)
                let start = Int.random(in: 0..<text.count, using: &random)
                let end = min(text.count, start + Int.random(in: 1...5, using: &random))
                let word = String(String.UnicodeScalarView(text[start..<end]))
                return Bool.random(using: &random) ? word : word.uppercased()
            }.filter { !$0.allSatisfy(\.isWhitespace) }
            guard let search = try? SearchWords(words) else { continue }
            let expected = try wanted(office, search.words)
            #expect(Set(try found(office, words)) == expected, "\(words)")
            #expect(Set(try found(office, words, .occurred(day("2021-01-01")))) == expected, "\(words)")
            hits += expected.isEmpty ? 0 : 1
        }
        #expect(hits > 200)
        for words in [["记录"], ["%"], ["_"], ["\""], ["\\"], ["三会", "进展"], ["巡察"], ["2020-003"], ["👨‍👩‍👧"]] {
            let streams = Set(try found(office, words))
            #expect(try streams == wanted(office, words))
            #expect(!streams.isEmpty, "\(words)")
        }
    }

    @Test("the best comes first, with the text that has the most words, its field, its stage and its day")
    func answers() throws {
        let office = try office()
        let all = try office.ledger.find(try SearchWords(["三会一课", "记录"]))
        let first = try #require(all.found.first)
        #expect(first.stream.text == "finding/2020-001" && first.field == "description" && first.text == Self.texts[0])
        #expect(first.kind == Message("问题", "finding") && first.stage == Message("整改中", "in progress"))
        #expect(first.day == day("2020-07-02"))
        #expect(try office.ledger.find(try SearchWords(["记录"]), limit: 1).total > 1)
        #expect(try office.ledger.find(try SearchWords(["巡察"])).total == Self.texts.count + 1)
        let rounds = try office.ledger.find(try SearchWords(["巡察"]), kinds: ["round"]).found
        #expect(rounds.map(\.stream) == [TestOffice.round.stream] && rounds.map(\.field) == ["id"])
        #expect(try office.ledger.find(try SearchWords(["补齐会议记录"])).found[0].field == "measure")
        #expect(throws: Fault.self) { try SearchWords([" "]) }
        #expect(throws: Fault.self) { try SearchWords([String(repeating: "长", count: 201)]) }
    }

    @Test("places in a text: overlapping ones are one")
    func places() throws {
        let words = try SearchWords(["三会", "会一", "AB"])
        #expect(words.places(in: "x三会一课ab") == [1..<4, 5..<7])
        #expect(words.count(in: "三会一") == 2)
    }

    @Test("as of a day, it finds what stood there then")
    func horizons() throws {
        let office = try TestOffice()
        let finding = try office.planned("旧说法在此", on: "2020-07-02", due: "2020-12-01")
        var correction = Correction()
        correction.description = "新说法在此"
        try office.step(
            finding, .correct(correction, round: nil, approver: TestOffice.approver), on: "2020-07-10",
            by: TestOffice.recorder, "写错了")
        #expect(try found(office, ["新说法"]).count == 1)
        #expect(try found(office, ["旧说法"]).isEmpty)
        #expect(try found(office, ["旧说法"], .occurred(day("2020-07-05"))).count == 1)
        #expect(try found(office, ["新说法"], .recorded(day("2020-07-05"))).isEmpty)
        #expect(try found(office, ["说法"], .occurred(day("2020-07-01"))).isEmpty)
        #expect(try office.ledger.checkReadModels().isEmpty)
    }

    @Test("after any commands, texts and index are what a fresh fold makes, also where a damaged index was in the way")
    func index() throws {
        let office = try TestOffice()
        try office.live(120, seed: 5)
        #expect(try office.ledger.checkReadModels().isEmpty)
        for (damage, isReadable) in [
            ("DELETE FROM rm_find_data WHERE id > 1", false), ("DELETE FROM rm_find_config", false),
            ("UPDATE rm_find_data SET block = x'00'", true), ("DROP TABLE rm_find_data", false),
        ] {
            try office.tamper(damage)
            try office.reopen(.readWrite)
            // Where the index cannot be read a search goes by the texts; an entry mends it.
            #expect(try isReadable || found(office, ["补齐会议记录"]).count > 0, "\(damage)")
            _ = try office.planned("又一个问题", on: office.clock.today.description, due: "2023-01-01")
            #expect(try office.ledger.checkReadModels().isEmpty, "\(damage)")
        }
    }

    @Test(
        "texts and index altered by another hand are found, named, and made anew",
        arguments: [
            ("UPDATE rm_text SET text = '别的' WHERE part = 'description'", "rm_text finding/2020-001/description"),
            ("DELETE FROM rm_text WHERE part = 'measure.1'", "rm_text finding/2020-001/measure.1"),
            (
                "INSERT INTO rm_text(stream, part, text) VALUES ('finding/2020-009', 'goal', 'x')",
                "rm_text finding/2020-009/goal"
            ),
            (
                "INSERT INTO rm_find(rm_find, rowid, text) SELECT 'delete', id, text FROM rm_text WHERE part = 'description'",
                "rm_find"
            ),
            ("INSERT INTO rm_find(rowid, text) VALUES (999, '多出来的')", "rm_find"),
            ("INSERT INTO rm_find(rm_find) VALUES ('delete-all')", "rm_find"),
            ("UPDATE rm_find_data SET block = zeroblob(20) WHERE id > 10", "rm_find"),
            ("UPDATE rm_find_config SET v = 5", "rm_find"), ("DELETE FROM rm_find_config", "rm_find"),
            ("INSERT INTO rm_find_config VALUES ('pgsz', 100)", "rm_find"),
            ("ALTER TABLE rm_find_data ADD COLUMN more TEXT", "rm_find"),
            ("DROP TABLE rm_find_idx", "rm_find_idx"), ("DROP TABLE rm_find_data", "rm_find_data"),
        ])
    func tampering(sql: String, field: String) throws {
        let office = try TestOffice()
        _ = try office.planned(on: "2020-07-02", due: "2020-08-01")
        #expect(try office.ledger.verify(evidence: false).outcome == .intact)

        try office.tamper(sql)
        try office.reopen(.readOnly)
        for _ in 1...2 {
            let verdict = try office.ledger.verify(evidence: false)
            #expect(verdict.outcome == .failed)
            #expect(verdict.findings.map(\.code).allSatisfy { $0 == .readModel })
            #expect(verdict.findings.map(\.field) == [field])
        }

        try office.reopen(.readWrite)
        _ = try office.ledger.rebuild()
        #expect(try office.ledger.verify(evidence: false).outcome == .intact)
        #expect(try found(office, ["三会一课"]).count == 1)
    }

    @Test("VACUUM, which may number rows anew, does not part the index from the texts")
    func vacuum() throws {
        let office = try office()
        let before = try found(office, ["三会一课"])
        try office.tamper("DELETE FROM rm_text WHERE stream = 'finding/2020-002'; VACUUM")
        try office.tamper("UPDATE rm_meta SET position = 1")
        #expect(try found(office, ["三会一课"]) == before)
    }
}
