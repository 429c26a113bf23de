extension TranscriptTests {
    /// Searching, filtering, saving what was asked.
    static let query: [String] = [
        "taizhang init --name 区信访局整改台账 --actor post/机关党委专职副书记",
        ":机关党委专职副书记", "taizhang import sheet.csv --round 巡察反馈-2020 | tail -1",
        "taizhang find 三会一课", "taizhang find 会议 记录 --kind 问题", "taizhang find 公务接待 --as-of 2020-04-30",
        "taizhang find 会议 --limit 2", "taizhang find 没有的词", "taizhang find 台账 --kind 人员",
        "taizhang find 三会一课 --json | head -12",
        "taizhang finding list --where '灯 = 红 且 逾期 > 10' --sort -逾期 --as-of 2020-12-15",
        "taizhang finding list --where '登记 = 2020年4月 且 非 (类别 ~ 信访 或 责任人 为空)' --limit 3 --columns 编号,类别,问题,登记",
        "taizhang measure list --where 'deadline < 2020-06 and status != done' --as-of 2020-12-15",
        "taizhang query findings --where '状态 != 已销号' --group-by 责任单位,灯 --as-of 2020-12-15",
        "taizhang query findings --where 'stage != closed' --count", "taizhang query rounds --json | head -8",
        "taizhang round list --where '逾期 > 0' --as-of 2020-12-15",
        "taizhang finding list --where '灯 = 蓝'", "taizhang finding list --where '责任 = 办信科'",
        "taizhang finding list --where '灯=红且状态=整改中'", "taizhang finding list --where '编号 > 2020-010'",
        "taizhang measure list --sort 时限,没有", "taizhang query problems",
        "taizhang query 措施 --where '时限 < today 且 情况 != 完成' --columns 措施,时限,内容 --limit 3 --save 逾期措施",
        "taizhang view list", "taizhang view show 逾期措施", "taizhang query --view 逾期措施 --where '责任单位 = 组织人事科' --limit 2",
        "taizhang query findings --save ../x", "taizhang query findings --count --save 逾期措施",
        "printf 'list = findings\nwhree = x\n' > 坏.view; taizhang query --view ./坏.view",
        "taizhang view remove 逾期措施; taizhang query --view 逾期措施", "taizhang verify",
        "taizhang query | head -30", "taizhang help filters",
    ]
}
