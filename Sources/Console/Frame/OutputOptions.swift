import ArgumentParser
import Foundation
import Interchange
import Ledger

/// Where a command puts what it makes: a file, which appears whole or not at all, or standard output.
struct OutputOptions: ParsableArguments {
    @Option(
        name: .shortAndLong, help: help("写到哪里；不写则为标准输出", "where to; else standard output", "文件|FILE"),
        completion: .file())
    var output: String?

    @Flag(name: .long, help: help("换掉同名的旧文件", "replace a file that is there"))
    var replace = false

    /// Whether what is made goes to a file: then an answer can be printed.
    var isFile: Bool { output != nil && output != "-" }

    /// Gives the body what it writes with, and the file its name at the end.
    func write<T>(_ body: (OutputBuffer) throws -> T) throws -> T {
        guard let output, isFile else {
            let buffer = OutputBuffer { try StandardStream.output.write(bytes: $0) }
            let result = try body(buffer)
            try buffer.flush()
            return result
        }
        let draft = try DraftFile(
            URL(fileURLWithPath: output), called: output, existing: replace ? .givesWay : .staysUnlessAsked)
        let watch = Interruption.watchDrafts()
        defer { watch.end() }
        let buffer = OutputBuffer { try draft.write($0) }
        let result = try body(buffer)
        try buffer.flush()
        try draft.finish()
        return result
    }
}

extension Interruption {
    /// Leaves nothing half-written behind.
    static func watchDrafts() -> Interruption {
        watch(discarded())
    }

    private static func discarded() -> Message {
        DraftFile.discardUnfinished()
        return Message("中断：没有写出文件。", "Stopped: no file was written.")
    }
}
