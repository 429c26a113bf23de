import Foundation

/// A time-stamping authority of our own, by the `openssl` program, in a folder that the test gives.
struct TimestampAuthority {
    let folder: URL

    /// Makes a root, and the authority's certificate valid from 2020 to a moment (`YYYYMMDDhhmmssZ`).
    init(
        in folder: URL, name: String = "时间戳测试机构", to end: String = "20991231235959Z", digest: String = "sha256"
    ) throws {
        self.folder = folder
        let configuration = """
            [ca]
            default_ca = root
            [root]
            dir = .
            database = index.txt
            unique_subject = no
            new_certs_dir = .
            certificate = root.pem
            private_key = root.key
            rand_serial = yes
            default_md = sha256
            policy = any
            [any]
            commonName = supplied
            [req]
            distinguished_name = subject
            [subject]
            [v3root]
            basicConstraints = critical,CA:TRUE
            keyUsage = critical,keyCertSign
            [v3tsa]
            keyUsage = critical,digitalSignature
            extendedKeyUsage = critical,timeStamping
            [v3other]
            keyUsage = critical,digitalSignature
            extendedKeyUsage = critical,timeStamping,codeSigning
            [tsa]
            default_tsa = tsa1
            [tsa1]
            serial = tsa.serial
            signer_digest = sha256
            default_policy = 1.2.3.4.1
            digests = sha256, sha512
            ess_cert_id_alg = \(digest)
            """
        try Data(configuration.utf8).write(to: folder.appendingPathComponent("tsa.cnf"))
        try Data().write(to: folder.appendingPathComponent("index.txt"))
        for key in ["root.key", "tsa.key"] {
            try openssl("genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", key)
        }
        try openssl(
            "req", "-x509", "-config", "tsa.cnf", "-extensions", "v3root", "-utf8", "-subj", "/CN=\(name)根", "-days",
            "36500", "-key", "root.key", "-out", "root.pem")
        try openssl(
            "req", "-new", "-config", "tsa.cnf", "-utf8", "-subj", "/CN=\(name)", "-key", "tsa.key", "-out", "tsa.csr")
        try issue("tsa.pem", extensions: "v3tsa", to: end)
    }

    private func issue(_ file: String, extensions: String, to end: String) throws {
        try openssl(
            "ca", "-batch", "-notext", "-utf8", "-config", "tsa.cnf", "-extensions", extensions, "-startdate",
            "20200101000000Z", "-enddate", end, "-in", "tsa.csr", "-out", file)
    }

    /// A response signed with a certificate that is for code signing too, which `openssl ts` itself would refuse.
    func replyForOtherUsage(to request: [UInt8]) throws -> [UInt8] {
        _ = try reply(to: request)
        try issue("other.pem", extensions: "v3other", to: "20991231235959Z")
        try openssl("ts", "-reply", "-in", "response.tsr", "-token_out", "-out", "token.der")
        try openssl("cms", "-verify", "-noverify", "-inform", "DER", "-in", "token.der", "-out", "info.der")
        try openssl(
            "cms", "-sign", "-binary", "-nodetach", "-cades", "-econtent_type", "id-smime-ct-TSTInfo", "-in",
            "info.der", "-signer", "other.pem", "-inkey", "tsa.key", "-outform", "DER", "-out", "token.der")
        try openssl("ts", "-reply", "-in", "token.der", "-token_in", "-out", "response.tsr")
        return try bytes(of: "response.tsr")
    }

    var root: [UInt8] { get throws { try bytes(of: "root.pem") } }
    var certificate: [UInt8] { get throws { try bytes(of: "tsa.pem") } }

    /// The authority's response to a request, both DER. `extra` names a PEM file whose certificates are put inside.
    func reply(to request: [UInt8], extra: String? = nil) throws -> [UInt8] {
        try Data(request).write(to: folder.appendingPathComponent("request.tsq"))
        try openssl(
            ["ts", "-reply", "-config", "tsa.cnf", "-queryfile", "request.tsq", "-signer", "tsa.pem"]
                + ["-inkey", "tsa.key", "-out", "response.tsr"] + (extra.map { ["-chain", $0] } ?? []))
        return try bytes(of: "response.tsr")
    }

    func bytes(of name: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appendingPathComponent(name)))
    }

    @discardableResult
    func openssl(_ arguments: String...) throws -> String { try openssl(arguments) }

    /// Runs `openssl` in the folder and gives what it said; a failure is thrown with its words.
    @discardableResult
    func openssl(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["openssl"] + arguments
        process.currentDirectoryURL = folder
        let output = Pipe()
        process.standardOutput = output
        process.standardError = output
        try process.run()
        let said = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        guard process.terminationStatus == 0 else { throw Refused(said: said) }
        return said
    }

    struct Refused: Error { let said: String }
}
