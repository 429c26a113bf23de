import Ledger
import Testing

@testable import Interchange

@Suite("what cells were read as, remembered")
struct CellMemoTests {
    @Test("is what each is read as by itself, whatever came before", arguments: 0..<4)
    func same(seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let pieces = [
            "2020", "年", "月", "日", "-", "9", "30", "底", "前", "立行立改", "长期坚持", " ", "、", "甲科", "\u{65}\u{301}", "\u{e9}",
        ]
        var days = CellMemo<SheetDate>()
        // Two spellings of one character are equal, and not the same text.
        var texts = CellMemo<[UInt8]>()
        for _ in 0..<20_000 {
            let cell = (0..<Int.random(in: 1...6, using: &random))
                .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            #expect(days.value(of: cell, SheetDate.read) == SheetDate.read(cell))
            #expect(texts.value(of: cell) { Array($0.utf8) } == Array(cell.utf8))
        }
    }

    @Test("is bounded, in their number and in their length")
    func bounded() {
        var memo = CellMemo<Int>()
        var reads = 0
        func read(_ cell: String) -> Int {
            reads += 1
            return cell.utf8.count
        }
        for number in 0..<CellMemo<Int>.limit { _ = memo.value(of: "\(number)", read) }
        _ = memo.value(of: "0", read)
        #expect(reads == CellMemo<Int>.limit)
        _ = memo.value(of: "one more", read)
        _ = memo.value(of: "0", read)
        #expect(reads == CellMemo<Int>.limit + 2)
        let long = String(repeating: "长", count: 22)
        for _ in 0..<2 { #expect(memo.value(of: long, read) == 66) }
        #expect(reads == CellMemo<Int>.limit + 4)
    }
}
