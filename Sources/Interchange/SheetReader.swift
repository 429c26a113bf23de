import Ledger
import Spreadsheet

/// Turns the records below a sheet's header into findings, measures and issues, one at a time.
struct SheetReader {
    /// What a row that is only a measure belongs to.
    private enum Above: Equatable {
        case nothing
        case finding
        case refused(line: Int)
    }

    private var cells: SheetCells<SheetColumn>
    private var lists = CellMemo<[String]>()
    private var kinds = CellMemo<SheetMeasure.Kind?>()
    private var statuses = CellMemo<SheetStatus>()
    /// The last one, to which the next row may add.
    private var finding: SheetFinding?
    /// Where the issues of its rows begin.
    private var firstIssue = 0
    private var (findings, measures) = (0, 0)
    private var skipped: [Sheet.SkippedRow] = []
    private var blankRows = 0
    private var hiddenLines: [Int] = []
    private var number = 0
    private var above = Above.nothing
    /// The line on which each sequence was first given.
    private var sequences: [String: Int] = [:]

    init(_ header: SheetHeader, hasNoncharacters: Bool) {
        cells = SheetCells(header, hasNoncharacters: hasNoncharacters)
    }

    private var header: SheetHeader { cells.header }

    /// - Returns: the finding above, where this row begins another.
    mutating func take(_ record: CellRow) -> ReadFinding? {
        number += 1
        let row = SheetRow(record: record, header: header, number: number)
        if row.isBlank {
            blankRows += 1
        } else if row.isFurniture {
            let text = record.cells.filter { !CellText.isBlank($0) }.joined(separator: " ")
            skipped.append(Sheet.SkippedRow(line: row.line, text: CellText.excerpt(text)))
        } else {
            if record.isHidden { hiddenLines.append(row.line) }
            return takeStatement(row)
        }
        return nil
    }

    /// - Returns: the last finding.
    mutating func end() -> ReadFinding? { ended(before: cells.issues.count) }

    /// The finding that issues from this one on do not concern.
    private mutating func ended(before issue: Int) -> ReadFinding? {
        defer { (finding, firstIssue) = (nil, issue) }
        return finding.map { ReadFinding(finding: $0, issues: Array(cells.issues[firstIssue..<issue])) }
    }

    func sheet(_ label: SheetLabel, of file: SheetFile) -> Sheet {
        Sheet(
            format: file.format, label: label, otherSheets: file.sheets.filter { $0 != label }, header: header,
            findingCount: findings, measureCount: measures, issues: cells.issues, unknownColumns: cells.unknownColumns,
            skipped: skipped, blankRows: blankRows, hiddenLines: hiddenLines, rows: number - blankRows - skipped.count)
    }

    // MARK: rows

    private mutating func takeStatement(_ row: SheetRow) -> ReadFinding? {
        cells.count(row)
        let before = cells.issues.count
        let statesFinding = row.text(.description) != nil || (row.text(.sequence) != nil && !repeatsSequence(row))
        guard cells.fits(row) else {
            if statesFinding { above = .refused(line: row.line) }
            return nil
        }
        guard statesFinding, !continuesFinding(row) else {
            takeFurtherMeasure(row)
            return nil
        }
        guard let description = row.text(.description) else {
            cells.refuse(row, .description, "E-IMPORT-NO-DESCRIPTION", SheetReader.noDescription)
            above = .refused(line: row.line)
            return nil
        }
        let ended = ended(before: before)
        takeFinding(row, description)
        return ended
    }

    private mutating func takeFinding(_ row: SheetRow, _ description: String) {
        noteSequence(row)
        let measure = takeMeasure(row, unplaced: [:])
        finding = SheetFinding(
            line: row.line, row: row.number, sequence: row.name(.sequence), source: row.name(.source),
            feedbackOn: cells.day(row, .feedbackDate), category: row.name(.category), description: description,
            manifestation: row.text(.manifestation), goal: row.text(.goal), leader: row.name(.leader),
            leadUnit: row.name(.leadUnit), units: units(row), owner: row.name(.owner), verifier: row.name(.verifier),
            closedOn: cells.day(row, .closedOn), measures: measure.map { [$0] } ?? [])
        findings += 1
        above = .finding
    }

    /// A row whose finding cells are blank, as under merged cells, or say the same as the row above.
    private mutating func takeFurtherMeasure(_ row: SheetRow) {
        switch above {
        case .nothing:
            cells.refuse(row, .description, "E-IMPORT-NO-FINDING", SheetReader.noFinding)
        case .refused(let line):
            cells.refuse(row, .description, "E-IMPORT-NO-FINDING", SheetReader.findingRefused(line))
        case .finding:
            let unplaced = finding.map { self.unplaced(row, $0) } ?? [:]
            guard let measure = takeMeasure(row, unplaced: unplaced) else {
                if !row.lacksMeasure { cells.refuse(row, .measure, "E-IMPORT-NO-MEASURE", SheetReader.noMeasure) }
                return
            }
            finding?.measures.append(measure)
        }
    }

