import Ledger
import Rectification

/// Activities as a sheet states them.
struct ActivitySheet {
    struct Row {
        var line: Int
        var day: CalendarDate
        /// Without its tasks.
        var held: ActivityHeld
        /// `19`, or in full `2020年下半年-19`.
        var tasks: [String]
    }

    private(set) var activities: [Row] = []
    /// The line on which an activity of the same day, kind, branch and topic stands first.
    private var seen: [[String]: Int] = [:]

    /// - Throws: what concerns the file as a whole.
    static func read(
        _ bytes: [UInt8], mapping: [String: ActivityColumn], today: CalendarDate
    ) throws(Fault) -> (TableSheet<ActivityColumn>, ActivitySheet) {
        var activities = ActivitySheet()
        let sheet = try TableSheet<ActivityColumn>(bytes, mapping: mapping) { activities.take($0, &$1, today) }
        return (sheet, activities)
    }

    private mutating func take(
        _ row: TableRow<ActivityColumn>, _ cells: inout SheetCells<ActivityColumn>, _ today: CalendarDate
    ) {
        let before = cells.refusals
        var held = ActivityHeld()
        let day = row.name(.date) == nil ? nil : cells.day(row, .date)
        if row.name(.date) == nil { _ = cells.needed(row, .date) }
        if let day, day > today { cells.refuse(row, .date, "E-IMPORT-FUTURE", ActivitySheet.future(today)) }
        held.kind = cells.needed(row, .kind) ?? ""
        if row.name(.branch) == nil { _ = cells.needed(row, .branch) }
        held.branch = cells.name(row, .branch) { UnitID($0) }
        held.topic = row.name(.topic) ?? held.kind
        if row.name(.topic) == nil { cells.doubt(row, .topic, "", "E-IMPORT-TOPIC-MISSING", ActivitySheet.noTopic) }
        held.expected = cells.count(row, .expected)
        held.present = cells.count(row, .present)
        held.minutes = cells.count(row, .minutes)
        held.host = cells.name(row, .host) { ActorID($0) }
        held.evidence = row.list(.evidence, SheetReader.evidenceSeparators).map { Exhibit(kind: $0, file: nil) }
        held.participants = cells.names(row, .participants, SheetReader.nameSeparators) { MemberCode($0) }
        held.personal = Erasable(["content": row.text(.content) ?? "", "person": row.name(.person) ?? ""])
        guard cells.refusals == before, let day else { return }
        judge(held, day, row, &cells)
        activities.append(
            Row(line: row.line, day: day, held: held, tasks: row.list(.task, SheetReader.nameSeparators)))
    }

    /// What can hardly be right is taken as it stands, and doubted.
    private mutating func judge(
        _ held: ActivityHeld, _ day: CalendarDate, _ row: TableRow<ActivityColumn>,
        _ cells: inout SheetCells<ActivityColumn>
    ) {
        if let expected = held.expected, let present = held.present, present > expected {
            cells.doubt(row, .present, row.text(.present) ?? "", "E-CLAIM-PRESENT", ActivitySheet.tooMany(expected))
        }
        if let present = held.present, held.participants.count > present {
            cells.doubt(
                row, .participants, row.text(.participants) ?? "", "E-CLAIM-PARTICIPANTS",
                ActivitySheet.tooManyMembers(present))
        }
        if held.minutes == 0 { cells.doubt(row, .minutes, "0", "E-CLAIM-MINUTES", ActivitySheet.noTime) }
        let key = [day.description, held.kind, held.branch?.text ?? "", held.topic]
        if let line = seen[key] {
            cells.doubt(row, .topic, held.topic, "E-CLAIM-ACTIVITY-TWICE", ActivitySheet.twice(line))
        } else {
            seen[key] = row.line
        }
    }

    // MARK: messages

    private static let noTopic = Message("没有写主题，以类别为主题", "there is no topic; the kind stands for it")
    private static let noTime = Message("时长写的是 0", "it is said to have taken no time")

    private static func future(_ today: CalendarDate) -> Message {
        Message("日期在今天（\(today)）之后，还没有开展", "the day is after today, \(today)")
    }
    private static func tooMany(_ expected: Int) -> Message {
        Message("实到多于应到 \(expected) 人", "more came than the \(expected) who were to come")
    }
    private static func tooManyMembers(_ present: Int) -> Message {
        Message("列出的党员多于实到 \(present) 人", "more members are named than the \(present) who came")
    }
    private static func twice(_ line: Int) -> Message {
        Message("与第 \(line) 行同日、同类、同支部、同主题，可能重复", "line \(line) has the same day, kind, branch and topic")
    }
    static func unknownTask(_ name: String) -> Message {
        Message("计划里没有任务 \(name)；未关联", "the plan has no task \(name); it is not linked")
    }

    /// What the codes of doubtful cells mean, for those who read them back from a record.
    static let messages: [String: Message] = [
        "E-IMPORT-TOPIC-MISSING": noTopic, "E-CLAIM-MINUTES": noTime,
        "E-CLAIM-PRESENT": Message("实到多于应到", "more came than were to come"),
        "E-CLAIM-PARTICIPANTS": Message("列出的党员多于实到人数", "more members are named than came"),
        "E-CLAIM-ACTIVITY-TWICE": Message(
            "与另一行同日、同类、同支部、同主题，可能重复", "another line has the same day, kind, branch and topic"),
        "E-CLAIM-TASK-UNKNOWN": Message("计划里没有这项任务；未关联", "the plan has no such task; it is not linked"),
    ]
}
