import Foundation
import Interchange
import Ledger

/// A file that a command reads, or standard input where it is called `-`.
enum InputFile {
    /// - Throws: E-FILE-READ.
    static func bytes(of path: String) throws -> [UInt8] {
        if path == "-" { return [UInt8](FileHandle.standardInput.readDataToEndOfFile()) }
        do {
            return [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
        } catch {
            throw Fault(
                "E-FILE-READ", .notFound, Message("读不到文件 \(path)。", "The file \(path) cannot be read."),
                state: Message(of: error),
                remedy: Message("检查路径和权限。", "Check the path and the permissions."))
        }
    }
}

/// Where a command puts what it makes: a new file, or standard output.
enum OutputFile {
    /// Never over a file that is there.
    ///
    /// - Throws: E-OUTPUT-WRITE.
    static func write(_ bytes: [UInt8], to path: String?) throws {
        guard let path, path != "-" else { return try StandardStream.output.write(bytes: bytes) }
        try DraftFile.write(bytes, to: URL(fileURLWithPath: path), called: path)
    }
}
