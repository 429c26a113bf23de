import Ledger
import Rectification

extension EventPhrase {
    /// Nil for what its payload's own description tells well enough.
    init?(_ event: Round.Event) {
        switch event {
        case .opened(let it):
            self.init(
                Message("开启轮次", "round opened"),
                [
                    .labelled("来源", "source", it.source), .labelled("检查机构", "body", it.body),
                    .labelled("反馈", "feedback", it.feedbackOn?.description),
                    .labelled("集中整改至", "intensive until", it.intensiveUntil?.description),
                    .labelled("文件", "document", it.document?.name), .claim(it.claim),
                ])
        case .amended(let it):
            self.init(
                Message("补正轮次资料", "round amended"),
                [
                    .labelled("检查机构", "body", it.body), .labelled("文件", "document", it.document?.name),
                    .labelled("集中整改至", "intensive until", it.intensiveUntil?.description),
                ])
        case .closed(let it):
            self.init(
                Message("结束轮次", "round closed"),
                [.labelled("仍未销号", "left open", .list(it.open.map(\.text)))])
        case .scheduled(let it):
            self.init(
                Message("排定进度", "scheduled"),
                it.stages.map { stage in
                    let until = stage.until?.description ?? ""
                    return Message("\(stage.name) 至 \(until)", "\(stage.name) until \(until)")
                } + [.labelled("进展报告", "reports due", .list(it.reports.map(\.description)))])
        case .planned(let it):
            self.init(
                Message("提出整改方案", "plan put forward"),
                [
                    .labelled("文件", "document", it.document?.name),
                    .count(it.measures.count, "条措施", "measure", "measures"),
                ])
        case .planApproved: self.init(Message("批准整改方案", "plan approved"))
        case .planAmended(let it):
            self.init(
                Message("调整整改方案", "plan amended"),
                [
                    .labelled("文件", "document", it.document?.name),
                    .count(it.measures.count, "条措施", "measure", "measures"), .approved(it.approvedBy),
                ])
        case .sampled(let it):
            self.init(
                Message("抽取样本", "sample drawn"),
                [
                    it.method.title, .labelled("种子", "seed", it.seed),
                    Message(
                        "\(it.sample.count)/\(it.population.count)", "\(it.sample.count) of \(it.population.count)"),
                    .list(it.sample.map(\.text)),
                ])
        default: return nil
        }
    }

    init(_ event: OfficeEvent) {
        switch event {
        case .ledgerOpened(let it):
            self.init(
                Message("建立台账", "ledger opened"), [Message(verbatim: it.name), .labelled("时区", "zone", it.zone)])
        case .unitEstablished(let it): self.init(Message("设立单位", "unit entered"), [.claim(it.claim)])
        case .actorRegistered(let it):
            self.init(Message("登记人员", "actor entered"), [.labelled("单位", "unit", it.unit?.text), .claim(it.claim)])
        case .actorTransferred(let it):
            self.init(Message("调整单位", "transferred"), [.labelled("单位", "unit", it.unit?.text)])
        case .roleGranted(let it): self.init(Message("授予角色", "role granted"), [it.role.title])
        case .roleEnded(let it): self.init(Message("终止角色", "role ended"), [it.role.title])
        case .thresholdsAdopted(let it):
            let levels = Supervision.Level.allCases.map { level in
                Message.labelled(level.title.zh, level.title.en, String(it.thresholds.days(for: level)))
            }
            self.init(
                Message("调整界限", "thresholds adopted"),
                levels + [
                    .labelled("共性问题单位", "units", String(it.thresholds.commonUnits)),
                    .labelled("再次发现月数", "months", String(it.thresholds.commonMonths)),
                ])
        }
    }

    init(_ event: SheetEvent) {
        switch event {
        case .imported(let it):
            self.init(
                Message("导入表格", "sheet imported"),
                [
                    Message(verbatim: it.file.name), .count(it.rows, "行", "row", "rows"),
                    .count(it.findings, "个问题", "finding", "findings"),
                    .count(it.measures, "条措施", "measure", "measures"),
                    it.doubtedRows == 0 ? nil : Message("\(it.doubtedRows) 行需确认", "\(it.doubtedRows) in doubt"),
                ])
        case .selected(let it):
            self.init(
                Message("选定工作表", "sheet selected"),
                [Message("第 \(it.number) 张", "number \(it.number)"), Message(verbatim: it.worksheet)])
        }
    }
}
