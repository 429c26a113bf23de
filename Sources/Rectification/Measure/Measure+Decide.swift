import Ledger

// The steps of a finding's measures (`domain.md`: plan measure … ask extension / decide it).

extension Finding {
    func plan(_ planned: MeasurePlanned, _ context: Context) throws(Fault) -> Event {
        try require(stages: [.assigned, .inprogress], to: Message("制定措施", "plan a measure"))
        let leadUnits = [assignment.leadUnit].compactMap { $0 }
        try requireLead(of: leadUnits, leader: assignment.leader, Message("制定措施", "plan a measure"), context)
        guard !planned.text.isBlank else { throw .blank(Message("措施内容", "measure")) }
        try context.require(known: planned.owner.map { [$0] } ?? [])
        try context.require(known: planned.units)
        guard context.on >= registeredOn else { throw .beforeStep(context.on, registeredOn) }
        try Measure.requireTime(of: planned, on: context.on)
        var planned = planned
        planned.claim = nil
        planned.measure = (measures.map(\.number).max() ?? 0) + 1
        return .measurePlanned(planned)
    }

    func progress(_ report: MeasureProgressed, _ context: Context) throws(Fault) -> Event {
        let measure = try working(report.measure, Message("报告进展", "report progress"), context)
        guard !measure.isComplete else { throw .measureComplete(measure) }
        guard !report.text.isBlank else { throw .blank(Message("做了什么", "progress")) }
        try Measure.requirePercent(report.percent)
        var report = report
        (report.claim, report.status) = (nil, nil)
        return .measureProgressed(report)
    }

    func correctProgress(_ correction: ProgressCorrected, _ context: Context) throws(Fault) -> Event {
        let step = Message("更正进展", "correct a progress report")
        let measure = try known(correction.measure)
        try require(stages: Stage.allCases.filter { $0 != .withdrawn && $0 != .merged }, to: step)
        try requireOwner(owner(of: measure), step, context)
        guard let report = measure.progress.first(where: { $0.sequence == correction.record }) else {
            let known = measure.progress.map { "#\($0.sequence)" }
            throw Fault(
                "E-PROGRESS-UNKNOWN", .refused,
                Message(
                    "#\(correction.record) 不是措施 \(measure.number) 的进展。",
                    "#\(correction.record) is no progress report of measure \(measure.number)."),
                state: Message(
                    "它的进展有：\(known.joined(separator: "、"))。", "Its reports are: \(known.joined(separator: ", "))."),
                remedy: Message("用 --record 写明更正哪一条。", "Say which one with --record."))
        }
        try Measure.requirePercent(correction.percent)
        if correction.text?.isBlank ?? false { throw .blank(Message("做了什么", "progress")) }
        guard
            correction.text.map({ $0 != report.text }) ?? false
                || correction.percent.map({ $0 != report.percent }) ?? false
        else { throw .unchanged(Message("进展", "report")) }
        try context.requireReason(for: step)
        return .progressCorrected(correction)
    }

    func complete(_ completed: MeasureCompleted, _ context: Context) throws(Fault) -> Event {
        let measure = try working(completed.measure, Message("完成措施", "complete a measure"), context)
        guard !measure.isComplete else { throw .measureComplete(measure) }
        guard measure.kind != .sustained else { throw .measureSustained(measure) }
        var after = measure
        after.evidence += completed.evidence
        guard after.missingEvidence.isEmpty, after.evidence.contains(where: { $0.file != nil }) else {
            throw .evidenceMissing(after)
        }
        guard context.on >= measure.plannedOn else { throw .beforeStep(context.on, measure.plannedOn) }
        var completed = completed
        completed.claim = nil
        return .measureCompleted(completed)
    }

    func review(_ reviewed: MeasureReviewed, _ context: Context) throws(Fault) -> Event {
        let step = Message("复核长期措施", "review a sustained measure")
        let measure = try known(reviewed.measure)
        try require(stages: Stage.allCases.filter { $0 != .withdrawn && $0 != .merged }, to: step)
        guard measure.kind == .sustained else { throw .measureNotSustained(measure) }
        try requireVerifier(with: [], step, context)
        guard context.on >= measure.plannedOn else { throw .beforeStep(context.on, measure.plannedOn) }
        return .measureReviewed(reviewed)
    }

    func requestExtension(_ request: ExtensionRequested, _ context: Context) throws(Fault) -> Event {
        let step = Message("申请延期", "ask for an extension")
        let measure = try working(request.measure, step, context)
        guard !measure.isComplete else { throw .measureComplete(measure) }
        guard let deadline = measure.deadline else { throw .noDeadline(measure) }
        guard let until = request.until, until > deadline else { throw .extensionNotLater(request.until, deadline) }
        guard measure.requestedDeadline == nil else { throw .extensionPending(measure) }
        try context.requireReason(for: step)
        return .extensionRequested(request)
    }

