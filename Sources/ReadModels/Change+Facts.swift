import Ledger
import Rectification

extension Change {
    /// Only what differs, in the order in which a finding's page shows it; measures last.
    package static func between(_ old: Finding?, _ new: Finding?) -> [Change] {
        let before = old?.facts ?? []
        let after = new?.facts ?? []
        let values = Dictionary(before.map { ($0.field, $0.value) }, uniquingKeysWith: { first, _ in first })
        let fields = Set(after.map(\.field))
        let changed = after.compactMap { fact -> Change? in
            let old = values[fact.field]
            return old == fact.value ? nil : Change(field: fact.field, label: fact.label, old: old, new: fact.value)
        }
        let gone = before.filter { !fields.contains($0.field) }.map { fact in
            Change(field: fact.field, label: fact.label, old: fact.value, new: nil)
        }
        return changed + gone
    }
}

/// Something that can be said of a finding, under a label.
struct Fact: Equatable, Sendable {
    var field: String
    var label: Message
    var value: Message
}

/// Collects what is known; what is not has no fact.
private struct FactList {
    var facts: [Fact] = []
    /// What stands before the fields and labels of a measure.
    var field = ""
    var label = Message("", "")

    mutating func add(_ field: String, _ label: Message, _ value: Message?) {
        guard let value, !value.zh.isEmpty else { return }
        facts.append(Fact(field: self.field + field, label: self.label + label, value: value))
    }

    mutating func add(_ field: String, _ label: Message, _ value: String?) {
        add(field, label, value.map(Message.init(verbatim:)))
    }

    mutating func add(_ field: String, _ label: Message, count: Int) {
        add(field, label, count == 0 ? nil : String(count))
    }

    mutating func add(_ field: String, _ label: Message, list: [String]) {
        add(field, label, list.isEmpty ? nil : Message(list.joined(separator: "、"), list.joined(separator: ", ")))
    }
}

extension Finding {
    /// What stands, with labels: what two moments are compared by.
    var facts: [Fact] {
        var list = FactList()
        list.add("stage", Message("状态", "stage"), stage.title)
        addRegistration(to: &list)
        addAssignment(to: &list)
        addCourse(to: &list)
        for measure in measures {
            list.field = "measure.\(measure.number)."
            list.label = Message("措施 \(measure.number) ", "measure \(measure.number) ")
            measure.addFacts(to: &list)
        }
        return list.facts
    }

    private func addRegistration(to list: inout FactList) {
        list.add("description", Message("问题", "finding"), description)
        list.add("details", Message("具体表现", "details"), details)
        list.add("goal", Message("整改目标", "goal"), goal)
        list.add("category", Message("问题类别", "category"), category)
        list.add("round", Message("来源轮次", "round"), round?.text)
        list.add("source", Message("问题来源", "source"), source)
        list.add("unit", Message("问题所在单位", "found in"), unit?.text)
        list.add("feedbackon", Message("反馈日期", "feedback on"), feedbackOn?.description)
        list.add("registeredon", Message("登记日期", "registered on"), registeredOn.description)
    }

    private func addAssignment(to list: inout FactList) {
        list.add("leader", Message("责任领导", "accountable leader"), assignment.leader?.name)
        list.add("leadunit", Message("牵头单位", "lead unit"), assignment.leadUnit?.text)
        list.add("units", Message("责任单位", "responsible units"), list: assignment.units.map(\.text))
        list.add("owner", Message("责任人", "owner"), owner?.name)
    }

    private func addCourse(to list: inout FactList) {
        list.add("deadline", Message("最近时限", "due next"), due?.description)
        list.add("evidence", Message("佐证材料件数", "pieces of evidence"), count: evidence.count)
        list.add("submittedon", Message("申请销号日期", "submitted on"), submittedOn?.description)
        list.add("verifiedon", Message("验收日期", "verified on"), verifiedOn?.description)
        list.add("verifiers", Message("验收人", "verified by"), list: verifiers.map(\.name))
        list.add("closedon", Message("销号日期", "closed on"), closedOn?.description)
        list.add("closedby", Message("销号人", "closed by"), closedBy?.name)
        list.add("returns", Message("退回次数", "returns"), count: returns)
        list.add("extensions", Message("延期次数", "extensions"), count: extensions)
        list.add("reopenings", Message("重新打开次数", "reopenings"), count: reopenings)
        list.add("lookbacks", Message("“回头看”次数", "look-backs"), count: lookBacks.count)
        list.add("relapses", Message("反弹次数", "relapses"), count: relapses)
        list.add("supervision", Message("督办", "supervision"), supervision.level?.title)
        list.add("checks", Message("举一反三单位", "units asked to check"), count: checks.count)
        list.add(
            "answers", Message("已答复单位", "units that answered"), count: checks.count { $0.answeredOn != nil })
        list.add("mergedinto", Message("并入问题", "merged into"), mergedInto?.text)
        list.add("absorbed", Message("吸收问题", "absorbed"), list: absorbed.map(\.text))
        list.add("doubts", Message("存疑处", "doubts"), count: doubts.count)
    }
}

extension Measure {
    fileprivate func addFacts(to list: inout FactList) {
        list.add("text", Message("内容", "text"), text)
        list.add("kind", Message("整改方式", "kind"), kind.title)
        list.add("owner", Message("责任人", "owner"), owner?.name)
        list.add("units", Message("责任单位", "units"), list: units.map(\.text))
        list.add("deadline", Message("时限", "deadline"), deadline?.description)
        list.add("reviewdates", Message("复核日期", "review dates"), list: reviewDates.map(\.description))
        list.add("requested", Message("申请延至", "extension asked until"), requestedDeadline?.description)
        list.add("extensions", Message("延期次数", "extensions"), count: extensions.count)
        list.add("percent", Message("进度", "progress"), percent.map { "\($0)%" })
        list.add("status", Message("表格中的完成情况", "status in the sheet"), claimedStatus)
        list.add("report", Message("最近进展", "last report"), progress.last?.text)
        list.add("completedon", Message("完成日期", "completed on"), completedOn?.description)
        list.add("reviews", Message("复核次数", "reviews"), count: reviews.count)
        list.add("review", Message("最近复核", "last review"), reviews.last?.outcome.title)
        list.add("evidence", Message("佐证材料件数", "pieces of evidence"), count: evidence.count)
    }
}
