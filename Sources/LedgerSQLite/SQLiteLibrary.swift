import CSQLite

/// SQLite as this process uses it.
enum SQLiteLibrary {
    /// SQLite counts the memory that it takes, under a lock and for nobody: it is told not to, before its first connection
    /// (sqlite.org/c3ref/c_config_covering_index_scan.html#sqliteconfigmemstatus). An append and a rebuild took a twentieth
    /// longer with it.
    static let setUp: Void = { _ = sqlite3_config_no_memstatus() }()
}
