import Ledger

extension Round {
    package enum Command: Sendable {
        /// The feedback day is the day of the step; the intensive period is `usualIntensiveMonths` where it is not given.
        case open(source: String, body: String?, document: EvidenceFile?, intensiveUntil: CalendarDate?)
        case amend(RoundAmended)
        case close(Rest)
        case schedule(RoundScheduled)
        /// `bare`: findings of the round that are open and have no measure.
        case plan(RectificationPlanned, bare: [FindingNumber])
        case approvePlan
        case amendPlan(RectificationAmended, approver: ActorID?)
        case report(RoundReported)
        case publish(RoundPublished)
        case survey(RoundSurveyed)
        case account(RoundAccounted)
        case scope(RoundScoped)
        /// `found`: the finding that it names as it stands, nil where the ledger has none of that number.
        case check(RoundChecked, found: Finding?)
        case sample(RoundSampled)
    }

    /// What of a round is not closed when the round is to be.
    package struct Rest: Equatable, Sendable {
        /// Open findings that are kept up (`Finding.isSustained`): these may stay open.
        package var sustained: [FindingNumber]
        /// The other open ones.
        package var unsettled: [FindingNumber]
        /// Findings of a look-back that nobody has looked back at yet.
        package var unseen: [FindingNumber]
        /// The latest day on which one of its findings was closed.
        package var lastClosedOn: CalendarDate?

        package init(
            sustained: [FindingNumber] = [], unsettled: [FindingNumber] = [], unseen: [FindingNumber] = [],
            lastClosedOn: CalendarDate? = nil
        ) {
            self.sustained = sustained
            self.unsettled = unsettled
            self.unseen = unseen
            self.lastClosedOn = lastClosedOn
        }
    }

