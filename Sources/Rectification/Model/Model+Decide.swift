import Ledger

extension Model {
    /// How many working days a nomination is public at least (公示不少于 5 个工作日). Working days are Monday to Friday: the
    /// ledger does not know the holidays of the State Council's calendar; an office adds them.
    package static let publicDays = 5

    package enum Command: Sendable {
        /// `knows`: whether the member is one of the ledger's at present.
        case nominate(ModelNominated, knows: Bool)
        case publicise(ModelPublicised)
        case object(Erasable)
        case select(ModelSelected)
        case drop
    }

    /// Nominations, publicity and objections are entered by a recorder; an approver selects or drops.
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-TEXT-EMPTY, E-MODEL-WHO, E-MEMBER-UNKNOWN, E-UNIT-UNKNOWN, E-MODEL-UNKNOWN,
    ///   E-MODEL-STAGE, E-PUBLIC-BEFORE, E-PUBLIC-DAYS, E-PUBLIC-RUNNING, E-REASON, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: ModelNumber, _ state: Model?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .nominate(let nominated, let knows) = command {
            try context.require(.recorder, to: Message("登记推荐", "enter a nomination"))
            guard state == nil else { throw .exists(Message("典型 \(id)", "model \(id)")) }
            guard !nominated.title.isBlank else { throw .blank(Message("称号", "title")) }
            guard (nominated.member == nil) != (nominated.unit == nil) else { throw .who }
            if let member = nominated.member, !knows { throw .unknownMember(member) }
            try context.require(known: [nominated.branch, nominated.unit].compactMap { $0 })
            return [.nominated(nominated)]
        }
        guard let model = state else { throw .unknownModel(id) }
        guard context.on >= model.lastStepOn else { throw .beforeStep(context.on, model.lastStepOn) }
        return [try model.step(command, context)]
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .nominate: throw .exists(Message("典型 \(id)", "model \(id)"))
        case .publicise(let publicised):
            try context.require(.recorder, to: Message("登记公示", "enter that it was made public"))
            guard stage == .nominated else { throw .modelStage(self, Message("公示", "be made public")) }
            guard publicised.from >= nominatedOn else { throw .publicBefore(publicised.from, self) }
            let days = CalendarDate.weekdays(from: publicised.from, until: publicised.until)
            guard days >= Self.publicDays else { throw .publicDays(publicised, days) }
            return .publicised(publicised)
        case .object(let words):
            try context.require(.recorder, to: Message("登记异议", "enter an objection"))
            guard stage == .publicised else { throw .modelStage(self, Message("登记异议", "be objected to")) }
            guard let text = words.values["text"], !text.isBlank else { throw .blank(Message("异议内容", "objection")) }
            return .objected(ModelObjected(words))
        case .select(let selected):
            let step = Message("确定典型", "select a model")
            try context.require(.approver, to: step)
            guard stage == .publicised, let publicUntil else {
                throw .modelStage(self, Message("确定", "be selected"))
            }
            guard context.on > publicUntil else { throw .publicRunning(self, publicUntil) }
            // Whoever selects in spite of an objection says how it was dealt with.
            if objections > 0 { try context.requireReason(for: Message("有异议仍确定", "select in spite of an objection")) }
            return .selected(selected)
        case .drop:
            let step = Message("不予确定典型", "drop a nomination")
            try context.require(.approver, to: step)
            guard stage == .nominated || stage == .publicised else {
                throw .modelStage(self, Message("撤下", "be dropped"))
            }
            try context.requireReason(for: step)
            return .dropped(ModelDropped())
        }
    }
}

extension CalendarDate {
    /// How many days from Monday to Friday there are, both ends counted.
    static func weekdays(from first: CalendarDate, until last: CalendarDate) -> Int {
        guard first <= last, last.dayNumber - first.dayNumber < 1_000 else { return first <= last ? 1_000 : 0 }
        // 1970-01-01 was a Thursday.
        return (first.dayNumber...last.dayNumber).count { day in ((day + 3) % 7 + 7) % 7 < 5 }
    }
}

extension Fault {
    fileprivate static let who = Fault(
        "E-MODEL-WHO", .refused,
        Message("推荐的须是一名党员或一个集体，二者取一。", "Either a member or a unit is nominated."),
        remedy: Message("用 --member 或 --unit 给出其一。", "Give one of --member and --unit."))

    fileprivate static func unknownModel(_ id: ModelNumber) -> Fault {
        Fault(
            "E-MODEL-UNKNOWN", .refused, Message("台账里没有典型 \(id)。", "The ledger has no model \(id)."),
            remedy: Message("用 taizhang model list 查看有哪些。", "See what there is with taizhang model list."))
    }

    fileprivate static func modelStage(_ model: Model, _ step: Message) -> Fault {
        Fault(
            "E-MODEL-STAGE", .refused,
            Message(
                "\(model.id)（\(model.stage.title.zh)）现在不能\(step.zh)。",
                "\(model.id) (\(model.stage.title.en)) cannot \(step.en) now."),
            state: Message("自 \(model.lastStepOn) 起如此。", "It has been so since \(model.lastStepOn)."),
            remedy: Message(
                "依次为推荐、公示、确定；用 taizhang model show \(model.id) 查看。",
                "Nominated, made public, selected: see taizhang model show \(model.id)."))
    }

    fileprivate static func publicBefore(_ from: CalendarDate, _ model: Model) -> Fault {
        Fault(
            "E-PUBLIC-BEFORE", .refused,
            Message(
                "公示起始日 \(from) 早于推荐的日期 \(model.nominatedOn)。",
                "It would be public from \(from), before it was nominated on \(model.nominatedOn)."),
            remedy: Message(
                "用 --from 给出不早于 \(model.nominatedOn) 的日期。", "Give a day not before \(model.nominatedOn) with --from."))
    }

    fileprivate static func publicDays(_ publicised: ModelPublicised, _ days: Int) -> Fault {
        Fault(
            "E-PUBLIC-DAYS", .refused,
            Message(
                "\(publicised.from) 到 \(publicised.until) 只有 \(days) 个工作日，公示不少于 \(Model.publicDays) 个。",
                "There are \(days) working days from \(publicised.from) to \(publicised.until); it takes \(Model.publicDays)."
            ),
            state: Message("工作日按周一至周五算，法定节假日请自行顺延。", "Monday to Friday count; holidays are yours to add."),
            remedy: Message("把 --until 往后延。", "Give a later day with --until."))
    }

    fileprivate static func publicRunning(_ model: Model, _ until: CalendarDate) -> Fault {
        Fault(
            "E-PUBLIC-RUNNING", .refused,
            Message("\(model.id) 公示到 \(until) 才结束。", "\(model.id) is public until \(until)."),
            remedy: Message("公示期满后再确定。", "Select it after that day."))
    }
}
