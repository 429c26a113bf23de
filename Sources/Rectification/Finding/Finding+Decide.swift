import Ledger

extension Finding {
    /// The events that a command leads to, or the rule that it breaks (`domain.md`: life of a finding, the step table).
    ///
    /// Pure: the state, the office and the day are handed in. Nothing is written by it.
    /// - Throws: a `Fault` that names the rule, the state as it is, and what could be done instead.
    package static func decide(
        _ command: Command, _ number: FindingNumber, _ state: Finding?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .register(let registered, let round) = command {
            return [try register(registered, number, state, round, context)]
        }
        guard let finding = state else { throw .unknownFinding(number) }
        switch command {
        case .register: return []
        case .assign(let assignment): return [try finding.assign(assignment, context)]
        case .plan(let planned): return [try finding.plan(planned, context)]
        case .progress(let report): return [try finding.progress(report, context)]
        case .correctProgress(let correction): return [try finding.correctProgress(correction, context)]
        case .complete(let completed): return [try finding.complete(completed, context)]
        case .review(let reviewed): return [try finding.review(reviewed, context)]
        case .requestExtension(let request): return [try finding.requestExtension(request, context)]
        case .grantExtension(let measure, let until): return [try finding.grantExtension(measure, until, context)]
        case .refuseExtension(let measure): return [try finding.refuseExtension(measure, context)]
        case .attach(let exhibit, let measure): return [try finding.attach(exhibit, measure, context)]
        case .submit(let summary): return [try finding.submit(summary, context)]
        case .verify(let verified): return [try finding.verify(verified, context)]
        case .returnToOwner(let method): return [try finding.returnToOwner(method, context)]
        case .close: return [try finding.close(context)]
        case .lookBack(let look): return try finding.lookBack(look, context)
        case .reopen: return [try finding.reopen(context)]
        case .withdraw(let approver): return [try finding.withdraw(approver, context)]
        case .merge(let into, let other, let approver): return [try finding.merge(into, other, approver, context)]
        case .absorb(let from): return [try finding.absorb(from, context)]
        case .correct(let correction, let round, let approver):
            return [try finding.correct(correction, round, approver, context)]
        case .issue(let issued): return [try finding.issue(issued, context)]
        case .lift: return [try finding.lift(context)]
        case .extendCheck(let extended): return [try finding.extendCheck(extended, context)]
        case .answerCheck(let answered, let found): return [try finding.answerCheck(answered, found, context)]
        }
    }

    // MARK: register, assign

