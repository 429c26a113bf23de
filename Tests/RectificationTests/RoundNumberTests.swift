import Ledger
import Testing

@testable import Rectification

@Suite("the numbers of a round")
struct RoundNumberTests {
    private func code(_ command: Round.Command) -> String? {
        let context = Context(
            actor: Story.recorder, on: day("2020-06-01"), today: day("2020-06-01"), office: Story.office)
        do {
            _ = try Round.decide(command, Story.round.id, Story.round, context)
            return nil
        } catch { return error.code }
    }

    @Test("are no more people than there can be: a survey")
    func survey() {
        let all = RoundSurveyed(asked: Int.max, satisfied: Int.max, basically: 1, dissatisfied: 0)
        #expect(code(.survey(all)) == "E-COUNT")
        var said = RoundSurveyed(asked: 60, satisfied: 48, basically: 7, dissatisfied: 1)
        #expect(code(.survey(said)) == nil)
        said.asked = 1_000_001
        #expect(code(.survey(said)) == "E-COUNT")
        said = RoundSurveyed(asked: 60, satisfied: -1, basically: Int.min, dissatisfied: 0)
        #expect(code(.survey(said)) == "E-SURVEY-COUNTS")
    }

    @Test("are no more people than there can be: accountability")
    func accountability() {
        #expect(code(.account(RoundAccounted(Accountability(talk: Int.max, criticism: 1)))) == "E-COUNT")
        #expect(code(.account(RoundAccounted(Accountability(talk: 1_000_000)))) == nil)
    }
}
