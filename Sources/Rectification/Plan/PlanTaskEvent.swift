import Ledger

extension PlanTask {
    /// What happens to a task: streams `task/<plan>-<number>`. The payloads' type names are the storage format.
    package enum Event: ConceptEvent {
        package typealias State = PlanTask

        case assigned(TaskAssigned)
        case progressed(TaskProgressed)
        case completed(TaskCompleted)
        case amended(TaskAmended)
        case withdrawn(TaskWithdrawn)

        package static let types: [EventType<Event>] = [
            .init(Event.assigned), .init(Event.progressed), .init(Event.completed), .init(Event.amended),
            .init(Event.withdrawn),
        ]
        package static let typesByName = EventType.byName(types)

        package var payload: any Payload {
            switch self {
            case .assigned(let payload): payload
            case .progressed(let payload): payload
            case .completed(let payload): payload
            case .amended(let payload): payload
            case .withdrawn(let payload): payload
            }
        }
    }
}

package struct TaskAssigned: Payload {
    package static let type = "taizhang.task.assigned.v1"
    package static let about = Message("分解任务", "a task was assigned")

    package var claim: Claim?
    /// The kinds of evidence that it must show.
    package var expects: [String] = []
    package var frequency = Frequency.once
    package var from = CalendarDate(dayNumber: 0)
    /// The item of the plan that it is for.
    package var item = 0
    package var owner: ActorID?
    /// The regulations that it goes by, whether or not the ledger has them.
    package var regulations: [RegulationID] = []
    package var text = ""
    package var units: [UnitID] = []
    /// Its last day.
    package var until = CalendarDate(dayNumber: 0)

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.object("claim", &claim, Claim.about)
        try p.texts("expects", &expects, Message("成果与佐证", "evidence it must show"))
        try p.choice("frequency", &frequency, Message("频次", "frequency"))
        try p.date("from", &from, Message("开始", "from"))
        try p.integer("item", &item, Message("条目", "item"))
        try p.id("owner", &owner, Message("责任人", "owner"))
        try p.ids("regulations", &regulations, Message("关联制度", "regulations"))
        try p.text("text", &text, Message("任务", "what is to be done"))
        try p.ids("units", &units, Message("责任单位", "responsible units"))
        try p.date("until", &until, Message("截止", "until"))
    }
}

package struct TaskProgressed: Payload {
    package static let type = "taizhang.task.progressed.v1"
    package static let about = Message("任务进展", "progress of a task was reported")

    package var evidence: [Exhibit] = []
    package var text = ""

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.text("text", &text, Message("做了什么", "what was done"))
    }
}

package struct TaskCompleted: Payload {
    package static let type = "taizhang.task.completed.v1"
    package static let about = Message("任务完成", "a task was completed")

    package var evidence: [Exhibit] = []
    package var text: String?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.objects("evidence", &evidence, Exhibit.about)
        try p.text("text", &text, Message("完成情况", "what was done"))
    }
}

/// Only what is given changes.
package struct TaskAmended: Payload {
    package static let type = "taizhang.task.amended.v1"
    package static let about = Message("调整任务", "a task was amended")
    package static let needsReason = true

    package var approvedBy: ActorID?
    package var owner: ActorID?
    package var text: String?
    /// In place of those before.
    package var units: [UnitID] = []
    package var until: CalendarDate?

    package init() {}

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
        try p.id("owner", &owner, Message("责任人", "owner"))
        try p.text("text", &text, Message("任务", "what is to be done"))
        try p.ids("units", &units, Message("责任单位", "responsible units"))
        try p.date("until", &until, Message("截止", "until"))
    }
}

package struct TaskWithdrawn: Payload {
    package static let type = "taizhang.task.withdrawn.v1"
    package static let about = Message("撤销任务", "a task was withdrawn")
    package static let needsReason = true

    package var approvedBy: ActorID?

    package init() {}
    package init(approvedBy: ActorID) { self.approvedBy = approvedBy }

    package mutating func properties(_ p: inout PropertyCoder) throws(Unreadable) {
        try p.id("approvedby", &approvedBy, Message("审批人", "approved by"))
    }
}
