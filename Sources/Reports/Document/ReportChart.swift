import Ledger

/// A chart as its data.
package struct ReportChart: Equatable {
    package enum Form: Equatable {
        /// Horizontal, one for each label, the values of the series beside each other.
        case bars
        /// Over the labels from left to right.
        case lines
        /// The parts of the first series.
        case donut
    }

    package struct Series: Equatable {
        package var name: Message
        package var values: [Int]

        package init(_ name: Message, _ values: [Int]) {
            self.name = name
            self.values = values
        }
    }

    package var form: Form
    package var title: Message
    package var labels: [Message]
    package var series: [Series]

    /// - Parameter series: each has a value a label.
    package init(_ form: Form, _ title: Message, labels: [Message], series: [Series]) {
        precondition(series.allSatisfy { $0.values.count == labels.count }, "a value for each label")
        self.form = form
        self.title = title
        self.labels = labels
        self.series = series
    }

    /// What it shows, in words: for those who do not see it.
    package var words: Message {
        let parts = labels.indices.map { index in
            let values = series.map { series in
                self.series.count == 1
                    ? Message(verbatim: String(series.values[index]))
                    : series.name + Message(verbatim: " \(series.values[index])")
            }
            let text = Message(values.map(\.zh).joined(separator: "，"), values.map(\.en).joined(separator: ", "))
            return labels[index] + Message("：", ": ") + text
        }
        return Message(parts.map(\.zh).joined(separator: "；"), parts.map(\.en).joined(separator: "; "))
    }
}
