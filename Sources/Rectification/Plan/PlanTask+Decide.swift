import Ledger

extension PlanTask {
    package enum Command: Sendable {
        /// `plan`: the plan that it is a task of.
        case assign(TaskAssigned, plan: Plan?)
        case progress(TaskProgressed)
        /// `shown`: the kinds of evidence of the activities that name the task.
        case complete(TaskCompleted, shown: [String])
        case amend(TaskAmended)
        case withdraw(approver: ActorID?)
    }

    /// An approver or a recorder assigns a task; its owner, someone of its units or a recorder reports on it; a recorder
    /// amends or withdraws it, and an approver agrees.
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-PLAN-UNKNOWN, E-PLAN-ENDED, E-PLAN-ITEM-UNKNOWN, E-TASK-UNKNOWN, E-TASK-STAGE, E-TASK-PERIODS,
    ///   E-TASK-UNITS, E-TASK-DATES, E-TEXT-EMPTY, E-UNIT-UNKNOWN, E-ACTOR-UNKNOWN, E-EVIDENCE-MISSING, E-UNCHANGED,
    ///   E-REASON, E-APPROVER, E-APPROVER-SAME, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: TaskID, _ state: PlanTask?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .assign(let assigned, let plan) = command {
            if !context.office.holds(.approver, context.doer) {
                try context.require(.recorder, to: Message("分解任务", "assign a task"))
            }
            guard state == nil else { throw .exists(Message("任务 \(id)", "task \(id)")) }
            guard let plan else { throw .unknown(id.plan.stream) }
            if let endedOn = plan.endedOn { throw .planEnded(id.plan, endedOn) }
            guard plan.item(assigned.item) != nil else { throw .unknownItem(assigned.item, plan) }
            try requireSound(
                assigned.text, assigned.units, assigned.owner, assigned.from, assigned.until, context)
            return [.assigned(assigned)]
        }
        guard let task = state else { throw .unknown(id.stream) }
        guard task.isOpen else { throw .taskStage(task) }
        // Several units report on a task: a report may be recorded late.
        var last = task.lastStepOn
        if case .progress = command { last = task.assignedOn }
        guard context.on >= last else { throw .beforeStep(context.on, last) }
        return [try task.step(command, context)]
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .assign: throw .exists(Message("任务 \(id)", "task \(id)"))
        case .progress(let report):
            try requireOwner(Message("报告任务进展", "report on a task"), context)
            guard !report.text.isBlank else { throw .blank(Message("做了什么", "progress")) }
            return .progressed(report)
        case .complete(let completed, let shown):
            try requireOwner(Message("完成任务", "complete a task"), context)
            if let last = periods.last, frequency.months != nil, context.on < last.from {
                throw .periodsLeft(self, last)
            }
            let held = (evidence + completed.evidence).map(\.kind) + shown
            // 照片3张 shows 照片.
            let missing = expects.filter { kind in !held.contains { $0.hasPrefix(kind) } }
            guard missing.isEmpty, !held.isEmpty else { throw .evidenceMissing(self, missing, held) }
            return .completed(completed)
        case .amend(var amended):
            let step = Message("调整任务", "amend a task")
            try context.require(.recorder, to: step)
            let after = (
                amended.text ?? text, amended.units.isEmpty ? units : amended.units, amended.owner ?? owner,
                amended.until ?? until
            )
            guard after != (text, units, owner, until) else { throw .unchanged(Message("任务", "task")) }
            try PlanTask.requireSound(after.0, after.1, after.2, from, after.3, context)
            try context.requireReason(for: step)
            amended.approvedBy = try context.require(approver: amended.approvedBy, to: step)
            return .amended(amended)
        case .withdraw(let approver):
            let step = Message("撤销任务", "withdraw a task")
            try context.require(.recorder, to: step)
            try context.requireReason(for: step)
            return .withdrawn(TaskWithdrawn(approvedBy: try context.require(approver: approver, to: step)))
        }
    }

    private func requireOwner(_ step: Message, _ context: Context) throws(Fault) {
        if context.doer == owner { return }
        if let unit = context.office.unit(of: context.doer), units.contains(unit) { return }
        try context.require(.recorder, to: step)
    }

    private static func requireSound(
        _ text: String, _ units: [UnitID], _ owner: ActorID?, _ from: CalendarDate, _ until: CalendarDate,
        _ context: Context
    ) throws(Fault) {
        guard !text.isBlank else { throw .blank(Message("任务内容", "task")) }
        guard !units.isEmpty else {
            throw Fault(
                "E-TASK-UNITS", .refused, Message("没有写明责任单位。", "It is not said which unit is responsible."),
                remedy: Message("加上 --unit。", "Add --unit."))
        }
        try context.require(known: units)
        try context.require(known: owner.map { [$0] } ?? [])
        guard from <= until else {
            throw Fault(
                "E-TASK-DATES", .refused,
                Message("截止 \(until) 早于开始 \(from)。", "It would be due on \(until), before it begins on \(from)."),
                remedy: Message("改正开始或截止日期。", "Correct one of the days."))
        }
    }
}

