import Ledger

extension PointsQuarter {
    package enum Command: Sendable {
        /// `rules`: the version that the quarter goes by, where there is one; `knows`: whether the member is one in the
        /// quarter; `approver` agrees; `later`: a later quarter of the year that is closed.
        case adjust(
            PointsAdjusted, approver: ActorID?, rules: PointRules.Version?, knows: Bool, later: QuarterID?)
        /// `sheet`: as computed up to `position`; `earlier`: an earlier quarter of the year that is open and has entries on
        /// items of the rules.
        case close(
            PointsSheet, rules: PointRulesID, version: Int, position: Int, approver: ActorID?, earlier: QuarterID?)
        case publish(QuarterPublished)
        case object(MemberCode, words: Erasable)
        case decide(ObjectionDecided)
    }

    /// Adjustments and the closing are entered by a recorder and agreed to by an approver; objections are decided by an
    /// approver who did not close the quarter. Items by the year have one cap for all its quarters: these are closed in
    /// their order, and none is added to once a later one is closed.
    ///
    /// - Throws: E-ROLE, E-REASON, E-APPROVER, E-APPROVER-SAME, E-MEMBER-UNKNOWN, E-POINTS-ITEM, E-POINTS-VALUE,
    ///   E-POINTS-NONE, E-QUARTER-CLOSED, E-QUARTER-OPEN, E-QUARTER-AHEAD, E-QUARTER-RUNNING, E-QUARTER-PUBLISHED,
    ///   E-QUARTER-EARLIER-OPEN, E-QUARTER-LATER-CLOSED, E-OBJECTION-UNTIL, E-OBJECTION-LATE,
    ///   E-OBJECTION-UNKNOWN, E-OBJECTION-DECIDED, E-OBJECTION-SAME-PERSON, E-OBJECTION-POINTS, E-TEXT-EMPTY, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: QuarterID, _ state: PointsQuarter?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        let quarter = state ?? PointsQuarter(id: id, lastStepOn: context.on)
        switch command {
        case .adjust(let adjusted, let approver, let rules, let knows, let later):
            return [.adjusted(try quarter.adjusted(adjusted, approver, rules, knows, later, context))]
        case .close(let sheet, let rules, let version, let position, let approver, let earlier):
            let closing = Closing(
                on: context.on, by: context.doer, rules: rules, version: version, position: position,
                totals: sheet.rows.map { PointsTotal($0.member, branch: $0.placing.branch, points: $0.total) })
            return [.closed(try quarter.closed(closing, approver, earlier, context))]
        case .publish(let published): return [.published(try quarter.published(published, context))]
        case .object(let member, let words): return [.raised(try quarter.raised(member, words, context))]
        case .decide(let decided): return [.decided(try quarter.decided(decided, context))]
        }
    }

    private func adjusted(
        _ adjusted: PointsAdjusted, _ approver: ActorID?, _ rules: PointRules.Version?, _ knows: Bool,
        _ later: QuarterID?, _ context: Context
    ) throws(Fault) -> PointsAdjusted {
        let step = Message("人工登记积分", "enter points by hand")
        try context.require(.recorder, to: step)
        if let closing { throw .quarterClosed(id, closing) }
        if let later { throw .laterClosed(id, later) }
        guard context.on >= id.first else { throw .quarterAhead(id, context.on) }
        guard let member = adjusted.member, knows else {
            throw .unknownMember(adjusted.member ?? MemberCode(name: "?"))
        }
        try context.requireReason(for: step)
        var adjusted = adjusted
        adjusted.approvedBy = try context.require(approver: approver, to: step)
        if let item = adjusted.item {
            guard let rules, rules.rule(item) != nil else { throw .unknownItem(item, rules) }
            if adjusted.points == nil { adjusted.times = adjusted.times ?? 1 }
        }
        let isSound =
            adjusted.item == nil
            ? adjusted.times == nil && adjusted.points.map(Self.isPoints) ?? false
            : adjusted.times.map { (1...99).contains($0) && adjusted.points == nil }
                ?? adjusted.points.map(Self.isPoints) ?? false
        guard isSound else { throw .adjustment(member) }
        return adjusted
    }

    private static func isPoints(_ points: Int) -> Bool { points != 0 && (-Points.most...Points.most).contains(points) }

    private func closed(
        _ closing: Closing, _ approver: ActorID?, _ earlier: QuarterID?, _ context: Context
    ) throws(Fault) -> QuarterClosed {
        let step = Message("季度积分结账", "close a quarter's points")
        try context.require(.recorder, to: step)
        if let closing = self.closing { throw .quarterClosed(id, closing) }
        guard context.on > id.last else { throw .quarterRunning(id, context.on) }
        guard context.on >= lastStepOn else { throw .beforeStep(context.on, lastStepOn) }
        if let earlier { throw .earlierOpen(id, earlier) }
        guard !closing.totals.isEmpty else { throw .noMembers(id) }
        var closed = QuarterClosed()
        closed.approvedBy = try context.require(approver: approver, to: step)
        closed.position = closing.position
        closed.rules = closing.rules
        closed.totals = closing.totals
        closed.version = closing.version
        return closed
    }

    private func published(_ published: QuarterPublished, _ context: Context) throws(Fault) -> QuarterPublished {
        try context.require(.recorder, to: Message("公示季度积分", "publish a quarter's points"))
        try requireClosed(since: context.on)
        if let publishedOn { throw .alreadyPublished(id, publishedOn) }
        guard published.until > context.on else { throw .objectionsUntil(published.until, context.on) }
        return published
    }

    private func raised(_ member: MemberCode, _ words: Erasable, _ context: Context) throws(Fault) -> ObjectionRaised {
        let step = Message("登记积分异议", "enter an objection to points")
        try context.require(.recorder, to: step)
        try requireClosed(since: context.on)
        guard standing(of: member) != nil else { throw .unknownMember(member) }
        guard let text = words.values["text"], !text.isBlank else { throw .blank(Message("异议内容", "objection")) }
        // Who objects late has a reason to tell; who objects before the publication has seen a draft.
        if let objectionsUntil, context.on > objectionsUntil, context.reason.map(\.isBlank) ?? true {
            throw .objectionLate(context.on, objectionsUntil)
        }
        var raised = ObjectionRaised()
        raised.words = words
        raised.member = member
        raised.number = (objections.map(\.number).max() ?? 0) + 1
        return raised
    }

    private func decided(_ decided: ObjectionDecided, _ context: Context) throws(Fault) -> ObjectionDecided {
        let step = Message("裁定积分异议", "decide an objection to points")
        try context.require(.approver, to: step)
        guard let objection = objections.first(where: { $0.number == decided.number }), let closing else {
            throw .unknownObjection(decided.number, self)
        }
        if let outcome = objection.outcome { throw .objectionDecided(objection, outcome) }
        guard context.on >= objection.raisedOn else { throw .beforeStep(context.on, objection.raisedOn) }
        for person in context.hands where person == closing.by || person.isMember(objection.member) {
            throw .objectionSamePerson(person, self)
        }
        try context.requireReason(for: step)
        let isSound = decided.outcome == .upheld ? decided.points.map(Self.isPoints) ?? false : decided.points == nil
        guard isSound else { throw .objectionPoints(decided.outcome) }
        return decided
    }

    private func requireClosed(since day: CalendarDate) throws(Fault) {
        guard let closing else { throw .quarterOpen(id) }
        guard day >= closing.on else { throw .beforeStep(day, closing.on) }
    }
}

