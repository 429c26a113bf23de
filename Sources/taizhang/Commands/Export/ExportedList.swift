import Ledger
import ReadModels
import Rectification

/// A list that `export --csv` writes as a file of its own, with every column there is. Every listing is
/// among them.
struct ExportedList: Sendable {
    /// The file's name without `.csv`: the same in every language.
    var name: String
    var table: @Sendable (OpenLedger, Horizon) throws -> Table

    static let all: [ExportedList] =
        [
            ExportedList(name: "findings") { FindingTable(rows: try $0.findings(.init(), $1)).whole },
            ExportedList(name: "measures") { MeasureList(rows: try $0.measures(.init(), $1)).whole },
            ExportedList(name: "units") { UnitTable(office: try $0.office($1)).table },
            ExportedList(name: "people") { ActorTable(office: try $0.office($1)).table },
            ExportedList(name: "roles") { RoleTable(office: try $0.office($1)).table },
        ]
        + Listing.all.map { listing in
            ExportedList(name: listing.name) { ledger, horizon in
                ListingAnswer(listing: listing, rows: try ledger.rows(of: listing, horizon)).csv
            }
        }
}

// MARK: - Tables with every column

extension FindingTable {
    /// What the row of a screen has no room for stands in it as well.
    var whole: Table {
        Table(
            [
                Message("编号", "No."), Message("状态", "Stage"), Message("灯", "Light"), Message("问题", "Finding"),
                Message("类别", "Category"), Message("来源", "Source"), Message("轮次", "Round"),
                Message("责任单位", "Units"), Message("牵头单位", "Lead unit"), Message("责任人", "Owner"),
                Message("责任领导", "Leader"), Message("登记日期", "Registered"), Message("时限", "Due"),
                Message("逾期天数", "Days overdue"), Message("销号日期", "Closed"), Message("历时天数", "Age in days"),
                Message("措施数", "Measures"), Message("已落实", "Done"), Message("佐证", "Evidence"),
                Message("退回", "Returns"), Message("延期", "Extensions"), Message("反弹", "Relapses"),
                Message("存疑", "Doubts"), Message("来自导入", "Imported"),
            ].map { Table.Column($0) },
            rows: rows.map { row in
                [
                    Table.Cell(row.number.text), Table.Cell(row.stage.title), Light(row.light).cell,
                    Table.Cell(row.description), Table.Cell(row.category), Table.Cell(row.source ?? ""),
                    Table.Cell(row.round?.text ?? ""), .names(row.units.map(\.text)),
                    Table.Cell(row.leadUnit?.text ?? ""), Table.Cell(row.owner?.name ?? ""),
                    Table.Cell(row.leader?.name ?? ""), Table.Cell(row.registeredOn.description), .day(row.deadline),
                    .count(row.overdueDays), .day(row.closedOn), .count(row.age), .count(row.measures),
                    .count(row.measuresDone), .count(row.evidence), .count(row.returns), .count(row.extensions),
                    .count(row.relapses), .count(row.doubts), .yes(row.isClaimed),
                ]
            })
    }
}

extension MeasureList {
    /// What the row of a screen has no room for stands in it as well.
    var whole: Table {
        Table(
            [
                Message("编号", "Finding"), Message("序", "No."), Message("措施", "Measure"), Message("方式", "Kind"),
                Message("灯", "Light"), Message("责任单位", "Units"), Message("责任人", "Owner"),
                Message("制定日期", "Planned"), Message("原时限", "Original deadline"), Message("时限", "Due"),
                Message("逾期天数", "Days overdue"), Message("下次复核", "Next review"), Message("进度%", "Percent"),
                Message("完成日期", "Completed"), Message("已落实", "Done"), Message("佐证", "Evidence"),
                Message("延期", "Extensions"), Message("待批延期至", "Asked until"), Message("问题状态", "Stage"),
                Message("问题", "What is wrong"), Message("类别", "Category"), Message("轮次", "Round"),
                Message("来自导入", "Imported"),
            ].map { Table.Column($0) },
            rows: rows.map { row in
                [
                    Table.Cell(row.finding.text), .count(row.number), Table.Cell(row.text), Table.Cell(row.kind.title),
                    Light(row.light).cell, .names(row.units.map(\.text)), Table.Cell(row.owner?.name ?? ""),
                    .day(row.plannedOn), .day(row.originalDeadline), .day(row.deadline), .count(row.overdueDays),
                    .day(row.nextReview), Table.Cell(row.percent.map(String.init) ?? ""), .day(row.completedOn),
                    .yes(row.isDone), .count(row.evidence), .count(row.extensions), .day(row.requestedDeadline),
                    Table.Cell(row.stage.title), Table.Cell(row.description), Table.Cell(row.category),
                    Table.Cell(row.round?.text ?? ""), .yes(row.isClaimed),
                ]
            })
    }
}

extension Table.Cell {
    fileprivate static func day(_ day: CalendarDate?) -> Table.Cell { Table.Cell(day?.description ?? "") }
    fileprivate static func count(_ number: Int) -> Table.Cell { Table.Cell(String(number)) }
    fileprivate static func names(_ names: [String]) -> Table.Cell { Table.Cell(.list(names) ?? Message("", "")) }
    fileprivate static func yes(_ holds: Bool) -> Table.Cell {
        Table.Cell(holds ? Message("是", "yes") : Message("", ""))
    }
}
