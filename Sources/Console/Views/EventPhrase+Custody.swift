import Ledger
import Rectification

extension EventPhrase {
    init(_ event: CustodyEvent) {
        switch event {
        case .keyRegistered(let it):
            let holder = it.holder == "ledger" ? Message("台账", "the ledger") : Message(verbatim: it.holder)
            self.init(
                Message("登记密钥", "key registered"),
                [.labelled("持有者", "holder", holder), .labelled("公钥", "public key", it.vkey)])
        case .keyRotated(let it):
            self.init(Message("更换密钥", "key replaced"), [.labelled("公钥", "public key", it.vkey)])
        case .keyRetired: self.init(Message("停用密钥", "key retired"))
        case .policyAdopted(let it):
            self.init(
                Message("核验规则", "policy adopted"),
                [
                    .labelled("须签名", "signed", .list(it.signed)),
                    it.quorum == nil ? nil : Message("规定了见证", "with a quorum of witnesses"),
                ])
        case .headsCommitted(let it):
            self.init(
                Message("固定各流末端", "heads committed"),
                [Message("\(it.size) 个流", "\(it.size) streams"), .labelled("根", "root", it.root.short)])
        case .ledgerRestored(let it):
            self.init(
                Message("由备份恢复", "ledger restored"),
                [Message("此前的检查点为 \(it.size) 条", "the checkpoint before had \(it.size) records")])
        case .fieldErased(let it):
            self.init(
                Message("删除个人信息", "field erased"),
                [Message(verbatim: it.property), .labelled("依据", "basis", it.basis)])
        }
    }
}
