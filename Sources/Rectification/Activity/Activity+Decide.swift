import Ledger

extension Activity {
    package enum Command: Sendable {
        /// `unknown`: what it names and the ledger does not have (tasks, members).
        case hold(ActivityHeld, unknown: [StreamName])
        case document([Exhibit])
        case correct(ActivityCorrected, unknown: [StreamName])
        case withdraw(approver: ActorID?)
    }

    /// A recorder enters any activity, everyone else those of their own unit; what was entered in error is withdrawn by a
    /// recorder, and an approver agrees.
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-ACTIVITY-UNKNOWN, E-ACTIVITY-WITHDRAWN, E-TEXT-EMPTY, E-ACTIVITY-BRANCH,
    ///   E-UNIT-UNKNOWN, E-ACTOR-UNKNOWN, E-TASK-UNKNOWN, E-MEMBER-UNKNOWN, E-ACTIVITY-COUNT, E-ACTIVITY-EVIDENCE,
    ///   E-UNCHANGED, E-REASON, E-DATE-FUTURE, E-APPROVER.
    package static func decide(
        _ command: Command, _ id: ActivityNumber, _ state: Activity?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .hold(var held, let unknown) = command {
            try context.require(recorderOr: held.branch, to: Message("登记活动", "enter an activity"))
            guard state == nil else { throw .exists(Message("活动 \(id)", "activity \(id)")) }
            held.claim = nil
            held.participants = held.participants.distinct
            try Activity(id, held, on: context.on).requireSound(unknown, context)
            return [.held(held)]
        }
        guard let activity = state else { throw .unknown(id.stream) }
        guard !activity.isWithdrawn else { throw .withdrawn(id) }
        return [try activity.step(command, context)]
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .hold: throw .exists(Message("活动 \(id)", "activity \(id)"))
        case .document(let evidence):
            try context.require(recorderOr: branch, to: Message("补充活动佐证", "add evidence of an activity"))
            guard !evidence.isEmpty else { throw .noEvidence }
            for exhibit in evidence where exhibit.kind.isBlank { throw .blank(Message("材料名目", "kind of evidence")) }
            return .documented(ActivityDocumented(evidence))
        case .correct(var correction, let unknown):
            correction.participants = correction.participants.distinct
            let step = Message("更正活动记录", "correct an activity")
            try context.require(recorderOr: branch, to: step)
            var after = self
            after.take(correction)
            guard after != self || correction.personal != Erasable() else {
                throw .unchanged(Message("活动记录", "activity"))
            }
            try after.requireSound(unknown, context)
            try context.requireReason(for: step)
            return .corrected(correction)
        case .withdraw(let approver):
            let step = Message("撤销活动记录", "withdraw an activity")
            try context.require(.recorder, to: step)
            try context.requireReason(for: step)
            return .withdrawn(ActivityWithdrawn(approvedBy: try context.require(approver: approver, to: step)))
        }
    }

    private func requireSound(_ unknown: [StreamName], _ context: Context) throws(Fault) {
        guard !kind.isBlank else { throw .blank(Message("活动类别", "kind of activity")) }
        guard !topic.isBlank else { throw .blank(Message("活动主题", "topic")) }
        guard let branch else { throw .noBranch }
        try context.require(known: [branch])
        try context.require(known: host.map { [$0] } ?? [])
        if let name = unknown.first { throw .unknown(name) }
        guard heldOn <= context.today else { throw .future(heldOn, today: context.today) }
        try requireCounts()
    }

    private func requireCounts() throws(Fault) {
        for count in [expected, present] {
            if let count, count < 0 { throw .count(Message("人数不能是 \(count)", "a number of people cannot be \(count)")) }
        }
        if let minutes, minutes < 1 {
            throw .count(Message("时长不能是 \(minutes) 分钟", "it cannot have taken \(minutes) minutes"))
        }
        if let expected, let present, present > expected {
            throw .count(
                Message("实到 \(present) 人多于应到 \(expected) 人", "\(present) came, and only \(expected) were to come"))
        }
        if let present, participants.count > present {
            throw .count(
                Message(
                    "列出 \(participants.count) 名参加党员，多于实到 \(present) 人",
                    "\(participants.count) members are named, and only \(present) people came"))
        }
    }
}

extension Context {
    /// A recorder, or someone of the unit that it is about.
    func require(recorderOr unit: UnitID?, to step: Message) throws(Fault) {
        if let unit, office.unit(of: doer) == unit { return }
        try require(.recorder, to: step)
    }
}

extension Fault {
    /// Something that a step names and that the ledger does not have.
    static func unknown(_ name: StreamName) -> Fault {
        Fault(
            "E-\(name.kind.uppercased())-UNKNOWN", .refused,
            Message("台账里没有 \(name)。", "The ledger has no \(name)."),
            remedy: Message(
                "用 taizhang \(name.kind) list 查看有哪些。", "See what there is with taizhang \(name.kind) list."))
    }

    fileprivate static func withdrawn(_ id: ActivityNumber) -> Fault {
        Fault(
            "E-ACTIVITY-WITHDRAWN", .refused, Message("活动 \(id) 已经撤销。", "The activity \(id) was withdrawn."),
            remedy: Message(
                "如确有此事，重新登记：taizhang activity hold。", "Where it did take place, enter it: taizhang activity hold."))
    }

    fileprivate static let noBranch = Fault(
        "E-ACTIVITY-BRANCH", .refused, Message("没有写明是哪个党支部。", "It is not said which branch held it."),
        remedy: Message("加上 --branch。", "Add --branch."))

    fileprivate static let noEvidence = Fault(
        "E-ACTIVITY-EVIDENCE", .refused, Message("没有给出佐证材料。", "No evidence is given."),
        remedy: Message("用 --evidence 名目=文件 附上。", "Attach it with --evidence KIND=FILE."))

    fileprivate static func count(_ why: Message) -> Fault {
        Fault(
            "E-ACTIVITY-COUNT", .refused, why + Message("。", "."),
            remedy: Message("核对应到、实到、时长和参加党员。", "Look again at expected, present, minutes and members."))
    }
}