    private static func register(
        _ registered: FindingRegistered, _ number: FindingNumber, _ state: Finding?, _ round: Round?, _ context: Context
    ) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("登记问题", "register a finding"))
        guard state == nil else { throw .exists(Message("问题 \(number)", "finding \(number)")) }
        guard let id = registered.round else { throw .blank(Message("来源轮次", "round")) }
        let round = try Round.known(round, id)
        try round.requireOpen()
        guard let unit = registered.unit else { throw .blank(Message("问题所在单位", "unit")) }
        try context.require(known: [unit])
        guard !registered.category.isBlank else { throw .blank(Message("问题类别", "category")) }
        guard !registered.description.isBlank else { throw .blank(Message("问题描述", "description")) }
        guard context.on >= round.openedOn else { throw .beforeStep(context.on, round.openedOn) }
        var registered = registered
        registered.claim = nil
        registered.feedbackOn = registered.feedbackOn ?? round.feedbackOn
        registered.source = registered.source ?? round.source
        return .registered(registered)
    }

    private func assign(_ next: Assignment, _ context: Context) throws(Fault) -> Event {
        try require(stages: [.registered, .assigned, .inprogress], to: Message("分派", "assign it"))
        guard let leader = next.leader else { throw .blank(Message("责任领导", "accountable leader")) }
        guard let leadUnit = next.leadUnit else { throw .blank(Message("牵头单位", "lead unit")) }
        guard let owner = next.owner else { throw .blank(Message("责任人", "owner")) }
        guard !next.units.isEmpty else { throw .blank(Message("责任单位", "responsible unit")) }
        try context.require(known: [leader, owner])
        try context.require(known: [leadUnit] + next.units)
        let isReassigned = stage != .registered
        let leadUnits = [leadUnit] + (isReassigned ? [assignment.leadUnit].compactMap { $0 } : [])
        try requireLead(
            of: leadUnits, leader: isReassigned ? assignment.leader : leader, Message("分派问题", "assign a finding"),
            context)
        try requireOrder(context)
        guard isReassigned else { return .assigned(FindingAssigned(next)) }
        guard next != assignment else { throw .unchanged(Message("分派", "assignment")) }
        try context.requireReason(for: Message("重新分派", "reassign a finding"))
        return .reassigned(FindingReassigned(next))
    }

    /// The lead unit acts: one of its people, the accountable leader, or the recorder for it.
    func requireLead(
        of units: [UnitID], leader: ActorID?, _ step: Message, _ context: Context
    ) throws(Fault) {
        let doer = context.doer
        if context.office.holds(.recorder, doer) || doer == leader { return }
        if let own = context.office.unit(of: doer), units.contains(own) { return }
        let names = units.map(\.text)
        throw Fault(
            "E-LEAD-UNIT", .notPermitted,
            Message(
                "\(step.zh)须由牵头单位、责任领导或登记人办理。",
                "To \(step.en) takes the lead unit, the accountable leader or a recorder."),
            state: Message(
                "牵头单位：\(names.joined(separator: "、"))；\(doer.name)在\(context.office.unit(of: doer)?.text ?? "（无单位）")。",
                "Lead unit: \(names.joined(separator: ", ")); \(doer.name) is in \(context.office.unit(of: doer)?.text ?? "no unit")."
            ),
            remedy: Message("请牵头单位的人办理。", "Have someone of the lead unit do it."))
    }

    // MARK: submit, verify, return, close

    private func submit(_ summary: String?, _ context: Context) throws(Fault) -> Event {
        try require(stages: [.inprogress], to: Message("申请销号", "submit it for closure"))
        try requireOwner(owner, Message("申请销号", "submit a finding for closure"), context)
        guard !measures.isEmpty else { throw .noMeasure(number) }
        let open = measures.filter { !$0.isDone }
        guard open.isEmpty else { throw .measuresOpen(open, context.on) }
        if let before = measuresAtReopening, measures.count <= before { throw .noNewMeasure(number) }
        try requireOrder(context)
        let last = measures.compactMap(\.completedOn).max()
        if let last, context.on < last { throw .beforeStep(context.on, last) }
        return .submitted(FindingSubmitted(summary: summary))
    }

    private func verify(_ verified: FindingVerified, _ context: Context) throws(Fault) -> Event {
        try require(stages: [.submitted], to: Message("验收", "verify it"))
        try requireVerifier(with: verified.with, Message("验收", "verify a finding"), context)
        guard verified.method != nil else {
            throw Fault(
                "E-VERIFY-METHOD", .refused, Message("验收须说明核查方式。", "A verification says how it was done."),
                remedy: Message(
                    "加上 --method documents、onsite 或 interview。", "Add --method documents, onsite or interview."))
        }
        try requireOrder(context)
        var verified = verified
        verified.claim = nil
        return .verified(verified)
    }

    private func returnToOwner(_ method: VerificationMethod?, _ context: Context) throws(Fault) -> Event {
        try require(stages: [.submitted, .verified], to: Message("退回", "return it"))
        try requireVerifier(with: [], Message("退回", "return a finding"), context)
        try context.requireReason(for: Message("退回", "return a finding"))
        try requireOrder(context)
        return .returned(FindingReturned(method: method))
    }

    private func close(_ context: Context) throws(Fault) -> Event {
        try require(stages: [.verified], to: Message("销号", "close it"))
        try context.require(.approver, to: Message("销号", "close a finding"))
        for hand in context.hands.sorted() {
            if owners.contains(hand) { throw .closeSamePerson(hand, as: Message("整改责任人", "owner")) }
            if verifiers.contains(hand) { throw .closeSamePerson(hand, as: Message("验收人", "verifier")) }
        }
        try requireOrder(context)
        return .closed(FindingClosed())
    }

    // MARK: look back, reopen

    private func lookBack(_ look: FindingLookedBack, _ context: Context) throws(Fault) -> [Event] {
        try require(stages: [.closed], to: Message("“回头看”", "look back at it"))
        try requireVerifier(with: [], Message("“回头看”", "look back at a finding"), context)
        try requireOrder(context)
        guard look.outcome == .relapsed else { return [.lookedBack(look)] }
        try context.requireReason(for: Message("认定反弹", "find that it relapsed"))
        return [.lookedBack(look), .reopened(FindingReopened())]
    }

    private func reopen(_ context: Context) throws(Fault) -> Event {
        try require(stages: [.closed], to: Message("重新打开", "reopen it"))
        guard context.office.holds(.verifier, context.doer) || context.office.holds(.approver, context.doer) else {
            throw .lackingRole(.verifier, context.doer, Message("重新打开问题", "reopen a finding"), context.office)
        }
        try context.requireReason(for: Message("重新打开", "reopen a finding"))
        try requireOrder(context)
        return .reopened(FindingReopened())
    }

    // MARK: withdraw, merge, correct

    private func withdraw(_ approver: ActorID?, _ context: Context) throws(Fault) -> Event {
        let step = Message("撤销登记", "withdraw a finding")
        try requireOpen(to: step)
        let approver = try requireRecord(step, approver, context)
        try requireOrder(context)
        return .withdrawn(FindingWithdrawn(approvedBy: approver))
    }

    private func merge(
        _ into: FindingNumber, _ other: Finding?, _ approver: ActorID?, _ context: Context
    ) throws(Fault) -> Event {
        let step = Message("并入另一问题", "merge a finding into another")
        try requireOpen(to: step)
        guard into != number else { throw .mergeItself(number) }
        guard let other else { throw .unknownFinding(into) }
        try other.requireOpen(to: Message("并入它", "merge another into it"))
        let approver = try requireRecord(step, approver, context)
        try requireOrder(context)
        return .merged(FindingMerged(into: into, approvedBy: approver))
    }

    private func absorb(_ from: FindingNumber, _ context: Context) throws(Fault) -> Event {
        try requireOpen(to: Message("并入它", "merge another into it"))
        guard context.on >= registeredOn else { throw .beforeStep(context.on, registeredOn) }
        return .absorbed(FindingAbsorbed(from: from))
    }

    private func correct(
        _ correction: Correction, _ round: Round?, _ approver: ActorID?, _ context: Context
    ) throws(Fault) -> Event {
        let step = Message("更正登记内容", "correct a finding")
        try require(stages: Stage.allCases.filter { $0 != .withdrawn && $0 != .merged }, to: step)
        guard changes(correction) else { throw .unchanged(Message("登记内容", "finding")) }
        if correction.category?.isBlank ?? false { throw .blank(Message("问题类别", "category")) }
        if correction.description?.isBlank ?? false { throw .blank(Message("问题描述", "description")) }
        var correction = correction
        (correction.source, correction.feedbackOn) = (nil, nil)
        if let id = correction.round, id != self.round {
            let round = try Round.known(round, id)
            try round.requireOpen()
            (correction.source, correction.feedbackOn) = (round.source, round.feedbackOn)
        }
        try context.require(known: correction.unit.map { [$0] } ?? [])
        let approver = try requireRecord(step, approver, context)
        return .corrected(FindingCorrected(correction, approvedBy: approver))
    }

    private func changes(_ correction: Correction) -> Bool {
        func differs<T: Equatable>(_ new: T?, _ old: T?) -> Bool { new != nil && new != old }
        return differs(correction.category, category) || differs(correction.description, description)
            || differs(correction.details, details) || differs(correction.goal, goal)
            || differs(correction.round, round) || differs(correction.unit, unit)
    }

    /// A recorder keys it in with a reason, and an approver agrees.
    private func requireRecord(_ step: Message, _ approver: ActorID?, _ context: Context) throws(Fault) -> ActorID {
        try context.require(.recorder, to: step)
        try context.requireReason(for: step)
        return try context.require(approver: approver, to: step)
    }
}
