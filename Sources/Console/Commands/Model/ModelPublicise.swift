import ArgumentParser
import Ledger
import Rectification

struct ModelPublicise: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "publicise", abstract: say("登记公示（登记人）", "Enter that a nomination was made public (recorder)."),
        discussion: say(
            """
            例：
              taizhang model publicise 2020-001 --from 2020-11-02 --until 2020-11-06 --document 公示.pdf

            公示不少于 5 个工作日，按周一至周五算；法定节假日请自行顺延。
            """,
            """
            Example:
              taizhang model publicise 2020-001 --from 2020-11-02 --until 2020-11-06 --document notice.pdf

            It is public for at least 5 working days, Monday to Friday; holidays are yours to add.
            """))

    @Argument(help: .model) var model: ModelNumber

    @Option(
        name: .long, parsing: .unconditional,
        help: help("公示起；不写为当日", "from; the day of the step where it is left out", "日期|DATE"))
    var from: String?

    @Option(name: .long, parsing: .unconditional, help: help("公示止", "until", "日期|DATE"))
    var until: String

    @OptionGroup var document: DocumentOption

    @OptionGroup var write: WriteOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.perform(options, write) { session, desk in
            let handedIn = try document.handedIn(session)
            var publicised = ModelPublicised()
            publicised.document = handedIn.document
            publicised.from = try from.map(session.day) ?? desk.on
            publicised.until = try session.day(until)
            try desk.perform(.publicise(publicised), on: model, of: Model.self)
            try handedIn.keep(in: session, for: desk)
            return Message(
                "\(model) 公示到 \(publicised.until)。", "Nomination \(model) is public until \(publicised.until).")
        }
    }
}
