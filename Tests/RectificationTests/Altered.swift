/// One way in which a sound payload is made another, as an argument of a test.
struct Altered<Payload>: Sendable {
    let change: @Sendable (inout Payload) -> Void

    init(_ change: @escaping @Sendable (inout Payload) -> Void) {
        self.change = change
    }
}