extension ActorID {
    /// Whether it is that member's own code.
    fileprivate func isMember(_ code: MemberCode?) -> Bool {
        code.map { text.isSameBytes(as: "person/" + $0.text) } ?? false
    }
}

extension Fault {
    fileprivate static func quarterClosed(_ id: QuarterID, _ closing: PointsQuarter.Closing) -> Fault {
        Fault(
            "E-QUARTER-CLOSED", .refused, Message("\(id) 的积分已结账。", "The points of \(id) are closed."),
            state: Message("\(closing.on) 由\(closing.by.name)结账。", "Closed on \(closing.on) by \(closing.by.name)."),
            remedy: Message(
                "有异议的登记并裁定：taizhang points object、points decide。",
                "Enter an objection and have it decided: taizhang points object, points decide."))
    }

    package static func quarterOpen(_ id: QuarterID) -> Fault {
        Fault(
            "E-QUARTER-OPEN", .refused, Message("\(id) 的积分还没有结账。", "The points of \(id) are not closed yet."),
            remedy: Message(
                "先结账：taizhang points close --quarter \(id)。", "Close them first: taizhang points close --quarter \(id)."
            ))
    }

    fileprivate static func laterClosed(_ id: QuarterID, _ later: QuarterID) -> Fault {
        Fault(
            "E-QUARTER-LATER-CLOSED", .refused,
            Message(
                "\(later) 已结账，\(id) 的积分不能再登记。", "\(later) is closed; no more points are entered in \(id)."),
            state: Message(
                "按年度计的条目各季度共用一个上限，\(later) 已按当时的台账用掉它的一份。",
                "Items by the year have one cap for all quarters, and \(later) has had its share of it."),
            remedy: Message(
                "登记到还没有结账的季度；或给 \(id) 结账后提出异议：taizhang points close --quarter \(id)、points object。",
                "Enter them in a quarter that is open, or close \(id) and enter an objection: "
                    + "taizhang points close --quarter \(id), points object."))
    }

