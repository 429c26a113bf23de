import Foundation
import Ledger
import Rectification
import Testing

@testable import Interchange
@testable import Spreadsheet

@Suite("the sample sheet as a workbook")
struct XlsxSampleTests {
    static let bytes: [UInt8] = {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let file = root.appendingPathComponent("tools/samples/rectification-ledger-2020.xlsx")
        return [UInt8]((try? Data(contentsOf: file)) ?? Data())
    }()

    @Test("states what the CSV file states, on the same lines")
    func findings() throws {
        let sheet = try Sheet.read(Self.bytes, mapping: [:])
        #expect(try sheet.findings == RectificationSample.findings())
        #expect(sheet.issues == [])
        #expect(sheet.format == .xlsx)
        #expect(sheet.label == SheetLabel(number: 1, name: "整改台账"))
        #expect(sheet.otherSheets == [])
    }

    @Test("leads to the same records as the CSV file, but for the file that they name")
    func records() throws {
        let csv = try ledger(RectificationSample.bytes, "台账.csv")
        let xlsx = try ledger(Self.bytes, "台账.xlsx")
        #expect(csv.count > 300)
        #expect(csv == xlsx)
    }

    @Test("raises the same doubts")
    func doubts() throws {
        let result = try ImportBench().take(Self.bytes, named: "台账.xlsx")
        #expect(result.lines == ImporterTests.sampleDoubts)
        #expect(result.rows == 68)
    }

    @Test("is kept as evidence, and its record says xlsx")
    func evidence() throws {
        let bench = try ImportBench()
        try bench.take(Self.bytes, named: "台账.xlsx")
        guard case .imported(let sheet)? = try SheetEvent.entry(in: try bench.records()[1])?.event else {
            Issue.record("record 2 is no import")
            return
        }
        #expect(sheet.encoding == "xlsx")
        #expect(sheet.file.digest == Digest.sha256(Self.bytes))
        #expect(sheet.file.mediaType == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
        #expect(bench.ledger.evidence.state(of: sheet.file) == .whole)
    }

    @Test("with bytes changed, cut out or doubled is read whole or refused, never half", arguments: 0..<8)
    func mutations(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let whole = try RectificationSample.findings()
        for _ in 0..<60 {
            var bytes = Self.bytes
            for _ in 0..<Int.random(in: 1...4, using: &random) { mutate(&bytes, &random) }
            do throws(Fault) {
                let sheet = try Sheet.read(bytes, mapping: [:])
                // What a CRC holds is whole: a change elsewhere (a time stamp, a comment) is none of the sheet.
                #expect(sheet.findings == whole)
            } catch {
                #expect(error.code.hasPrefix("E-IMPORT-") && error.kind == .badData, "\(error.code)")
            }
        }
    }

    private func mutate(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        guard bytes.count > 64 else { return }
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(bytes.count, place + Int.random(in: 1...32, using: &random))
        switch Int.random(in: 0..<5, using: &random) {
        case 0: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes[place] = SeededRandom.telling.randomElement(using: &random) ?? 0
        case 2: bytes.removeSubrange(place..<end)
        case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
        // The directory at the end has more to break than what is compressed.
        default: bytes[bytes.count - 1 - Int.random(in: 0..<1_200, using: &random)] ^= 0x41
        }
    }

    /// Each record without its place in time and without the name, digest and size of the sheet's file.
    private func ledger(_ bytes: [UInt8], _ name: String) throws -> [String] {
        let bench = try ImportBench()
        try bench.take(bytes, named: name)
        let digest = Digest.sha256(bytes).hex
        return try bench.records().dropFirst().map { record in
            let data = String(decoding: record.data, as: UTF8.self)
                .replacing(digest, with: "SHEET")
            let stream = record.stream.text.replacing(digest.prefix(16), with: "SHEET")
            let shown = record.type == SheetImported.type ? "" : data
            return "\(record.occurredOn) \(record.type) \(stream) \(record.onBehalfOf ?? "-") \(shown)"
        }
    }
}
