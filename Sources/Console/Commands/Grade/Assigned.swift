import Foundation
import Ledger

/// An argument `名称=数`, `NAME=VALUE`: an item and its marks, a year and its grade.
enum Assigned {
    /// - Throws: E-ARGUMENT.
    static func split(_ argument: String, _ what: Message) throws(Fault) -> (name: String, value: String) {
        let sign = argument.lastIndex { $0 == "=" || $0 == "＝" }
        if let sign {
            let name = argument[..<sign].trimmingCharacters(in: .whitespaces)
            let value = argument[argument.index(after: sign)...].trimmingCharacters(in: .whitespaces)
            if !name.isEmpty, !value.isEmpty { return (name, value) }
        }
        throw .unreadableArgument(argument, what)
    }

    static func number(_ argument: String, _ what: Message) throws(Fault) -> (name: String, number: Int) {
        let (name, value) = try split(argument, what)
        guard let number = Int(value) else { throw .unreadableArgument(argument, what) }
        return (name, number)
    }
}
