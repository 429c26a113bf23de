extension TranscriptTests {
    /// Reports: made, checked, altered.
    static let reports: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 | tail -1",
        "taizhang report list", "taizhang report 督办通报 --as-of 2020-12-15",
        "taizhang report lists --round 巡察反馈-2020 --as-of 2020-12-31 -o lists.xlsx",
        "taizhang report 整改情况报告 --as-of 2020-12-31 -o 整改情况报告.html --json",
        "taizhang verify --report lists.xlsx", "taizhang unit add 新科室",
        "taizhang verify --report 整改情况报告.html",
        "sed 's/>2020-029</>2020-028</' 整改情况报告.html > 改过.html; taizhang verify --report 改过.html",
        "taizhang verify --report sheet.csv", "taizhang report 周报", "taizhang report 审计报告",
        "taizhang report 销号台账 -o lists.xlsx", "taizhang report --help",
    ]
}
