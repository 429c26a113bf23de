import Ledger

extension Finding {
    /// A verifier or the accountable leader issues the next level of the spell; before the days of the thresholds only
    /// with a reason. Never the owner, to themselves.
    func issue(_ issued: SupervisionIssued, _ context: Context) throws(Fault) -> Event {
        let level = issued.level
        let step = Message("发出\(level.title.zh)", "issue a \(level.title.en)")
        try requireOpen(to: step)
        try requireSupervisor(step, context)
        guard let due, due < context.on else { throw .notOverdue(self, context.on) }
        guard level == supervision.next else { throw .level(level, self) }
        if let last = supervision.issues.last, context.on < last.on { throw .beforeStep(context.on, last.on) }
        let days = context.on.dayNumber - due.dayNumber
        let needed = context.office.thresholds.days(for: level)
        if days < needed, context.reason?.isBlank ?? true { throw .early(level, days, needed) }
        var issued = issued
        issued.due = due
        return .supervisionIssued(issued)
    }

    func lift(_ context: Context) throws(Fault) -> Event {
        let step = Message("解除挂牌督办", "lift listed supervision")
        try requireSupervisor(step, context)
        guard let listedOn = supervision.listedOn else {
            throw Fault(
                "E-SUPERVISE-NOT-LISTED", .refused,
                Message("问题 \(number) 没有挂牌督办。", "Finding \(number) is not under listed supervision."),
                remedy: Message("用 taizhang supervise list 查看。", "See taizhang supervise list."))
        }
        guard context.on >= listedOn else { throw .beforeStep(context.on, listedOn) }
        try context.requireReason(for: step)
        return .supervisionLifted(SupervisionLifted())
    }

    private func requireSupervisor(_ step: Message, _ context: Context) throws(Fault) {
        if context.doer != assignment.leader { try context.require(.verifier, to: step) }
        for hand in context.hands.sorted() where owners.contains(hand) {
            throw Fault(
                "E-SUPERVISE-SAME-PERSON", .refused,
                Message("\(step.zh)的人不能是整改责任人（\(hand.name)）。", "The owner (\(hand.name)) may not \(step.en)."),
                state: .holders(of: .verifier, in: context.office),
                remedy: Message("请督查人员或责任领导办理。", "Have a verifier or the accountable leader do it."))
        }
    }
}

extension Fault {
    fileprivate static func notOverdue(_ finding: Finding, _ day: CalendarDate) -> Fault {
        Fault(
            "E-SUPERVISE-NOT-OVERDUE", .refused,
            Message("问题 \(finding.number) 在 \(day) 没有逾期。", "Finding \(finding.number) is not overdue on \(day)."),
            state: finding.due.map { Message("时限是 \($0)。", "It is due on \($0).") }
                ?? Message("没有未完成措施的时限。", "No deadline of a measure is open."),
            remedy: Message("用 taizhang supervise due 查看该督办哪些。", "taizhang supervise due tells what is due."))
    }

    fileprivate static func level(_ level: Supervision.Level, _ finding: Finding) -> Fault {
        let number = finding.number
        let spell = finding.supervision.spell
        let issued = spell.first { $0.level == level }
        let done = spell.map { Message("\($0.level.title.zh)（\($0.on)）", "\($0.level.title.en) (\($0.on))") }
        let state =
            done.isEmpty
            ? Message("这次逾期还没有督办过。", "Nothing was issued yet since it became overdue.")
            : Message(
                "这次逾期已有：\(done.map(\.zh).joined(separator: "、"))。",
                "Issued since it became overdue: \(done.map(\.en).joined(separator: ", ")).")
        let remedy =
            finding.supervision.next.map {
                Message(
                    "下一级是\($0.title.zh)：taizhang supervise issue \(number) --level \($0.rawValue)。",
                    "The next is a \($0.title.en): taizhang supervise issue \(number) --level \($0.rawValue).")
            } ?? Message("各级都已用过。", "All levels were used.")
        if issued != nil || (level == .listed && finding.supervision.listedOn != nil) {
            return Fault(
                "E-SUPERVISE-ISSUED", .refused,
                Message(
                    "问题 \(number) 已经\(level.title.zh)，一次逾期每级只用一次。",
                    "A \(level.title.en) was issued of finding \(number) already; a level comes once while it is overdue."
                ),
                state: state, remedy: remedy)
        }
        return Fault(
            "E-SUPERVISE-ORDER", .refused,
            Message(
                "问题 \(number) 还不能\(level.title.zh)：须按催办、督办、挂牌督办、通报逐级进行。",
                "Finding \(number) is not at a \(level.title.en): first a reminder, a notice, listed supervision, then a circular."
            ),
            state: state, remedy: remedy)
    }

    fileprivate static func early(_ level: Supervision.Level, _ days: Int, _ needed: Int) -> Fault {
        Fault(
            "E-SUPERVISE-EARLY", .refused,
            Message(
                "逾期 \(days) 天，\(level.title.zh)从逾期 \(needed) 天起。",
                "It is \(days) day\(days == 1 ? "" : "s") overdue; a \(level.title.en) is due from \(needed)."),
            remedy: Message("到时再发，或用 --reason 说明为何提前。", "Wait, or say with --reason why it comes early."))
    }
}
