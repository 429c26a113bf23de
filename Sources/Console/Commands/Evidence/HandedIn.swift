import Foundation
import Ledger
import ReadModels
import Rectification

/// Files that are handed in with a step, each as `名目=文件`.
///
/// They are described before the step is decided and stored only when it has been allowed: a refused step leaves nothing.
struct HandedIn {
    private let files: [(kind: String, source: URL, file: EvidenceFile)]

    var exhibits: [Exhibit] { files.map { Exhibit(kind: $0.kind, file: $0.file) } }
    var count: Int { files.count }

    /// - Throws: E-USAGE-EVIDENCE, E-EVIDENCE-UNREADABLE.
    init(_ arguments: [String], _ session: Session) throws {
        let store = try session.ledger.evidence
        files = try arguments.map { argument in
            let (kind, path) = try HandedIn.split(argument)
            let source = URL(fileURLWithPath: path, relativeTo: session.currentFolder)
            return (kind, source, try store.describe(source))
        }
    }

    /// The one document that a step comes with, where it comes with one.
    ///
    /// - Throws: as above.
    init(document: String?, as kind: String, _ session: Session) throws {
        try self.init(document.map { ["\(kind)=\($0)"] } ?? [], session)
    }

    /// The first file: the document, where there is just one.
    var document: EvidenceFile? { files.first?.file }

    /// Puts the files into the ledger's store; nothing on a dry run.
    ///
    /// - Throws: E-EVIDENCE-CHANGED, E-EVIDENCE-WRITE.
    func keep(in session: Session, for desk: Desk) throws {
        guard !desk.order.isDryRun else { return }
        for (_, source, file) in files {
            guard try session.ledger.evidence.add(source).digest == file.digest else { throw Fault.changed(source) }
        }
    }

    /// `会议记录=纪要.pdf`: a kind has no equals sign in it, a file's name may.
    static func split(_ argument: String) throws(Fault) -> (kind: String, path: String) {
        let sign = argument.firstIndex { $0 == "=" || $0 == "＝" }
        if let sign {
            let kind = argument[..<sign].trimmingCharacters(in: .whitespaces)
            let path = String(argument[argument.index(after: sign)...])
            if !kind.isEmpty, !path.isEmpty { return (kind, path) }
        }
        throw Fault(
            "E-USAGE-EVIDENCE", .usage,
            Message("佐证应写成 名目=文件，得到的是“\(argument)”。", "Evidence is given as KIND=FILE, not “\(argument)”."),
            remedy: Message("例如：--evidence 会议记录=纪要.pdf。", "For example: --evidence minutes=minutes.pdf."))
    }
}

extension Fault {
    fileprivate static func changed(_ file: URL) -> Fault {
        Fault(
            "E-EVIDENCE-CHANGED", .badData,
            Message(
                "\(file.lastPathComponent) 在读取期间有变化。", "\(file.lastPathComponent) changed while it was being read."),
            remedy: Message("等文件不再变化后重试。", "Try again when nothing writes to it."))
    }
}
