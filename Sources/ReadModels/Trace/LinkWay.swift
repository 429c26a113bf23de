import Ledger

/// In what way one stream names another, as `rm_link` has it, in words for both ends.
struct LinkWay {
    /// Whether the one that is named came of the one that names it; else it is the other way round.
    let leadsOn: Bool
    /// What the named one is to the one that names it.
    private let named: Message
    /// What the naming one is to the one it names.
    private let naming: Message

    /// - Parameter source: the stream that names.
    init(_ way: String, from source: StreamName) {
        if way.hasPrefix("measure/"), let number = Int(way.dropFirst("measure/".count)) {
            self.init(true, Message("转为措施 \(number)", "became measure \(number)"), Message("来自", "from"))
        } else if way == "into", source.kind == "finding" {
            self.init(true, Message("并入", "merged into"), Message("并入的", "took in"))
        } else if let known = LinkWay.known[way] {
            self = known
        } else {
            self.init(false, Message(verbatim: way), Message(verbatim: way))
        }
    }

    private init(_ leadsOn: Bool, _ named: Message, _ naming: Message) {
        (self.leadsOn, self.named, self.naming) = (leadsOn, named, naming)
    }

    /// What the other end is, seen from one.
    func title(seenFromSource: Bool) -> Message { seenFromSource ? named : naming }

    private static let known = [
        "answers": LinkWay(false, Message("回应问题", "answers"), Message("形成制度", "answered by")),
        "round": LinkWay(false, Message("来自轮次", "found by"), Message("发现问题", "found")),
        "into": LinkWay(true, Message("转为", "became"), Message("来自", "from")),
        "successor": LinkWay(true, Message("接替的制度", "replaced by"), Message("接替了", "replaces")),
        "task": LinkWay(false, Message("所办任务", "does task"), Message("活动", "done by")),
        "participant": LinkWay(false, Message("参加党员", "took part"), Message("参加活动", "took part in")),
        "item": LinkWay(false, Message("所属条目", "of item"), Message("任务", "task")),
        "items": LinkWay(true, Message("条目", "item"), Message("所属计划", "of plan")),
        "regulation": LinkWay(false, Message("依据制度", "goes by"), Message("据此的任务", "task by it")),
        "adjusted": LinkWay(false, Message("人工登记给", "entered by hand for"), Message("人工登记", "points by hand")),
        "objection": LinkWay(false, Message("提出异议的", "objected to by"), Message("异议", "objected to")),
        "rules": LinkWay(false, Message("依据规则", "by the rules"), Message("据此结账", "closed by them")),
        "criteria": LinkWay(false, Message("依据标准", "by the criteria"), Message("据此评定", "graded by them")),
        "member": LinkWay(false, Message("典型", "model"), Message("被推荐", "nominated")),
        "settled": LinkWay(false, Message("以制度了结", "settled by"), Message("了结的共性问题", "settles")),
        "findings": LinkWay(false, Message("包含问题", "of findings"), Message("归为共性问题", "settled as common")),
        "extended": LinkWay(true, Message("延伸检查发现", "extended check found"), Message("由延伸检查发现", "found in extending")),
        "plan": LinkWay(true, Message("列入整改方案", "in its plan"), Message("整改方案", "in the plan of")),
        "leftOpen": LinkWay(true, Message("结束时未销号", "left open"), Message("结束时未销号的轮次", "left open by")),
        "found": LinkWay(true, Message("检查发现", "found"), Message("由检查发现", "found by")),
        "drawnFrom": LinkWay(false, Message("抽自轮次", "drawn from"), Message("抽样“回头看”", "looked back at by")),
        "sample": LinkWay(true, Message("抽中", "drew"), Message("被抽中", "drawn by")),
        "activity": LinkWay(false, Message("来自活动", "from activity"), Message("提出", "raised")),
    ]
}
