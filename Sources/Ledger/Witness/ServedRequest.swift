/// One request as it was answered: a line of a server's log.
package struct ServedRequest: Sendable {
    /// When the answer stood.
    package var time: Instant
    package var method: String
    /// As it was asked for, up to 256 characters.
    package var path: String
    /// The HTTP status code.
    package var status: Int
    /// Of which log; nil where the request did not say so.
    package var origin: String?
    /// Why nothing was cosigned; nil where it was, or nothing was asked to be.
    package var reason: Message?

    package init(time: Instant, method: String, path: String, status: Int, origin: String?, reason: Message?) {
        self.time = time
        self.method = method
        self.path = path
        self.status = status
        self.origin = origin
        self.reason = reason
    }
}
