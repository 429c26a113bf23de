import ArgumentParser
import Ledger

/// What the parser of arguments finds wrong, in the language of the screen.
///
/// swift-argument-parser speaks English only; its few sentences are known and put into Chinese here, with what they quote.
enum UsageFault {
    static func fault(of error: any Error, arguments: [String]) -> Fault {
        if let fault = noSuchCommand(arguments) { return fault }
        let english = Taizhang.message(for: error)
        let first = english.split(separator: "\n", omittingEmptySubsequences: true).first.map(String.init) ?? english
        let sentence = withoutFarSuggestion(first)
        let (command, path) = CommandDescription.find(arguments)
        // Where the words go on as a default command, the parser says which of them is none of its own.
        if let word = unexpected(in: sentence), let commands = command.subcommands, !commands.isEmpty {
            return noSuchCommand(word, path, commands)
        }
        let usage = command.synopsis(path)
        let isEnded = sentence.hasSuffix(".") || sentence.hasSuffix("?")
        let hint = hint(sentence, command)
        return Fault(
            "E-USAGE", .usage, Message(chinese(sentence), isEnded ? sentence : sentence + "."),
            remedy: Message("\(hint)\(usage)；详见 --help。", "\(hint)\(usage); see --help."))
    }

    /// What the argument is that was left out or cannot be read; how a list is filtered where it has no such option.
    private static func hint(_ sentence: String, _ command: CommandDescription) -> String {
        let arguments = command.arguments ?? []
        if captures(of: "Unknown option '*'", in: sentence) != nil {
            guard arguments.contains(where: { $0.label.hasPrefix("--where ") }) else { return "" }
            return say("筛选用 --where '字段 = 值'。", "Filter with --where 'FIELD = VALUE'. ")
        }
        let missing = captures(of: "Missing expected argument '*'", in: sentence)
        if let choice = captures(of: "The value '*' is invalid for '*'. Please provide one of *.", in: sentence) {
            // English words have just been given; in Chinese the parser knows none.
            return say(arguments.first { $0.label == choice[1] }.map { "\($0.label)：\($0.meaning)。" } ?? "", "")
        }
        let label = missing?.last ?? captures(of: "The value '*' is invalid for '*'", in: sentence)?.last
        guard let label, let argument = arguments.first(where: { $0.label == label }), !argument.meaning.isEmpty else {
            return ""
        }
        return say("\(label)：\(argument.meaning)。", "\(label) is \(argument.meaning). ")
    }

    private static func unexpected(in sentence: String) -> String? {
        sentence.wholeMatch(of: /Unexpected argument '(.*)'/).map { String($0.1) }
            ?? sentence.wholeMatch(of: /\d+ unexpected arguments: '(.*?)'.*/).map { String($0.1) }
    }

    /// A word in the place of a command that names none, whatever the parser stumbled upon behind it; nil where the words
    /// name a command to its end, or one that goes on as its default.
    private static func noSuchCommand(_ arguments: [String]) -> Fault? {
        let (type, path) = Taizhang.command(named: arguments[...])
        guard type.configuration.defaultSubcommand == nil, let word = arguments.dropFirst(path.count - 1).first,
            !word.hasPrefix("-"), let commands = CommandDescription.find(path).command.subcommands, !commands.isEmpty
        else { return nil }
        return noSuchCommand(word, path, commands)
    }

    private static func noSuchCommand(_ word: String, _ path: [String], _ commands: [CommandDescription]) -> Fault {
        let place = path.joined(separator: " ")
        let names = commands.filter(\.shouldDisplay).map(\.commandName)
        return Fault(
            "E-USAGE", .usage,
            Message("\(place) 没有“\(word)”这个命令。", "\(place) has no command “\(word)”."),
            remedy: Message(
                "用其中之一：\(names.joined(separator: "、"))。", "one of \(names.joined(separator: ", "))."))
    }

    /// What the parser says and what that is in Chinese. A star takes in any text, which then stands in the place of the
    /// percent sign of its rank.
    private static let sentences = [
        ("Unknown option '*'. Did you mean '*'?", "没有选项 %，是不是要用 %？"),
        ("Unknown option '*'", "没有选项 %。"),
        ("Missing value for '*'", "选项 % 缺少值。"),
        ("Missing expected argument '*'", "缺少参数 %。"),
        ("Missing one of: '*'", "以下参数须给出一个：%。"),
        ("Unexpected argument '*'", "多余的参数“%”。"),
        ("* unexpected arguments: '*'", "有 % 个多余的参数：“%”。"),
        ("The option '*' does not take any value, but '*' was specified.", "选项 % 不带值，却给了“%”。"),
        ("The value '*' is invalid for '*'. Please provide one of *.", "“%”不能用作 %，可用：%。"),
        ("The value '*' is invalid for '*'", "“%”不能用作 %。"),
        ("Value to be set with flag '*' had already been set with flag '*'", "% 与 % 不能同时给出。"),
        ("Missing required subcommand.", "缺少子命令。"),
    ]

    static func chinese(_ sentence: String) -> String {
        for (pattern, chinese) in sentences {
            guard let parts = captures(of: pattern, in: sentence) else { continue }
            var text = ""
            var rest = parts[...]
            for character in chinese {
                text += character == "%" ? rest.popFirst() ?? "" : String(character)
            }
            return text.replacing("', '", with: "、").replacing("' or '", with: "、").replacing("' and '", with: "、")
                .replacing("'", with: "")
        }
        return sentence
    }

    /// What the stars of a pattern take in; nil where the text is not of it.
    private static func captures(of pattern: String, in text: String) -> [String]? {
        var parts = pattern.split(separator: "*", omittingEmptySubsequences: false)[...]
        guard let first = parts.popFirst(), text.hasPrefix(first) else { return nil }
        var rest = text.dropFirst(first.count)
        var captures: [String] = []
        while let part = parts.popFirst() {
            let place =
                parts.isEmpty ? rest.ranges(of: part).last ?? rest.endIndex..<rest.endIndex : rest.firstRange(of: part)
            guard let place, rest[place] == part, !parts.isEmpty || place.upperBound == rest.endIndex else {
                return nil
            }
            captures.append(String(rest[..<place.lowerBound]))
            rest = rest[place.upperBound...]
        }
        return captures
    }

    /// Without a suggestion that has little to do with what was typed: the parser takes any within three letters.
    private static func withoutFarSuggestion(_ sentence: String) -> String {
        guard let parts = captures(of: "Unknown option '*'. Did you mean '*'?", in: sentence), parts.count == 2,
            parts[0].count < 8, Set(parts[0]).intersection(parts[1]).count <= parts[0].count / 2
        else { return sentence }
        return "Unknown option '\(parts[0])'"
    }
}
