import GRDB
import Ledger
import Rectification

extension Activity: Tabled {
    package static let tables = [
        Tables.activity, Tables.activityEvidence, Tables.activityParticipant, Tables.activityTask,
    ]

    package func rows(_ add: (Tables.Definition, [any RowValue]) throws -> Void) rethrows {
        try add(
            Tables.activity,
            [
                id.text, id.year, id.ordinal, kind, heldOn, branch?.text, topic, host?.text, expected,
                present, minutes, evidence.count, evidence.count { $0.file != nil }, hasPersonal, corrections, doubts,
                isWithdrawn, isClaimed,
            ])
        for (place, exhibit) in evidence.enumerated() {
            try add(Tables.activityEvidence, [id.text, place, exhibit.kind, exhibit.file?.name])
        }
        for (place, member) in participants.enumerated() {
            try add(Tables.activityParticipant, [id.text, place, member.text])
        }
        for (place, task) in tasks.enumerated() { try add(Tables.activityTask, [id.text, place, task.text]) }
    }

    package static let texts: [TextField<Activity>] = [
        TextField("topic", Message("主题", "Topic")) { $0.topic }
    ]

    package var links: [Link] {
        tasks.map { Link("task", $0.stream) } + participants.map { Link("participant", $0.stream) }
    }

    package var headline: Headline { Headline("\(kind)：\(topic)", on: heldOn) }
}

extension Tables {
    /// What was withdrawn stays in it, marked.
    static let activity = Definition(
        "rm_activity", key: ["id"],
        """
        id TEXT NOT NULL, year INTEGER NOT NULL, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, \
        held_on TEXT NOT NULL, branch TEXT, topic TEXT NOT NULL, host TEXT, expected INTEGER, present INTEGER, \
        minutes INTEGER, evidence INTEGER NOT NULL, files INTEGER NOT NULL, has_personal INTEGER NOT NULL, \
        corrections INTEGER NOT NULL, doubts INTEGER NOT NULL, is_withdrawn INTEGER NOT NULL, \
        is_claimed INTEGER NOT NULL
        """)
    /// `file`: its name, where there is a file.
    static let activityEvidence = Definition(
        "rm_activity_evidence", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, kind TEXT NOT NULL, file TEXT")
    static let activityParticipant = Definition(
        "rm_activity_participant", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, member TEXT NOT NULL")
    static let activityTask = Definition(
        "rm_activity_task", key: ["id", "place"],
        "id TEXT NOT NULL, place INTEGER NOT NULL, task TEXT NOT NULL")
}

extension Listing {
    package static let activities = Listing(
        name: "activities", title: Message("活动", "Activities"), kind: ActivityNumber.kind, from: "rm_activity a",
        id: "a.id",
        fields: [
            Field("number", Message("编号", "No."), "a.id", importance: 9),
            Field("heldOn", Message("日期", "Held on"), .day, "a.held_on", importance: 9),
            Field("kind", Message("类别", "Kind"), "a.kind", importance: 8, minimum: 8),
            Field("branch", Message("党支部", "Branch"), "a.branch", importance: 7, minimum: 8),
            Field("topic", Message("主题", "Topic"), "a.topic", importance: 8, minimum: 12),
            Field("host", Message("主持", "Led by"), .actor, "a.host", importance: 1, minimum: 8),
            Field("expected", Message("应到", "Expected"), .integer, "a.expected", importance: 5),
            Field("present", Message("实到", "Present"), .integer, "a.present", importance: 5),
            Field("minutes", Message("分钟", "Minutes"), .integer, "a.minutes", importance: 3),
            Field(
                "evidence", Message("佐证", "Evidence"), .names,
                "(SELECT group_concat(kind, char(10)) FROM (SELECT kind FROM rm_activity_evidence e "
                    + "WHERE e.id = a.id ORDER BY place))", importance: 2, minimum: 8),
            Field("files", Message("佐证文件数", "Files"), .integer, "a.files", importance: nil),
            Field(
                "tasks", Message("所办任务", "Tasks"), .names,
                "(SELECT group_concat(task, char(10)) FROM (SELECT task FROM rm_activity_task t "
                    + "WHERE t.id = a.id ORDER BY place))", importance: 1, minimum: 10),
            Field(
                "participants", Message("参加党员", "Members"), .names,
                "(SELECT group_concat(member, char(10)) FROM (SELECT member FROM rm_activity_participant m "
                    + "WHERE m.id = a.id ORDER BY place))", importance: nil),
            Field("hasPersonal", Message("另存内容", "Sealed content"), .flag, "a.has_personal", importance: nil),
            Field("corrections", Message("更正次数", "Corrections"), .integer, "a.corrections", importance: nil),
            Field("doubts", Message("存疑处", "Doubts"), .integer, "a.doubts", importance: nil),
            Field("isClaimed", Message("来自导入", "Imported"), .flag, "a.is_claimed", importance: nil),
            Field(
                "isWithdrawn", Message("已撤销", "Withdrawn"), .flag, "CASE WHEN a.is_withdrawn THEN 1 END",
                importance: 8),
        ],
        order: "a.held_on, a.year, a.ordinal")
}
