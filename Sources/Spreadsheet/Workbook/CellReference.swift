/// The place of a cell as `C7` writes it (ECMA-376 part 1, 18.18.62).
struct CellReference: Equatable {
    /// From 0.
    var column: Int
    /// From 1.
    var row: Int

    /// Nil for what is no such place, or one that no spreadsheet has.
    init?(_ text: UnsafePointer<CChar>) {
        var place = 0
        var column = 0
        while case let letter = text[place], letter >= 0x41, letter <= 0x5A {
            column = column * 26 + Int(letter) - 0x40
            place += 1
            guard place <= 3 else { return nil }
        }
        let digits = place
        var row = 0
        while case let digit = text[place], digit >= 0x30, digit <= 0x39 {
            row = row * 10 + Int(digit) - 0x30
            place += 1
            guard place - digits <= 9 else { return nil }
        }
        guard digits > 0, place > digits, text[place] == 0, row > 0 else { return nil }
        self.column = column - 1
        self.row = row
    }

    /// `C` for 2.
    static func letters(_ column: Int) -> String {
        var rest = column + 1
        var out = ""
        while rest > 0 {
            out = String(UnicodeScalar(UInt8(0x41 + (rest - 1) % 26))) + out
            rest = (rest - 1) / 26
        }
        return out
    }
}