    fileprivate static func earlierOpen(_ id: QuarterID, _ earlier: QuarterID) -> Fault {
        Fault(
            "E-QUARTER-EARLIER-OPEN", .refused,
            Message(
                "\(earlier) 还没有结账，\(id) 不能先结账。", "\(earlier) is not closed yet; \(id) is not closed before it."),
            state: Message(
                "\(earlier) 有人工登记的积分，按年度计的条目各季度共用一个上限。",
                "\(earlier) has points by hand, and items by the year have one cap for all quarters."),
            remedy: Message(
                "先结账：taizhang points close --quarter \(earlier)。",
                "Close it first: taizhang points close --quarter \(earlier)."))
    }

    fileprivate static func quarterAhead(_ id: QuarterID, _ day: CalendarDate) -> Fault {
        Fault(
            "E-QUARTER-AHEAD", .refused,
            Message("\(day) 时 \(id) 还没有开始。", "On \(day) the quarter \(id) has not begun."),
            remedy: Message("用 --quarter 给出已开始的季度。", "Name a quarter that has begun with --quarter."))
    }

    fileprivate static func quarterRunning(_ id: QuarterID, _ day: CalendarDate) -> Fault {
        Fault(
            "E-QUARTER-RUNNING", .refused,
            Message(
                "\(day) 时 \(id) 还没有结束（到 \(id.last)）。",
                "On \(day) the quarter \(id) is not over: it runs until \(id.last)."),
            remedy: Message(
                "季度结束后再结账；现在可用 taizhang points show 预览。",
                "Close it when it is over; taizhang points show previews it now."))
    }

    fileprivate static func noMembers(_ id: QuarterID) -> Fault {
        Fault(
            "E-POINTS-NONE", .refused, Message("\(id) 没有在册党员。", "Nobody was a member in \(id)."),
            remedy: Message(
                "先导入名册，并用 --on 写明生效日期：taizhang member import 名册.csv --on \(id.first)。",
                "Import the roster first, with the day it came into force: taizhang member import FILE --on \(id.first)."
            ))
    }

    fileprivate static func unknownItem(_ item: String, _ rules: PointRules.Version?) -> Fault {
        let items = rules?.rules.map(\.item) ?? []
        return Fault(
            "E-POINTS-ITEM", .refused, Message("规则里没有条目“\(item)”。", "The rules have no item “\(item)”."),
            state: items.isEmpty
                ? nil
                : Message("条目有：\(items.joined(separator: "、"))。", "The items: \(items.joined(separator: ", "))."),
            remedy: Message(
                "照规则写条目名；规则之外的加减分不写 --item，用 --points。",
                "Name the item as the rules do; what is beside them takes --points and no --item."))
    }

