import CXlsxWriter
import Ledger

/// How cells of a workbook look.
struct WorkbookFormats {
    typealias Format = UnsafeMutablePointer<lxw_format>?

    let title, subtitle, heading, label, text, verbatim, link: Format
    /// Of tables.
    let head, cell, integer, date, percent, light, code: Format
    /// Fills for the lights.
    let red, yellow, green: Format

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
        let make = { (set: (Format) -> Void) -> Format in
            let format = workbook_add_format(workbook)
            format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
            set(format)
            return format
        }
        let bordered = { (set: (Format) -> Void) -> Format in
            make {
                format_set_border(format: $0)
                set($0)
            }
        }
        title = make {
            format_set_bold($0)
            format_set_font_size($0, 18)
            format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
        }
        subtitle = make {
            format_set_align($0, UInt8(LXW_ALIGN_CENTER.rawValue))
            format_set_text_wrap($0)
        }
        heading = make {
            format_set_bold($0)
            format_set_font_size($0, 13)
            format_set_font_color($0, 0x1F4E79)
            format_set_bottom($0, UInt8(LXW_BORDER_MEDIUM.rawValue))
        }
        label = make { format_set_bold($0) }
        text = make { format_set_text_wrap($0) }
        verbatim = make {
            format_set_text_wrap($0)
            format_set_font_name($0, "Consolas")
            format_set_font_size($0, 9)
        }
        link = make {
            format_set_font_color($0, 0x1F4E79)
            format_set_underline($0, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
        }
        head = bordered {
            format_set_bold($0)
            format_set_bg_color($0, 0xDDE5EE)
            format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        }
        cell = bordered { format_set_text_wrap($0) }
        // `_)`: a number ends a bracket's width before the text of the next column. A day stands where text does.
        integer = bordered { format_set_num_format($0, "0_)") }
        percent = bordered { format_set_num_format($0, "0.0%_)") }
        date = bordered {
            format_set_num_format($0, "yyyy-mm-dd")
            format_set_align($0, UInt8(LXW_ALIGN_LEFT.rawValue))
        }
        light = bordered { _ in }
        code = bordered {
            format_set_text_wrap($0)
            format_set_font_name($0, "Consolas")
            format_set_font_size($0, 9)
        }
        let fill = { (background: UInt32, ink: UInt32) -> Format in
            let format = workbook_add_format(workbook)
            format_set_bg_color(format, background)
            format_set_font_color(format, ink)
            return format
        }
        red = fill(0xFBE3E1, 0x8C1D13)
        yellow = fill(0xFDF3D1, 0x6B4E00)
        green = fill(0xE3F2E4, 0x1D5A24)
    }
}

private func format_set_border(format: UnsafeMutablePointer<lxw_format>?) {
    CXlsxWriter.format_set_border(format, UInt8(LXW_BORDER_THIN.rawValue))
    format_set_border_color(format, 0xB9BEC6)
}

/// What a cell holds at most.
enum WorkbookCell {
    /// UTF-16 code units (Excel: specifications and limits).
    static let limit = 32_767

    /// Text for a cell: what cannot be seen is written out, what does not fit is cut and says so.
    static func text(_ text: String) -> String {
        let text = shown(text, lineBreaks: .kept)
        guard text.utf16.count > limit else { return text }
        return String(decoding: text.utf16.prefix(limit - 2), as: UTF16.self) + "…"
    }
}
