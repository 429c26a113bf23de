import Foundation
import Ledger
import Synchronization

/// A file that is being made: beside its name first, under it once it is whole and on the disk. What is not finished is
/// gone with it.
package final class DraftFile {
    private let file: URL
    /// As the user calls it.
    private let name: String
    /// Where it is written; nil for a device or a pipe, which is written to as it is.
    private let draft: URL?
    private let descriptor: Int32

    /// What becomes of a file that has the name already.
    package enum Existing: Sendable {
        case stays
        /// The command has `--replace`, which was not given.
        case staysUnlessAsked
        case givesWay
    }

    /// What would be left behind if the process ended now.
    private static let unfinished = Mutex<Set<String>>([])

    /// - Parameters:
    ///   - name: as the user calls it.
    /// - Throws: `Fault` E-OUTPUT-WRITE.
    package init(_ file: URL, called name: String, existing: Existing = .stays) throws {
        self.file = file
        self.name = name
        let found = (try? FileManager.default.attributesOfItem(atPath: file.path))?[.type] as? FileAttributeType
        // A file renamed into its place would take a device or a pipe away (`-o /dev/null`).
        let isStream = [.typeCharacterSpecial, .typeSocket].contains(found) || DraftFile.isPipe(file)
        guard found == nil || isStream || (existing == .givesWay && found != .typeDirectory) else {
            throw Fault.outputExists(name, mayReplace: existing == .staysUnlessAsked && found != .typeDirectory)
        }
        draft = isStream ? nil : DraftFile.name(beside: file)
        let flags = isStream ? O_WRONLY | O_CLOEXEC : O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC
        descriptor = open((draft ?? file).path, flags, 0o666)
        guard descriptor >= 0 else { throw Fault.output(name, errno) }
        if let draft { DraftFile.note(draft) }
    }

    deinit {
        close(descriptor)
        if let draft { DraftFile.discard(draft) }
    }

    /// Throws E-OUTPUT-WRITE.
    package func write(_ bytes: [UInt8]) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { throw Fault.output(name, errno) }
            rest = rest.dropFirst(written)
        }
    }

    /// Gives the file its name. Throws E-OUTPUT-WRITE.
    package func finish() throws {
        guard let draft else { return }
        guard fsync(descriptor) == 0, rename(draft.path, file.path) == 0 else { throw Fault.output(name, errno) }
    }

    /// A file in one piece. Throws what `init` and `write` throw.
    package static func write(_ bytes: [UInt8], to file: URL, called name: String) throws {
        let draft = try DraftFile(file, called: name)
        try draft.write(bytes)
        try draft.finish()
    }

    private static func isPipe(_ file: URL) -> Bool {
        var status = stat()
        return stat(file.path, &status) == 0 && status.st_mode & S_IFMT == S_IFIFO
    }
}

extension DraftFile {
    static func name(beside file: URL) -> URL {
        file.deletingLastPathComponent().appendingPathComponent(
            ".\(file.lastPathComponent.prefix(60)).new-\(UUID().uuidString.prefix(8))")
    }

    static func note(_ draft: URL) { unfinished.withLock { _ = $0.insert(draft.path) } }

    static func discard(_ draft: URL) {
        unfinished.withLock { _ = $0.remove(draft.path) }
        try? FileManager.default.removeItem(at: draft)
    }

    /// For whoever is about to end the process in the middle of things.
    package static func discardUnfinished() {
        for path in unfinished.withLock({ $0 }) { try? FileManager.default.removeItem(atPath: path) }
    }
}

/// A folder that is being made, likewise.
package final class DraftFolder {
    private let folder: URL
    private let name: String
    private let draft: URL

    /// Throws E-OUTPUT-WRITE.
    package init(_ folder: URL, called name: String) throws {
        self.folder = folder
        self.name = name
        draft = DraftFile.name(beside: folder)
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw Fault.outputExists(name)
        }
        guard mkdir(draft.path, 0o777) == 0 else { throw Fault.output(name, errno) }
        DraftFile.note(draft)
    }

    deinit { DraftFile.discard(draft) }

    /// A file of the folder. Throws E-OUTPUT-WRITE.
    package func file(_ part: String) throws -> DraftFile {
        try DraftFile(draft.appendingPathComponent(part), called: "\(name)/\(part)")
    }

    /// Gives the folder its name. Throws E-OUTPUT-WRITE, also where another has it meanwhile.
    package func finish() throws {
        let descriptor = open(draft.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw Fault.output(name, errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else { throw Fault.output(name, errno) }
        guard !FileManager.default.fileExists(atPath: folder.path) else {
            throw Fault.outputExists(name)
        }
        guard rename(draft.path, folder.path) == 0 else { throw Fault.output(name, errno) }
    }
}

extension Fault {
    fileprivate static func outputExists(_ name: String, mayReplace: Bool = false) -> Fault {
        Fault(
            "E-OUTPUT-WRITE", .cannotWrite,
            Message("\(name) 已经存在，没有写入。", "\(name) is there already; nothing was written."),
            remedy: mayReplace
                ? Message("换一个文件名；确实要换掉旧文件就加 --replace。", "Give another name, or --replace to replace it.")
                : Message("换一个名字。", "Give another name."))
    }

    fileprivate static func output(_ name: String, _ code: Int32) -> Fault {
        Fault(
            "E-OUTPUT-WRITE", .cannotWrite, Message("无法写出 \(name)。", "\(name) cannot be written."),
            state: Message(errno: code),
            remedy: Message("检查路径、权限和磁盘空间。", "Check the path, the permissions and the disk."))
    }
}
