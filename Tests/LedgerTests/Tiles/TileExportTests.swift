import Foundation
import Testing

@testable import Ledger

@Suite("static export (C2SP tlog-tiles)")
struct TileExportTests {
    @Test("the golden log of Tessera: every root, tile and bundle, byte for byte")
    func tessera() throws {
        let lines = try fixture("tessera-log.txt")
        let texts = lines.filter { $0[0] == "entry" }.map { Array($0[1].utf8) }
        let roots = lines.filter { $0[0] == "root" }.compactMap { Digest(hex: $0[2]) }
        let expected = Dictionary(
            uniqueKeysWithValues: try lines.filter { $0[0] == "tile" || $0[0] == "bundle" }.map {
                ($0[1], try Hex.bytes($0[2]))
            })
        #expect(texts.count == 15 && roots.count == 16 && expected.count == 30)
        let ledger = try PlainLedger(texts)
        try withFolder { folder in
            for size in 0...15 {
                try ledger.export(size, to: folder)
                #expect(ledger.root(size) == roots[size])
                let log = TileLog(FolderSource(folder: folder), size: size, root: roots[size])
                #expect(try log.entries() == Array(texts[..<size]))
                var tree = TiledTree(log.tile)
                for old in 0...size {
                    let proof = try tree.consistencyProof(from: old, to: size)
                    #expect(
                        MerkleTree.isConsistent(
                            from: old, root: roots[old], to: size, root: roots[size], proof: proof))
                }
            }
            var found = try files(in: folder)
            #expect(found.removeValue(forKey: "checkpoint") == Array("size 15\n".utf8))
            #expect(found == expected)
        }
    }

    @Test("an export that grows holds all that one from nothing does; full files are written once")
    func incremental() throws {
        let ledger = try PlainLedger(size: 1_300)
        try withFolder { folder in
            let grown = folder.appendingPathComponent("grown")
            var first: [String: UInt64] = [:]
            for size in [0, 1, 200, 255, 256, 257, 511, 512, 1_000, 1_000, 1_300] {
                try ledger.export(size, to: grown)
                let fresh = folder.appendingPathComponent("fresh \(size)")
                try ledger.export(size, to: fresh)
                let (all, needed) = (try files(in: grown), try files(in: fresh))
                #expect(needed.allSatisfy { all[$0.key] == $0.value })
                #expect(
                    Set(needed.keys) == Set(TilePath.extents(of: size).flatMap(\.paths).map(\.text) + ["checkpoint"]))
                #expect(all.keys.allSatisfy { needed[$0] != nil || TilePath($0)?.isFull == false })
                for path in all.keys where TilePath(path)?.isFull == true {
                    let file = try FileManager.default.attributesOfItem(atPath: grown.appendingPathComponent(path).path)
                    let number = try #require(file[.systemFileNumber] as? UInt64)
                    #expect(first[path] ?? number == number)
                    first[path] = number
                }
                #expect(try ledger.log(size, in: grown).entries().count == size)
            }
            #expect(first.count == 10)
        }
    }

    @Test("a bundle or tile that is missing from an earlier export is written again")
    func holes() throws {
        let ledger = try PlainLedger(size: 600)
        try withFolder { folder in
            try ledger.export(600, to: folder)
            let whole = try files(in: folder)
            for path in ["tile/entries/000", "tile/0/001", "tile/1/000.p/2"] {
                try FileManager.default.removeItem(at: folder.appendingPathComponent(path))
            }
            try ledger.export(600, to: folder)
            #expect(try files(in: folder) == whole)
        }
    }

    @Test("the checkpoint comes last: where the export fails there is none, and no half file")
    func checkpointLast() throws {
        let ledger = try PlainLedger(size: 600)
        try ledger.store.write { $0.contents.records[520].body = Array("forged".utf8) }
        try withFolder { folder in
            let fault = #expect(throws: Fault.self) { try ledger.export(600, to: folder) }
            #expect(fault?.code == "E-TILE" && fault?.message.en.contains("tile/entries/002.p/88") == true)
            let found = try files(in: folder)
            #expect(found["checkpoint"] == nil && found["tile/entries/001"] != nil)
            #expect(found.keys.allSatisfy { TilePath($0) != nil })
        }
        try ledger.store.write { $0.contents.tiles[[1, 0]] = nil }
        try withFolder { folder in
            let fault = #expect(throws: Fault.self) { try ledger.export(600, to: folder) }
            #expect(fault?.code == "E-TILE-MISSING")
        }
    }

    @Test("more than the ledger has, another ledger's folder, a folder that cannot be written: refused")
    func refused() throws {
        let (ledger, other) = (try PlainLedger(size: 300), try PlainLedger([[1]] + Array(repeating: [2], count: 299)))
        try withFolder { folder in
            for size in [-1, 301, Int.max] {
                let fault = #expect(throws: Fault.self) { try ledger.export(size, to: folder) }
                #expect(fault?.code == "E-TILE-SIZE")
            }
            #expect(try files(in: folder).isEmpty)
            try ledger.export(300, to: folder)
            let fault = #expect(throws: Fault.self) { try other.export(300, to: folder) }
            #expect(fault?.code == "E-TILE-FOREIGN")
            let blocked = folder.appendingPathComponent("checkpoint/log")
            let writing = #expect(throws: Fault.self) { try ledger.export(300, to: blocked) }
            #expect(writing?.code == "E-TILE-WRITE")
        }
    }
}
