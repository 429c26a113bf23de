import Ledger

extension Activity {
    /// What happens to an activity: streams `activity/<number>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = Activity

        case held(ActivityHeld)
        case documented(ActivityDocumented)
        case corrected(ActivityCorrected)
        case withdrawn(ActivityWithdrawn)
        case doubted(ActivityDoubted)

        package static let types: [EventType<Event>] = [
            .init(Event.held), .init(Event.documented), .init(Event.corrected), .init(Event.withdrawn),
            .init(Event.doubted),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .held(let payload): payload
            case .documented(let payload): payload
            case .corrected(let payload): payload
            case .withdrawn(let payload): payload
            case .doubted(let payload): payload
            }
        }
    }

    /// What is said of people, and of whom: erasable.
    static let privateProperties = [
        ("content", Message("谈话或帮扶内容", "what was said or given")),
        ("person", Message("谈话或帮扶对象", "who was talked with or helped")),
    ]
}

package struct ActivityHeld: Payload {
    package static let type = "taizhang.activity.held.v1"
    package static let about = Message("开展活动", "an activity was held")

    /// `content`, `person`: erasable.
    package var personal = Erasable()
    /// The branch or other unit that held it.
    package var branch: UnitID?
    package var claim: Claim?
    package var evidence: [Exhibit] = []
    /// How many were to come.
    package var expected: Int?
    /// Who led it.
    package var host: ActorID?
    /// In the office's own words: 支委会, 主题党日, 谈心谈话.
    package var kind = ""
    package var minutes: Int?
    package var participants: [MemberCode] = []
    /// How many came.
    package var present: Int?
    /// The tasks of a work plan that it does.
    package var tasks: [TaskID] = []
    package var topic = ""

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable(Activity.privateProperties, &personal)
        try p.id("branch", &branch, Message("党支部", "branch"))
        try p.object("claim", &claim, Claim.about)
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.integer("expected", &expected, Message("应到", "expected"))
        try p.id("host", &host, Message("主持", "led by"))
        try p.text("kind", &kind, Message("类别", "kind"))
        try p.integer("minutes", &minutes, Message("时长（分钟）", "minutes"))
        try p.ids("participants", &participants, Message("参加党员", "members present"))
        try p.integer("present", &present, Message("实到", "present"))
        try p.ids("tasks", &tasks, Message("所办任务", "tasks that it does"))
        try p.text("topic", &topic, Message("主题", "topic"))
    }
}

package struct ActivityDocumented: Payload {
    package static let type = "taizhang.activity.documented.v1"
    package static let about = Message("补充活动佐证", "evidence of an activity was added")

    package var evidence: [Exhibit] = []

    package init() {}
    package init(_ evidence: [Exhibit]) { self.evidence = evidence }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.objects("evidence", &evidence, Exhibit.about)
    }
}

/// Only what is given changes.
package struct ActivityCorrected: Payload {
    package static let type = "taizhang.activity.corrected.v1"
    package static let about = Message("更正活动记录", "an activity was corrected")
    package static let needsReason = true

    package var personal = Erasable()
    package var branch: UnitID?
    package var expected: Int?
    package var heldOn: CalendarDate?
    package var host: ActorID?
    package var kind: String?
    package var minutes: Int?
    /// In place of those before.
    package var participants: [MemberCode] = []
    package var present: Int?
    /// In place of those before.
    package var tasks: [TaskID] = []
    package var topic: String?
    /// The lists that are to be empty.
    package var without: [List] = []

    package enum List: String, Choice {
        case participants, tasks

        package var title: Message {
            switch self {
            case .participants: Message("参加党员", "members present")
            case .tasks: Message("所办任务", "tasks that it does")
            }
        }
    }

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.erasable(Activity.privateProperties, &personal)
        try p.id("branch", &branch, Message("党支部", "branch"))
        try p.integer("expected", &expected, Message("应到", "expected"))
        try p.date("heldon", &heldOn, Message("日期", "held on"))
        try p.id("host", &host, Message("主持", "led by"))
        try p.text("kind", &kind, Message("类别", "kind"))
        try p.integer("minutes", &minutes, Message("时长（分钟）", "minutes"))
        try p.ids("participants", &participants, Message("参加党员", "members present"))
        try p.integer("present", &present, Message("实到", "present"))
        try p.ids("tasks", &tasks, Message("所办任务", "tasks that it does"))
        try p.text("topic", &topic, Message("主题", "topic"))
        try p.choices("without", &without, Message("清空", "emptied"))
    }
}

package struct ActivityWithdrawn: Payload {
    package static let type = "taizhang.activity.withdrawn.v1"
    package static let about = Message("撤销活动记录", "an activity was withdrawn")
    package static let needsReason = true

    package var approvedBy: ActorID?

    package init() {}
    package init(approvedBy: ActorID) { self.approvedBy = approvedBy }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
    }
}

/// What cannot be quite right in an imported sheet of activities.
package struct ActivityDoubted: Payload {
    package static let type = "taizhang.activity.doubted.v1"
    package static let about = Message("导入的活动存疑", "an imported activity is in doubt")

    package var doubt = Doubt()

    package init() {}
    package init(_ doubt: Doubt) { self.doubt = doubt }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) { try doubt.properties(&p) }
}
