import Ledger
import ReadModels
import Rectification

/// What makes a report one that can be checked: of which ledger it is, up to which position, and what was asked. Whoever
/// has the ledger makes the same bytes of it again.
package struct ReportStamp: Equatable, Sendable {
    package static let format = "taizhang.report/v1"

    package var ledger: Identifier
    /// The ledger's name at that position.
    package var name: String
    package var standpoint: Standpoint
    package var order: ReportOrder
    package var language: Language
    /// The version of the program that made it.
    package var program: String

    package init(
        ledger: Identifier, name: String, standpoint: Standpoint, order: ReportOrder, language: Language,
        program: String
    ) {
        self.ledger = ledger
        self.name = name
        self.standpoint = standpoint
        self.order = order
        self.language = language
        self.program = program
    }

    package var json: JSONValue {
        [
            "format": .string(ReportStamp.format), "ledger": .string(ledger.text), "name": .string(name),
            "size": .number(Double(standpoint.size)), "root": .string(standpoint.root.hex),
            "time": .string(standpoint.time.description), "day": .string(standpoint.day.description),
            "view": .string(standpoint.isByOccurrence ? "occurred" : "recorded"), "order": order.json,
            "language": .string(language.rawValue), "program": .string(program),
        ]
    }

    /// Nil where it is no stamp.
    package init?(_ json: JSONValue) {
        guard json["format"]?.string == ReportStamp.format,
            let ledger = json["ledger"]?.string.flatMap({ Identifier($0) }),
            let name = json["name"]?.string, let size = json["size"]?.integer, size > 0,
            let root = json["root"]?.string.flatMap({ Digest(hex: $0) }),
            let time = json["time"]?.string.flatMap({ Instant($0) }),
            let day = json["day"]?.string.flatMap({ CalendarDate($0) }), let view = json["view"]?.string,
            ["occurred", "recorded"].contains(view), let order = ReportOrder(json["order"]),
            let language = json["language"]?.string.flatMap({ Language(rawValue: $0) }),
            let program = json["program"]?.string
        else { return nil }
        self.init(
            ledger: ledger, name: name,
            standpoint: Standpoint(size: size, root: root, time: time, day: day, isByOccurrence: view == "occurred"),
            order: order, language: language, program: program)
    }

    /// In one line of printable characters that cannot end a comment or an element of the file it stands in.
    package var text: String {
        shownInJSON(String(decoding: CanonicalJSON.serialize(json), as: UTF8.self))
            .replacing("<", with: "\\u003c").replacing(">", with: "\\u003e").replacing("&", with: "\\u0026")
            .replacing("--", with: "-\\u002d")
    }

    /// Nil where the text is no stamp.
    package init?(text: String) {
        guard let json = try? CanonicalJSON.parse(Array(text.utf8)) else { return nil }
        self.init(json)
    }
}

// MARK: - As people read it

extension ReportStamp {
    package static let title = Message("核验信息", "How to check this report")

    package var facts: [ReportFact] {
        let size = standpoint.size
        let view =
            standpoint.isByOccurrence
            ? Message("到 \(standpoint.day) 为止发生的事", "what had happened by \(standpoint.day)")
            : Message("前 \(size) 条记录所记的事", "all that the first \(size) records tell")
        return [
            ReportFact(Message("台账", "Ledger"), Message(verbatim: name)),
            ReportFact(Message("台账标识", "Ledger id"), Message(verbatim: "urn:uuid:\(ledger.text)")),
            ReportFact(Message("取自", "As of"), Message("第 \(size) 条记录", "record \(size)")),
            ReportFact(Message("根", "Root"), Message(verbatim: standpoint.root.hex)),
            ReportFact(Message("所计", "Counts"), view),
            ReportFact(Message("截至", "Day"), Message(verbatim: standpoint.day.description)),
            ReportFact(Message("报告", "Report"), asked),
            ReportFact(Message("程序", "Program"), Message(verbatim: "taizhang \(program)")),
        ]
    }

    private var asked: Message {
        let name = ReportCatalogue.type(named: order.report)?.name ?? Message(verbatim: order.report)
        let parts = [name, order.subject.map(Message.init(verbatim:)), order.conditions].compactMap { $0 }
        return Message.list(parts, "；", "; ") ?? name
    }

    /// What a reader must take on trust, and what not.
    package var trust: Message {
        Message(
            "读者只需确信一点：该台账前 \(standpoint.size) 条记录的根就是上面这一个（可与签发的检查点、见证人或台账保管人核对）；"
                + "其余内容都能由台账逐字节重算：taizhang verify --report 本文件。",
            "A reader must trust one thing: that the root of the ledger's first \(standpoint.size) records is the one above "
                + "(ask a signed checkpoint, a witness or the keeper of the ledger). All else is made again from the ledger, "
                + "byte for byte: taizhang verify --report FILE.")
    }
}
