import Foundation
import Ledger
import ReadModels
import Rectification
import Testing

@testable import Interchange

@Suite("a sheet that means no good")
struct UntrustedSheetTests {
    @Test("control and bidirectional characters, NUL and formulas are stored as text")
    func storedAsText() throws {
        let bench = try ImportBench()
        let text = "\u{202E}甲\u{0}\u{7}\u{1B}[31m\r\n=1+1 \"引号\" \u{2066}乙\u{FEFF}"
        try bench.take(
            ImportBench.sheet([ImportBench.row(["问题描述": text, "整改措施": "=cmd|' /C calc'!A0", "整改进展": "@丙\u{7F}"])]))
        let finding = try #require(try bench.finding("2020-001"))
        #expect(finding.description == text)
        #expect(finding.measures.first?.text == "=cmd|' /C calc'!A0")
        #expect(finding.measures.first?.progress.first?.text == "@丙\u{7F}")
        let body = try bench.records().first { $0.type == FindingRegistered.type }?.data ?? []
        #expect(String(decoding: body, as: UTF8.self).contains("甲\\u0000\\u0007\\u001b[31m\\r\\n=1+1 \\\"引号\\\""))
    }

    @Test(
        "a noncharacter, which no record may hold, is refused with its row and column",
        arguments: [
            UInt32(0xFFFE), 0xFFFF, 0xFDD0, 0xFDEF, 0x1_FFFE, 0x10_FFFF,
        ])
    func noncharacters(_ code: UInt32) throws {
        let bench = try ImportBench()
        let character = String(try #require(Unicode.Scalar(code)))
        let result = try bench.take(
            ImportBench.sheet([ImportBench.row(), ImportBench.measure(["整改进展": "甲\(character)"])]))
        #expect(result.issues.map { "\($0.line) \($0.column) \($0.code)" } == ["3 整改进展 E-IMPORT-CHARACTER"])
        #expect(try bench.records().count == 1)
    }

    @Test(
        "characters beside the noncharacters are taken",
        arguments: [
            UInt32(0xFFFD), 0xFDCF, 0xFDF0, 0x1_FFFD, 0x4FFE, 0xBFFF, 0x1_EFFE, 0x1_0000,
        ])
    func besideNoncharacters(_ code: UInt32) throws {
        let bench = try ImportBench()
        let character = String(try #require(Unicode.Scalar(code)))
        try bench.take(ImportBench.sheet([ImportBench.row(["问题描述": character])]))
        #expect(try bench.finding("2020-001")?.description == character)
    }

    @Test(
        "a cell of 1 MiB, a date that does not exist, numbers out of range and ill-formed UTF-8 are refused",
        arguments: [
            (["问题描述": String(repeating: "a", count: 1 << 20)], "E-IMPORT-CELL-LONG"),
            (["销号时间": "2021-02-29"], "E-IMPORT-DATE"),
            (["整改时限": "99999999999999999999"], "E-IMPORT-DATE"),
            (["反馈时间": "0001-01-01"], "E-IMPORT-DATE"),
        ])
    func refused(_ changes: [String: String], _ code: String) throws {
        let bench = try ImportBench()
        let result = try bench.take(ImportBench.sheet([ImportBench.row(changes)]))
        #expect(result.issues.map(\.code) == [code])
        #expect(result.outcome == nil)
        #expect(try bench.records().count == 1)
    }

    @Test("a sequence out of every range gets another number", arguments: ["99999999999999999999", "1000000000", "-1"])
    func sequences(_ sequence: String) throws {
        let bench = try ImportBench()
        let result = try bench.take(ImportBench.sheet([ImportBench.row(["序号": sequence])]))
        #expect(result.issues.map(\.code) == ["E-CLAIM-NUMBER"])
        #expect(try bench.finding("2020-001") != nil)
    }

    @Test("ill-formed UTF-8 is refused with its line and offset")
    func illFormed() throws {
        let bench = try ImportBench()
        var bytes = ImportBench.sheet([ImportBench.row(), ImportBench.row(["序号": "2"])])
        bytes[bytes.count - 40] = 0xFF
        let fault = #expect(throws: Fault.self) { try bench.take(bytes) }
        #expect(fault?.code == "E-IMPORT-ENCODING")
        #expect(fault?.message.en.contains("line 3") == true)
        #expect(bench.evidenceFiles() == 0)
    }

    @Test("random bytes never end in a crash", arguments: 0..<8)
    func randomBytes(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<200 {
            let count = Int.random(in: 0..<400, using: &random)
            let telling = Bool.random(using: &random)
            let bytes = (0..<count).map { _ in
                telling
                    ? SeededRandom.telling.randomElement(using: &random) ?? 0
                    : UInt8.random(in: 0...255, using: &random)
            }
            let sheet = Result { () throws(Fault) in try Sheet.read(bytes, mapping: [:]) }
            if case .failure(let fault) = sheet { #expect(fault.code.hasPrefix("E-IMPORT-")) }
        }
    }

    @Test("mutations of the sample import whole or not at all, and again to the same command", arguments: 0..<8)
    func mutations(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        for _ in 0..<6 {
            let bench = try ImportBench()
            let bytes = UntrustedSheetTests.mutated(RectificationSample.bytes, &random)
            let first: ImportResult
            do {
                first = try bench.take(bytes)
            } catch let fault as Fault {
                #expect(fault.code.hasPrefix("E-IMPORT-"), "\(fault)")
                #expect(try bench.records().count == 1)
                continue
            }
            #expect((first.outcome == nil) == (first.refusedRows > 0))
            let records = try bench.records()
            #expect((records.count > 1) == (first.outcome != nil))
            #expect(bench.evidenceFiles() == (first.outcome == nil ? 0 : 1))
            let second = try bench.take(bytes)
            #expect(second.outcome?.records == first.outcome?.records)
            #expect(second.lines == first.lines)
            #expect(try bench.records().count == records.count)
        }
    }

    /// A few bytes, cells or lines of a sheet changed, dropped, doubled or swapped.
    private static func mutated(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        var bytes = bytes
        for _ in 0..<Int.random(in: 1...6, using: &random) {
            let start = Int.random(in: 0..<bytes.count, using: &random)
            let end = min(bytes.count, start + Int.random(in: 1...60, using: &random))
            switch Int.random(in: 0..<7, using: &random) {
            case 0: bytes[start] = UInt8.random(in: 0...127, using: &random)
            case 1: bytes.insert(contentsOf: bytes[start..<end], at: start)
            case 2: bytes.removeSubrange(start..<end)
            case 3: bytes.insert(UInt8(ascii: ","), at: start)
            case 4: bytes.insert(contentsOf: [0x0D, 0x0A], at: start)
            case 5: bytes.insert(UInt8(ascii: "\""), at: start)
            default: bytes.insert(SeededRandom.telling.randomElement(using: &random) ?? 0, at: start)
            }
        }
        return bytes
    }
}
