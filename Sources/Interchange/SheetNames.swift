import Ledger
import Rectification
import Spreadsheet

/// The names in a sheet as identifiers, each read once, with what the sheet lets one conclude of them.
struct SheetNames {
    /// Where a name stands first in time.
    struct Mention {
        var line: Int
        var day: CalendarDate
    }

    /// The unit that a post belongs to, as far as the findings that it owns agree.
    private enum Belonging {
        case unknown
        case unit(UnitID)
        case several
    }

    /// What a cell names: those that can be identifiers, in order, and whether one could not.
    struct Cell<ID: Sendable>: Sendable {
        var ids: [ID] = []
        var isComplete = true
    }

    private(set) var units: [(id: UnitID, mention: Mention)] = []
    private(set) var actors: [(id: ActorID, mention: Mention)] = []
    private var unitPlaces: [UnitID: Int] = [:]
    private var actorPlaces: [ActorID: Int] = [:]
    private var belongings: [ActorID: Belonging] = [:]
    private var peopleCells: [String: Cell<ActorID>] = [:]
    private var unitNames: [String: UnitID?] = [:]

    // MARK: Reading

    /// The people that a cell names.
    mutating func people(_ cell: String?) -> Cell<ActorID> {
        guard let cell else { return Cell() }
        if let known = peopleCells[cell] { return known }
        var out = Cell<ActorID>()
        for part in CellText.parts(cell, separators: SheetReader.nameSeparators) {
            guard let actor = ActorID(part) else {
                out.isComplete = false
                continue
            }
            if !out.ids.contains(actor) { out.ids.append(actor) }
        }
        peopleCells[cell] = out
        return out
    }

    /// The units with these names.
    mutating func units(_ names: [String]) -> Cell<UnitID> {
        var out = Cell<UnitID>()
        for name in names {
            let unit = unitNames[name] ?? UnitID(name)
            unitNames[name] = .some(unit)
            if let unit { out.ids.append(unit) } else { out.isComplete = false }
        }
        return out
    }

    // MARK: Noting

    mutating func note(_ units: [UnitID], _ mention: Mention) {
        for unit in units {
            if let place = unitPlaces[unit] {
                if mention.day < self.units[place].mention.day { self.units[place].mention = mention }
            } else {
                unitPlaces[unit] = self.units.count
                self.units.append((unit, mention))
            }
        }
    }

    mutating func note(_ actors: [ActorID], _ mention: Mention) {
        for actor in actors {
            if let place = actorPlaces[actor] {
                if mention.day < self.actors[place].mention.day { self.actors[place].mention = mention }
            } else {
                actorPlaces[actor] = self.actors.count
                self.actors.append((actor, mention))
            }
        }
    }

    /// An owner belongs to the single unit that is responsible for what he owns.
    mutating func note(owner: ActorID, of units: [UnitID]) {
        guard let unit = units.first, units.count == 1 else { return }
        switch belongings[owner] {
        case .unit(let known) where known != unit: belongings[owner] = .several
        case .several: break
        default: belongings[owner] = .unit(unit)
        }
    }

    /// The unit that the sheet lets one conclude for a post; nil where it lets none, or several.
    func unit(of actor: ActorID) -> UnitID? {
        if case .unit(let unit) = belongings[actor] { return unit }
        return nil
    }
}
