import Dispatch
import Hummingbird
import Ledger

/// The HTTP interface of C2SP tlog-witness: `POST /add-checkpoint` and `GET /<origin hash>/checkpoint`.
struct WitnessResponder: HTTPResponder {
    typealias Context = BasicRequestContext

    /// A request with the longest proof and a hundred signature lines is a quarter of it; in bytes.
    static let maximumBody = 65_536

    let witness: Witness
    let surroundings: Surroundings
    let log: @Sendable (ServedRequest) -> Void

    func respond(to request: Request, context: Context) async throws -> Response {
        let reply = await reply(to: request)
        log(
            ServedRequest(
                time: surroundings.now(), method: request.method.rawValue, path: String(request.uri.path.prefix(256)),
                status: reply.status, origin: reply.origin, reason: reply.reason))
        return reply.response
    }

    private func reply(to request: Request) async -> WitnessReply {
        guard let resource = Resource(path: request.uri.path) else { return WitnessReply(404, "not found") }
        guard request.method.rawValue == resource.method else {
            return WitnessReply(405, "method not allowed", allowed: resource.method)
        }
        switch resource {
        case .addCheckpoint:
            switch await body(of: request) {
            case .failure(let refusal): return refusal.reply
            case .success(let body): return await addCheckpoint(body)
            }
        case .checkpoint(let originHash): return await checkpoint(originHash)
        }
    }

    private struct Refusal: Error { let reply: WitnessReply }

    private func body(of request: Request) async -> Result<[UInt8], Refusal> {
        do {
            return .success(Array(try await request.body.collect(upTo: WitnessResponder.maximumBody).readableBytesView))
        } catch let error as any HTTPResponseError where error.status == .contentTooLarge {
            return .failure(Refusal(reply: WitnessReply(413, "content too large")))
        } catch {
            return .failure(Refusal(reply: WitnessReply(400, "the request was not read to its end")))
        }
    }

    private func addCheckpoint(_ body: [UInt8]) async -> WitnessReply {
        await WitnessResponder.onThreadThatMayWait {
            let request = try? AddCheckpointRequest(body)
            let origin = request.flatMap { try? Checkpoint(text: $0.note.text) }?.origin
            return WitnessReply(try witness.addCheckpoint(body), origin: origin)
        }
    }

    private func checkpoint(_ originHash: String) async -> WitnessReply {
        await WitnessResponder.onThreadThatMayWait {
            guard let note = try witness.folder.checkpoint(originHash: originHash) else {
                return WitnessReply(404, "not found")
            }
            return WitnessReply(checkpoint: note)
        }
    }

    /// Disks and locks are waited for elsewhere than where connections are served.
    private static func onThreadThatMayWait(_ work: @escaping @Sendable () throws -> WitnessReply) async -> WitnessReply
    {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                do { continuation.resume(returning: try work()) } catch {
                    continuation.resume(returning: WitnessReply(fault: error))
                }
            }
        }
    }
}

/// What a path names.
private enum Resource {
    case addCheckpoint
    /// The SHA-256 of the log's origin, lowercase hexadecimal.
    case checkpoint(originHash: String)

    init?(path: String) {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        if parts == ["", "add-checkpoint"] {
            self = .addCheckpoint
        } else if parts.count == 3, parts[0].isEmpty, parts[2] == "checkpoint", Digest(hex: parts[1]) != nil {
            self = .checkpoint(originHash: parts[1])
        } else {
            return nil
        }
    }

    /// The one that C2SP tlog-witness has for it.
    var method: String {
        switch self {
        case .addCheckpoint: "POST"
        case .checkpoint: "GET"
        }
    }
}
