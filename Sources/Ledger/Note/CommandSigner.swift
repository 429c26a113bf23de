import Foundation

/// Signs by a program of the user's choice: the message on its standard input, the bare signature (`Signer.sign`) on its
/// standard output, exit code 0. `TAIZHANG_KEY` in its environment is the verifier key.
package struct CommandSigner: Signer {
    package let key: VerifierKey
    let program: URL
    let arguments: [String]
    let timeout: Duration

    /// In bytes; no signature is near it.
    private static let maximumOutput: Int64 = 65_536

    /// The program is started as it is, without a shell, and ended after `timeout`.
    package init(key: VerifierKey, program: URL, arguments: [String] = [], timeout: Duration = .seconds(60)) {
        self.key = key
        self.program = program
        self.arguments = arguments
        self.timeout = timeout
    }

    /// Throws E-SIGNER where the program cannot be started, fails, takes too long or answers with anything but a
    /// signature by `key`.
    package func sign(_ message: [UInt8]) throws -> [UInt8] {
        // Files, not pipes: a program that does not read its input, or writes without end, cannot hold us up.
        let (input, output) = (try UnlinkedFile(), try UnlinkedFile())
        try input.handle.write(contentsOf: Data(message))
        try input.handle.seek(toOffset: 0)
        try run(input, output)
        try output.handle.seek(toOffset: 0)
        let signature = [UInt8](try output.handle.read(upToCount: 4_096) ?? Data())
        guard KeyHandle(key.kind.algorithm, publicKey: key.publicKey)?.isValid(signature, of: message) == true else {
            throw Fault.signerAnswer(key)
        }
        return signature
    }

    private func run(_ input: UnlinkedFile, _ output: UnlinkedFile) throws {
        let process = Process()
        process.executableURL = program
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(["TAIZHANG_KEY": key.text]) { $1 }
        process.standardInput = input.handle
        process.standardOutput = output.handle
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do {
            try process.run()
        } catch {
            throw failure(
                Message("启动不了：\(error.localizedDescription)", "It cannot be started: \(error.localizedDescription)"))
        }
        let deadline = ContinuousClock.now + timeout
        while ended.wait(timeout: .now() + 0.05) == .timedOut {
            guard ContinuousClock.now < deadline, output.size <= CommandSigner.maximumOutput else {
                kill(process.processIdentifier, SIGKILL)
                ended.wait()
                throw failure(Message("\(timeout) 内没有像样的答复，已终止。", "No proper answer within \(timeout); it was ended."))
            }
        }
        guard process.terminationReason == .exit, process.terminationStatus == 0 else {
            let code = process.terminationStatus
            throw failure(Message("以 \(code) 退出。", "It ended with \(code)."))
        }
    }

    private func failure(_ found: Message) -> Fault {
        .signer(
            Message("签名程序 \(program.path) ", "Program \(program.path): ") + found,
            remedy: Message("单独运行它，看它说什么。", "Run it by itself and see what it says."))
    }
}

/// A file without a name, readable by nobody else, gone when it is closed.
private struct UnlinkedFile {
    let handle: FileHandle

    /// In bytes.
    var size: Int64 {
        var status = stat()
        return fstat(handle.fileDescriptor, &status) == 0 ? Int64(status.st_size) : .max
    }

    init() throws(Fault) {
        let path = FileManager.default.temporaryDirectory.appendingPathComponent(".tmp-\(UUID().uuidString)").path
        let descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw .signer(Message(errno: errno)) }
        unlink(path)
        handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    }
}