    func grantExtension(_ number: Int, _ until: CalendarDate?, _ context: Context) throws(Fault) -> Event {
        let (measure, requested) = try pendingExtension(number, context)
        let granted = until ?? requested
        if let deadline = measure.deadline, granted <= deadline { throw .extensionNotLater(granted, deadline) }
        return .extensionGranted(ExtensionGranted(measure: number, until: granted))
    }

    func refuseExtension(_ number: Int, _ context: Context) throws(Fault) -> Event {
        _ = try pendingExtension(number, context)
        try context.requireReason(for: Message("不批准延期", "refuse an extension"))
        return .extensionRefused(ExtensionRefused(measure: number))
    }

    func attach(_ exhibit: Exhibit, _ number: Int?, _ context: Context) throws(Fault) -> Event {
        let step = Message("补充佐证", "attach evidence")
        try require(stages: Stage.allCases.filter { $0 != .withdrawn && $0 != .merged }, to: step)
        let measure = try number.map { (number) throws(Fault) in try known(number) }
        guard !exhibit.kind.isBlank else { throw .blank(Message("材料名目", "kind of evidence")) }
        if !context.office.holds(.recorder, context.doer), !context.office.holds(.verifier, context.doer) {
            try requireOwner(measure.flatMap { owner(of: $0) } ?? owner, step, context)
        }
        return .evidenceAttached(EvidenceAttached(exhibit, measure: number))
    }

    // MARK: shared

    /// The measure, where its owner works on it.
    private func working(_ number: Int, _ step: Message, _ context: Context) throws(Fault) -> Measure {
        try require(stages: [.assigned, .inprogress], to: step)
        let measure = try known(number)
        // Whoever owns the whole finding may speak for each of its measures.
        if context.doer != owner { try requireOwner(owner(of: measure), step, context) }
        return measure
    }

    private func known(_ number: Int) throws(Fault) -> Measure {
        if let measure = measure(number) { return measure }
        let numbers = measures.map { String($0.number) }
        throw Fault(
            "E-MEASURE-UNKNOWN", .notFound,
            Message("问题 \(self.number) 没有措施 \(number)。", "Finding \(self.number) has no measure \(number)."),
            state: numbers.isEmpty
                ? Message("它还没有措施。", "It has no measures.")
                : Message(
                    "它的措施：\(numbers.joined(separator: "、"))。", "Its measures: \(numbers.joined(separator: ", "))."),
            remedy: Message("用 taizhang finding show \(self.number) 查看。", "See taizhang finding show \(self.number)."))
    }

    private func pendingExtension(_ number: Int, _ context: Context) throws(Fault) -> (Measure, CalendarDate) {
        try require(stages: [.assigned, .inprogress], to: Message("决定延期", "decide an extension"))
        let measure = try known(number)
        guard let requested = measure.requestedDeadline else {
            throw Fault(
                "E-EXTENSION-NONE", .refused,
                Message("措施 \(number) 没有待批的延期申请。", "No extension of measure \(number) waits to be decided."),
                remedy: Message(
                    "由责任人先申请：taizhang measure extend \(self.number) \(number)。",
                    "Its owner asks first: taizhang measure extend \(self.number) \(number)."))
        }
        guard let leader = assignment.leader else { throw .unassigned(self.number) }
        guard context.doer == leader else {
            throw Fault(
                "E-EXTENSION-LEADER", .notPermitted,
                Message(
                    "延期由责任领导批准，\(context.doer.name)不是。",
                    "The accountable leader decides extensions; \(context.doer.name) is not."),
                state: Message("责任领导是\(leader.name)。", "The accountable leader is \(leader.name)."),
                remedy: Message(
                    "请责任领导决定，或由登记人代为录入：--on-behalf-of \(leader.name)。",
                    "Have the leader decide, or a recorder enter it with --on-behalf-of \(leader)."))
        }
        let asking = Set([measure.requestedBy, owner(of: measure)].compactMap { $0 })
        for hand in context.hands.sorted() where asking.contains(hand) {
            throw Fault(
                "E-EXTENSION-SAME-PERSON", .refused,
                Message("\(hand.name)不能批准自己申请的延期。", "\(hand.name) may not decide their own extension."),
                remedy: hand == leader
                    ? Message("请另一位责任领导决定（finding assign）。", "Have another accountable leader decide (finding assign).")
                    : Message("请责任领导本人或另一位登记人录入。", "Have the leader or another recorder enter it."))
        }
        return (measure, requested)
    }
}

extension Measure {
    /// A deadline for what ends, review dates for what does not (`domain.md`: plan measure).
    static func requireTime(of planned: MeasurePlanned, on day: CalendarDate) throws(Fault) {
        switch planned.kind {
        case .bydeadline:
            guard planned.deadline != nil else {
                throw .measureTime(
                    Message("限期整改的措施须有时限。", "A measure by deadline needs its deadline."),
                    Message("加上 --deadline。", "Add --deadline."))
            }
        case .sustained:
            guard !planned.reviews.isEmpty, planned.deadline == nil else {
                throw .measureTime(
                    Message("长期坚持的措施没有时限，但须有复核日期。", "A sustained measure has review dates and no deadline."),
                    Message("用 --review 给出至少一个复核日期。", "Give at least one with --review."))
            }
        case .immediate: break
        }
        if planned.kind != .sustained, !planned.reviews.isEmpty {
            throw .measureTime(
                Message("只有长期坚持的措施有复核日期。", "Only a sustained measure has review dates."),
                Message("去掉 --review，或用 --kind sustained。", "Leave out --review, or say --kind sustained."))
        }
        for date in [planned.deadline].compactMap({ $0 }) + planned.reviews where date < day {
            throw .measureTime(
                Message("\(date) 早于制定措施的日期 \(day)。", "\(date) is before the measure is planned, \(day)."),
                Message("改正日期。", "Correct the date."))
        }
    }

