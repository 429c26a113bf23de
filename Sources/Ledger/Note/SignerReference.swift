import Foundation

/// How a user names who signs: a key file's path, `pkcs11:…` (RFC 7512), or `command:/path/to/program arguments`.
package enum SignerReference: Equatable, Sendable {
    case file(URL)
    case token(PKCS11Reference)
    /// Arguments are parted by spaces; a program that needs others is called by a script.
    case command(URL, arguments: [String])

    /// Throws E-SIGNER for a reference that is none.
    package init(_ text: String) throws(Fault) {
        if text.hasPrefix("pkcs11:") {
            self = .token(try PKCS11Reference(text))
        } else if text.hasPrefix("command:") {
            let words = text.dropFirst("command:".count).split(separator: " ").map(String.init)
            guard let program = words.first, program.hasPrefix("/") else {
                throw .signerReference(
                    text, Message("command: 后面要写程序的完整路径。", "After command: comes the program's whole path."))
            }
            self = .command(URL(fileURLWithPath: program), arguments: Array(words.dropFirst()))
        } else {
            guard !text.isEmpty else {
                throw .signerReference(text, Message("是空的。", "It is empty."))
            }
            self = .file(URL(fileURLWithPath: text))
        }
    }

    /// Who signs with this key. The passphrase, or the token's PIN where the reference names no file of it, is asked for
    /// only when it is needed. Throws what the signer in question throws.
    package func signer(for key: VerifierKey, passphrase: () throws -> String) throws -> any Signer {
        switch self {
        case .file(let file):
            return try FileSigner(key: key, privateKey: try KeyFile.read(file, passphrase: try passphrase()))
        case .token(let token):
            guard key.kind.algorithm == .ed25519 else { throw Fault.tokenWithoutSM2 }
            let pin = try token.pinFile.map { file throws(Fault) in try PKCS11Reference.pin(in: file) } ?? passphrase()
            return try PKCS11Signer(
                key: key, module: token.module, token: token.token, object: token.object, pin: pin)
        case .command(let program, let arguments):
            return CommandSigner(key: key, program: program, arguments: arguments)
        }
    }
}

/// The part of RFC 7512 that names one private key of one token:
/// `pkcs11:token=…;object=…?module-path=…&pin-source=file:…`.
package struct PKCS11Reference: Equatable, Sendable {
    package var module: URL
    package var token: String
    package var object: String
    /// A file, readable by its owner only, whose first line is the PIN.
    package var pinFile: URL?

    /// Throws E-SIGNER: a part is missing, given twice, unknown or not percent-encoded UTF-8.
    package init(_ text: String) throws(Fault) {
        var parts: [String: String] = [:]
        let halves = text.dropFirst("pkcs11:".count).split(
            separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let pairs = halves[0].split(separator: ";") + (halves.count > 1 ? halves[1].split(separator: "&") : [])
        for pair in pairs {
            let sides = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
            guard sides.count == 2, let value = sides[1].removingPercentEncoding, !value.isEmpty else {
                throw .signerReference(text, Message("“\(pair)”不合格式。", "“\(pair)” is malformed."))
            }
            guard PKCS11Reference.known.contains(sides[0]) else {
                throw .signerReference(text, Message("不认得“\(sides[0])”。", "“\(sides[0])” is not known."))
            }
            guard parts.updateValue(value, forKey: sides[0]) == nil else {
                throw .signerReference(text, Message("“\(sides[0])”写了两次。", "“\(sides[0])” is there twice."))
            }
        }
        guard parts["type", default: "private"] == "private", let token = parts["token"], let object = parts["object"],
            let module = parts["module-path"], module.hasPrefix("/")
        else {
            throw .signerReference(
                text,
                Message(
                    "要有 token、object 和 module-path（完整路径）。", "It needs token, object and module-path, a whole path."))
        }
        (self.token, self.object, self.module) = (token, object, URL(fileURLWithPath: module))
        pinFile = parts["pin-source"].map { URL(fileURLWithPath: PKCS11Reference.path($0)) }
    }

    private static let known: Set = ["type", "token", "object", "module-path", "pin-source"]

    /// `pin-source` is a path, or a `file:` URI (RFC 7512 §2.4).
    private static func path(_ source: String) -> String {
        for start in ["file://", "file:"] where source.hasPrefix(start) { return String(source.dropFirst(start.count)) }
        return source
    }

    /// The first line of a file that only its owner may read. Throws as `KeyFile.read` does.
    static func pin(in file: URL) throws(Fault) -> String {
        let line = try KeyFile.secret(file).prefix { $0 != UInt8(ascii: "\n") }
        return String(decoding: line, as: UTF8.self)
    }
}

extension Fault {
    static func signerReference(_ text: String, _ found: Message) -> Fault {
        Fault(
            "E-SIGNER", .usage, Message("看不懂由谁签名：“\(text)”。", "Who should sign is not clear: “\(text)”."),
            state: found,
            remedy: Message(
                "写密钥文件的路径，或 pkcs11:token=…;object=…?module-path=/…，或 command:/程序 参数。",
                "Give a key file's path, or pkcs11:token=…;object=…?module-path=/…, or command:/program arguments."))
    }
}
