import Ledger

extension Concern {
    package enum Command: Sendable {
        /// `unknown`: what it names and the ledger does not have.
        case raise(ConcernRaised, unknown: [StreamName])
        /// `finding`: the finding that it becomes, or becomes a measure of, where it is one.
        case turn(ConcernTurned, finding: Finding?, unknown: [StreamName])
        case answer(ConcernAnswered)
        case drop
    }

    /// A recorder, or someone of the unit, raises a concern; a recorder sees to what comes of it.
    ///
    /// - Throws: E-ROLE, E-EXISTS, E-CONCERN-UNKNOWN, E-CONCERN-STAGE, E-CONCERN-TURNED, E-CONCERN-TARGET, E-TEXT-EMPTY,
    ///   E-UNIT-UNKNOWN, E-ACTIVITY-UNKNOWN, E-FINDING-UNKNOWN, E-MEASURE-UNKNOWN, E-REGULATION-UNKNOWN, E-TASK-UNKNOWN,
    ///   E-REASON, E-DATE-BEFORE-STEP.
    package static func decide(
        _ command: Command, _ id: ConcernNumber, _ state: Concern?, _ context: Context
    ) throws(Fault) -> [Event] {
        try context.requireStanding()
        if case .raise(let raised, let unknown) = command {
            try context.require(recorderOr: raised.unit, to: Message("登记关切或成果", "raise a concern or a result"))
            guard state == nil else { throw .exists(Message("关切 \(id)", "concern \(id)")) }
            guard !raised.text.isBlank else { throw .blank(Message("内容", "concern")) }
            try context.require(known: raised.unit.map { [$0] } ?? [])
            if let name = unknown.first { throw .unknown(name) }
            return [.raised(raised)]
        }
        guard let concern = state else { throw .unknown(id.stream) }
        try context.require(.recorder, to: Message("办理关切或成果", "see to a concern or a result"))
        guard concern.stage == .raised || concern.stage == .turned else { throw .concernStage(concern) }
        guard context.on >= concern.lastStepOn else { throw .beforeStep(context.on, concern.lastStepOn) }
        return [try concern.step(command, context)]
    }

    private func step(_ command: Command, _ context: Context) throws(Fault) -> Event {
        switch command {
        case .raise: throw .exists(Message("关切 \(id)", "concern \(id)"))
        case .turn(let turned, let finding, let unknown):
            if let name = unknown.first { throw .unknown(name) }
            guard let into = turned.target, Concern.targets.contains(String(into.kind)) else { throw .target }
            if let measure = turned.measure {
                guard let finding, finding.id.stream == into else { throw .target }
                guard finding.measure(measure) != nil else { throw .unknownMeasure(measure, finding) }
            }
            guard !turnings.contains(where: { $0.into == into && $0.measure == turned.measure }) else {
                throw .turned(self, into)
            }
            return .turned(turned)
        case .answer(let answered):
            guard !answered.text.isBlank else { throw .blank(Message("答复", "answer")) }
            return .answered(answered)
        case .drop:
            try context.requireReason(for: Message("不再跟踪", "drop it"))
            return .dropped(ConcernDropped())
        }
    }

    /// What it may become.
    static let targets = [FindingNumber.kind, RegulationID.kind, TaskID.kind]
}

extension Fault {
    fileprivate static func concernStage(_ concern: Concern) -> Fault {
        Fault(
            "E-CONCERN-STAGE", .refused,
            Message("\(concern.id) \(concern.stage.title.zh)。", "\(concern.id) is \(concern.stage.title.en) already."),
            state: Message("自 \(concern.lastStepOn) 起如此。", "It has been so since \(concern.lastStepOn)."),
            remedy: Message("有新情况的另行登记：taizhang concern raise。", "Raise what is new: taizhang concern raise."))
    }

    fileprivate static func turned(_ concern: Concern, _ into: StreamName) -> Fault {
        Fault(
            "E-CONCERN-TURNED", .refused,
            Message("\(concern.id) 已经转为 \(into)。", "\(concern.id) was turned into \(into) already."),
            remedy: Message("用 taizhang trace concern/\(concern.id) 查看。", "See taizhang trace concern/\(concern.id)."))
    }

    fileprivate static let target = Fault(
        "E-CONCERN-TARGET", .refused,
        Message(
            "转为什么，须是一个问题、问题的一条措施、一项制度或一项任务。", "It is turned into a finding, a measure of one, a regulation or a task."),
        remedy: Message(
            "用 --finding（和 --measure）、--regulation 或 --task 之一写明。",
            "Say which with one of --finding (and --measure), --regulation, --task."))

    fileprivate static func unknownMeasure(_ measure: Int, _ finding: Finding) -> Fault {
        Fault(
            "E-MEASURE-UNKNOWN", .refused,
            Message("问题 \(finding.id) 没有措施 \(measure)。", "Finding \(finding.id) has no measure \(measure)."),
            remedy: Message("用 taizhang finding show \(finding.id) 查看。", "See taizhang finding show \(finding.id)."))
    }
}
