import Foundation
import Ledger

/// Asks web servers, by the program `curl`: Foundation's own client would not link into a program that stands alone.
///
/// http and https only; proxies and certificate authorities are those of the machine.
package struct HTTPClient: Sendable {
    package struct Answer: Equatable, Sendable {
        /// The HTTP status code.
        package var status: Int
        package var body: [UInt8]
        /// Where the server sends whoever asks; nil for anywhere.
        package var redirect: URL?
    }

    private static let maximumRedirects = 5

    /// Whole seconds from the first byte to the last.
    let timeout: Int
    /// No answer is read beyond this, in bytes.
    let limit: Int
    /// Further options of `curl`.
    let options: [String]

    package init(timeout: Int = 30, limit: Int = 1 << 20, options: [String] = []) {
        self.timeout = timeout
        self.limit = limit
        self.options = options
    }

    /// An address as a person gives it.
    ///
    /// - Throws: `Fault` E-URL for what is not of http or https, or has a user name or a fragment in it.
    package static func address(_ text: String) throws(Fault) -> URL {
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            let host = url.host, !host.isEmpty, url.user == nil, url.fragment == nil
        else { throw .address(text) }
        return url
    }

    /// Fetches, and follows redirects on the same server or to its https.
    ///
    /// - Throws: `Fault` E-URL-READ (no answer, or not in time), E-URL-REDIRECT (to another host, or on and on),
    ///   E-URL-SIZE, E-URL-CURL. Any other status is an answer.
    package func get(_ url: URL) throws(Fault) -> Answer {
        var url = url
        for _ in 0...HTTPClient.maximumRedirects {
            let answer = try ask(url, [])
            guard (300..<400).contains(answer.status) else { return answer }
            guard let next = answer.redirect, HTTPClient.isSameServer(next, as: url) else {
                throw .redirected(url, answer.redirect)
            }
            url = next
        }
        throw .redirected(url, url)
    }

    /// Sends a body. No redirect is followed: what is sent is meant for whoever was named.
    ///
    /// - Throws: as `get`.
    package func post(_ url: URL, contentType: String, body: [UInt8]) throws(Fault) -> Answer {
        let answer = try ask(url, ["--header", "Content-Type: " + contentType, "--data-binary", "@-"], body: body)
        guard !(300..<400).contains(answer.status) else { throw .redirected(url, answer.redirect) }
        return answer
    }

    private static func isSameServer(_ next: URL, as url: URL) -> Bool {
        let (from, to) = (url.scheme?.lowercased(), next.scheme?.lowercased())
        guard next.host?.lowercased() == url.host?.lowercased(), next.user == nil else { return false }
        return from == to ? next.port == url.port : to == "https" && url.port == nil && next.port == nil
    }
}

extension HTTPClient {
    private func arguments(_ url: URL) -> [String] {
        [
            // First, or it is not heeded: no options from anybody's .curlrc.
            "curl", "-q", "--silent", "--show-error", "--globoff", "--proto", "=http,https", "--max-time",
            String(timeout), "--max-filesize", String(limit), "--write-out", "%{stderr}\n%{http_code} %{redirect_url}",
            "--url", url.absoluteString,
        ] + options
    }

    private func ask(_ url: URL, _ more: [String], body: [UInt8]? = nil) throws(Fault) -> Answer {
        let (process, input, output, errors) = (Process(), Pipe(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments(url) + more
        process.standardInput = body == nil ? FileHandle.nullDevice : input
        process.standardOutput = output
        process.standardError = errors
        // F_SETPIPE_SZ (fcntl(2)), which Glibc's module lacks: a long Location would else stop curl, and us with it.
        _ = fcntl(errors.fileHandleForWriting.fileDescriptor, 1031, 1 << 20)
        // A curl that is not there must not end us while it is written to.
        if body != nil { _ = signal(SIGPIPE, SIG_IGN) }
        do { try process.run() } catch { throw .noCurl }
        if let body {
            // It reads all of this before it connects to anyone.
            try? input.fileHandleForWriting.write(contentsOf: Data(body))
            try? input.fileHandleForWriting.close()
        }
        let bytes = read(output.fileHandleForReading)
        if bytes == nil { kill(process.processIdentifier, SIGKILL) }
        // What it says there, one header line of a server at most, is less than this pipe holds.
        let said = String(decoding: (try? errors.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard let bytes, process.terminationStatus != 63 else { throw .tooLarge(url, limit) }
        guard process.terminationStatus != 127 else { throw .noCurl }
        guard process.terminationStatus == 0 else { throw .unreachable(url, said) }
        let last = said.split(separator: "\n").last?.split(separator: " ", maxSplits: 1).map(String.init) ?? []
        return Answer(
            status: last.first.flatMap { Int($0) } ?? 0, body: bytes,
            redirect: last.dropFirst().first.flatMap { URL(string: $0) })
    }

    /// Everything, in order; nil where it is more than the limit.
    private func read(_ pipe: FileHandle) -> [UInt8]? {
        var bytes: [UInt8] = []
        while let part = try? pipe.read(upToCount: 1 << 16), !part.isEmpty {
            guard bytes.count + part.count <= limit else { return nil }
            bytes += part
        }
        return bytes
    }
}

extension Fault {
    fileprivate static func address(_ text: String) -> Fault {
        Fault(
            "E-URL", .badData, Message("“\(text)”不是可用的网址。", "“\(text)” is not an address that can be used."),
            remedy: Message(
                "网址以 http:// 或 https:// 开头，不带用户名和 #。",
                "It begins with http:// or https:// and has no user name and no #."))
    }

    fileprivate static func unreachable(_ url: URL, _ said: String) -> Fault {
        let why = said.split(separator: "\n").first { $0.hasPrefix("curl:") } ?? "curl"
        return Fault(
            "E-URL-READ", .inputOutput,
            Message("\(url.absoluteString) 没有应答。", "\(url.absoluteString) does not answer."),
            state: Message(verbatim: String(why)),
            remedy: Message("检查网络、网址和代理设置后再试。", "Check network, address and proxy, and try again."))
    }

    fileprivate static func redirected(_ url: URL, _ next: URL?) -> Fault {
        Fault(
            "E-URL-REDIRECT", .refused,
            Message(
                "服务器把 \(url.absoluteString) 转到别处，没有跟去。",
                "The server sends \(url.absoluteString) elsewhere; it was not followed."),
            state: next.map { Message(verbatim: $0.absoluteString) },
            remedy: Message("核对新网址可信后，直接用它。", "If that address is to be trusted, name it yourself."))
    }

    fileprivate static func tooLarge(_ url: URL, _ limit: Int) -> Fault {
        Fault(
            "E-URL-SIZE", .badData,
            Message(
                "\(url.absoluteString) 的应答超过 \(limit) 字节。",
                "\(url.absoluteString) answers with more than \(limit) bytes."),
            remedy: Message("核对网址。", "Check the address."))
    }

    fileprivate static var noCurl: Fault {
        Fault(
            "E-URL-CURL", .notFound, Message("没有 curl，不能访问网址。", "There is no curl; no address can be asked."),
            remedy: Message("安装 curl，或改用文件往来。", "Install curl, or send the files some other way."))
    }
}
