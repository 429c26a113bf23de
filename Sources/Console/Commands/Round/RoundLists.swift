import ArgumentParser
import Ledger
import ReadModels
import Rectification

struct RoundLists: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "lists", abstract: say("一轮整改的问题清单、任务清单、责任清单", "The three lists of a round."),
        discussion: say(
            """
            例：
              taizhang round lists 巡察反馈-2020 --kind 任务清单
              taizhang round lists 巡察反馈-2020 --kind 责任清单 --csv > 责任清单.csv
            """,
            """
            Examples:
              taizhang round lists inspection-2020 --kind task
              taizhang round lists inspection-2020 --kind responsibility --csv > responsibility.csv
            """))

    @Argument(help: .round) var round: RoundID

    @Option(name: .long, help: help("问题清单、任务清单、责任清单", "finding, task or responsibility", "清单|KIND"))
    var kind: RoundListKind

    @OptionGroup var list: ListOptions
    @OptionGroup var options: GlobalOptions

    func run() throws {
        try Session.query(options) { session in
            let horizon = try list.horizon.horizon(session)
            guard try session.ledger.round(round, horizon) != nil else { throw Fault.notListed(round.stream, .rounds) }
            let rows = try session.ledger.rows(of: kind.listing, id: round.text, horizon)
            try session.show(ListingAnswer(listing: kind.listing, rows: rows), list.format)
        }
    }
}

/// The three views of a round's findings (`domain.md`: 问题清单 / 任务清单 / 责任清单).
enum RoundListKind: String, ChoiceArgument {
    case finding, task, responsibility

    var title: Message { Message(listing.title.zh, rawValue) }

    var listing: Listing {
        switch self {
        case .finding: .findingList
        case .task: .taskList
        case .responsibility: .responsibilityList
        }
    }
}
