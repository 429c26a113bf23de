import Foundation
import Testing

@testable import Ledger

@Suite("files of evidence")
struct EvidenceStoreTests {
    @Test("a file lies under its digest, and the record's four facts are right")
    func add() throws {
        try withFolder { folder in
            let store = EvidenceStore(folder: folder.appendingPathComponent("evidence"))
            let source = folder.appendingPathComponent("整改 报告.PDF")
            let bytes = Array(repeating: UInt8(7), count: 3_000_001)
            try Data(bytes).write(to: source)
            let file = try store.add(source)
            #expect(file.name == "整改 报告.PDF")
            #expect(file.mediaType == "application/pdf")
            #expect(file.size == bytes.count)
            #expect(file.digest == Digest.sha256(bytes))
            let place = folder.appendingPathComponent("evidence/\(file.digest.hex.prefix(2))/\(file.digest.hex)")
            #expect(try Data(contentsOf: place) == Data(bytes))
            #expect(store.state(of: file) == .whole)
            #expect(store.digests() == [file.digest])
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: store.folder.path).count == 1, "no temporary file")
        }
    }

    @Test("describing a file says the same and stores nothing")
    func describe() throws {
        try withFolder { folder in
            let store = EvidenceStore(folder: folder.appendingPathComponent("evidence"))
            let source = folder.appendingPathComponent("a.txt")
            try Data("abc".utf8).write(to: source)
            let file = try store.describe(source)
            #expect(!FileManager.default.fileExists(atPath: store.folder.path))
            #expect(try store.add(source) == file)
        }
    }

    @Test("a file that is in the store whole is not written again; a damaged one is mended")
    func again() throws {
        try withFolder { folder in
            let store = EvidenceStore(folder: folder.appendingPathComponent("evidence"))
            let source = folder.appendingPathComponent("a.txt")
            try Data("abc".utf8).write(to: source)
            let place = store.url(of: try store.add(source).digest)
            func inode() throws -> Int? {
                try FileManager.default.attributesOfItem(atPath: place.path)[.systemFileNumber] as? Int
            }
            let first = try inode()
            _ = try store.add(source)
            #expect(try inode() == first)
            try Data("abd".utf8).write(to: place)
            let file = try store.add(source)
            #expect(store.state(of: file) == .whole)
        }
    }

    @Test("a source that cannot be read leaves no folder behind", arguments: ["missing.txt", "."])
    func unreadable(name: String) throws {
        try withFolder { folder in
            let store = EvidenceStore(folder: folder.appendingPathComponent("evidence"))
            do {
                _ = try store.add(folder.appendingPathComponent(name))
                Issue.record("it was added")
            } catch let fault as Fault {
                #expect(fault.code == "E-EVIDENCE-UNREADABLE")
            }
            #expect(!FileManager.default.fileExists(atPath: store.folder.path))
        }
    }

    @Test("every file that a record's data names is found, wherever it stands")
    func named() throws {
        var random = SeededRandom(seed: 4)
        var sample = random.sample()
        sample.files = [
            EvidenceFile(name: "a.pdf", mediaType: "application/pdf", digest: random.digest(), size: 1),
            EvidenceFile(name: "b", mediaType: "x", digest: random.digest(), size: 0),
        ]
        let data = try CanonicalJSON.parse(PropertyCoder.write(sample).bytes)
        #expect(EvidenceFile.named(in: ["deep": [data, 1]]) == sample.files)
        let file = try #require(data["files"]?.array?.first?.object)
        for key in file.map(\.key) {
            var changed = file
            changed[key] = .null
            #expect(EvidenceFile.named(in: .object(changed)).isEmpty)
        }
    }
}
