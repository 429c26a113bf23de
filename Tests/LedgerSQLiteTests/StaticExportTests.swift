import Foundation
import Ledger
import Testing

@testable import LedgerSQLite

@Suite("static export of a stored ledger (C2SP tlog-tiles)", .serialized)
struct StaticExportTests {
    /// Beside this file's package.
    private static let tool = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("tools/make_tiles.py")

    /// Runs the export that is not ours.
    ///
    /// - Returns: the size and the root that it prints, and its exit code.
    private func makeTiles(_ arguments: [String]) throws -> (line: String, code: Int32) {
        let (process, output) = (Process(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", StaticExportTests.tool.path] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let bytes = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return (String(decoding: bytes, as: UTF8.self), process.terminationStatus)
    }

    /// Every file under a folder, by path.
    private func files(in folder: URL) throws -> [String: Data] {
        let folder = folder.resolvingSymlinksInPath()
        var files: [String: Data] = [:]
        let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        while let file = walk?.nextObject() as? URL {
            guard !file.hasDirectoryPath else { continue }
            files[String(file.path.dropFirst(folder.path.count + 1))] = try Data(contentsOf: file)
        }
        return files
    }

    @Test("tools/make_tiles.py, from the records alone, makes the same files and the same root at every size")
    func twoExports() throws {
        let folder = try TestFolder()
        let (sample, store) = (Sample(), try SQLiteStore.create(at: folder.ledger))
        try sample.begin(store)
        try sample.append(sample.batch((0..<700).map { "finding/\($0 % 9)" }), to: store)
        for size in [0, 1, 256, 300, 701] {
            let ours = folder.url.appendingPathComponent("ours \(size)")
            let other = folder.url.appendingPathComponent("other \(size)")
            let root = try store.read { transaction in
                try TileExport(folder: ours).write(transaction, size: size, checkpoint: [])
                return try transaction.root(of: size)
            }
            let answer = try makeTiles(["--size", "\(size)", folder.ledger.path, other.path])
            #expect(answer.line == "\(size) \(root.hex)\n")
            var made = try files(in: ours)
            #expect(made.removeValue(forKey: "checkpoint") == Data())
            #expect(try made == (size == 0 ? [:] : files(in: other)))
            var read = 0
            try TileLog(FolderSource(folder: ours), size: size, root: root).forEachEntry { _, _ in read += 1 }
            #expect(read == size)
        }
    }

    @Test("tools/make_tiles.py refuses what it cannot export")
    func refused() throws {
        let folder = try TestFolder()
        try folder.closedLedger()
        let other = folder.url.appendingPathComponent("other").path
        #expect(try makeTiles(["--size", "5", folder.ledger.path, other]).code == 64)
        #expect(try makeTiles([folder.ledger.path]).code == 64)
        #expect(try makeTiles([folder.url.appendingPathComponent("none").path, other]).code == 66)
        #expect(try makeTiles([folder.file("note.txt", Array("no ledger".utf8)).path, other]).code == 65)
    }
}
