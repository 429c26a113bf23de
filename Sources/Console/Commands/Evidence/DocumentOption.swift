import ArgumentParser

/// The one document that a step comes with.
struct DocumentOption: ParsableArguments {
    @Option(name: .long, help: help("文件", "the document", "文件|FILE"))
    var document: String?

    func handedIn(_ session: Session) throws -> HandedIn {
        try HandedIn(document: document, as: "文件", session)
    }
}
