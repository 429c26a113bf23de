import Foundation
import Testing

@Suite("taizhang timestamp fetch (RFC 3161 §3.4)", .serialized)
struct TimestampFetchTests {
    /// An authority of our own: `openssl ts` behind Python's web server.
    private static let authority = """
        import http.server, subprocess, sys
        last = {}
        class Authority(http.server.BaseHTTPRequestHandler):
            def log_message(self, *_): pass
            def answer(self, status, body, **headers):
                self.send_response(status)
                for name, value in headers.items(): self.send_header(name.replace("_", "-"), value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_POST(self):
                request = self.rfile.read(int(self.headers["Content-Length"]))
                if self.headers["Content-Type"] != "application/timestamp-query": return self.answer(415, b"wrong type\\n")
                if self.path == "/away": return self.answer(307, b"", Location="http://127.0.0.2:9/")
                if self.path == "/down": return self.answer(503, b"\\x1b[2Jdown\\n")
                if self.path != "/old" or not last:
                    open("request.tsq", "wb").write(request)
                    last["reply"] = subprocess.run(["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile",
                        "request.tsq", "-signer", "tsa.pem", "-inkey", "tsa.key"], check=True, capture_output=True).stdout
                self.answer(200, last["reply"], Content_Type="application/timestamp-reply")
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Authority)
        print("http://127.0.0.1:%d" % server.server_port, file=sys.stderr, flush=True)
        server.serve_forever()
        """

    private static let configuration = """
        [req]
        distinguished_name = subject
        [subject]
        [tsa]
        default_tsa = tsa1
        [tsa1]
        serial = tsa.serial
        signer_digest = sha256
        default_policy = 1.2.3.4.1
        digests = sha256
        ess_cert_id_alg = sha256
        """

    private func serve(in folder: URL) throws -> ServedProcess {
        try Data(Self.authority.utf8).write(to: folder.appendingPathComponent("authority.py"))
        try Data(Self.configuration.utf8).write(to: folder.appendingPathComponent("tsa.cnf"))
        let made = try Program.system(
            "openssl req -x509 -config tsa.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -utf8 -subj '/CN=测试机构' "
                + "-days 3650 -addext basicConstraints=critical,CA:FALSE -addext keyUsage=critical,digitalSignature "
                + "-addext extendedKeyUsage=critical,timeStamping -keyout tsa.key -out tsa.pem", in: folder)
        try #require(made.code == 0, "\(made.errors)")
        return try ServedProcess(
            { errors in
                let process = Process()
                process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
                process.arguments = ["python3", "authority.py"]
                process.currentDirectoryURL = folder
                process.standardError = errors
                try process.run()
                return process
            }, in: folder)
    }

    @Test("asked, answered, attached, verified; an old answer, a refusal and a redirect are not taken in")
    func fetch() throws {
        let program = try Program()
        defer { program.remove() }
        try Data("口令\n".utf8).write(to: program.folder.appendingPathComponent("secret"))
        for step in [["init", "--name", "测试"], ["key", "new", "--passphrase-file", "secret"]] {
            try #require(try program.run(step).code == 0)
        }
        let server = try serve(in: program.folder)
        defer { server.end(SIGKILL) }
        let fetch = { try program.run("timestamp", "fetch", server.url + $0) }
        #expect(try fetch("/").errors.contains("E-CHECKPOINT-NONE"))
        try #require(try program.run("checkpoint", "make", "--passphrase-file", "secret").code == 0)

        let taken = try fetch("/tsr?for=test")
        #expect(taken.code == 0 && taken.output.hasPrefix("已收下时间戳：3 条处的检查点"), "\(taken.errors)")
        let verified = try program.run("verify", "--ca", "tsa.pem", "--json")
        #expect(verified.code == 0 && verified.output.contains(#""timestamped": 3"#), "\(verified.output)")

        let old = try fetch("/old")
        #expect(old.code == 1 && old.errors.contains("E-TIMESTAMP-ANSWER"), "\(old.errors)")
        let down = try fetch("/down")
        #expect(down.code == 2 && down.errors.contains("现状：503 \\u{1B}[2Jdown"), "\(down.errors)")
        #expect(try fetch("/away").errors.contains("E-URL-REDIRECT"))
        #expect(try program.run("timestamp", "fetch", "file:///etc/passwd").errors.contains("E-URL"))
        let list = try program.run("checkpoint", "list", "--json").output
        #expect(list.contains(/"timestamps": \[\s*"[^"]+"\s*\]/), "one, and no more: \(list)")
        server.end(SIGKILL)
        #expect(try fetch("/").code == 74)
    }
}
