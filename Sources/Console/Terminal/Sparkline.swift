/// A row of numbers as a row of bars, one column each: `▁▃▇`. The lowest bar is zero, the highest the largest number.
struct Sparkline: Sendable {
    var values: [Int]

    var text: String {
        let bars = Array("▁▂▃▄▅▆▇█")
        let largest = max(values.max() ?? 0, 1)
        let heights = values.map { Double(max($0, 0)) / Double(largest) * Double(bars.count - 1) }
        return String(heights.map { bars[Int($0.rounded())] })
    }
}
