import Foundation

/// From where a log in C2SP tlog-tiles form is read.
package protocol TileSource {
    /// The file at a path under the log's prefix; nil where there is none.
    func bytes(_ path: String) throws -> [UInt8]?
}

/// A log in a folder, as `TileExport` writes it.
package struct FolderSource: TileSource, Sendable {
    package let folder: URL

    package init(folder: URL) {
        self.folder = folder
    }

    /// - Throws: `Fault` E-TILE for what is no file, or larger than any file of a log; E-TILE-UNREADABLE.
    package func bytes(_ path: String) throws -> [UInt8]? {
        let file = folder.appendingPathComponent(path)
        var status = stat()
        guard stat(file.path, &status) == 0 else {
            guard errno == ENOENT || errno == ENOTDIR else { throw Fault.tile(reading: file, errno) }
            return nil
        }
        guard status.st_mode & S_IFMT == S_IFREG, status.st_size <= EntryBundle.maximumSize else {
            throw Fault.tile(path, Message("不是文件，或太大。", "It is no file, or too large."))
        }
        do { return [UInt8](try Data(contentsOf: file)) } catch { throw Fault.tile(reading: file, EIO) }
    }
}

extension Fault {
    fileprivate static func tile(reading file: URL, _ code: Int32) -> Fault {
        Fault(
            "E-TILE-UNREADABLE", .inputOutput,
            Message("读不了文件 \(file.path)。", "The file \(file.path) cannot be read."),
            state: Message(errno: code),
            remedy: Message("检查磁盘和权限。", "Check disk and permissions."))
    }
}
