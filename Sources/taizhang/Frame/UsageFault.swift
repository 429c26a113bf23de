import ArgumentParser
import Ledger

/// What the parser of arguments finds wrong, in the language of the screen.
///
/// swift-argument-parser speaks English only; its few sentences are known and put into Chinese here, with what they quote.
enum UsageFault {
    static func fault(of error: any Error) -> Fault {
        let english = Taizhang.message(for: error)
        let lines = english.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        let sentence = lines.first ?? english
        let usage = Taizhang.fullMessage(for: error).split(separator: "\n")
            .first { $0.hasPrefix("Usage: ") || $0.hasPrefix("USAGE: ") }?.drop { $0 != " " }.dropFirst()
        return Fault(
            "E-USAGE", .usage, Message(chinese(sentence), sentence + (sentence.hasSuffix(".") ? "" : ".")),
            remedy: usage.map { Message("用法：\($0)；详见 --help。", "Usage: \($0); see --help.") }
                ?? Message("参阅 taizhang --help。", "See taizhang --help."))
    }

    /// Each pattern's captures, in order, go into the places `%` of the Chinese sentence.
    private static var sentences: [(Regex<AnyRegexOutput>, String)] {
        [
        (try? Regex("Unknown option '(.*)'\\. Did you mean '(.*)'\\?"), "没有选项 %，是不是要用 %？"),
        (try? Regex("Unknown option '(.*)'"), "没有选项 %。"),
        (try? Regex("Missing value for '(.*)'"), "选项 % 缺少值。"),
        (try? Regex("Missing expected argument '(.*)'"), "缺少参数 %。"),
        (try? Regex("Missing one of: '(.*)'"), "以下参数须给出一个：%。"),
        (try? Regex("Unexpected argument '(.*)'"), "多余的参数“%”。"),
        (try? Regex("\\d+ unexpected arguments: '(.*)'"), "多余的参数：“%”。"),
        (try? Regex("The option '(.*)' does not take any value, but '(.*)' was specified\\."), "选项 % 不带值，却给了“%”。"),
        (try? Regex("The value '(.*)' is invalid for '(.*?)'(?::.*)?"), "“%”不能用作 %。"),
        (try? Regex("Missing required subcommand\\."), "缺少子命令。"),
        (try? Regex("Value to be set with (.*) had already been set with (.*)"), "% 与 % 重复。"),
        ].compactMap { pattern, chinese in pattern.map { ($0, chinese) } }
    }

    private static func chinese(_ sentence: String) -> String {
        for (pattern, chinese) in sentences {
            guard let match = sentence.wholeMatch(of: pattern) else { continue }
            var captures = match.output.dropFirst().compactMap { $0.substring.map(String.init) }
            var text = ""
            for character in chinese {
                if character == "%", !captures.isEmpty { text += captures.removeFirst() } else { text.append(character) }
            }
            return text
        }
        return sentence
    }
}
