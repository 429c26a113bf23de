import Foundation
import Ledger
import ReadModels
import Rectification

/// What every import does besides its own claims: keeps the file, and enters the units and posts that it names.
struct SheetOffice {
    let digest: Digest
    let file: URL

    /// - Throws: E-ACTOR-UNKNOWN, E-ROLE.
    func requireRecorder(_ desk: Desk) throws(Fault) {
        let actor = desk.order.actor
        guard desk.office.members[actor] != nil else { throw .unknownImporter(actor) }
        guard desk.office.holds(.recorder, actor) else { throw .noRecorder(actor, desk.office) }
    }

    /// The file as the record names it; stored already, unless this is a dry run.
    ///
    /// - Throws: E-IMPORT-CHANGED.
    func keep(in ledger: OpenLedger, _ desk: Desk) throws -> EvidenceFile {
        let evidence = ledger.evidence
        let described = try evidence.describe(file)
        guard described.digest == digest else { throw Fault.changed(file) }
        let kept = desk.order.isDryRun ? described : try evidence.add(file)
        guard kept.digest == digest else { throw Fault.changed(file) }
        return kept
    }

    /// Units before the posts that belong to them; those that the office has are left as they are.
    func claim(_ names: SheetNames, at desk: Desk) throws {
        let office = desk.office
        for (unit, mention) in names.units where !office.units.contains(unit) {
            let event = UnitEstablished(claim: Claim(line: mention.line, sheet: digest))
            try desk.claim(OfficeEvent.unitEstablished(event), in: unit.stream, on: mention.day)
        }
        for (actor, mention) in names.actors where office.members[actor] == nil {
            let claim = Claim(line: mention.line, sheet: digest)
            let event = ActorRegistered(unit: names.unit(of: actor), claim: claim)
            try desk.claim(OfficeEvent.actorRegistered(event), in: actor.stream, on: mention.day)
        }
    }
}

extension Fault {
    fileprivate static func unknownImporter(_ actor: ActorID) -> Fault {
        Fault(
            "E-ACTOR-UNKNOWN", .refused,
            Message("台账里没有“\(actor.name)”（\(actor)）。", "The ledger does not know “\(actor.name)” (\(actor))."),
            remedy: Message("请登记人导入。", "Have a recorder import it."))
    }

    fileprivate static func noRecorder(_ actor: ActorID, _ office: Office) -> Fault {
        let names = office.holders(of: .recorder).prefix(5).map(\.name)
        return Fault(
            "E-ROLE", .notPermitted,
            Message(
                "导入台账表格须由登记人办理，\(actor.name)没有这个角色。",
                "To import a sheet takes a recorder; \(actor.name) is none."),
            state: Message(
                "现任登记人：\(names.joined(separator: "、"))。", "Recorders at present: \(names.joined(separator: ", "))."),
            remedy: Message("请登记人导入。", "Have a recorder import it."))
    }

    fileprivate static func changed(_ file: URL) -> Fault {
        Fault(
            "E-IMPORT-CHANGED", .inputOutput,
            Message(
                "\(file.lastPathComponent) 在读取期间有变化。", "\(file.lastPathComponent) changed while it was being read."),
            state: Message("台账没有改动。", "The ledger is unchanged."),
            remedy: Message("等文件保存完毕后再导入。", "Import it again when it is saved."))
    }
}
