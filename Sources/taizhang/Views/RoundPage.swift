import Ledger
import ReadModels
import Rectification

/// A round at a moment.
struct RoundPage: Answer {
    var round: RoundRow

    func text(on screen: Screen, _ language: Language) -> String {
        var facts = Facts()
        facts.add(Message("轮次", "Round"), round.id.text)
        facts.add(Message("来源", "Source"), round.source)
        facts.add(Message("检查机构", "Body"), round.body)
        facts.add(Message("反馈", "Feedback"), round.feedbackOn?.description)
        facts.add(Message("反馈意见", "Document"), round.document)
        facts.add(Message("集中整改至", "Intensive until"), round.intensiveUntil?.description)
        facts.add(Message("开启", "Opened"), round.openedOn.description)
        facts.add(Message("结束", "Closed"), closing)
        facts.add(Message("小结", "Summary"), round.statistics.summary)
        if round.isClaimed { facts.add(Message("注", "Note"), .imported) }
        return facts.text(on: screen, language)
    }

    private var closing: Message? {
        guard let day = round.closedOn else { return nil }
        guard round.leftOpen > 0 else { return Message(verbatim: day.description) }
        return Message("\(day)，\(round.leftOpen) 个问题仍未销号", "\(day), \(round.leftOpen) findings left open")
    }

    var json: JSONValue { LedgerPage.round(round) }
}

extension Message {
    /// What is said of anything that only an imported sheet claims.
    static let imported = Message("来自导入的表格，当时并未记录", "claimed by an imported sheet, not recorded when it happened")
}
