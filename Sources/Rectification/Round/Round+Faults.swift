import Ledger

// How a round's refusals read.

extension Fault {
    static func beforeStep(_ day: CalendarDate, _ last: CalendarDate) -> Fault {
        Fault(
            "E-DATE-BEFORE-STEP", .refused,
            Message("\(day) 早于上一步的日期 \(last)。", "\(day) is before the step it follows, of \(last)."),
            state: Message("上一步发生在 \(last)。", "The last step was on \(last)."),
            remedy: Message("用 --on 给出不早于 \(last) 的日期。", "Give a day not before \(last) with --on."))
    }

    static func intensiveBefore(_ until: CalendarDate, _ feedback: CalendarDate) -> Fault {
        Fault(
            "E-INTENSIVE-BEFORE", .refused,
            Message(
                "集中整改期截止日 \(until) 早于反馈日期 \(feedback)。",
                "The intensive period would end on \(until), before the feedback of \(feedback)."),
            remedy: Message("改正其中一个日期。", "Correct one of the two."))
    }

    static func openFindings(_ open: [FindingNumber]) -> Fault {
        Fault(
            "E-ROUND-OPEN-FINDINGS", .refused,
            Message(
                "这一轮还有 \(open.count) 个问题既没有销号，也不是长期坚持。",
                "\(open.count) finding\(open.count == 1 ? " is" : "s are") neither closed nor sustained."),
            state: .some(open),
            remedy: Message(
                "先销号；长期坚持的问题，须措施都已完成或最近一次复核通过（measure review）。",
                "Close them; a sustained one may stay when its measures are done and the last review passed."))
    }

    static func schedule(_ message: Message) -> Fault {
        Fault(
            "E-SCHEDULE", .refused, message,
            remedy: Message(
                "按先后给出 --stage 名称=日期、--report-due 日期。", "Give --stage NAME=DAY and --report-due DAY in order."))
    }

    static func roundDocument(_ what: Message) -> Fault {
        Fault(
            "E-DOCUMENT", .refused, Message("没有\(what.zh)。", "There is no \(what.en)."),
            remedy: Message("用 --document 给出文件。", "Give the file with --document."))
    }

    static func planState(_ round: Round) -> Fault {
        let id = round.id
        guard let plan = round.plan else {
            return Fault(
                "E-PLAN-NONE", .refused, Message("轮次“\(id)”还没有整改方案。", "The round “\(id)” has no plan yet."),
                remedy: Message("先提出：taizhang round plan \(id)。", "Put one forward: taizhang round plan \(id)."))
        }
        let isProposed = plan.state == .proposed
        return Fault(
            "E-PLAN-STATE", .refused,
            Message("整改方案\(plan.state.title.zh)，不能这样办。", "The plan is \(plan.state.title.en); this cannot be done."),
            state: Message("自 \(plan.on) 起如此。", "It has been so since \(plan.on)."),
            remedy: isProposed
                ? Message("先批准：taizhang round approve-plan \(id)。", "Approve it: taizhang round approve-plan \(id).")
                : Message("改动用：taizhang round amend-plan \(id)。", "Change it with taizhang round amend-plan \(id)."))
    }

    static func planEmpty(_ id: RoundID) -> Fault {
        Fault(
            "E-PLAN-EMPTY", .refused,
            Message("轮次“\(id)”的问题还没有措施。", "The findings of “\(id)” have no measures yet."),
            remedy: Message("先制定：taizhang measure plan。", "Plan them: taizhang measure plan."))
    }

    static func planGaps(_ bare: [FindingNumber]) -> Fault {
        Fault(
            "E-PLAN-GAPS", .refused,
            Message(
                "有 \(bare.count) 个问题还没有措施。", "\(bare.count) finding\(bare.count == 1 ? " has" : "s have") no measure."),
            state: .some(bare),
            remedy: Message("先制定措施，或用 --reason 说明为何暂缺。", "Plan them, or say why not with --reason."))
    }

