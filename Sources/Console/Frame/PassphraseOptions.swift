import ArgumentParser
import Foundation
import Ledger

/// Where the passphrase of a private key comes from; never from an argument, which others could read.
struct PassphraseOptions: ParsableArguments {
    @Option(
        name: .long,
        help: help(
            "口令文件，取第一行；不写则用 $TAIZHANG_PASSPHRASE，再不然在终端上询问",
            "a file whose first line is the passphrase; else $TAIZHANG_PASSPHRASE, else it is asked for", "文件|FILE"),
        completion: .file())
    var passphraseFile: String?

    var source: PassphraseSource { PassphraseSource(file: passphraseFile) }
}

/// Asks for a passphrase when it is needed.
struct PassphraseSource: Sendable {
    /// `$TAIZHANG_PASSPHRASE`, taken out of the environment so that no program that we start inherits it.
    static let environment: String? = {
        let given = Environment.own["TAIZHANG_PASSPHRASE"]
        unsetenv("TAIZHANG_PASSPHRASE")
        return given
    }()

    /// Puts it back, for the program that this one becomes.
    static func handOn() {
        if let environment { setenv("TAIZHANG_PASSPHRASE", environment, 1) }
    }

    var file: String?

    /// The passphrase; on a terminal asked for, without an echo.
    ///
    /// - Parameter isNew: has it typed twice.
    /// - Throws: E-PASSPHRASE-NONE, E-PASSPHRASE-TWICE, E-FILE-READ.
    func passphrase(for name: String, isNew: Bool = false) throws -> String {
        if let file {
            let text = String(decoding: try InputFile.bytes(of: file), as: UTF8.self)
            return String(text.prefix { !$0.isNewline })
        }
        if let given = PassphraseSource.environment { return given }
        guard isatty(STDIN_FILENO) == 1 else { throw Fault.noPassphrase(name) }
        let passphrase = ask(Message("密钥 \(shown(name)) 的口令：", "Passphrase of \(shown(name)): "))
        guard isNew else { return passphrase }
        guard ask(Message("再输一遍：", "Once more: ")) == passphrase else { throw Fault.differentPassphrases }
        return passphrase
    }

    private func ask(_ prompt: Message) -> String {
        getpass(prompt.text(Spoken.language)).map { String(cString: $0) } ?? ""
    }
}

extension Fault {
    fileprivate static func noPassphrase(_ name: String) -> Fault {
        Fault(
            "E-PASSPHRASE-NONE", .usage,
            Message("没有给出密钥“\(name)”的口令。", "No passphrase was given for the key “\(name)”."),
            remedy: Message(
                "加上 --passphrase-file 文件，或设 $TAIZHANG_PASSPHRASE，或在终端上运行。",
                "Add --passphrase-file FILE, or set $TAIZHANG_PASSPHRASE, or run it on a terminal."))
    }

    fileprivate static var differentPassphrases: Fault {
        Fault(
            "E-PASSPHRASE-TWICE", .usage, Message("两次输入的口令不同。", "The two passphrases differ."),
            remedy: Message("再试一次。", "Try again."))
    }
}
