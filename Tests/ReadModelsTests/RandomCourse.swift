import Ledger
import Rectification

@testable import ReadModels

extension TestOffice {
    /// Puts many random commands to the office, most of which are refused; keeps what is accepted.
    func live(_ commands: Int, seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        var date = day("2020-07-02")
        var findings = [try planned(on: date.description, due: "2020-08-01")]
        for _ in 0..<commands {
            if Int.random(in: 0..<4, using: &random) == 0 {
                date = date.adding(days: Int.random(in: 1...9, using: &random))
            }
            let late = date.adding(days: -Int.random(in: 0...20, using: &random))
            let on = (Bool.random(using: &random) ? date : max(late, TestOffice.openedOn)).description
            guard let finding = findings.randomElement(using: &random) else { return }
            let people = [
                TestOffice.recorder, TestOffice.approver, TestOffice.verifier, TestOffice.owner, TestOffice.other,
                TestOffice.leader,
            ]
            do {
                if Int.random(in: 0..<12, using: &random) == 0 {
                    let due = date.adding(days: 20).description
                    findings.append(
                        try planned(
                            "问题\(findings.count)", category: "类\(findings.count % 3)", on: date.description, due: due))
                } else {
                    let command = command(date, findings, &random)
                    for person in people.shuffled(using: &random) {
                        do {
                            try step(finding, command, on: on, recorded: date.description, by: person, "理由")
                            break
                        } catch is Fault { continue }
                    }
                }
            } catch is Fault { continue }
        }
    }

    private func command(
        _ date: CalendarDate, _ findings: [FindingNumber], _ random: inout SeededRandom
    ) -> Finding.Command {
        let measure = Int.random(in: 1...2, using: &random)
        switch Int.random(in: 0..<22, using: &random) {
        case 0:
            let both = [TestOffice.first, TestOffice.second].shuffled(using: &random)
            let units = Array(both.prefix(measure))
            return .assign(
                Assignment(
                    leader: TestOffice.leader, leadUnit: units[0],
                    owner: Bool.random(using: &random) ? TestOffice.owner : TestOffice.other, units: units))
        case 1: return .plan(TestOffice.plan(due: date.adding(days: measure * 10).description))
        case 2, 3: return .progress(TestOffice.progress(Int.random(in: 0...100, using: &random), measure: measure))
        case 4, 5: return .complete(TestOffice.completion(measure: measure))
        case 6: return .requestExtension(ExtensionRequested(measure: measure, until: date.adding(days: 40)))
        case 7: return .grantExtension(measure: measure, until: nil)
        case 8: return .refuseExtension(measure: measure)
        case 9: return .attach(TestOffice.exhibit("签到表"), measure: measure == 1 ? nil : measure)
        case 10, 11: return .submit(summary: "已整改")
        case 12: return .verify(FindingVerified(method: .onsite))
        case 13: return .returnToOwner(method: .documents)
        case 14: return .close
        case 15: return .lookBack(FindingLookedBack(Bool.random(using: &random) ? .relapsed : .holds, note: nil))
        case 16:
            var correction = Correction()
            correction.category = "更正"
            return .correct(correction, round: nil, approver: TestOffice.approver)
        case 17: return .issue(SupervisionIssued(measure == 1 ? .reminder : .notice))
        case 18: return .extendCheck(CheckExtended([TestOffice.second], due: date.adding(days: 30)))
        case 19:
            return .answerCheck(CheckAnswered(TestOffice.second, .none), found: nil)
        case 20: return .reopen
        default: return .withdraw(approver: TestOffice.approver)
        }
    }
}
