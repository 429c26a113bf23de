import Ledger

extension Plan {
    package enum Command: Sendable {
        case adopt(PlanAdopted)
        case amend(PlanAmended)
        case end(note: String?)
    }

    /// An approver adopts, amends and ends a plan (a recorder may key it in for one).
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-PLAN-UNKNOWN, E-PLAN-ENDED, E-TEXT-EMPTY, E-PLAN-DATES, E-PLAN-ITEMS, E-UNCHANGED,
    ///   E-REASON, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: PlanID, _ state: Plan?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        try context.require(.approver, to: Message("通过、调整或结束工作计划", "adopt, amend or end a work plan"))
        if case .adopt(let adopted) = command {
            guard state == nil else { throw .exists(Message("工作计划“\(id)”", "work plan “\(id)”")) }
            guard !adopted.title.isBlank else { throw .blank(Message("计划名称", "title of the plan")) }
            guard adopted.from <= adopted.until else { throw .planDates(adopted.from, adopted.until) }
            guard !adopted.items.isEmpty else { throw .items(Message("计划没有条目", "The plan has no items")) }
            try requireSound(adopted.items)
            return [.adopted(adopted)]
        }
        guard let plan = state else { throw .unknown(id.stream) }
        if let endedOn = plan.endedOn { throw .planEnded(id, endedOn) }
        guard context.on >= plan.lastStepOn else { throw .beforeStep(context.on, plan.lastStepOn) }
        return [try plan.step(command, context)]
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .adopt: throw .exists(Message("工作计划“\(id)”", "work plan “\(id)”"))
        case .amend(let amended):
            try Plan.requireSound(amended.items)
            var after = self
            after.put(amended.items)
            after.until = amended.until ?? until
            guard after.from <= after.until else { throw .planDates(after.from, after.until) }
            guard after != self || amended.document != nil else { throw .unchanged(Message("工作计划", "plan")) }
            try context.requireReason(for: Message("调整工作计划", "amend a work plan"))
            return .amended(amended)
        case .end(let note): return .ended(PlanEnded(note: note))
        }
    }

    private static func requireSound(_ items: [PlanItem]) throws(Fault) {
        var seen: Set<Int> = []
        for item in items {
            guard item.number > 0 else {
                throw .items(Message("条目的序号 \(item.number) 不是从 1 起的数", "The item number \(item.number) is not from 1"))
            }
            guard !item.title.isBlank else { throw .blank(Message("条目 \(item.number)", "item \(item.number)")) }
            guard seen.insert(item.number).inserted else {
                throw .items(Message("条目 \(item.number) 给了两次", "The item \(item.number) is given twice"))
            }
        }
    }
}

extension Fault {
    static func planEnded(_ id: PlanID, _ day: CalendarDate) -> Fault {
        Fault(
            "E-PLAN-ENDED", .refused,
            Message("工作计划“\(id)”已于 \(day) 结束。", "The work plan “\(id)” was ended on \(day)."),
            remedy: Message("办到另一份计划里。", "Use another plan."))
    }

    fileprivate static func planDates(_ from: CalendarDate, _ until: CalendarDate) -> Fault {
        Fault(
            "E-PLAN-DATES", .refused,
            Message("截止 \(until) 早于开始 \(from)。", "It would end on \(until), before it begins on \(from)."),
            remedy: Message("改正 --from 或 --until。", "Correct --from or --until."))
    }

    fileprivate static func items(_ why: Message) -> Fault {
        Fault(
            "E-PLAN-ITEMS", .refused, why + Message("。", "."),
            remedy: Message("用 --item 序号=内容 逐条给出。", "Give each with --item NUMBER=TEXT."))
    }
}