    fileprivate static func adjustment(_ member: MemberCode) -> Fault {
        Fault(
            "E-POINTS-VALUE", .refused,
            Message("没有说清给 \(member) 加减多少分。", "It is not clear how many points \(member) is to get."),
            state: Message(
                "--item 带 --times（1–99）或 --points；不带 --item 时须有 --points（±1–\(Points.most)）。",
                "--item goes with --times (1–99) or --points; without --item it takes --points (±1–\(Points.most))."),
            remedy: Message("例如：--item 意见建议被采纳 --times 1。", "For example: --item ITEM --times 1."))
    }

    fileprivate static func alreadyPublished(_ id: QuarterID, _ day: CalendarDate) -> Fault {
        Fault(
            "E-QUARTER-PUBLISHED", .refused, Message("\(id) 的积分已公示。", "The points of \(id) are published."),
            state: Message("\(day) 公示。", "Published on \(day)."),
            remedy: Message("用 taizhang points show --quarter \(id) 查看。", "See taizhang points show --quarter \(id)."))
    }

    fileprivate static func objectionsUntil(_ until: CalendarDate, _ day: CalendarDate) -> Fault {
        Fault(
            "E-OBJECTION-UNTIL", .refused,
            Message("异议截止日 \(until) 不晚于公示日 \(day)。", "Objections would end on \(until), not after \(day)."),
            remedy: Message("用 --until 给出更晚的日期。", "Give a later day with --until."))
    }

    fileprivate static func objectionLate(_ day: CalendarDate, _ until: CalendarDate) -> Fault {
        Fault(
            "E-OBJECTION-LATE", .refused,
            Message("异议期已于 \(until) 结束。", "Objections were taken until \(until)."),
            state: Message("现在是 \(day)。", "It is \(day)."),
            remedy: Message("确需受理的，用 --reason 说明为何逾期。", "Where it must be taken, say with --reason why it is late."))
    }

    fileprivate static func unknownObjection(_ number: Int, _ quarter: PointsQuarter) -> Fault {
        Fault(
            "E-OBJECTION-UNKNOWN", .refused,
            Message("\(quarter.id) 没有第 \(number) 号异议。", "\(quarter.id) has no objection \(number)."),
            state: Message("共有 \(quarter.objections.count) 件异议。", "There are \(quarter.objections.count)."),
            remedy: Message("用 taizhang points objections 查看。", "See taizhang points objections."))
    }

    fileprivate static func objectionDecided(
        _ objection: PointsQuarter.Objection, _ outcome: ObjectionDecided.Outcome
    ) -> Fault {
        Fault(
            "E-OBJECTION-DECIDED", .refused,
            Message(
                "第 \(objection.number) 号异议已裁定为\(outcome.title.zh)。",
                "Objection \(objection.number) was \(outcome.title.en)."),
            state: objection.decidedOn.map { Message("\($0) 裁定。", "Decided on \($0).") },
            remedy: Message("另有意见的，再登记一件异议。", "Enter another objection where there is more to say."))
    }

    fileprivate static func objectionSamePerson(_ person: ActorID, _ quarter: PointsQuarter) -> Fault {
        Fault(
            "E-OBJECTION-SAME-PERSON", .refused,
            Message(
                "\(person.name)是结账人或当事人，不能裁定异议。", "\(person.name) closed the quarter or objects; another must decide."),
            state: quarter.closing.map { Message("结账人是\($0.by.name)。", "\($0.by.name) closed it.") },
            remedy: Message("请另一位审批人裁定。", "Have another approver decide."))
    }

    fileprivate static func objectionPoints(_ outcome: ObjectionDecided.Outcome) -> Fault {
        Fault(
            "E-OBJECTION-POINTS", .refused,
            outcome == .upheld
                ? Message("异议成立，须写明更正多少分。", "An objection that is upheld corrects the points by some number.")
                : Message("异议不成立，不更正分数。", "An objection that is refused corrects no points."),
            remedy: outcome == .upheld
                ? Message("加上 --points，如 --points 3 或 --points -3。", "Give it with --points, such as 3 or -3.")
                : Message("去掉 --points。", "Leave --points out."))
    }
}
