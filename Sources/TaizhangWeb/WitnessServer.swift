import Dispatch
import Hummingbird
import HummingbirdCore
import Ledger
import Logging
import Synchronization

/// A witness on a port of this machine (C2SP tlog-witness), without TLS: that is for the web server in front of it.
package struct WitnessServer: Sendable {
    /// More wait until one is closed.
    private static let maximumConnections = 256

    private let witness: Witness
    private let address: String
    private let port: Int
    private let surroundings: Surroundings

    /// - Parameter port: 0 for any that is free.
    package init(_ witness: Witness, address: String, port: Int, surroundings: Surroundings) {
        self.witness = witness
        self.address = address
        self.port = port
        self.surroundings = surroundings
    }

    /// Serves until SIGTERM or SIGINT; requests that are under way are answered first.
    ///
    /// - Parameters:
    ///   - started: called once with the port, when requests are taken.
    ///   - log: called for each request, from any thread.
    /// - Throws: `Fault` E-SERVE where the address cannot be had.
    package func run(
        started: @escaping @Sendable (_ port: Int) -> Void, log: @escaping @Sendable (ServedRequest) -> Void
    ) throws {
        let outcome = Mutex<Fault?>(nil)
        let ended = DispatchSemaphore(value: 0)
        Task {
            do {
                try await application(started: started, log: log).runService()
            } catch {
                outcome.withLock { $0 = .serve(address, port, "\(error)") }
            }
            ended.signal()
        }
        ended.wait()
        if let fault = outcome.withLock({ $0 }) { throw fault }
    }

    private func application(
        started: @escaping @Sendable (Int) -> Void, log: @escaping @Sendable (ServedRequest) -> Void
    ) -> Application<WitnessResponder> {
        var application = Application(
            responder: WitnessResponder(witness: witness, surroundings: surroundings, log: log),
            server: .http1(configuration: .init(idleTimeout: .seconds(20))),
            configuration: .init(
                address: .hostname(address, port: port),
                availableConnectionsDelegate: MaximumAvailableConnections(WitnessServer.maximumConnections)),
            onServerRunning: { started($0.localAddress?.port ?? 0) })
        // The log is ours: a line a request.
        application.logger.logLevel = .critical
        return application
    }
}

extension Fault {
    fileprivate static func serve(_ address: String, _ port: Int, _ found: String) -> Fault {
        Fault(
            "E-SERVE", .inputOutput,
            Message("无法在 \(address):\(port) 上提供服务。", "Nothing can be served at \(address):\(port)."),
            state: Message(verbatim: found),
            remedy: Message(
                "看看端口是否已被占用、地址是否属于本机；用 --port、--address 换一个。",
                "See whether the port is taken and the address is this machine's; choose others with --port and --address."
            ))
    }
}
