import Ledger
import Synchronization
import Testing

@testable import Console

@Suite("Progress")
struct ProgressBarTests {
    /// A clock that stands still until it is moved, and the screen that was written to.
    private final class Scene: Sendable {
        private let time = Mutex(Duration.seconds(1_000))
        private let output = Mutex("")

        func pass(_ duration: Duration) { time.withLock { $0 += duration } }

        var written: String { output.withLock { $0 } }

        func bar(total: Int, screen: Screen, _ language: Language = .zh) -> ProgressBar {
            ProgressBar(
                Message("导入", "Importing"), total: total, screen: screen, language: language,
                now: { self.time.withLock { $0 } }, write: { text in self.output.withLock { $0 += text } })
        }
    }

    private static let terminal = Screen(isTerminal: true, columns: 80)

    @Test("quick work says nothing", arguments: [terminal, .plain])
    func quick(screen: Screen) {
        let scene = Scene()
        let bar = scene.bar(total: 100, screen: screen)
        for _ in 0..<100 {
            scene.pass(.milliseconds(4))
            bar.advance()
        }
        bar.finish()
        #expect(scene.written.isEmpty)
        #expect(bar.completed == 100)
    }

    @Test(
        "after half a second a terminal shows a bar with rate and time left",
        arguments: [
            (Language.zh, "\r导入 [###############...............] 50%  1,000 条/秒  剩余 1 秒\u{1B}[K"),
            (.en, "\rImporting [###############...............] 50%  1,000 records/s  1 s left\u{1B}[K"),
        ])
    func bar(language: Language, expected: String) {
        let scene = Scene()
        let bar = scene.bar(total: 1_000, screen: Self.terminal, language)
        scene.pass(.milliseconds(499))
        bar.advance(to: 499)
        #expect(scene.written.isEmpty)
        scene.pass(.milliseconds(1))
        bar.advance()
        #expect(scene.written == expected)
        // Not drawn again at once.
        scene.pass(.milliseconds(50))
        bar.advance()
        #expect(scene.written == expected)
        bar.finish()
        #expect(scene.written == expected + "\r\u{1B}[K")
        bar.finish()
        #expect(scene.written == expected + "\r\u{1B}[K")
    }

    @Test(
        "on a narrow terminal the bar gives way to the numbers",
        arguments: [
            (41, "\r导入 [##...] 50%  1,000 条/秒  剩余 1 秒\u{1B}[K"), (40, "\r导入 50%  1,000 条/秒  剩余 1 秒\u{1B}[K"),
            (20, "\r导入 50%  1,000 条…\u{1B}[K"),
        ])
    func narrow(columns: Int, expected: String) {
        let scene = Scene()
        let bar = scene.bar(total: 1_000, screen: Screen(isTerminal: true, columns: columns))
        scene.pass(.milliseconds(500))
        bar.advance(to: 500)
        #expect(scene.written == expected)
    }

    @Test("the bar stays clear of the edge", arguments: 1...100)
    func fits(columns: Int) {
        let scene = Scene()
        let bar = scene.bar(total: 1_000_000, screen: Screen(isTerminal: true, columns: columns))
        for step in 1...20 {
            scene.pass(.seconds(40))
            bar.advance(to: step * 50_000)
        }
        for line in scene.written.replacing("\u{1B}[K", with: "").split(separator: "\r") {
            #expect(String(line).displayWidth < columns)
        }
    }

    @Test("elsewhere there is a line every tenth", arguments: [Screen.plain, Screen(isTerminal: true, redraws: false)])
    func lines(screen: Screen) {
        let scene = Scene()
        let bar = scene.bar(total: 40, screen: screen, .en)
        for _ in 0..<40 {
            scene.pass(.milliseconds(100))
            bar.advance()
        }
        bar.finish()
        let lines = scene.written.split(separator: "\n")
        #expect(lines.count == 10)
        #expect(lines.first == "Importing  12%  5/40  10 records/s  4 s left")
        #expect(lines.last == "Importing  100%  40/40  10 records/s  0 s left")
    }

    @Test("nothing to do is nothing to say")
    func empty() {
        let scene = Scene()
        let bar = scene.bar(total: 0, screen: Self.terminal)
        scene.pass(.seconds(9))
        bar.advance(to: 0)
        bar.finish()
        #expect(scene.written.isEmpty)
    }

    @Test(
        "the pace is told in both languages",
        arguments: [
            (0, 10, 5, "0.0 条/秒  剩余 ?", "0.0 records/s  ? left"),
            (1, 10, 5, "0.2 条/秒  剩余 45 秒", "0.2 records/s  45 s left"),
            (50, 1_000, 5, "10 条/秒  剩余 1 分 35 秒", "10 records/s  1 min 35 s left"),
            (10, 20_000, 5, "2.0 条/秒  剩余 2 小时 46 分", "2.0 records/s  2 h 46 min left"),
            (20, 10, 5, "4.0 条/秒  剩余 0 秒", "4.0 records/s  0 s left"),
        ])
    func pace(completed: Int, total: Int, seconds: Int, zh: String, en: String) {
        let pace = Pace(
            completed: completed, total: total, elapsed: .seconds(seconds), unit: Message("条", "records"))
        #expect(pace.text(.zh) == zh)
        #expect(pace.text(.en) == en)
        #expect((0...100).contains(pace.percent))
    }

    @Test("thousands are set apart", arguments: [(0, "0"), (999, "999"), (1_000, "1,000"), (-1_234_567, "-1,234,567")])
    func thousands(number: Int, text: String) {
        #expect(grouped(number) == text)
    }
}
