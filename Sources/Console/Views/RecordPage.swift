import Foundation
import Ledger
import ReadModels
import Rectification

/// One record: what it says, its bytes, and how to check it without this program.
struct RecordPage: Sendable {
    var stored: StoredRecord
    var record: Record
    var zone: LocalZone
    /// The ledger's database, for the commands that check it.
    var database: String
    /// The erasable fields that the data names.
    var fields: [DisclosedField]

    func text(on screen: Screen, _ language: Language) -> String {
        let phrase = EventPhrase(record)
        let title = "#\(record.sequence)  \(phrase.title.text(language))"
        return screen.style(.bold, shown(title)) + "\n" + facts(phrase).text(on: screen, language)
            + heading(Message("内容", "Data"), on: screen, language) + data + disclosed(on: screen, language)
            + heading(Message("原文", "Bytes"), on: screen, language) + bytes.text(on: screen, language)
            + heading(Message("不用本程序核对", "To check it without this program"), on: screen, language)
            + check(language)
    }

    var json: JSONValue {
        let data = (try? CanonicalJSON.parse(record.data)) ?? .null
        return [
            "id": .integer(record.sequence), "stream": .text(record.stream), "version": .integer(record.version),
            "type": .string(record.type), "occurredOn": .text(record.occurredOn), "time": .text(record.time),
            "actor": .string(record.actor), "onBehalfOf": .text(record.onBehalfOf), "reason": .text(record.reason),
            "commandId": .string(record.commandID), "source": .string(record.source),
            "signature": .text(record.signature), "data": data, "fields": .array(fields.map(RecordPage.field)),
            "size": .integer(stored.body.count), "hash": .text(hash), "previousHash": .string(record.previousHash.hex),
            "body": .string(String(decoding: stored.body, as: UTF8.self)),
        ]
    }

    private var hash: Digest? { Digest(stored.hash) }

    private static func field(_ field: DisclosedField) -> JSONValue {
        let (state, value): (String, String?) =
            switch field.state {
            case .open(let disclosure): ("open", disclosure.content?.value)
            case .erased: ("erased", nil)
            case .sealed: ("sealed", nil)
            }
        return [
            "digest": .string(field.digest), "property": .text(field.property), "state": .string(state),
            "value": .text(value),
        ]
    }

    /// What stands behind the digests, for those who may see it.
    private func disclosed(on screen: Screen, _ language: Language) -> String {
        guard !fields.isEmpty else { return "" }
        var facts = Facts()
        for field in fields {
            let label = Message(verbatim: field.property ?? String(field.digest.prefix(8)) + "…")
            switch field.state {
            case .open(let disclosure): facts.add(label, disclosure.content?.value)
            case .erased(_, let by): facts.add(label, Message("[已删除]（见 #\(by)）", "[erased] (see #\(by))"), .dim)
            case .sealed: facts.add(label, Message("[密钥不在这里]", "[its key is not here]"), .dim)
            }
        }
        return heading(Message("个人信息（可删除）", "Personal data (erasable)"), on: screen, language)
            + facts.text(on: screen, language)
    }

    private func facts(_ phrase: EventPhrase) -> Facts {
        var facts = Facts()
        facts.add(Message("对象", "Stream"), "\(record.stream)")
        facts.add(Message("步次", "Version"), String(record.version))
        facts.add(Message("类型", "Type"), record.type)
        facts.add(Message("发生日期", "Occurred on"), record.occurredOn.description)
        facts.add(Message("记录时间", "Recorded at"), localTime)
        facts.add(Message("录入人", "Actor"), record.actor)
        facts.add(Message("代谁录入", "On behalf of"), record.onBehalfOf)
        facts.add(Message("理由", "Reason"), record.reason)
        facts.add(Message("签名", "Signature"), record.signature)
        facts.add(Message("命令", "Command"), record.commandID)
        facts.add(Message("台账", "Ledger"), record.source)
        return facts
    }

    /// The moment in the ledger's zone (RFC 3339), to the second.
    private var localTime: String {
        let date = Date(timeIntervalSince1970: Double(record.time.milliseconds / 1_000))
        let zone = TimeZone(identifier: zone.identifier) ?? .gmt
        return date.formatted(Date.ISO8601FormatStyle(timeZoneSeparator: .colon, timeZone: zone))
    }

    /// Indented JSON; deep characters escaped as everywhere.
    private var data: String {
        (try? CanonicalJSON.parse(record.data))?.document ?? shown(String(decoding: record.data, as: UTF8.self)) + "\n"
    }

    private var bytes: Facts {
        var facts = Facts()
        facts.add(Message("字节数", "Size"), Message("\(stored.body.count) 字节", "\(stored.body.count) bytes"))
        facts.add(Message("SHA-256", "SHA-256"), hash?.hex ?? "?")
        facts.add(Message("前一条", "Previous"), record.previousHash.hex)
        let computed = Digest.sha256(stored.body)
        if computed != hash {
            facts.add(
                Message("不符", "Mismatch"),
                Message("按原文计算是 \(computed.hex)", "computed from the bytes: \(computed.hex)"), .red)
        }
        return facts
    }

    private func check(_ language: Language) -> String {
        let select = "SELECT body FROM record WHERE seq=\(record.sequence)"
        let command = "sqlite3 \(quoted(database)) \"\(select)\" \\\n  | head -c -1 | sha256sum"
        let next = Message(
            "得到的就是上面的 SHA-256，也就是第 \(record.sequence + 1) 条的 prevhash。",
            "It prints the SHA-256 above, which is the prevhash of record \(record.sequence + 1).")
        return command + "\n" + next.text(language) + "\n"
    }
}

/// A path as a shell takes it.
private func quoted(_ path: String) -> String {
    let plain = path.unicodeScalars.allSatisfy {
        $0.properties.isAlphabetic || "/._-0123456789".unicodeScalars.contains($0)
    }
    return plain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
}
