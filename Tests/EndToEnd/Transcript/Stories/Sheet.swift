extension TranscriptTests {
    static let sheet: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 --dry-run | head -3",
        "taizhang import sheet.csv --round 巡察反馈-2020", "cat import-report.csv",
        "taizhang import sheet.csv --round 巡察反馈-2020",
        "taizhang finding list --overdue --as-of 2020-12-15",
        "taizhang finding list --category 三会一课 --as-of 2020-12-31",
        "taizhang finding show 2020-022", "taizhang finding history 2020-017",
        "taizhang finding diff 2020-015 --from 2020-07-01 --to 2020-10-01",
        "taizhang stats --by source --as-of 2020-12-31 --compare 2020-06-30",
        "taizhang stats --as-of 2020-12-31 --json",
        "taizhang measure list --overdue --as-of 2020-12-15",
        "taizhang replay --round 巡察反馈-2020 --step month | head -40",
        "taizhang state --as-of '#100'", "taizhang verify",
    ]
}
