import Foundation

/// Files of evidence, content-addressed beside the database: `evidence/<first 2 hex>/<64 hex>`.
package struct EvidenceStore: Sendable {
    package let folder: URL

    package init(folder: URL) {
        self.folder = folder
    }

    package func url(of digest: Digest) -> URL {
        folder.appendingPathComponent(String(digest.hex.prefix(2))).appendingPathComponent(digest.hex)
    }

    /// What a record would say of a file: reads and hashes it, stores nothing.
    ///
    /// - Throws: `Fault` E-EVIDENCE-UNREADABLE (no such file, a folder).
    package func describe(_ source: URL) throws -> EvidenceFile {
        var hasher = SHA256Hasher()
        hasher.start()
        var size = 0
        try read(source) { piece in
            hasher.add(piece)
            size += piece.count
        }
        let name = source.lastPathComponent
        return EvidenceFile(
            name: name, mediaType: EvidenceStore.mediaType(of: name), digest: hasher.finish(), size: size)
    }

    /// Copies a file in: a temporary name, fsync, rename, fsync of the folder; only then may a record name it.
    /// One that lies in the store whole already is left as it is.
    ///
    /// - Throws: `Fault` E-EVIDENCE-UNREADABLE (no such file, a folder, changed meanwhile) or E-EVIDENCE-WRITE.
    package func add(_ source: URL) throws -> EvidenceFile {
        let file = try describe(source)
        if state(of: file) != .whole { try store(source, as: file.digest) }
        // Also where it was there: whoever put it there may not have come this far yet.
        try sync(folder: url(of: file.digest).deletingLastPathComponent())
        try sync(folder: folder)
        return file
    }

    private func store(_ source: URL, as digest: Digest) throws {
        let target = url(of: digest)
        try makeFolder(folder)
        try makeFolder(target.deletingLastPathComponent())
        let temporary = folder.appendingPathComponent(".tmp-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: temporary) }
        guard try copy(source, to: temporary) == digest else {
            throw Fault.evidence(source, reading: Message("读取期间文件有变化。", "It changed while it was being read."))
        }
        guard rename(temporary.path, target.path) == 0 else { throw Fault.evidence(target, writing: errno) }
    }

    /// How a file in the store compares with what a record says of it; `unreadable` is the disk's fault, not tampering.
    package enum State: Sendable, Equatable { case whole, missing, altered, unreadable }

    package func state(of file: EvidenceFile) -> State {
        let place = url(of: file.digest)
        guard access(place.path, F_OK) == 0 else { return errno == ENOENT ? .missing : .unreadable }
        guard let found = try? describe(place) else { return .unreadable }
        return found.digest == file.digest && found.size == file.size ? .whole : .altered
    }

    // MARK: Reading and writing, in pieces, so that memory stays flat whatever the file's size

    private func read(_ source: URL, _ body: (UnsafeRawBufferPointer) throws -> Void) throws {
        let input = open(source.path, O_RDONLY | O_CLOEXEC)
        guard input >= 0 else { throw Fault.evidence(source, reading: errno) }
        defer { close(input) }
        var piece = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = Foundation.read(input, &piece, piece.count)
            guard count >= 0 else { throw Fault.evidence(source, reading: errno) }
            guard count > 0 else { return }
            try piece.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        }
    }

    /// Writes a file's bytes under a new name, down to the disk.
    ///
    /// - Returns: their digest.
    private func copy(_ source: URL, to target: URL) throws -> Digest {
        let output = open(target.path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard output >= 0 else { throw Fault.evidence(target, writing: errno) }
        defer { close(output) }
        var hasher = SHA256Hasher()
        hasher.start()
        try read(source) { piece in
            hasher.add(piece)
            var rest = piece[...]
            while !rest.isEmpty {
                let written = Foundation.write(output, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                guard written > 0 else { throw Fault.evidence(target, writing: errno) }
                rest = rest.dropFirst(written)
            }
        }
        guard fsync(output) == 0 else { throw Fault.evidence(target, writing: errno) }
        return hasher.finish()
    }

    /// Makes a folder where there is none, and makes sure that it will be there after a power cut.
    private func makeFolder(_ folder: URL) throws {
        guard mkdir(folder.path, 0o700) != 0 else { return try sync(folder: folder.deletingLastPathComponent()) }
        guard errno == EEXIST else { throw Fault.evidence(folder, writing: errno) }
    }

    /// Every file in the store, by digest; what is no 64 hexadecimal digits is left out.
    package func digests() -> Set<Digest> {
        guard let walk = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil) else { return [] }
        return Set(walk.compactMap { ($0 as? URL).flatMap { Digest(hex: $0.lastPathComponent) } })
    }

    private func sync(folder: URL) throws {
        let descriptor = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.evidence(folder, writing: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault.evidence(folder, writing: errno) }
    }

    /// The media type by extension (IANA registry), of what an office hands in; the rest is octets.
    static func mediaType(of name: String) -> String {
        let types = [
            "pdf": "application/pdf", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png",
            "txt": "text/plain", "csv": "text/csv", "html": "text/html", "md": "text/markdown",
            "doc": "application/msword", "xls": "application/vnd.ms-excel", "zip": "application/zip",
            "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "mp3": "audio/mpeg", "mp4": "video/mp4", "ofd": "application/ofd",
        ]
        let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        return types[suffix] ?? "application/octet-stream"
    }
}

extension Fault {
    static func evidence(_ url: URL, reading code: Int32) -> Fault {
        evidence(url, reading: Message(errno: code))
    }

    static func evidence(_ url: URL, reading why: Message) -> Fault {
        Fault(
            "E-EVIDENCE-UNREADABLE", .notFound,
            Message("读不了文件 \(url.path)。", "The file \(url.path) cannot be read."),
            state: why,
            remedy: Message("检查文件名和权限。", "Check its name and permissions."))
    }

    static func evidence(_ url: URL, writing code: Int32) -> Fault {
        Fault(
            "E-EVIDENCE-WRITE", .cannotWrite,
            Message("佐证无法写入 \(url.path)。", "The evidence cannot be written to \(url.path)."),
            state: Message(errno: code),
            remedy: Message("检查磁盘空间和权限；台账没有改动。", "Check disk space and permissions; the ledger is unchanged."))
    }
}