    static func requirePercent(_ percent: Int?) throws(Fault) {
        guard let percent, !(0...100).contains(percent) else { return }
        throw Fault(
            "E-PERCENT", .refused,
            Message("百分比须在 0 到 100 之间，得到 \(percent)。", "The per cent done is from 0 to 100, not \(percent)."),
            remedy: Message("改正 --percent。", "Correct --percent."))
    }
}

extension Fault {
    fileprivate static func measureTime(_ message: Message, _ remedy: Message) -> Fault {
        Fault("E-MEASURE-TIME", .refused, message, remedy: remedy)
    }

    static func measureComplete(_ measure: Measure) -> Fault {
        Fault(
            "E-MEASURE-COMPLETE", .refused,
            Message("措施 \(measure.number) 已经完成。", "Measure \(measure.number) is complete already."),
            state: Message(
                "完成于 \(measure.completedOn?.description ?? "")。",
                "Completed on \(measure.completedOn?.description ?? "")."),
            remedy: Message(
                "补充材料用 evidence add；报错了用 measure correct。",
                "Add material with evidence add; mend a report with measure correct."))
    }

    fileprivate static func measureSustained(_ measure: Measure) -> Fault {
        Fault(
            "E-MEASURE-SUSTAINED", .refused,
            Message(
                "措施 \(measure.number) 是长期坚持的，没有完成之日。", "Measure \(measure.number) is sustained; it is never complete."),
            remedy: Message("由验收人复核：measure review。", "Have a verifier review it: measure review."))
    }

    fileprivate static func measureNotSustained(_ measure: Measure) -> Fault {
        Fault(
            "E-MEASURE-NOT-SUSTAINED", .refused,
            Message(
                "措施 \(measure.number) 不是长期坚持的，不用复核。", "Measure \(measure.number) is not sustained; it is not reviewed."),
            remedy: Message("由责任人完成：measure complete。", "Its owner completes it: measure complete."))
    }

    fileprivate static func noDeadline(_ measure: Measure) -> Fault {
        Fault(
            "E-EXTENSION-NO-DEADLINE", .refused,
            Message("措施 \(measure.number) 没有时限，谈不上延期。", "Measure \(measure.number) has no deadline to extend."),
            remedy: Message("报告进展即可：measure progress。", "Report progress instead: measure progress."))
    }

    fileprivate static func extensionNotLater(_ until: CalendarDate?, _ deadline: CalendarDate) -> Fault {
        Fault(
            "E-EXTENSION-NOT-LATER", .refused,
            Message("延期须晚于现在的时限 \(deadline)。", "An extension is later than the deadline as it stands, \(deadline)."),
            state: Message(
                "要求延至 \(until?.description ?? "（未写明）")。", "It would be until \(until?.description ?? "(not said)")."),
            remedy: Message("用 --until 给出更晚的日期。", "Give a later day with --until."))
    }

    fileprivate static func extensionPending(_ measure: Measure) -> Fault {
        Fault(
            "E-EXTENSION-PENDING", .refused,
            Message(
                "措施 \(measure.number) 已有一个待批的延期申请。",
                "An extension of measure \(measure.number) waits to be decided already."),
            state: Message(
                "申请延至 \(measure.requestedDeadline?.description ?? "")。",
                "Asked until \(measure.requestedDeadline?.description ?? "")."),
            remedy: Message(
                "请责任领导先决定：measure decide-extension。", "Have the leader decide it: measure decide-extension."))
    }

    fileprivate static func evidenceMissing(_ measure: Measure) -> Fault {
        let missing = measure.missingEvidence
        let held = measure.evidence.filter { $0.file != nil }.map(\.kind)
        return Fault(
            "E-EVIDENCE-MISSING", .refused,
            missing.isEmpty
                ? Message(
                    "没有佐证材料，措施 \(measure.number) 不能完成。",
                    "Measure \(measure.number) cannot be completed without evidence.")
                : Message(
                    "还缺佐证材料：\(missing.joined(separator: "、"))。",
                    "Evidence is missing: \(missing.joined(separator: ", "))."),
            state: held.isEmpty
                ? Message("目前没有文件。", "There is no file yet.")
                : Message("已有：\(held.joined(separator: "、"))。", "There is: \(held.joined(separator: ", "))."),
            remedy: Message("用 --evidence 名目=文件 附上。", "Attach it with --evidence KIND=FILE."))
    }
}
