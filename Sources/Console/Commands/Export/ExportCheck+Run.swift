import Foundation
import Interchange
import Ledger
import ReadModels

extension ExportCheck {
    /// The verdict on an export, by its folder or address.
    static func verdict(on place: String, _ references: CustodyReferences) throws -> Verdict {
        let address = try LogAddress(place, from: Session.currentFolder)
        return try verdict(of: address.source, references)
    }

    private static func verdict(of source: some TileSource, _ references: CustodyReferences) throws -> Verdict {
        let log = try OfferedLog(source)
        let bar = ProgressBar(Message("校验", "Verifying"), of: log)
        let watch = Interruption.watch(
            Message("中断：已读取 \(bar.completed) 条。", "Stopped: \(bar.completed) records were read."))
        defer {
            watch.end()
            bar.finish()
        }
        let memory = Session.memory
        return try verify(log, references, remembering: memory) { bar.advance(to: $0) }
    }
}

extension ProgressBar {
    /// For the entries of a log that is being fetched.
    convenience init(_ label: Message, of log: OfferedLog<some TileSource>) {
        let screen = Terminal().errors
        self.init(label, total: log.checkpoint.size, screen: screen, language: Spoken.language)
    }
}
