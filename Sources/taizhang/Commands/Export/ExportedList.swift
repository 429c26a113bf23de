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
