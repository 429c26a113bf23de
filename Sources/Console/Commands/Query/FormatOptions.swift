import ArgumentParser
import Ledger

/// In what form an answer is given (`ux.md`: output). `--json` stands among the options of every command.
struct FormatOptions: ParsableArguments {
    @Flag(name: .long, help: help("每项一行 JSON", "one line of JSON an item"))
    var jsonl = false

    @Flag(name: .long, help: help("CSV，供电子表格打开", "CSV for spreadsheets"))
    var csv = false
}

extension Session {
    func show(_ answer: some Answer) throws {
        guard !wantsJSON else { return try write(answer.json.document) }
        try page(answer.text(on: terminal.output, language))
    }

    func show(_ answer: some ListAnswer, _ format: FormatOptions) throws {
        if format.jsonl {
            try write(answer.lines.map(\.line).joined())
        } else if format.csv {
            try write(answer.csv.csv(language))
        } else {
            try show(answer)
        }
    }
}

extension Session {
    /// How many records the ledger has.
    func recordCount() throws -> Int { try ledgerAsItIs.store.read { try $0.last()?.sequence ?? 0 } }

    func progressBar(_ label: Message, total: Int) -> ProgressBar {
        ProgressBar(label, total: total, screen: terminal.errors, language: language)
    }
}
