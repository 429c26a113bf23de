import Glibc
import Ledger
import Testing

@testable import Console

@Suite("Screen")
struct ScreenTests {
    @Test(
        "colour is the flag's to decide, then NO_COLOR's, then the terminal's",
        arguments: [
            (ColourChoice.auto, true, ["TERM": "xterm"], true),
            (.auto, false, ["TERM": "xterm"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": "1"], false),
            (.auto, true, ["TERM": "xterm", "NO_COLOR": ""], true),
            (.auto, true, ["TERM": "dumb"], false),
            (.auto, true, [:], false),
            (.always, false, ["NO_COLOR": "1", "TERM": "dumb"], true),
            (.never, true, ["TERM": "xterm"], false),
        ])
    func colour(choice: ColourChoice, isTerminal: Bool, environment: [String: String], expected: Bool) {
        #expect(choice.allowsColour(onTerminal: isTerminal, environment: Environment(environment)) == expected)
    }

    @Test(
        "the width is the terminal's, else COLUMNS, else 80",
        arguments: [
            (120, "60", 120), (0, "60", 60), (0, nil, 80), (0, "wide", 80), (0, "0", 80), (0, "-5", 80),
        ] as [(Int, String?, Int)])
    func width(reported: Int, variable: String?, expected: Int) {
        #expect(Screen.extent(reported, variable, 80) == expected)
    }

    @Test("a terminal tells its own size, before COLUMNS; a pipe has none")
    func sizes() throws {
        let environment = ["TERM": "xterm", "COLUMNS": "60", "LINES": "9"]
        let device = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        defer { close(device) }
        var size = winsize(ws_row: 33, ws_col: 101, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(device, UInt(TIOCSWINSZ), &size) == 0)
        let terminal = Screen(descriptor: device, colour: .auto, environment: Environment(environment))
        #expect(terminal == Screen(isTerminal: true, usesColour: true, columns: 101, rows: 33))
        let dumb = Screen(descriptor: device, colour: .auto, environment: ["TERM": "dumb"])
        #expect(dumb == Screen(isTerminal: true, redraws: false, columns: 101, rows: 33))

        let null = open("/dev/null", O_WRONLY)
        defer { close(null) }
        let file = Screen(descriptor: null, colour: .auto, environment: Environment(environment))
        #expect(file == Screen(isTerminal: false, columns: 60, rows: 9))
    }

    @Test("a style is put on where there is colour, and can be taken off")
    func style() {
        let colourful = Screen(isTerminal: true, usesColour: true)
        #expect(colourful.style(.red, "● 红") == "\u{1B}[31m● 红\u{1B}[0m")
        #expect(colourful.style(.red, "● 红").withoutStyles == "● 红")
        #expect(colourful.style(nil, "● 红") == "● 红")
        #expect(Screen.plain.style(.red, "● 红") == "● 红")
    }

    @Test("every light differs in words, in both languages", arguments: Language.allCases)
    func lights(language: Language) {
        #expect(Set(Light.allCases.map { $0.text(language) }).count == Light.allCases.count)
        #expect(Light.red.text(.zh) == "● 红")
        #expect(Light.red.text(.en) == "● red")
    }

    @Test(
        "a sparkline rises from zero to the largest",
        arguments: [([], ""), ([0, 0], "▁▁"), ([0, 7, 14], "▁▅█"), ([-3, 1], "▁█"), ([5], "█")] as [([Int], String)])
    func sparkline(values: [Int], expected: String) {
        #expect(Sparkline(values: values).text == expected)
    }
}
