import Foundation

/// Runs a program and returns what it printed; throws where it is not there or fails.
@discardableResult
func run(_ program: String, _ arguments: [String], environment: [String: String] = [:]) throws -> [UInt8] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = Pipe()
    try process.run()
    let bytes = [UInt8](try output.fileHandleForReading.readToEnd() ?? Data())
    process.waitUntilExit()
    struct Failed: Error {
        let program: String
        let status: Int32
    }
    guard process.terminationStatus == 0 else { throw Failed(program: program, status: process.terminationStatus) }
    return bytes
}

extension URL {
    /// Writes a shell script there that can be run.
    func writeScript(_ text: String) throws {
        try Data("#!/bin/sh\n\(text)\n".utf8).write(to: self)
        try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
    }
}
