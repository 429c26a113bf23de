import ArgumentParser
import Foundation
import Ledger

/// The language of the screen (`ux.md`: language): `--lang`, else `LC_ALL`, `LC_MESSAGES`, `LANG`: zh → Chinese, else
/// English. Known before the command line is parsed, since help and parse errors speak it too.
enum Spoken {
    static let language = language(arguments: CommandLine.arguments, environment: .own)

    static func language(arguments: [String], environment: Environment) -> Language {
        if let language = split(arguments, at: "--lang").named.flatMap({ Language(rawValue: $0) }) { return language }
        let locale = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap(environment.filled).first
        return locale.map { $0.lowercased().hasPrefix("zh") } ?? false ? .zh : .en
    }

    /// The value of an option that is known before anything is parsed, the last where there are several, and the other
    /// arguments: it may stand anywhere, also after a noun alone, which takes no options.
    static func split(_ arguments: [String], at option: String) -> (named: String?, rest: [String]) {
        var named: String?
        var rest: [String] = []
        var words = arguments[...]
        while let word = words.popFirst() {
            if word == "--" { return (named, rest + [word] + words) }
            if word.hasPrefix(option + "=") {
                named = String(word.dropFirst(option.count + 1))
            } else if word == option, let value = words.first {
                named = value
                words.removeFirst()
            } else {
                rest.append(word)
            }
        }
        return (named, rest)
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
