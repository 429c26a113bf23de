import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct RegulationVersions: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "versions", abstract: say("一项制度的各个版本和文件", "The versions of a regulation, and their files."),
        discussion: say(
            """
            例：
              taizhang regulation versions 三会一课制度
              taizhang evidence get 3f9a51c2 -o 制度第2版.pdf

            文件按 SHA-256 取出。
            """,
            """
            Examples:
              taizhang regulation versions meeting-rules
              taizhang evidence get 3f9a51c2 -o second.pdf

            Files are taken out by their SHA-256.
            """))

    @Argument(help: .regulation) var regulation: RegulationID

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try list.horizon.horizon(session)
            guard try !session.ledger.rows(of: .regulations, id: regulation.text, horizon).isEmpty else {
                throw Fault.notListed(regulation.stream, .regulations)
            }
            let rows = try session.ledger.rows(of: .regulationVersions, id: regulation.text, horizon)
            try session.show(ListingAnswer(listing: .regulationVersions, rows: rows), list.format)
        }
    }
}