    /// Rounds are kept by a recorder; plans are approved and reports published by an approver; a verifier checks units
    /// (`domain.md`: roles).
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-TEXT-EMPTY, E-INTENSIVE-BEFORE, E-ROUND-UNKNOWN, E-ROUND-CLOSED,
    ///   E-DATE-BEFORE-STEP, E-REASON, E-UNCHANGED, E-ROUND-OPEN-FINDINGS, E-SCHEDULE, E-PLAN-…, E-REPORT-DUE,
    ///   E-DOCUMENT, E-SURVEY-COUNTS, E-COUNT, E-CHECK-…, E-SAMPLE-EMPTY.
    package static func decide(
        _ command: Command, _ id: RoundID, _ state: Round?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .open(let source, let body, let document, let intensiveUntil) = command {
            try context.require(.recorder, to: Message("开启一轮整改", "open a round"))
            guard state == nil else { throw .exists(Message("轮次“\(id)”", "round “\(id)”")) }
            guard !source.isBlank else { throw .blank(Message("问题来源", "source")) }
            var opened = RoundOpened()
            opened.source = source
            opened.body = body
            opened.document = document
            opened.feedbackOn = context.on
            opened.intensiveUntil = intensiveUntil ?? context.on.adding(months: usualIntensiveMonths)
            if let until = opened.intensiveUntil, until < context.on { throw .intensiveBefore(until, context.on) }
            return [.opened(opened)]
        }
        let round = try known(state, id)
        guard context.on >= round.openedOn else { throw .beforeStep(context.on, round.openedOn) }
        switch command {
        // The people's word, accountability and publication may come when the work is over.
        case .publish(let it): return [try round.publish(it, context)]
        case .survey(let it): return [try round.survey(it, context)]
        case .account(let it): return [try round.account(it, context)]
        // Several verifiers check several units: a check may be recorded late.
        case .check(let it, let found):
            try round.requireOpen()
            return [try round.check(it, found, context)]
        case .amend(let it):
            try round.requireOpen()
            return [try round.amend(it, context)]
        default:
            try round.requireOpen()
            guard context.on >= round.lastStepOn else { throw .beforeStep(context.on, round.lastStepOn) }
            return [try round.step(command, context)]
        }
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .open, .publish, .survey, .account, .check, .amend: throw .exists(Message("轮次“\(id)”", "round “\(id)”"))
        case .close(let rest): try close(rest, context)
        case .schedule(let it): try schedule(it, context)
        case .plan(let it, let bare): try plan(it, bare, context)
        case .approvePlan: try approvePlan(context)
        case .amendPlan(let it, let approver): try amendPlan(it, approver, context)
        case .report(let it): try report(it, context)
        case .scope(let it): try scope(it, context)
        case .sample(let it): try sample(it, context)
        }
    }

    static func known(_ state: Round?, _ id: RoundID) throws(Fault) -> Round {
        if let round = state { return round }
        throw Fault(
            "E-ROUND-UNKNOWN", .refused, Message("台账里没有轮次“\(id)”。", "The ledger has no round “\(id)”."),
            remedy: Message("先开启：taizhang round open \(id)。", "Open it first: taizhang round open \(id)."))
    }

    /// That it takes findings and further steps.
    func requireOpen() throws(Fault) {
        guard let closedOn else { return }
        throw Fault(
            "E-ROUND-CLOSED", .refused,
            Message("轮次“\(id)”已于 \(closedOn) 结束。", "The round “\(id)” was closed on \(closedOn)."),
            remedy: Message("登记到另一轮。", "Use another round."))
    }

    // MARK: amend, close

    private func amend(_ amended: RoundAmended, _ context: Context) throws(Fault) -> Event {
        let step = Message("补正轮次资料", "amend a round")
        try context.require(.recorder, to: step)
        if amended.body?.isBlank ?? false { throw .blank(Message("检查机构", "body that inspected")) }
        let after = (amended.body ?? body, amended.document ?? document, amended.intensiveUntil ?? intensiveUntil)
        guard after != (body, document, intensiveUntil) else { throw .unchanged(Message("轮次资料", "round")) }
        let feedback = feedbackOn ?? openedOn
        if let until = amended.intensiveUntil, until < feedback { throw .intensiveBefore(until, feedback) }
        try context.requireReason(for: step)
        return .amended(amended)
    }

    /// Each finding is closed, or kept up for good; what stays open is named, and why.
    private func close(_ rest: Rest, _ context: Context) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("结束一轮整改", "close a round"))
        guard rest.unsettled.isEmpty else { throw .openFindings(rest.unsettled) }
        if let last = rest.lastClosedOn, context.on < last { throw .beforeStep(context.on, last) }
        if !rest.sustained.isEmpty {
            try context.requireReason(
                for: Message("留下长期坚持的问题而结束一轮", "close a round whose sustained findings stay open"))
        }
        if !rest.unseen.isEmpty || !unchecked.isEmpty {
            let left = rest.unseen.map(\.text) + unchecked.map(\.text)
            try context.requireReason(
                for: Message(
                    "还有没查的（\(left.joined(separator: "、"))）而结束一轮",
                    "close a round with something left to look at (\(left.joined(separator: ", ")))"))
        }
        return .closed(RoundClosed(open: rest.sustained.sorted()))
    }

    // MARK: schedule, plan

    private func schedule(_ scheduled: RoundScheduled, _ context: Context) throws(Fault) -> Event {
        let step = Message("重新排定整改进度", "schedule a round anew")
        try context.require(.recorder, to: Message("排定整改进度", "schedule a round"))
        guard !scheduled.stages.isEmpty || !scheduled.reports.isEmpty else {
            throw .schedule(Message("没有阶段，也没有应报日期。", "There is neither a stage nor a report."))
        }
        for stage in scheduled.stages where stage.name.isBlank { throw .blank(Message("阶段名称", "name of the stage")) }
        for days in [scheduled.stages.compactMap(\.until), scheduled.reports] {
            for (earlier, later) in zip([openedOn.adding(days: -1)] + days, days) where later <= earlier {
                throw .schedule(
                    earlier < openedOn
                        ? Message(
                            "\(later) 早于轮次开启的日期 \(openedOn)。", "\(later) is before the round was opened, \(openedOn).")
                        : Message(
                            "\(later) 不晚于前一个日期 \(earlier)。", "\(later) is not after the one before it, \(earlier)."))
            }
        }
        if !stages.isEmpty || !reportDates.isEmpty { try context.requireReason(for: step) }
        return .scheduled(scheduled)
    }

    private func plan(
        _ planned: RectificationPlanned, _ bare: [FindingNumber], _ context: Context
    ) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("提出整改方案", "put forward a rectification plan"))
        if let plan, plan.state != .proposed { throw .planState(self) }
        guard planned.document != nil else { throw .roundDocument(Message("方案文件", "plan")) }
        guard !planned.measures.isEmpty else { throw .planEmpty(id) }
        if !bare.isEmpty, context.reason?.isBlank ?? true { throw .planGaps(bare) }
        return .planned(planned)
    }

    private func approvePlan(_ context: Context) throws(Fault) -> Event {
        try context.require(.approver, to: Message("批准整改方案", "approve a rectification plan"))
        guard let plan, plan.state == .proposed else { throw .planState(self) }
        for hand in context.hands.sorted() where plan.proposers.contains(hand) {
            throw Fault(
                "E-PLAN-SAME-PERSON", .refused,
                Message(
                    "整改方案的批准人不能是提出人（\(hand.name)）。",
                    "Whoever put the plan forward (\(hand.name)) may not approve it."),
                state: .holders(of: .approver, in: context.office),
                remedy: Message("请另一位审批人批准。", "Have another approver approve it."))
        }
        return .planApproved(RectificationApproved())
    }

    private func amendPlan(
        _ amended: RectificationAmended, _ approver: ActorID?, _ context: Context
    ) throws(Fault) -> Event {
        let step = Message("调整整改方案", "amend a rectification plan")
        try context.require(.recorder, to: step)
        guard let plan, plan.state != .proposed else { throw .planState(self) }
        guard amended.document != nil || Set(amended.measures) != Set(plan.measures) else {
            throw .unchanged(Message("整改方案", "rectification plan"))
        }
        guard !amended.measures.isEmpty else { throw .planEmpty(id) }
        try context.requireReason(for: step)
        var amended = amended
        amended.approvedBy = try context.require(approver: approver, to: step)
        return .planAmended(amended)
    }

    // MARK: report, publish, survey, account

    private func report(_ report: RoundReported, _ context: Context) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("报告整改进展", "report the progress of a round"))
        guard let due = report.due, reportDates.contains(due) else { throw .reportDue(report.due, self) }
        guard report.document != nil || !(report.text?.isBlank ?? true) else {
            throw .blank(Message("进展（文字或文件）", "progress (a text or a file)"))
        }
        if reports.contains(where: { $0.due == due }) {
            try context.requireReason(for: Message("再次报告 \(due) 的进展", "report once more for \(due)"))
        }
        return .reported(report)
    }

    private func publish(_ published: RoundPublished, _ context: Context) throws(Fault) -> Event {
        try context.require(.approver, to: Message("公开整改情况", "publish a rectification report"))
        guard published.document != nil else { throw .roundDocument(Message("公开稿", "report to publish")) }
        guard !published.place.isBlank else { throw .blank(Message("公开地点", "place of publication")) }
        if let until = published.until, until < context.on { throw .beforeStep(until, context.on) }
        return .published(published)
    }

    private func survey(_ survey: RoundSurveyed, _ context: Context) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("登记满意度测评", "enter a survey"))
        let parts = [survey.satisfied, survey.basicallySatisfied, survey.dissatisfied]
        guard ([survey.asked, survey.answered] + parts).allSatisfy({ $0 <= Self.mostPeople }) else { throw .people }
        guard parts.allSatisfy({ $0 >= 0 }), survey.answered > 0, parts.reduce(0, +) == survey.answered,
            survey.answered <= survey.asked
        else { throw .surveyCounts(survey) }
        return .surveyed(survey)
    }

    private func account(_ accounted: RoundAccounted, _ context: Context) throws(Fault) -> Event {
        let step = Message("登记问责人数", "count accountability")
        try context.require(.recorder, to: step)
        try context.require(known: accounted.unit.map { [$0] } ?? [])
        guard accounted.counts.all.allSatisfy((0...Self.mostPeople).contains) else { throw .people }
        guard let before = accountability[accounted.unit] else {
            guard accounted.counts.total > 0 else { throw .unchanged(Message("问责人数", "count")) }
            return .accounted(accounted)
        }
        guard before != accounted.counts else { throw .unchanged(Message("问责人数", "count")) }
        try context.requireReason(for: Message("改动已登记的问责人数", "change a count of accountability"))
        return .accounted(accounted)
    }

    // MARK: scope, check, sample

    private func scope(_ scoped: RoundScoped, _ context: Context) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("确定督导检查范围", "set the scope of routine supervision"))
        guard !scoped.category.isBlank else { throw .blank(Message("问题类别", "category")) }
        guard !scoped.units.isEmpty else { throw .blank(Message("检查单位", "unit to check")) }
        try context.require(known: scoped.units)
        if scope != nil { try context.requireReason(for: Message("改变检查范围", "change the scope")) }
        return .scoped(RoundScoped(scoped.category, units: scoped.units.distinct))
    }

    private func check(_ checked: RoundChecked, _ found: Finding?, _ context: Context) throws(Fault) -> Event {
        try context.require(.verifier, to: Message("检查一个单位", "check a unit"))
        guard let unit = checked.unit, let scope, scope.units.contains(unit) else {
            throw .checkScope(checked.unit, self)
        }
        guard context.office.unit(of: context.doer) != unit else {
            throw .checkOwnUnit(context.doer, unit, context.office)
        }
        if checked.outcome == .found {
            guard let found, found.round == id else { throw .checkFinding(checked.finding, self) }
            try found.requireFound(in: unit)
        }
        if checks.contains(where: { $0.unit == unit && $0.outcome == checked.outcome && $0.finding == checked.finding })
        {
            throw .unchanged(Message("“\(unit)”的检查结果", "result for “\(unit)”"))
        }
        return .checked(checked)
    }

    private func sample(_ sampled: RoundSampled, _ context: Context) throws(Fault) -> Event {
        try context.require(.recorder, to: Message("抽取“回头看”问题", "draw findings for a look-back"))
        guard sample == nil else { throw .exists(Message("“\(id)”的样本", "sample of “\(id)”")) }
        if sampled.method == .random, sampled.seed?.isBlank ?? true { throw .blank(Message("种子", "seed")) }
        guard !sampled.sample.isEmpty else {
            throw Fault(
                "E-SAMPLE-EMPTY", .refused,
                Message("没有可抽取的已销号问题。", "There is no closed finding to draw."),
                state: Message(
                    "总体 \(sampled.population.count) 个。", "The population has \(sampled.population.count)."),
                remedy: Message("换一个轮次或方法。", "Choose another round or another way."))
        }
        return .sampled(sampled)
    }
}
