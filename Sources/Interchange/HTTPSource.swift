import Foundation
import Ledger

/// A log on a web server (C2SP tlog-tiles), fetched file by file with `curl`: Foundation's own client would not link into
/// a program that stands alone.
package struct HTTPSource: TileSource, Sendable {
    /// Of any file but an entry bundle, in bytes.
    static let maximumSize = 8 << 20
    private static let maximumRedirects = 5

    /// The log's prefix, without a slash at its end.
    package let prefix: URL

    /// - Throws: `Fault` E-URL for what is no address of http or https, or has a user name, a query or a fragment in it.
    package init(_ text: String) throws(Fault) {
        var text = text
        while text.last == "/" { text.removeLast() }
        guard let url = URL(string: text), ["http", "https"].contains(url.scheme?.lowercased()),
            let host = url.host, !host.isEmpty, url.user == nil, url.query == nil, url.fragment == nil
        else { throw .url(text) }
        prefix = url
    }

    /// - Throws: `Fault` E-URL-READ (no answer, or not in time), E-URL-STATUS, E-URL-REDIRECT (away from the host, or on
    ///   and on), E-URL-SIZE, E-URL-CURL.
    package func bytes(_ path: String) throws -> [UInt8]? {
        var url = prefix.appendingPathComponent(path)
        let limit = path.hasPrefix("tile/entries/") ? EntryBundle.maximumSize : HTTPSource.maximumSize
        for _ in 0...HTTPSource.maximumRedirects {
            let answer = try CurlRun(url, limit: limit).answer()
            switch answer.status {
            case 200: return answer.bytes
            case 404: return nil
            case 300..<400:
                guard let next = answer.redirect, staysHere(next, from: url) else {
                    throw Fault.redirected(url, answer.redirect)
                }
                url = next
            default: throw Fault.status(url, answer.status)
            }
        }
        throw Fault.redirected(url, url)
    }

    /// Whether a redirect leads to the same server, or to the same host's https.
    private func staysHere(_ next: URL, from url: URL) -> Bool {
        let (from, to) = (url.scheme?.lowercased(), next.scheme?.lowercased())
        guard next.host?.lowercased() == url.host?.lowercased(), next.user == nil else { return false }
        return from == to ? next.port == url.port : to == "https" && url.port == nil && next.port == nil
    }
}

/// One request: `curl`, told everything on its command line, with what it prints read as it comes.
private struct CurlRun {
    struct Answer {
        var status: Int
        var redirect: URL?
        var bytes: [UInt8]
    }

    private let url: URL
    private let limit: Int

    init(_ url: URL, limit: Int) {
        self.url = url
        self.limit = limit
    }

    private var arguments: [String] {
        [
            // First, or it is not heeded: no options from anybody's .curlrc.
            "curl", "-q", "--silent", "--show-error", "--globoff", "--proto", "=http,https", "--connect-timeout", "15",
            "--speed-limit", "64", "--speed-time", "30", "--max-time", "300", "--max-filesize", String(limit),
            "--write-out", "%{stderr}\n%{http_code} %{redirect_url}", "--url", url.absoluteString,
        ]
    }

    func answer() throws -> Answer {
        let (process, output, errors) = (Process(), Pipe(), Pipe())
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = arguments
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = errors
        // F_SETPIPE_SZ (fcntl(2)), which Glibc's module lacks: a long Location would else stop curl, and us with it.
        _ = fcntl(errors.fileHandleForWriting.fileDescriptor, 1031, 1 << 20)
        do { try process.run() } catch { throw Fault.noCurl }
        let bytes = read(output.fileHandleForReading)
        if bytes == nil { kill(process.processIdentifier, SIGKILL) }
        // What it says there, one header line of a server at most, is less than this pipe holds.
        let said = String(decoding: (try? errors.fileHandleForReading.readToEnd()) ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        guard let bytes, process.terminationStatus != 63 else { throw Fault.tooLarge(url, limit) }
        guard process.terminationStatus != 127 else { throw Fault.noCurl }
        guard process.terminationStatus == 0 else { throw Fault.unreachable(url, said) }
        let last = said.split(separator: "\n").last?.split(separator: " ", maxSplits: 1).map(String.init) ?? []
        return Answer(
            status: last.first.flatMap { Int($0) } ?? 0, redirect: last.dropFirst().first.flatMap { URL(string: $0) },
            bytes: bytes)
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
    fileprivate static func url(_ text: String) -> Fault {
        Fault(
            "E-URL", .badData, Message("“\(text)”不是可用的网址。", "“\(text)” is not an address that can be used."),
            remedy: Message(
                "网址以 http:// 或 https:// 开头，不带用户名、? 和 #。",
                "It begins with http:// or https:// and has no user name, ? or #."))
    }

    fileprivate static func unreachable(_ url: URL, _ said: String) -> Fault {
        let why = said.split(separator: "\n").first { $0.hasPrefix("curl:") } ?? "curl"
        return Fault(
            "E-URL-READ", .inputOutput,
            Message("取不到 \(url.absoluteString)。", "\(url.absoluteString) cannot be fetched."),
            state: Message(verbatim: String(why)),
            remedy: Message("检查网络、网址和代理设置后再试。", "Check network, address and proxy, and try again."))
    }

    fileprivate static func status(_ url: URL, _ status: Int) -> Fault {
        Fault(
            "E-URL-STATUS", .inputOutput,
            Message(
                "服务器没有给出 \(url.absoluteString)：状态码 \(status)。",
                "The server did not give \(url.absoluteString): status \(status)."),
            remedy: Message("稍后再试，或告知出具方。", "Try again later, or tell its issuer."))
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
                "\(url.absoluteString) 超过 \(limit) 字节，不会是台账的导出。",
                "\(url.absoluteString) has more than \(limit) bytes and is no part of an export."),
            remedy: Message("核对网址。", "Check the address."))
    }

    fileprivate static var noCurl: Fault {
        Fault(
            "E-URL-CURL", .notFound,
            Message("没有 curl，不能从网址读取。", "There is no curl; nothing can be read from an address."),
            remedy: Message("安装 curl，或先把导出复制成文件夹。", "Install curl, or copy the export into a folder first."))
    }
}
