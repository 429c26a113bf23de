import Foundation
import Ledger
import Synchronization

/// Serves a witness over HTTP until it is told to end.
///
/// - Parameters:
///   - port: 0 for any that is free.
///   - started: called once with the port, when requests are taken.
///   - log: called for each request, from any thread.
/// - Throws: `Fault` E-SERVE where the address cannot be had.
package typealias WitnessService =
    @Sendable (
        _ witness: Witness, _ address: String, _ port: Int, _ started: @escaping @Sendable (Int) -> Void,
        _ log: @escaping @Sendable (ServedRequest) -> Void
    ) throws -> Void

/// A program whose command line this is: `taizhang`, and `taizhang-witness`, which is the same with a server linked in
/// (docs/decisions/0021).
package enum MainProgram {
    /// Nil in `taizhang`.
    static let service = Mutex<WitnessService?>(nil)

    /// Runs what the arguments say, and ends the process with its exit code.
    package static func run(serving service: WitnessService? = nil) -> Never {
        self.service.withLock { $0 = service }
        _ = PassphraseSource.environment
        exit(Invocation(Array(CommandLine.arguments.dropFirst())).run())
    }

    /// Goes on as `taizhang-witness`, which lies beside this program, with the same arguments and environment.
    ///
    /// - Throws: E-SERVER-NONE where it cannot be run.
    static func becomeServer() throws -> Never {
        let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let server = URL(fileURLWithPath: own).deletingLastPathComponent().appendingPathComponent("taizhang-witness")
            .path
        PassphraseSource.handOn()
        execv(server, CommandLine.unsafeArgv)
        let reason = errno
        throw Fault(
            "E-SERVER-NONE", .notFound, Message("启动不了 \(server)。", "\(server) could not be started."),
            state: Message(errno: reason),
            remedy: Message(
                "它随 taizhang 一起安装，要放在同一个文件夹里；重新安装即可。",
                "It is installed together with taizhang and belongs in the same folder; install again."))
    }
}