    private mutating func takeMeasure(_ row: SheetRow, unplaced: [SheetColumn: String]) -> SheetMeasure? {
        if row.lacksMeasure { cells.refuse(row, .measure, "E-IMPORT-NO-MEASURE", SheetReader.noMeasure) }
        guard let text = row.text(.measure) else { return nil }
        let (kind, deadline) = time(row)
        for column in SheetColumn.allCases {
            guard let value = unplaced[column] else { continue }
            cells.doubt(row, column, value, "E-IMPORT-MERGED-CELL", SheetReader.unplacedCell)
        }
        measures += 1
        return SheetMeasure(
            line: row.line, row: row.number, text: text, kind: kind, deadline: deadline, progress: row.text(.progress),
            status: status(row), evidence: row.list(.evidence, SheetReader.evidenceSeparators),
            units: units(row), owner: row.name(.owner), unplaced: unplaced)
    }

    /// Whether a row with a sequence or a description only repeats the finding above (cells filled down): the same
    /// sequence and description, or without a sequence the same of everything.
    private func continuesFinding(_ row: SheetRow) -> Bool {
        guard above == .finding, let finding, row.text(.measure) != nil else { return false }
        let description = row.text(.description)
        if repeatsSequence(row) { return description == nil || description == finding.description }
        return row.text(.sequence) == nil && finding.sequence == nil && description == finding.description
            && unplaced(row, finding).isEmpty && row.name(.owner) == finding.owner
            && row.list(.unit, SheetReader.nameSeparators) == finding.units
    }

    private func repeatsSequence(_ row: SheetRow) -> Bool {
        guard above == .finding, let sequence = row.name(.sequence), let before = finding?.sequence else {
            return false
        }
        return CellText.compact(sequence) == CellText.compact(before)
    }

    /// What this row says of the finding as a whole that the finding's own row does not.
    private func unplaced(_ row: SheetRow, _ finding: SheetFinding) -> [SheetColumn: String] {
        var out: [SheetColumn: String] = [:]
        func compare(_ column: SheetColumn, _ stated: String?) {
            if let value = row.text(column), value != stated, CellText.trimmed(value) != stated { out[column] = value }
        }
        func compare(_ column: SheetColumn, _ stated: CalendarDate?) {
            guard let value = row.text(column) else { return }
            if case .day(let day) = SheetDate.read(value), day == stated { return }
            out[column] = value
        }
        compare(.source, finding.source)
        compare(.feedbackDate, finding.feedbackOn)
        compare(.category, finding.category)
        compare(.manifestation, finding.manifestation)
        compare(.goal, finding.goal)
        compare(.leader, finding.leader)
        compare(.leadUnit, finding.leadUnit)
        compare(.verifier, finding.verifier)
        compare(.closedOn, finding.closedOn)
        return out
    }

    private mutating func noteSequence(_ row: SheetRow) {
        guard let sequence = row.name(.sequence) else { return }
        let key = CellText.compact(sequence)
        if let line = sequences[key] {
            cells.doubt(row, .sequence, sequence, "E-IMPORT-SEQUENCE-TWICE", SheetReader.sequenceTwice(line))
        } else {
            sequences[key] = row.line
        }
    }

    // MARK: cells

    /// How a measure is to be done and until when: two cells that may both say it in words.
    private mutating func time(_ row: SheetRow) -> (SheetMeasure.Kind?, CalendarDate?) {
        let stated = row.text(.kind).flatMap { kinds.value(of: $0, SheetMeasure.Kind.init(named:)) }
        if stated == nil, let cell = row.text(.kind) {
            cells.doubt(row, .kind, cell, "E-IMPORT-KIND", SheetReader.unknownKind)
        }
        guard let cell = row.text(.deadline) else { return (stated, nil) }
        let word: SheetMeasure.Kind
        switch cells.date(cell).date {
        case .none: return (stated, nil)
        case .day(let day): return (stated, day)
        case .immediate: word = .immediate
        case .sustained: word = .sustained
        case .invalid(let why):
            cells.refuse(row, .deadline, "E-IMPORT-DATE", why)
            return (stated, nil)
        }
        if let stated, stated != word {
            cells.doubt(row, .deadline, cell, "E-IMPORT-KIND-DEADLINE", SheetReader.kindAndDeadline(stated))
        }
        return (stated ?? word, nil)
    }

    private mutating func units(_ row: SheetRow) -> [String] {
        row.text(.unit).map { cell in
            lists.value(of: cell) { CellText.parts($0, separators: SheetReader.nameSeparators) }
        } ?? []
    }

    private mutating func status(_ row: SheetRow) -> SheetStatus? {
        guard let cell = row.name(.status) else { return nil }
        let status = statuses.value(of: cell) { SheetStatus($0) }
        if status.state == .unknown { cells.doubt(row, .status, cell, "E-IMPORT-STATUS", SheetReader.unknownStatus) }
        return status
    }

    static let nameSeparators: Set<Unicode.Scalar> = ["、", "；", ";", "，", ",", "\n", "\r"]
    static let evidenceSeparators: Set<Unicode.Scalar> = ["、", "；", ";", "\n", "\r"]
}
