import ArgumentParser
import Ledger
import Reports

struct ReportList: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "list", abstract: say("有哪些报告", "List the reports that there are."),
        discussion: say(
            """
            例：
              taizhang report list
            """,
            """
            Example:
              taizhang report list
            """))

    @OptionGroup var options: GlobalOptions

    func run() throws { try Session.show(ReportListAnswer(), options) }
}

/// The reports that there are.
struct ReportListAnswer: Answer {
    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        for type in ReportCatalogue.types {
            let subject = type.subject.map { Message(" \($0.zh)", " \($0.en)") } ?? Message("", "")
            facts.add(Message("\(type.name.zh)（\(type.name.en)）", type.name.en) + subject, type.about)
        }
        return facts.text(on: screen, language)
    }

    var json: JSONValue {
        [
            "reports": .array(
                ReportCatalogue.types.map { type in
                    [
                        "name": .string(type.name.en), "chinese": .string(type.name.zh),
                        "about": .string(type.about.en),
                        "subject": .text(type.subject?.en),
                    ]
                })
        ]
    }
}
