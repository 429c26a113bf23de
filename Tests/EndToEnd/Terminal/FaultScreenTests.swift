import Foundation
import Ledger
import Testing

@testable import Console

@Suite("A fault on the screen")
struct FaultScreenTests {
    static let fault = Fault(
        "E-CLOSE-SAME-PERSON", .refused,
        Message(
            "销号人不能是整改责任人（督查科科长）。", "Whoever closes a finding may not be responsible for it (督查科科长)."),
        state: Message(
            "2020-015 的责任人是督查科科长，验证人是督查科科长。", "2020-015 is owned by 督查科科长 and verified by 督查科科长."),
        remedy: Message("请由机关党委办公室的其他人销号。", "let someone else of the office close it."))

    private func terminal(_ columns: Int) -> Screen {
        Screen(isTerminal: true, columns: columns)
    }

    @Test("it says what did not hold, what stands and what to do")
    func wide() {
        #expect(
            FaultScreen(Self.fault, .zh).text(on: terminal(100)) == """
                错误 E-CLOSE-SAME-PERSON: 销号人不能是整改责任人（督查科科长）。
                现状：2020-015 的责任人是督查科科长，验证人是督查科科长。
                可以：请由机关党委办公室的其他人销号。

                """)
    }

    @Test("on a narrow terminal it is folded under itself, no line beginning with a closing mark")
    func narrow() {
        #expect(
            FaultScreen(Self.fault, .zh).text(on: terminal(40)) == """
                错误 E-CLOSE-SAME-PERSON: 销号人不能是整
                     改责任人（督查科科长）。
                现状：2020-015 的责任人是督查科科长，验
                      证人是督查科科长。
                可以：请由机关党委办公室的其他人销号。

                """)
        #expect(
            FaultScreen(Self.fault, .en).text(on: terminal(40)) == """
                Error E-CLOSE-SAME-PERSON: Whoever
                      closes a finding may not be
                      responsible for it (督查科科长).
                Found: 2020-015 is owned by 督查科科长
                       and verified by 督查科科长.
                Try: let someone else of the office
                     close it.

                """)
    }

    @Test("on a very narrow one the indent gives way")
    func veryNarrow() {
        let bare = Fault("E-X", .badData, Message("第一支部的台账没有读完。", "x"), remedy: Message("请再读一次台账。", "y"))
        #expect(
            FaultScreen(bare, .zh).text(on: terminal(16)) == """
                错误 E-X: 第一支
                    部的台账没有
                    读完。
                可以：请再读一次
                    台账。

                """)
    }

    @Test("no folded line is too wide, nothing is lost, and no line begins with a closing mark", arguments: 12...90)
    func folds(columns: Int) {
        for language in Language.allCases {
            let text = FaultScreen(Self.fault, language).text(on: terminal(columns))
            for line in text.split(separator: "\n") {
                #expect(String(line).displayWidth <= columns)
                #expect(!"。，）：".contains(line.drop { $0 == " " }.prefix(1)))
                #expect(line.last != "（")
            }
            let whole = FaultScreen(Self.fault, language).text(on: .plain)
            #expect(text.filter { !$0.isWhitespace } == whole.filter { !$0.isWhitespace })
        }
    }

    @Test("elsewhere each part is one line")
    func plain() {
        #expect(FaultScreen(Self.fault, .en).text(on: .plain).split(separator: "\n").count == 3)
        let bare = Fault("E-X", .badData, Message("甲\u{1B}\n可以：伪造", "a\u{1B}\nTry: forged"))
        #expect(FaultScreen(bare, .zh).text(on: .plain) == "错误 E-X: 甲\\u{1B}⏎可以：伪造\n")
        #expect(FaultScreen(bare, .en).text(on: terminal(80)) == "Error E-X: a\\u{1B}⏎Try: forged\n")
    }

    @Test("for programs it is one line of JSON")
    func json() throws {
        let bare = Fault("E-X", .badData, Message("路径 \"a/b\"\n\u{202E}", "path"))
        #expect(
            FaultScreen(bare, .zh).json == """
                {"error":{"code":"E-X","message":"路径 \\"a/b\\"\\n\\u202e","remedy":null,"state":null}}

                """)
        let full = FaultScreen(Self.fault, .en).json
        let parsed = try JSONSerialization.jsonObject(with: Data(full.utf8)) as? [String: [String: String]]
        #expect(parsed?["error"]?["remedy"] == Self.fault.remedy?.en)
        #expect(full.split(separator: "\n").count == 1)
    }
}
