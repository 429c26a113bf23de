import ArgumentParser
import Foundation
import Ledger

struct WitnessServe: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "serve", abstract: say("在网上见证检查点", "Cosign checkpoints over HTTP."),
        discussion: say(
            """
            例：
              taizhang witness serve --folder witness --passphrase-file 口令.txt
              taizhang witness serve --address 0.0.0.0 --port 8044

            按 C2SP tlog-witness：POST /add-checkpoint 提交检查点，GET /<来源的 SHA-256>/checkpoint 取最近见证的。\
            启动时问一次口令。每个请求在标准错误记一行：时间、状态码、请求、来源、原因。Ctrl-C 或 SIGTERM 停止。
            只讲 HTTP；要用 HTTPS，前面放一台网页服务器。
            """,
            """
            Examples:
              taizhang witness serve --folder witness --passphrase-file secret.txt
              taizhang witness serve --address 0.0.0.0 --port 8044

            By C2SP tlog-witness: POST /add-checkpoint submits a checkpoint, GET /<SHA-256 of the origin>/checkpoint is the \
            last one cosigned. The passphrase is asked for once. Each request is a line on standard error: time, status, \
            request, origin, reason. Ctrl-C or SIGTERM ends it. It speaks HTTP; for HTTPS put a web server in front.
            """))

    @Option(name: .long, help: help("监听的地址", "the address to listen on", "地址|ADDRESS"))
    var address = "127.0.0.1"

    @Option(name: .long, help: help("端口；0 为任一空闲端口", "the port; 0 for any that is free", "端口|PORT"))
    var port: UInt16 = 8044

    @OptionGroup var witness: WitnessOptions
    @OptionGroup var secret: PassphraseOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        guard let serve = MainProgram.service.withLock({ $0 }) else { try MainProgram.becomeServer() }
        let folder = try witness.open()
        let (address, name, isJSON) = (address, folder.key.name, options.json)
        let served = try Witness(folder, signer: try witness.signer(of: folder, secret), surroundings: .system)
        try serve(served, address, Int(port)) { port in
            let place = "http://\(address.contains(":") ? "[\(address)]" : address):\(port)"
            WitnessServe.tell(
                Message("见证人 \(name) 在 \(place) 收检查点。", "Witness \(name) takes checkpoints at \(place)."))
        } _: { request in
            // Whoever stops reading the log does not stop the witness.
            try? StandardStream.errors.write(isJSON ? request.json.line : request.line(Spoken.language))
        }
        WitnessServe.tell(Message("已停止。", "Stopped."))
    }

    private static func tell(_ message: Message) {
        try? StandardStream.errors.write(shown(message.text(Spoken.language)) + "\n")
    }
}

extension ServedRequest {
    /// One line, its parts separated by tabs; what came from outside is escaped.
    func line(_ language: Language) -> String {
        [time.description, String(status), "\(method) \(path)", origin ?? "", reason?.text(language) ?? ""]
            .map { shown($0, lineBreaks: .escaped) }.joined(separator: "\t") + "\n"
    }

    var json: JSONValue {
        [
            "time": .string(time.description), "status": .integer(status), "method": .string(method),
            "path": .string(path), "origin": .text(origin), "reason": .text(reason?.en),
        ]
    }
}
