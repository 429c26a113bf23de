import Ledger
import ReadModels
import Rectification

/// The ledger as a whole at a moment.
struct LedgerPage: Sendable {
    var office: Office
    var identity: LedgerIdentity
    /// The day of the view.
    var day: CalendarDate
    var rows: [FindingRow]
    var statistics: Statistics
    var rounds: ListingAnswer
    /// How many records there are; nil for a day, which is no end of the ledger.
    var size: Int?
    var head: Digest?
    /// Of the whole ledger; nil for a view of the past.
    var root: Digest?

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        facts.add(Message("台账", "Ledger"), office.name)
        facts.add(Message("标识", "Id"), "urn:uuid:\(identity.id)")
        facts.add(Message("时区", "Zone"), identity.zone.identifier)
        facts.add(Message("日期", "As of"), day.description)
        facts.add(Message("记录", "Records"), size.map(grouped))
        facts.add(Message("头", "Head"), head?.hex)
        facts.add(Message("根", "Root"), root?.hex)
        facts.add(Message("问题", "Findings"), stages)
        facts.add(Message("小结", "Summary"), statistics.summary)
        facts.add(Message("单位", "Units"), .list(office.units.sorted().map(\.text)))
        return facts.text(on: screen, language) + roundList(screen, language) + posts(screen, language)
    }

    private var stages: Message? {
        let counts = Finding.Stage.allCases.compactMap { stage -> (Message, Int)? in
            let count = rows.count { $0.stage == stage }
            return count == 0 ? nil : (stage.title, count)
        }
        guard !counts.isEmpty else { return Message("尚无", "none yet") }
        return Message(
            counts.map { "\($0.0.zh) \($0.1)" }.joined(separator: "，"),
            counts.map { "\($0.0.en) \($0.1)" }.joined(separator: ", "))
    }

    private func roundList(_ screen: Screen, _ language: Language) -> String {
        guard !rounds.rows.isEmpty else { return "" }
        return heading(rounds.listing.title, on: screen, language)
            + rounds.table.droppingEmpty().text(on: screen, language: language)
    }

    private func posts(_ screen: Screen, _ language: Language) -> String {
        guard !office.members.isEmpty else { return "" }
        var table = Table([
            .init(Message("职务或人员", "Post or person"), .left, .flexible(minimum: 12), importance: 9),
            .init(Message("单位", "Unit"), .left, .flexible(minimum: 8)),
            .init(Message("角色", "Roles"), .left, .flexible(minimum: 8)), .init(Message("注", "Note")),
        ])
        for (actor, member) in office.members.sorted(by: { $0.key < $1.key }) {
            let roles = member.roles.keys.sorted { $0.rawValue < $1.rawValue }.map(\.title)
            table.add([
                Table.Cell(actor.name), Table.Cell(member.unit?.text ?? ""),
                Table.Cell(Message(roles.map(\.zh).joined(separator: "、"), roles.map(\.en).joined(separator: ", "))),
                Table.Cell(member.isClaimed ? Message("来自导入", "imported") : Message(verbatim: ""), .dim),
            ])
        }
        return heading(Message("人员与角色", "People and roles"), on: screen, language)
            + table.droppingEmpty().text(on: screen, language: language)
    }

    var json: JSONValue {
        let counts = Finding.Stage.allCases.map { stage in
            (stage.rawValue, JSONValue.integer(rows.count { $0.stage == stage }))
        }
        let members = office.members.sorted { $0.key < $1.key }.map(LedgerPage.member)
        return [
            "name": .string(office.name), "id": .string("urn:uuid:\(identity.id)"),
            "zone": .string(identity.zone.identifier), "asOf": .text(day), "records": .integer(size),
            "head": .text(head), "root": .text(root),
            "findings": .object(Dictionary(uniqueKeysWithValues: counts)),
            "statistics": .object(StatisticsTable.counts(statistics)), "units": .texts(office.units.sorted()),
            "rounds": .array(rounds.lines), "members": .array(members),
        ]
    }

    static func member(_ actor: ActorID, _ member: Office.Member) -> JSONValue {
        let roles = member.roles.map { ($0.key.rawValue, JSONValue.text($0.value)) }
        return [
            "actor": .text(actor), "unit": .text(member.unit),
            "roles": .object(Dictionary(uniqueKeysWithValues: roles)), "claimed": .bool(member.isClaimed),
        ]
    }
}
