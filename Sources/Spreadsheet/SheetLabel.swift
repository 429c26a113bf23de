/// A sheet of a file, by which a person tells it from the others.
package struct SheetLabel: Equatable, Sendable {
    /// From 1, in the order of the tabs.
    package var number: Int
    /// Nil in a text file, which is one sheet without a name.
    package var name: String?
    package var isHidden = false

    package init(number: Int, name: String?, isHidden: Bool = false) {
        self.number = number
        self.name = name
        self.isHidden = isHidden
    }

    /// `C7` for the third column of row 7.
    package static func cell(_ position: Int, _ line: Int) -> String { CellReference.letters(position) + "\(line)" }
}
