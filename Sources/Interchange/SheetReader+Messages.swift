import Ledger

/// What is said of a row that was refused or doubted.
extension SheetReader {
    static let noDescription = Message(
        "这一行有序号而没有问题描述", "the row has a sequence and no description")

    static let noFinding = Message(
        "这一行没有问题描述，上面也没有它所属的问题", "the row has no description, and no finding above it to belong to")

    static func findingRefused(_ line: Int) -> Message {
        Message("它所属的问题（第 \(line) 行）未能读入", "its finding, on line \(line), was refused")
    }

    static let noMeasure = Message(
        "这一行没有整改措施，其余内容无处可归", "the row has no measure that the rest of it could belong to")

    static let unplacedCell = Message(
        "这一行属于上面的问题，而此处与该问题所在行不一致；以该问题所在行为准",
        "the row belongs to the finding above, but says otherwise here; the finding's own row is taken")

    static func sequenceTwice(_ line: Int) -> Message {
        Message("序号与第 \(line) 行重复", "the same sequence stands on line \(line)")
    }

    static func longCell(_ size: Int) -> Message {
        Message(
            "单元格有 \(size) 字节，最多 \(Sheet.longestCell) 字节；长文请作为佐证附件",
            "the cell has \(size) bytes and may have \(Sheet.longestCell); keep long texts as evidence files")
    }

    static let noncharacter = Message(
        "单元格里有 Unicode 非字符（U+FFFE、U+FFFF 之类），记录里不能有",
        "the cell has a Unicode noncharacter (such as U+FFFF), which no record may hold")

    static func longRow(_ width: Int) -> Message {
        Message(
            "这一行的内容超出表头的 \(width) 列，可能有未加引号的分隔符",
            "the row has text beyond the header's \(width) columns; a separator may lack its quotes")
    }

    static func openDay(_ day: CalendarDate) -> Message {
        Message("没有写明哪一天，按 \(day) 读入", "the day is left open; taken as \(day)")
    }

    static let noNumber = Message("这里要填整数", "a whole number is needed here")

    static let blank = Message("这一格不能空白", "the cell may not be blank")

    static let badName = Message(
        "名称不能用（过长，或有控制字符、斜杠）", "the name cannot be used (too long, control characters, a slash)")

    static let wordForDay = Message("这里要填日期", "a date is needed here")

    static let unknownKind = Message(
        "整改类别不是立行立改、限期整改、长期坚持之一", "the kind is none of immediate, by deadline, sustained")

    static func kindAndDeadline(_ kind: SheetMeasure.Kind) -> Message {
        Message(
            "整改时限与整改类别“\(kind.title.zh)”不一致；以整改类别为准",
            "the deadline does not agree with the kind, \(kind.title.en); the kind is taken")
    }

    static let unknownStatus = Message(
        "完成情况不是未启动、整改中、已完成、长期坚持之一",
        "the status is none of not started, in progress, completed, sustained")

    /// What the codes of doubtful cells mean, for those who read them back from a record.
    static let messages: [String: Message] = [
        "E-IMPORT-DATE-OPEN": Message(
            "没有写明哪一天，按月末或年末读入", "the day is left open; the last of the month or year is taken"),
        "E-IMPORT-KIND": unknownKind, "E-IMPORT-STATUS": unknownStatus, "E-IMPORT-MERGED-CELL": unplacedCell,
        "E-IMPORT-KIND-DEADLINE": Message(
            "整改时限与整改类别不一致；以整改类别为准", "the deadline does not agree with the kind; the kind is taken"),
        "E-IMPORT-SEQUENCE-TWICE": Message("序号在表中重复", "the same sequence stands on another line"),
    ]
}
