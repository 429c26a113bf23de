import Foundation
import Ledger

/// A log on a web server (C2SP tlog-tiles), fetched file by file.
package struct HTTPSource: TileSource, Sendable {
    /// Of any file but an entry bundle, in bytes.
    static let maximumSize = 8 << 20
    /// A log may be large and far away: five minutes for a file, as long as something comes.
    private static let patience = ["--connect-timeout", "15", "--speed-limit", "64", "--speed-time", "30"]

    /// The log's prefix, without a slash at its end.
    package let prefix: URL

    /// - Throws: `Fault` E-URL for what is no address of http or https, or has a user name, a query or a fragment in it.
    package init(_ text: String) throws(Fault) {
        var text = text
        while text.last == "/" { text.removeLast() }
        prefix = try HTTPClient.address(text)
        guard prefix.query == nil else { throw .query(text) }
    }

    /// - Throws: `Fault` E-URL-STATUS; and what `HTTPClient.get` throws.
    package func bytes(_ path: String) throws -> [UInt8]? {
        let url = prefix.appendingPathComponent(path)
        let limit = path.hasPrefix("tile/entries/") ? EntryBundle.maximumSize : HTTPSource.maximumSize
        let answer = try HTTPClient(timeout: 300, limit: limit, options: HTTPSource.patience).get(url)
        switch answer.status {
        case 200: return answer.body
        case 404: return nil
        default: throw Fault.status(url, answer.status)
        }
    }
}

extension Fault {
    fileprivate static func query(_ text: String) -> Fault {
        Fault(
            "E-URL", .badData, Message("“\(text)”不是可用的网址。", "“\(text)” is not an address that can be used."),
            remedy: Message("导出的网址不带 ?。", "The address of an export has no ? in it."))
    }

    fileprivate static func status(_ url: URL, _ status: Int) -> Fault {
        Fault(
            "E-URL-STATUS", .inputOutput,
            Message(
                "服务器没有给出 \(url.absoluteString)：状态码 \(status)。",
                "The server did not give \(url.absoluteString): status \(status)."),
            remedy: Message("稍后再试，或告知出具方。", "Try again later, or tell its issuer."))
    }
}
