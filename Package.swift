// swift-tools-version: 6.2
import PackageDescription

/// One target a room of the house; ARCHITECTURE.md says what lives where and who may use whom.
let package = Package(
    name: "taizhang",
    products: [
        .executable(name: "taizhang", targets: ["taizhang"]),
        .executable(name: "taizhang-witness", targets: ["taizhang-witness"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0", traits: []),
        .package(url: "https://github.com/apple/swift-log", from: "1.14.0"),
    ],
    targets: [
        .systemLibrary(name: "COpenSSL", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CSQLite", providers: [.apt(["libsqlite3-dev"])]),
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .systemLibrary(name: "CZip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CExpat", providers: [.apt(["libexpat1-dev"])]),
        .target(name: "Ledger", dependencies: ["COpenSSL"]),
        .target(
            name: "LedgerSQLite", dependencies: ["Ledger", "CSQLite", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Rectification", dependencies: ["Ledger"]),
        .target(
            name: "ReadModels",
            dependencies: ["Rectification", "LedgerSQLite", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "Spreadsheet", dependencies: ["Ledger", "CZip", "CExpat"]),
        .target(name: "Interchange", dependencies: ["ReadModels", "Ledger", "Spreadsheet"]),
        .target(
            name: "Reports",
            dependencies: ["Ledger", "Rectification", "ReadModels", "Interchange", "Spreadsheet", "CXlsxWriter"]),
        .target(
            name: "TaizhangWeb",
            dependencies: [
                "Ledger", .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "Logging", package: "swift-log"),
            ]),
        .target(
            name: "Console",
            dependencies: [
                "Ledger", "LedgerSQLite", "Rectification", "ReadModels", "Spreadsheet", "Interchange", "Reports",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .executableTarget(name: "taizhang", dependencies: ["Console"]),
        .executableTarget(name: "taizhang-witness", dependencies: ["Console", "TaizhangWeb"]),
        // Not shipped: tools/bench runs it (tools/install builds the other two alone). A target of this package and not
        // a package of its own, for what it measures is `package`.
        .executableTarget(
            name: "taizhang-bench", dependencies: ["Ledger", "LedgerSQLite", "Rectification", "ReadModels"],
            path: "tools/bench-program"),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger"], resources: [.copy("Fixtures")]),
        .testTarget(name: "LedgerSQLiteTests", dependencies: ["LedgerSQLite"]),
        .testTarget(name: "RectificationTests", dependencies: ["Rectification"]),
        .testTarget(name: "ReadModelsTests", dependencies: ["ReadModels"]),
        .testTarget(name: "InterchangeTests", dependencies: ["Interchange", "Spreadsheet", "CZip"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "ReadModels", "Rectification", "LedgerSQLite", "Ledger", "Spreadsheet", "CZip",
                .product(name: "GRDB", package: "GRDB.swift"),
            ], exclude: ["Fixtures"]),
        .testTarget(
            name: "EndToEnd",
            dependencies: ["taizhang", "taizhang-witness", "Console", "ReadModels", "Interchange", "LedgerSQLite"],
            exclude: ["Transcript/Fixtures", "Tampering/laboratory.py", "Report/workbook.py"]),
    ],
    swiftLanguageModes: [.v6]
)

// A warning of ours fails the build of the tests, each time and not only when the file is compiled anew. A release is built
// with them: a newer compiler that warns of more must not keep an office from its program.
for target in package.targets where target.type != .system {
    target.swiftSettings = [.treatAllWarnings(as: .error, .when(configuration: .debug))]
}
