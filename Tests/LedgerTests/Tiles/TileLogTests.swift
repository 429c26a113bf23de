import Foundation
import Testing

@testable import Ledger

/// A log's files in memory.
private struct Files: TileSource {
    var files: [String: [UInt8]]

    func bytes(_ path: String) -> [UInt8]? { files[path] }
}

@Suite("reading a static log (C2SP tlog-tiles)")
struct TileLogTests {
    private let ledger: PlainLedger
    private let files: Files
    private let size = 600

    init() throws {
        let ledger = try PlainLedger(size: 600)
        files = try withFolder { folder in
            try ledger.export(600, to: folder)
            return Files(files: try LedgerTests.files(in: folder))
        }
        self.ledger = ledger
    }

    /// What reading says: nil where all is well.
    private func refusal(_ files: Files, size: Int = 600, root: Digest? = nil) -> Fault? {
        do {
            _ = try TileLog(files, size: size, root: root ?? ledger.root(600)).entries()
            return nil
        } catch { return error as? Fault }
    }

    @Test("the entries come in order, with their places")
    func entries() throws {
        var next = 0
        try TileLog(files, size: size, root: ledger.root(size)).forEachEntry { index, entry in
            #expect(index == next && entry == Array("record \(index) 第".utf8))
            next += 1
        }
        #expect(next == size)
        #expect(try TileLog(Files(files: [:]), size: 0, root: Digest.sha256([])).entries() == [])
    }

    @Test("a file that is missing, too short, too long or altered is named")
    func damaged() throws {
        var random = SeededRandom(seed: 3)
        let paths = files.files.keys.filter { $0 != "checkpoint" }.sorted()
        #expect(paths.count == 7)
        for path in paths {
            let bytes = try #require(files.files[path])
            var flipped = bytes
            flipped[Int.random(in: flipped.indices, using: &random)] ^= 1
            for other in [nil, Array(bytes.dropLast()), bytes + [0], [], bytes + bytes, flipped] {
                var bent = files
                bent.files[path] = other
                let fault = try #require(refusal(bent), "\(path)")
                #expect(fault.code == "E-TILE")
                let told = fault.message.en + (fault.state?.en ?? "")
                #expect(told.contains(path), "\(path): \(told)")
            }
        }
    }

    @Test("bundle and tile altered together are found by the tile above, and all of them by the root")
    func consistentForgery() throws {
        let forged = try PlainLedger((0..<600).map { Array("record \($0 == 7 ? 8 : $0) 第".utf8) })
        var bent = try withFolder { folder in
            try forged.export(600, to: folder)
            return Files(files: try LedgerTests.files(in: folder))
        }
        #expect(refusal(bent)?.message.en.contains("checkpoint") == true)
        bent.files["tile/1/000.p/2"] = files.files["tile/1/000.p/2"]
        #expect(refusal(bent)?.message.en.contains("tile/1/000.p/2") == true)
        #expect(refusal(bent)?.state?.en.contains("tile/0/000") == true)
        #expect(refusal(bent)?.kind == .checkFailed)
    }

    @Test("another size or root is refused", arguments: [-1, Int.min, 599, 601, 0, 512, 1 << 40, Int.max])
    func otherSize(size: Int) {
        #expect(refusal(files, size: size)?.code == "E-TILE")
        #expect(refusal(files, root: .zero)?.code == "E-TILE")
    }

    @Test("where a log keeps only the full file, it stands for the partial one")
    func fullForPartial() throws {
        let larger = try withFolder { folder in
            try PlainLedger(size: 768).export(768, to: folder)
            return Files(files: try LedgerTests.files(in: folder))
        }
        var mixed = larger
        mixed.files["tile/1/000.p/2"] = files.files["tile/1/000.p/2"]
        #expect(refusal(mixed) == nil)
    }

    @Test("its tiles prove any leaf, and it has none that its size has not")
    func proofs() throws {
        let log = TileLog(files, size: size, root: ledger.root(size))
        var tree = TiledTree(log.tile)
        for index in stride(from: 0, to: size, by: 41) {
            let proof = try tree.inclusionProof(of: index, in: size)
            #expect(
                MerkleTree.isIncluded(ledger.leaves[index], at: index, in: size, root: log.root, proof: proof))
        }
        for (level, index) in [(0, 3), (1, 1), (2, 0), (8, 0), (-1, 0), (0, -1), (63, 0), (Int.max, Int.max)] {
            #expect(try log.tile(level: level, index: index) == nil)
        }
    }

    @Test("from any index on it gives the entries that follow, and asks for no bundle before")
    func rest() throws {
        let log = TileLog(files, size: size, root: ledger.root(size))
        let all = try log.entries()
        var later = files
        later.files["tile/entries/000"] = nil
        for first in [0, 1, 255, 256, 257, 511, 512, 599, 600, 601, 9_999] {
            let log = TileLog(first < 256 ? files : later, size: size, root: log.root)
            var rest: [[UInt8]] = []
            try log.forEachEntry(from: first) { rest.append($0) }
            #expect(rest == Array(all.dropFirst(first)))
        }
        later.files["tile/entries/001"]?[9] ^= 1
        let fault = #expect(throws: Fault.self) {
            try TileLog(later, size: size, root: log.root).forEachEntry(from: 300) { _ in }
        }
        #expect(fault?.code == "E-TILE")
    }

    @Test("a folder where a file should be is refused, not waited for")
    func strangeFiles() throws {
        try withFolder { folder in
            try ledger.export(600, to: folder)
            let path = folder.appendingPathComponent("tile/0/001")
            try FileManager.default.removeItem(at: path)
            try FileManager.default.createDirectory(at: path, withIntermediateDirectories: true)
            let isFolder = #expect(throws: Fault.self) { try ledger.log(600, in: folder).entries() }
            try FileManager.default.removeItem(at: path)
            #expect(mkfifo(path.path, 0o600) == 0)
            let isPipe = #expect(throws: Fault.self) { try ledger.log(600, in: folder).entries() }
            #expect(isFolder?.code == "E-TILE" && isPipe?.code == "E-TILE")
        }
    }
}
