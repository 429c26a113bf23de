import Ledger
import ReadModels

/// A chart drawn as inline SVG, with its numbers beside the shapes and a text for those who do not see it. Whole numbers
/// only: any machine draws the same bytes.
struct SVGChart {
    private let chart: ReportChart
    private let language: Language

    private static let width = 720
    /// Apart in lightness as well: they stay apart without colour.
    private static let colours = ["#1f4e79", "#e08a1e", "#7fb2dd", "#9aa0a6", "#5b8c5a", "#c9a9dd", "#a3372c"]

    init(_ chart: ReportChart, _ language: Language) {
        self.chart = chart
        self.language = language
    }

    var text: String {
        let (height, body) =
            switch chart.form {
            case .bars: bars
            case .lines: lines
            case .donut: donut
            }
        let title = escapedMarkup(chart.title.text(language))
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \(SVGChart.width) \(height)" role="img">
            <title>\(title)</title>
            <desc>\(escapedMarkup(chart.words.text(language)))</desc>
            \(body)</svg>
            """
    }

    private static func colour(_ index: Int) -> String { colours[index % colours.count] }
    private var largest: Int { max(chart.series.flatMap(\.values).max() ?? 0, 1) }

    private func label(_ text: Message, x: Int, y: Int, anchor: String = "start", columns: Int = 26) -> String {
        let text = escapedMarkup(text.text(language).cut(toColumns: columns))
        return "<text x=\"\(x)\" y=\"\(y)\" text-anchor=\"\(anchor)\">\(text)</text>\n"
    }

    /// The names of the series, where there are several.
    private func legend(y: Int) -> String {
        guard chart.series.count > 1 else { return "" }
        var (x, out) = (190, "")
        for (index, series) in chart.series.enumerated() {
            out += "<rect x=\"\(x)\" y=\"\(y - 11)\" width=\"12\" height=\"12\" fill=\"\(SVGChart.colour(index))\"/>\n"
            out += label(series.name, x: x + 18, y: y)
            x += 18 + 8 * series.name.text(language).columns + 24
        }
        return out
    }
}

// MARK: - Forms

extension SVGChart {
    private var bars: (height: Int, text: String) {
        let (left, room, thickness) = (190, 450, 14)
        let top = chart.series.count > 1 ? 30 : 6
        let pitch = chart.series.count * (thickness + 2) + 8
        var out = legend(y: 16)
        for (index, name) in chart.labels.enumerated() {
            let y = top + index * pitch
            out += label(name, x: left - 8, y: y + (pitch - 8) / 2 + 5, anchor: "end")
            for (place, series) in chart.series.enumerated() {
                let (value, barY) = (series.values[index], y + place * (thickness + 2))
                let width = room * value / largest
                out += """
                    <rect x="\(left)" y="\(barY)" width="\(width)" height="\(thickness)" \
                    fill="\(SVGChart.colour(place))"/>\n
                    """
                out += label(Message(verbatim: String(value)), x: left + width + 6, y: barY + thickness - 2)
            }
        }
        let height = top + chart.labels.count * pitch
        out += "<line x1=\"\(left)\" y1=\"\(top - 4)\" x2=\"\(left)\" y2=\"\(height - 4)\" stroke=\"#555\"/>\n"
        return (height, out)
    }

    private var lines: (height: Int, text: String) {
        let (left, right, top, bottom) = (48, 700, 34, 206)
        let count = chart.labels.count
        let x = { (index: Int) in count < 2 ? left : left + (right - left) * index / (count - 1) }
        let y = { (value: Int) in bottom - (bottom - top) * value / largest }
        var out = legend(y: 16)
        for value in [0, largest / 2, largest] {
            out += "<line x1=\"\(left)\" y1=\"\(y(value))\" x2=\"\(right)\" y2=\"\(y(value))\" stroke=\"#d5d9de\"/>\n"
            out += label(Message(verbatim: String(value)), x: left - 8, y: y(value) + 5, anchor: "end")
        }
        // As many labels as there is room for; the last always.
        let step = max(1, (count + 7) / 8)
        for (index, name) in chart.labels.enumerated() where (count - 1 - index) % step == 0 {
            let anchor = index == count - 1 && count > 1 ? "end" : index == 0 ? "start" : "middle"
            out += label(name, x: x(index), y: bottom + 22, anchor: anchor)
        }
        let dashes = ["", " stroke-dasharray=\"6 4\"", " stroke-dasharray=\"2 3\""]
        for (place, series) in chart.series.enumerated() {
            let colour = SVGChart.colour(place)
            let points = series.values.enumerated().map { "\(x($0.offset)),\(y($0.element))" }
            out += """
                <polyline points="\(points.joined(separator: " "))" fill="none" stroke="\(colour)" \
                stroke-width="2.5"\(dashes[place % dashes.count])/>\n
                """
            for (index, value) in series.values.enumerated() where (count - 1 - index) % step == 0 {
                out += "<circle cx=\"\(x(index))\" cy=\"\(y(value))\" r=\"3.5\" fill=\"\(colour)\"/>\n"
                let anchor = index == count - 1 && count > 1 ? "end" : "middle"
                out += label(
                    Message(verbatim: String(value)), x: x(index),
                    y: y(value) + (place == 0 || bottom - y(value) < 16 ? -8 : 18),
                    anchor: anchor)
            }
        }
        return (bottom + 36, out)
    }

    private var donut: (height: Int, text: String) {
        let values = chart.series.first?.values ?? []
        let total = values.reduce(0, +)
        let height = max(190, 30 + 26 * values.count)
        let centre = height / 2
        // A ring of a thousand parts, each slice a dash of it.
        var (before, out) = (0, "")
        for (index, value) in values.enumerated() where value > 0 {
            let (start, end) = (1_000 * before / total, 1_000 * (before + value) / total)
            out += """
                <circle cx="110" cy="\(centre)" r="62" fill="none" stroke="\(SVGChart.colour(index))" \
                stroke-width="34" pathLength="1000" stroke-dasharray="\(end - start) \(1_000 - end + start)" \
                stroke-dashoffset="\(-start)" transform="rotate(-90 110 \(centre))"/>\n
                """
            before += value
        }
        out += label(Message(verbatim: String(total)), x: 110, y: centre + 5, anchor: "middle")
        let top = centre - 13 * values.count + 17
        for (index, value) in values.enumerated() {
            let y = top + 26 * index
            out += "<rect x=\"230\" y=\"\(y - 11)\" width=\"12\" height=\"12\" fill=\"\(SVGChart.colour(index))\"/>\n"
            let share = Rate(value, total).map { "（\($0.text)）" } ?? ""
            let english = Rate(value, total).map { " (\($0.text))" } ?? ""
            out += label(
                chart.labels[index] + Message("  \(value)\(share)", "  \(value)\(english)"), x: 250, y: y, columns: 50)
        }
        return (height, out)
    }
}
