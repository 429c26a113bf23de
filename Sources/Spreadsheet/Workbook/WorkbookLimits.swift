/// How much a workbook may hold. Each limit is held while its bytes are inflated and read, whatever the file says of
/// itself; a workbook from an office comes near none of them.
package struct WorkbookLimits: Sendable {
    /// Bytes of the file.
    package var file = 256 << 20
    /// Entries of its directory.
    package var entries = 10_000
    /// Bytes that one part may inflate to, and all that are read together.
    package var part = 512 << 20
    package var parts = 1 << 30
    /// How often its own size a part may inflate to, past the first MiB. Deflate ends at 1032, a sheet seldom passes 40.
    package var ratio = 256
    /// Excel's own limits (ECMA-376 part 1, 18.3.1.73 and 18.3.1.4).
    package var rows = 1_048_576
    package var columns = 16_384
    /// Cells of a sheet, those left blank before the last one of a row among them.
    package var cells = 64 << 20
    /// Shared strings, and their bytes.
    package var strings = 4 << 20
    package var stringBytes = 256 << 20
    /// Bytes of one cell; Excel ends at 32,767 characters.
    package var cell = 1 << 20
    /// Elements within elements, and bytes of a single tag or comment.
    package var depth = 64
    package var tag = 4 << 20

    package init() {}
}
