import Foundation

@testable import Ledger

/// A store with any bytes for records, and their tiles.
struct PlainLedger {
    let store: MemoryStore
    let leaves: [Digest]

    init(_ bodies: [[UInt8]]) throws {
        var contents = MemoryStore.Contents()
        var hasher = DigestHasher()
        var leaves: [Digest] = []
        for (index, body) in bodies.enumerated() {
            leaves.append(MerkleTree.leaf(body, &hasher))
            contents.records.append(
                StoredRecord(sequence: index + 1, stream: "x/1", version: index + 1, type: "x", body: body, hash: []))
        }
        self.leaves = leaves
        store = MemoryStore(contents)
        try store.write { transaction in
            var tiles = TileWriter(size: 0)
            for leaf in leaves { try tiles.append(leaf, in: transaction, &hasher) }
            try tiles.flush(in: transaction)
        }
    }

    init(size: Int) throws {
        try self.init((0..<size).map { Array("record \($0) 第".utf8) })
    }

    func root(_ size: Int) -> Digest { MerkleFold.root(of: leaves[..<size]) }

    func export(_ size: Int, to folder: URL) throws {
        try store.read {
            try TileExport(folder: folder).write($0, size: size, checkpoint: Array("size \(size)\n".utf8))
        }
    }

    func log(_ size: Int, in folder: URL) -> TileLog<FolderSource> {
        TileLog(FolderSource(folder: folder), size: size, root: root(size))
    }
}

extension TileLog {
    func entries() throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        try forEachEntry { index, entry in
            if index == entries.count { entries.append(entry) }
        }
        return entries
    }
}

/// Every file under a folder, by path.
func files(in folder: URL) throws -> [String: [UInt8]] {
    var files: [String: [UInt8]] = [:]
    let prefix = folder.resolvingSymlinksInPath().path + "/"
    let walk = FileManager.default.enumerator(at: folder.resolvingSymlinksInPath(), includingPropertiesForKeys: nil)
    while let file = walk?.nextObject() as? URL {
        guard !file.hasDirectoryPath else { continue }
        files[String(file.path.dropFirst(prefix.count))] = [UInt8](try Data(contentsOf: file))
    }
    return files
}
