import ArgumentParser
import Ledger

struct WitnessAddLog: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "add-log", abstract: say("登记要见证的台账", "Begin to witness a ledger."),
        discussion: say(
            """
            例：
              taizhang witness add-log --vkey "$(cat ledger.vkey)"
              taizhang witness add-log --vkey "$(cat new.vkey)" --origin taizhang/0196…

            对已登记的台账再次执行，是增加它的可信密钥；要去掉一个，删去 logs/…/vkeys 里的那一行。
            """,
            """
            Examples:
              taizhang witness add-log --vkey "$(cat ledger.vkey)"
              taizhang witness add-log --vkey "$(cat new.vkey)" --origin taizhang/0196…

            For a ledger that is witnessed already it adds trusted keys; to end trust in one, strike its line from \
            logs/…/vkeys.
            """))

    @Option(
        name: .customLong("vkey"),
        help: help("台账的验证公钥；可多次给出", "the ledger's verifier key; may be repeated", "公钥|VKEY"))
    var keys: [String]

    @Option(
        name: .long,
        help: help(
            "检查点第一行的来源；不写则为首个密钥的名称", "the first line of its checkpoints; the first key's name where left out",
            "来源|ORIGIN"))
    var origin: String?

    @OptionGroup var witness: WitnessOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        var known: [VerifierKey] = []
        for key in keys { known.append(try VerifierKey(key)) }
        let origin = origin ?? known.first?.name ?? ""
        let folder = try witness.open()
        try folder.addLog(origin: origin, keys: known)
        guard let log = try folder.log(origin: origin) else { return }
        try Session.show(NewLog(log: log), options)
    }
}

/// A ledger that a witness knows now.
struct NewLog: Answer {
    var log: WitnessedLog

    func text(on screen: Screen, _ language: Language) -> String {
        let said = Message(
            "将见证“\(shown(log.origin))”，信任它的 \(log.keys.count) 个密钥。",
            "“\(shown(log.origin))” is witnessed now, by \(log.keys.count) trusted key(s).")
        return said.text(language) + "\n"
    }

    var json: JSONValue { WitnessTable.json(log) }
}
