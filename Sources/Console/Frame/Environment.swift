import Foundation

/// The environment's variables, asked for one by one: to make a dictionary of the whole environment took a thirtieth of
/// `finding show`.
struct Environment: Sendable, ExpressibleByDictionaryLiteral {
    private let given: [String: String]?

    /// This process's own.
    static let own = Environment(nil)

    /// Another than the process's own.
    init(_ variables: [String: String]) { given = variables }

    init(dictionaryLiteral variables: (String, String)...) { given = Dictionary(uniqueKeysWithValues: variables) }

    private init(_ given: [String: String]?) { self.given = given }

    subscript(name: String) -> String? {
        if let given { return given[name] }
        return getenv(name).map { String(cString: $0) }
    }

    /// A variable that says something; one that is set to nothing counts as left out.
    func filled(_ name: String) -> String? { self[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// All of them, for a child.
    var all: [String: String] { given ?? ProcessInfo.processInfo.environment }
}
