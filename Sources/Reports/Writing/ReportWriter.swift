import Ledger

/// Writes a report in one format, part by part, in the order in which it is read.
protocol ReportWriter: AnyObject {
    func begin(_ report: Report) throws
    /// - Parameter heading: with its number.
    func begin(_ section: ReportSection, _ heading: Message) throws
    func write(_ paragraph: Message) throws
    func write(_ facts: [ReportFact]) throws
    func write(_ chart: ReportChart) throws
    func write(verbatim text: String) throws
    /// - Parameter row: is told of every row that was written.
    func write(_ table: ReportTable, row: () -> Void) throws
    /// The stamp, for people and for programs; nothing comes after it.
    func end(_ stamp: ReportStamp) throws
}

extension ReportWriter {
    /// - Parameter progress: is told how many rows have been written.
    func write(_ report: Report, _ stamp: ReportStamp, progress: (Int) -> Void) throws {
        var rows = 0
        try begin(report)
        for (index, section) in report.sections.enumerated() {
            try begin(section, Message("\(chineseNumber(index + 1))、", "\(index + 1). ") + section.heading)
            for block in section.blocks {
                switch block {
                case .paragraph(let text): try write(text)
                case .facts(let facts): try write(facts)
                case .chart(let chart): try write(chart)
                case .verbatim(let text): try write(verbatim: text)
                case .table(let table):
                    try write(table) {
                        rows += 1
                        progress(rows)
                    }
                }
            }
        }
        try end(stamp)
    }
}

/// 一, 二, … 十, 十一, … as headings are numbered (GB/T 9704: 一、).
private func chineseNumber(_ number: Int) -> String {
    let digits = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"]
    let (tens, ones) = (number / 10, number % 10)
    guard number < 100 else { return String(number) }
    return (tens > 1 ? digits[tens] : "") + (tens > 0 ? "十" : "") + digits[ones]
}

/// Text that grows into bytes, handed on in pieces: no more than one piece is ever held.
final class TextOutput {
    private var buffer: [UInt8] = []
    private let put: ([UInt8]) throws -> Void
    private static let piece = 1 << 16

    init(_ put: @escaping ([UInt8]) throws -> Void) { self.put = put }

    func write(_ text: String) throws {
        buffer += text.utf8
        if buffer.count >= TextOutput.piece { try flush() }
    }

    func flush() throws {
        guard !buffer.isEmpty else { return }
        try put(buffer)
        buffer.removeAll(keepingCapacity: true)
    }
}

extension ReportCell {
    /// As text, in a language; an empty one for nothing.
    func text(_ language: Language) -> String {
        switch self {
        case .none: ""
        case .text(let message): message.text(language)
        case .integer(let number): String(number)
        case .date(let day): day.description
        case .percent(let rate): rate.text
        case .light(let light): light.label.text(language)
        }
    }
}
