import ArgumentParser
import Foundation
import Ledger

/// The language of the screen (`ux.md`: language): `--lang`, else `LC_ALL`, `LC_MESSAGES`, `LANG`: zh → Chinese, else
/// English. Known before the command line is parsed, since help and parse errors speak it too.
enum Spoken {
    static let language = language(
        arguments: CommandLine.arguments, environment: ProcessInfo.processInfo.environment)

    static func language(arguments: [String], environment: [String: String]) -> Language {
        if let named = named(in: arguments), let language = Language(rawValue: named) { return language }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty }
        return locale.map { $0.lowercased().hasPrefix("zh") } ?? false ? .zh : .en
    }

    private static func named(in arguments: [String]) -> String? {
        for (index, argument) in arguments.enumerated() {
            if argument.hasPrefix("--lang=") { return String(argument.dropFirst("--lang=".count)) }
            if argument == "--lang", index + 1 < arguments.count { return arguments[index + 1] }
        }
        return nil
    }
}

/// A text of the command line's own definition, in the language of the screen.
func say(_ zh: String, _ en: String) -> String { Message(zh, en).text(Spoken.language) }

/// Help for an argument; `value` is the name of its value, `中文|ENGLISH`.
func help(_ zh: String, _ en: String, _ value: String? = nil) -> ArgumentHelp {
    let names = value?.split(separator: "|", maxSplits: 1).map(String.init)
    let name = names.map { say($0.first ?? "", $0.last ?? "") }
    return ArgumentHelp(stringLiteral: say(zh, en)).named(name)
}

extension ArgumentHelp {
    fileprivate func named(_ value: String?) -> ArgumentHelp {
        var help = self
        help.valueName = value
        return help
    }
}
