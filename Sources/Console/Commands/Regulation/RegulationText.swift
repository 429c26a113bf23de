import ArgumentParser
import Ledger
import Rectification

/// What the draft and every version of a regulation come with.
struct RegulationText: ParsableArguments {
    @Option(name: .long, help: help("制度文稿", "the text of the regulation", "文件|FILE"))
    var document: String?

    @Option(name: .long, help: help("所回应的问题；可多次给出", "a finding that it answers; may be repeated", "编号|NUMBER"))
    var answers: [FindingNumber] = []

    func handedIn(_ session: Session) throws -> HandedIn {
        try HandedIn(document: document, as: "制度文稿", session)
    }
}

/// What the adoption and each amendment come with.
struct RegulationIssue: ParsableArguments {
    @OptionGroup var text: RegulationText

    @Option(name: .long, help: help("文号", "number of the document", "文号|NUMBER"))
    var number: String?

    @Option(
        name: .customLong("review-on"), parsing: .unconditional,
        help: help("何时复核", "when it is to be reviewed", "日期|DATE"))
    var reviewOn: String?

    func version(_ handedIn: HandedIn, _ session: Session) throws -> RegulationVersion {
        var version = RegulationVersion()
        version.answers = text.answers
        version.document = handedIn.document
        version.documentNumber = number
        version.reviewOn = try reviewOn.map(session.day)
        return version
    }
}
