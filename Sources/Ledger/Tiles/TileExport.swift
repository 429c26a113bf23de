import Foundation

/// Writes a ledger into a folder as a static log (C2SP tlog-tiles) that any web server can serve and anyone can check.
package struct TileExport: Sendable {
    package let folder: URL

    package init(folder: URL) {
        self.folder = folder
    }

    /// Brings the folder to this size: full tiles and bundles that lie there stay, what is missing is written, then the
    /// partial ones of this size, last the checkpoint. One file at a time is in memory, and each appears whole or not at
    /// all. Partial ones of earlier sizes stay, since checkpoints of those sizes may be abroad.
    ///
    /// - Parameters:
    ///   - checkpoint: the signed checkpoint of this size, every byte as it is to be served.
    ///   - companions: what the ledger has beside it; there before it is.
    /// - Throws: `Fault` E-TILE-SIZE (more than the ledger has), E-TILE-FOREIGN (the folder holds another ledger's tiles),
    ///   E-TILE (a record does not hash to its leaf), E-TILE-MISSING, E-TILE-WRITE, or what the transaction throws.
    package func write(
        _ transaction: some LedgerTransaction, size: Int, checkpoint: [UInt8],
        companions: CheckpointCompanions = CheckpointCompanions()
    ) throws {
        let last = try transaction.last()?.sequence ?? 0
        guard (0...last).contains(size) else { throw Fault.exportSize(size, last) }
        var files = TileFiles(folder: folder)
        let extents = TilePath.extents(of: size)
        for extent in extents {
            guard case .hashes = extent.row else { continue }
            for path in extent.paths { try put(try hashes(at: path, transaction), at: path, &files) }
        }
        var hasher = DigestHasher()
        for path in TilePath.Extent(.entries, of: size).paths where !files.exists(path.text) {
            let entries = try entries(at: path, transaction)
            let tile = try hashes(at: TilePath(.hashes(level: 0), index: path.index, width: path.width), transaction)
            guard entries.flatMap({ MerkleTree.leaf($0, &hasher).bytes }) == tile else {
                throw Fault.tile(
                    path.text, Message("记录与默克尔树的叶子不符。", "A record does not hash to its leaf of the tree."))
            }
            try files.write(try EntryBundle.encode(entries), at: path.text)
        }
        if !companions.isEmpty {
            try files.write(companions.bytes, at: CheckpointCompanions.path(of: size))
        }
        try files.sync()
        try files.write(checkpoint, at: "checkpoint")
        try files.sync()
    }

    private func put(_ hashes: [UInt8], at path: TilePath, _ files: inout TileFiles) throws {
        guard let stored = try FolderSource(folder: folder).bytes(path.text) else {
            return try files.write(hashes, at: path.text)
        }
        guard stored.isSameBytes(as: hashes) else { throw Fault.exportForeign(folder, path) }
    }

    private func hashes(at path: TilePath, _ transaction: some LedgerTransaction) throws -> [UInt8] {
        guard case .hashes(let level) = path.row else { return [] }
        let count = path.width * Digest.size
        guard let hashes = try transaction.tile(level: level, index: path.index), hashes.count >= count else {
            throw Fault.missingTile(level: level, index: path.index)
        }
        return Array(hashes.prefix(count))
    }

    private func entries(at path: TilePath, _ transaction: some LedgerTransaction) throws -> [[UInt8]] {
        var entries: [[UInt8]] = []
        try transaction.scan(.from(path.index * MerkleTree.tileWidth + 1)) { record in
            entries.append(record.body)
            return entries.count < path.width ? .more : .stop
        }
        return entries
    }
}

/// The files of one export: each under a temporary name first, down to the disk, then under its own.
private struct TileFiles {
    let folder: URL
    /// Folders whose names are not known to be on the disk yet.
    private var touched: Set<URL> = []

    init(folder: URL) {
        self.folder = folder
    }

    func exists(_ path: String) -> Bool { access(folder.appendingPathComponent(path).path, F_OK) == 0 }

    mutating func write(_ bytes: [UInt8], at path: String) throws {
        let file = folder.appendingPathComponent(path)
        let parent = file.deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
        } catch { throw Fault.tile(writing: parent, Message(of: error)) }
        let temporary = folder.appendingPathComponent(".tmp-\(UUID().uuidString)")
        defer { unlink(temporary.path) }
        try fill(temporary, with: bytes)
        guard rename(temporary.path, file.path) == 0 else { throw Fault.tile(writing: file, errno) }
        for depth in 0..<path.utf8.count(where: { $0 == UInt8(ascii: "/") }) + 1 {
            touched.insert((0..<depth).reduce(parent) { folder, _ in folder.deletingLastPathComponent() })
        }
    }

    /// Readable by all: a log is for strangers.
    private func fill(_ file: URL, with bytes: [UInt8]) throws {
        let output = open(file.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard output >= 0 else { throw Fault.tile(writing: file, errno) }
        defer { close(output) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(output, $0.baseAddress, $0.count) }
            guard written > 0 else { throw Fault.tile(writing: file, errno) }
            rest = rest.dropFirst(written)
        }
        guard fsync(output) == 0 else { throw Fault.tile(writing: file, errno) }
    }

    /// After it the files' names survive a power cut, so that no checkpoint stands without its tiles.
    mutating func sync() throws {
        for folder in touched {
            let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Fault.tile(writing: folder, errno) }
            defer { close(descriptor) }
            guard fsync(descriptor) == 0 else { throw Fault.tile(writing: folder, errno) }
        }
        touched = []
    }
}

extension Fault {
    fileprivate static func exportSize(_ size: Int, _ last: Int) -> Fault {
        Fault(
            "E-TILE-SIZE", .refused,
            Message("台账只有 \(last) 条记录，不能按 \(size) 条导出。", "The ledger has \(last) records; \(size) cannot be exported."),
            remedy: Message("请给出不超过 \(last) 的大小。", "Name a size of at most \(last)."))
    }

    fileprivate static func exportForeign(_ folder: URL, _ path: TilePath) -> Fault {
        Fault(
            "E-TILE-FOREIGN", .refused,
            Message(
                "文件夹 \(folder.path) 里是另一本台账的导出，或已被改动。",
                "The folder \(folder.path) holds another ledger's export, or was altered."
            ),
            state: Message("\(path.text) 与本台账不同。", "\(path.text) differs from this ledger's."),
            remedy: Message("请换一个空文件夹导出。", "Export into an empty folder."))
    }

    fileprivate static func tile(writing file: URL, _ code: Int32) -> Fault {
        tile(writing: file, Message(errno: code))
    }

    fileprivate static func tile(writing file: URL, _ why: Message) -> Fault {
        Fault(
            "E-TILE-WRITE", .cannotWrite,
            Message("不能写入 \(file.path)。", "\(file.path) cannot be written."), state: why,
            remedy: Message(
                "检查磁盘空间和权限后再导出；已写好的文件不用重写。",
                "Check disk space and permissions and export again; files that are there stay."))
    }
}