    static func reportDue(_ due: CalendarDate?, _ round: Round) -> Fault {
        let dates = round.reportDates.map(\.description)
        return Fault(
            "E-REPORT-DUE", .refused,
            Message("\(due?.description ?? "这天") 不是应报日期。", "No report is due on \(due?.description ?? "that day")."),
            state: dates.isEmpty
                ? Message("还没有排定应报日期。", "No reports are scheduled yet.")
                : Message("应报日期：\(dates.joined(separator: "、"))。", "Due on: \(dates.joined(separator: ", "))."),
            remedy: Message(
                "排定用：taizhang round schedule \(round.id)。", "Schedule it: taizhang round schedule \(round.id)."))
    }

    static let people = Fault(
        "E-COUNT", .refused,
        Message("人数须在 0 到 \(Round.mostPeople) 之间。", "A number of people is from 0 to \(Round.mostPeople)."),
        remedy: Message("改正人数。", "Correct the number."))

    static func surveyCounts(_ survey: RoundSurveyed) -> Fault {
        let parts = [survey.satisfied, survey.basicallySatisfied, survey.dissatisfied].map(String.init)
        let sum = parts.joined(separator: " + ")
        return Fault(
            "E-SURVEY-COUNTS", .refused, Message("测评的数目对不上。", "The numbers of the survey do not fit."),
            state: Message(
                "发出 \(survey.asked)，收回 \(survey.answered)，满意 + 基本满意 + 不满意 = \(sum)。",
                "Asked \(survey.asked), answered \(survey.answered), satisfied + basically + dissatisfied = \(sum)."),
            remedy: Message(
                "三项之和须等于收回数，收回数不能是 0，也不能多于发出数。",
                "The three add up to those who answered: more than none, not more than were asked."))
    }

    static func checkScope(_ unit: UnitID?, _ round: Round) -> Fault {
        let units = (round.scope?.units ?? []).map(\.text)
        return Fault(
            "E-CHECK-SCOPE", .refused,
            Message(
                "“\(unit?.text ?? "")”不在“\(round.id)”的检查范围里。",
                "“\(unit?.text ?? "")” is not in the scope of “\(round.id)”."),
            state: units.isEmpty
                ? Message("这一轮不是日常督导检查。", "The round is no routine supervision.")
                : Message("范围：\(units.joined(separator: "、"))。", "Its scope: \(units.joined(separator: ", "))."),
            remedy: Message("检查范围里的单位。", "Check a unit of its scope."))
    }

    static func checkOwnUnit(_ person: ActorID, _ unit: UnitID, _ office: Office) -> Fault {
        Fault(
            "E-CHECK-OWN-UNIT", .refused,
            Message("\(person.name)属“\(unit)”，不能检查本单位。", "\(person.name) is of “\(unit)” and may not check it."),
            state: .holders(of: .verifier, in: office),
            remedy: Message("请其他单位的验收人检查。", "Have a verifier of another unit check it."))
    }

    static func checkFinding(_ number: FindingNumber?, _ round: Round) -> Fault {
        Fault(
            "E-CHECK-FINDING", .refused,
            number.map {
                Message("问题 \($0) 不是“\(round.id)”里登记的。", "Finding \($0) was not registered in “\(round.id)”.")
            } ?? Message("发现了问题，须写明问题编号。", "What was found has a number."),
            remedy: Message(
                "先登记：taizhang finding register --round \(round.id)。",
                "Register it: taizhang finding register --round \(round.id)."))
    }
}

extension Message {
    /// The first ten, where there are many.
    static func some(_ numbers: [FindingNumber]) -> Message {
        let list = numbers.sorted().prefix(10).map(\.text)
        let more = numbers.count > 10 ? " …" : ""
        return Message(list.joined(separator: "、") + more, list.joined(separator: ", ") + more)
    }
}