extension Fault {
    fileprivate static func unknownItem(_ number: Int, _ plan: Plan) -> Fault {
        Fault(
            "E-PLAN-ITEM-UNKNOWN", .refused,
            Message("工作计划“\(plan.id)”没有条目 \(number)。", "The work plan “\(plan.id)” has no item \(number)."),
            state: Message(
                "它的条目：\(plan.items.map { String($0.number) }.joined(separator: "、"))。",
                "Its items: \(plan.items.map { String($0.number) }.joined(separator: ", "))."),
            remedy: Message("先补条目：taizhang plan amend。", "Add the item first: taizhang plan amend."))
    }

    fileprivate static func taskStage(_ task: PlanTask) -> Fault {
        let stands =
            task.completedOn.map { Message("已于 \($0) 完成", "was completed on \($0)") }
            ?? task.withdrawnOn.map { Message("已于 \($0) 撤销", "was withdrawn on \($0)") } ?? Message("", "")
        return Fault(
            "E-TASK-STAGE", .refused, Message("任务 \(task.id) \(stands.zh)。", "The task \(task.id) \(stands.en)."),
            remedy: Message("用 taizhang task show \(task.id) 查看。", "See taizhang task show \(task.id)."))
    }

    fileprivate static func periodsLeft(_ task: PlanTask, _ last: Period) -> Fault {
        Fault(
            "E-TASK-PERIODS", .refused,
            Message(
                "任务 \(task.id) \(task.frequency.title.zh)要办，最后一期 \(last.label) 还没有开始，不能办结。",
                "The task \(task.id) is \(task.frequency.title.en); its last period, \(last.label), has not begun."),
            remedy: Message(
                "这一期办了什么，用 taizhang task progress 报告。", "Report what was done in this period: taizhang task progress."))
    }

    fileprivate static func evidenceMissing(_ task: PlanTask, _ missing: [String], _ held: [String]) -> Fault {
        Fault(
            "E-EVIDENCE-MISSING", .refused,
            missing.isEmpty
                ? Message(
                    "没有佐证材料，任务 \(task.id) 不能完成。", "The task \(task.id) cannot be completed without evidence.")
                : Message(
                    "还缺佐证材料：\(missing.joined(separator: "、"))。",
                    "Evidence is missing: \(missing.joined(separator: ", "))."),
            state: held.isEmpty
                ? Message("目前什么都没有。", "There is none yet.")
                : Message("已有：\(held.joined(separator: "、"))。", "There is: \(held.joined(separator: ", "))."),
            remedy: Message(
                "用 --evidence 名目=文件 附上，或登记办这项任务的活动。",
                "Attach it with --evidence KIND=FILE, or enter the activity that does the task."))
    }
}
