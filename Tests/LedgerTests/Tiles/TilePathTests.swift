import Testing

@testable import Ledger

@Suite("paths of tiles and entry bundles (C2SP tlog-tiles)")
struct TilePathTests {
    static let examples: [(text: String, path: TilePath)] = [
        ("tile/0/000", TilePath(.hashes(level: 0), index: 0)),
        ("tile/0/x001/x234/067", TilePath(.hashes(level: 0), index: 1_234_067)),
        ("tile/1/x123/x456/789.p/8", TilePath(.hashes(level: 1), index: 123_456_789, width: 8)),
        ("tile/63/999", TilePath(.hashes(level: 63), index: 999)),
        ("tile/2/x001/000.p/255", TilePath(.hashes(level: 2), index: 1_000, width: 255)),
        ("tile/entries/x999/999", TilePath(.entries, index: 999_999)),
        ("tile/entries/000.p/1", TilePath(.entries, index: 0, width: 1)),
        ("tile/entries/x009/x223/x372/x036/x854/x775/807", TilePath(.entries, index: .max)),
    ]

    @Test("are written and read", arguments: examples)
    func forms(text: String, path: TilePath) {
        #expect(path.text == text)
        #expect(TilePath(text) == path)
    }

    @Test(
        "in one form only",
        arguments: [
            "", "tile", "tile/", "tile/0", "tile/0/", "/tile/0/000", "tile/0/000/", "tile//000", "tiles/0/000",
            "tile/00/000", "tile/01/000", "tile/64/000", "tile/-1/000", "tile/+1/000", "tile/x/000",
            "tile/9223372036854775808/000", "tile/entry/000", "tile/0/0", "tile/0/00", "tile/0/0000", "tile/0/x00/000",
            "tile/0/x000/000", "tile/0/x000/067", "tile/0/001/067", "tile/0/x001", "tile/0/x001/x067",
            "tile/0/x001//067", "tile/0/X001/067", "tile/0/00a", "tile/0/٠٠٠", "tile/0/-01", "tile/0/ 01",
            "tile/0/000.p", "tile/0/000.p/", "tile/0/000.p/0", "tile/0/000.p/256", "tile/0/000.p/08", "tile/0/000.p/8/",
            "tile/0/000.P/8", "tile/0/000/8", "tile/0/x001.p/067.p/8", "tile/0/000.p/8\n", "tile/0/.p/8",
            "tile/0/x009/x223/x372/x036/x854/x775/808", "tile/0/x999/x999/x999/x999/x999/x999/x999/x999/999",
            "tile/entries/../000",
        ])
    func refused(text: String) {
        #expect(TilePath(text) == nil)
    }

    @Test("a log of 70,000 entries has the tiles of the specification's example")
    func example() {
        let extents = TilePath.extents(of: 70_000)
        #expect(extents.map(\.row) == [.entries] + (0...2).map { .hashes(level: $0) })
        #expect(extents.map(\.full) == [273, 273, 1, 0])
        #expect(extents.map(\.partial) == [112, 112, 17, 1])
        let paths = extents.flatMap(\.paths).map(\.text)
        #expect(paths.count == 2 * 274 + 3)
        #expect(paths.suffix(4) == ["tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1"])
        #expect(Set(paths).count == paths.count && paths.allSatisfy { TilePath($0)?.text == $0 })
    }

    @Test("256 entries are one full tile and a partial one of width 1 above it; none are nothing")
    func edges() {
        #expect(
            TilePath.extents(of: 256).flatMap(\.paths).map(\.text) == [
                "tile/entries/000", "tile/0/000", "tile/1/000.p/1",
            ])
        #expect(TilePath.extents(of: 1).flatMap(\.paths).map(\.text) == ["tile/entries/000.p/1", "tile/0/000.p/1"])
        #expect(TilePath.extents(of: 0).isEmpty && TilePath.extents(of: -1).isEmpty)
        #expect(TilePath.extents(of: .max).count == 9)
    }
}

@Suite("entry bundles (C2SP tlog-tiles)")
struct EntryBundleTests {
    private let path = TilePath(.entries, index: 0, width: 3)

    @Test("entries of any length come back: none, one, 65,535 bytes")
    func roundTrip() throws {
        let entries: [[UInt8]] = [[], [7], Array(repeating: 1, count: 65_535)]
        let bytes = try EntryBundle.encode(entries)
        #expect(bytes.prefix(6) == [0, 0, 0, 1, 7, 0xFF])
        #expect(try EntryBundle.decode(bytes, at: path) == entries)
    }

    @Test("an entry of 65,536 bytes is refused, not cut")
    func tooLong() {
        #expect(throws: Fault.self) { try EntryBundle.encode([Array(repeating: 1, count: 65_536)]) }
    }

    @Test(
        "what is not exactly the entries is refused",
        arguments: [
            [], [0], [0, 0, 0, 0], [0, 0, 0, 0, 0], [0, 0, 0, 0, 0, 1], [0, 0, 0, 0, 0, 2, 9],
            [0, 0, 0, 0, 0, 1, 9, 9], [0, 0, 0, 0, 0, 0, 0, 0], [0xFF, 0xFF, 0, 0, 0, 0],
        ] as [[UInt8]])
    func malformed(bytes: [UInt8]) {
        let fault = #expect(throws: Fault.self) { try EntryBundle.decode(bytes, at: path) }
        #expect(fault?.code == "E-TILE" && fault?.message.en.contains("tile/entries/000.p/3") == true)
    }
}
