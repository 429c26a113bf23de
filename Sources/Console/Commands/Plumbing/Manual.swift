import ArgumentParser
import Ledger

struct Manual: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "manual", abstract: say("手册页（man 格式）", "The manual page, in man format."),
        discussion: say(
            """
            例：
              taizhang plumbing manual --lang zh > taizhang.1
            """,
            """
            Example:
              taizhang plumbing manual > taizhang.1
            """))

    @OptionGroup var options: GlobalOptions

    func run() throws {
        try StandardStream.output.write(ManualPage().text)
    }
}

/// The manual page, made from the same definitions as help and completions (man(7)).
struct ManualPage {
    private let tree = CommandDescription.tree

    var text: String {
        var out = ".TH TAIZHANG 1 \"\" \"taizhang \(Taizhang.configuration.version)\"\n.ad l\n.nh\n"
        out += section(say("名称", "NAME")) + "taizhang \\- \(escaped(tree.abstract ?? ""))\n"
        out += section(say("说明", "DESCRIPTION")) + body(tree.discussion ?? "")
        out += section(say("命令", "COMMANDS")) + commands(tree, [])
        out += section(say("退出码", "EXIT STATUS")) + body(ManualPage.exitCodes)
        return out
    }

    private func commands(_ command: CommandDescription, _ path: [String]) -> String {
        let path = path + [command.commandName]
        let below = (command.subcommands ?? []).filter(\.shouldDisplay).map { commands($0, path) }.joined()
        guard path.count > 1, command.subcommands?.isEmpty ?? true else { return below }
        var out = ".SS \(escaped(path.joined(separator: " ")))\n\(escaped(command.abstract ?? ""))\n"
        out += ".PP\n.B \(escaped(command.synopsis(path)))\n.PP\n" + body(command.discussion ?? "")
        for argument in (command.arguments ?? []).filter(\.shouldDisplay) {
            guard !argument.meaning.isEmpty, !argument.isEverywhere else { continue }
            out += ".TP\n.B \(escaped(argument.label))\n\(escaped(argument.meaning))\n"
        }
        return out
    }

    private func section(_ title: String) -> String { ".SH \(title)\n" }

    private func body(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.isEmpty { return ".PP" }
            return line.hasPrefix(" ") ? ".br\n" + escaped(String(line)) : escaped(String(line))
        }.joined(separator: "\n") + "\n"
    }

    /// A leading dot or apostrophe would be a request; a backslash or a hyphen has a meaning of its own.
    private func escaped(_ text: String) -> String {
        let plain = text.replacing("\\", with: "\\e").replacing("-", with: "\\-")
        return plain.hasPrefix(".") || plain.hasPrefix("'") ? "\\&" + plain : plain
    }

    private static let exitCodes = say(
        """
          0   完成
          1   核对不通过（verify 发现改动，rebuild --check 有出入）
          2   违反规则，被拒绝
          64  用法不对
          65  输入的数据不对
          66  没有这样的台账或内容
          73  不能写入
          74  读写出错
          75  正忙，请再试
          77  没有权限
        """,
        """
          0   done
          1   the check failed (verify found tampering, rebuild --check differs)
          2   refused by a rule
          64  usage
          65  bad input data
          66  no such ledger or item
          73  cannot write
          74  input or output error
          75  busy, try again
          77  not permitted
        """)
}
