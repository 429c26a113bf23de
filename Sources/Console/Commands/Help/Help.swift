import ArgumentParser
import Ledger

struct Help: ParsableCommand {
    static let configuration = CommandConfiguration(
        command: "help", abstract: say("查看帮助", "Show help."), shouldDisplay: false)

    @Argument(help: help("命令或专题", "a command or a topic", "命令|COMMAND"))
    var words: [String] = []

    @OptionGroup var options: GlobalOptions

    func run() throws {
        let screen = Terminal().output
        try Pager(screen).show(text(on: screen))
    }

    private func text(on screen: Screen) throws -> String {
        let columns = min(screen.columns, 100)
        if words == ["topics"] {
            let intro = say("专题（taizhang help 专题名）：", "Topics (taizhang help TOPIC):")
            return intro + "\n"
                + HelpTopic.allCases.map { "  \($0.rawValue.padded(toColumns: 22))\($0.title)\n" }.joined()
        }
        if words.count == 1, let topic = HelpTopic(rawValue: words[0]) {
            return screen.style(.bold, topic.title) + "\n\n" + HelpScreen.folded(topic.text, columns)
        }
        if let unknown = words.first, CommandDescription.find(words).path.count <= 1 {
            throw Fault(
                "E-HELP-UNKNOWN", .usage,
                Message("没有“\(unknown)”这个命令或专题。", "There is no command or topic “\(unknown)”."),
                remedy: Message(
                    "见 taizhang --help 和 taizhang help topics。", "See taizhang --help and taizhang help topics."))
        }
        return HelpScreen.text(of: words, on: screen, Spoken.language)
    }
}

/// What help says beyond single commands.
enum HelpTopic: String, CaseIterable {
    case life = "life-of-a-finding"
    case verify
    case asOf = "as-of"
    case undo
    case roles
    case round
    case supervision
    case filters

    var title: String {
        switch self {
        case .life: say("问题从登记到销号", "A finding from registration to closure")
        case .verify: say("怎样核验，能证明什么", "How to verify, and what it proves")
        case .asOf: say("看某一天、某一条为止的台账", "The ledger as of a day or a record")
        case .undo: say("没有撤销，只有更正", "There is no undo; there are corrections")
        case .roles: say("谁能办什么", "Who may do what")
        case .round: say("一轮整改从方案到结束", "A round from its plan to its end")
        case .supervision: say("督办、举一反三、共性问题、“回头看”", "Supervision, common problems, look-backs")
        case .filters: say("筛选条件怎么写（--where）", "How filters are written (--where)")
        }
    }

    var text: String {
        switch self {
        case .life:
            say(
                """
                登记 → 分派 → 整改中 → 申请销号 → 已验收 → 已销号 → “回头看”（未反弹 | 反弹后重新打开）

                  taizhang finding register   登记人登记，给出编号 年份-序号
                  taizhang finding assign     牵头单位分派责任领导、责任单位、责任人
                  taizhang measure plan       制定措施：立行立改、限期整改（时限）、长期坚持（复核日期）
                  taizhang measure progress   责任人报告进展
                  taizhang measure complete   责任人完成措施，须附应有的佐证材料
                  taizhang measure review     验收人复核长期坚持的措施
                  taizhang finding submit     责任人申请销号：措施须全部完成
                  taizhang finding verify     验收人验收：不能是责任人，不能只是责任单位自己的人
                  taizhang finding return     退回，说明理由
                  taizhang finding close      审批人销号：不能是责任人，也不能是验收人
                  taizhang finding look-back  “回头看”；反弹则重新打开

                延期由责任人申请（measure extend），责任领导决定（measure decide-extension）；原时限留在统计里。
                登记有误用 withdraw，同一问题用 merge，内容有误用 correct：都要理由和另一位审批人。
                """,
                """
                registered → assigned → in progress → submitted → verified → closed → look-back (holds | relapsed: reopened)

                  taizhang finding register   a recorder registers it; it gets a number YEAR-NUMBER
                  taizhang finding assign     the lead unit names leader, responsible units and owner
                  taizhang measure plan       immediate, by deadline, or sustained (with review dates)
                  taizhang measure progress   the owner reports what was done
                  taizhang measure complete   the owner completes it, with the evidence that it must show
                  taizhang measure review     a verifier reviews a sustained measure
                  taizhang finding submit     the owner submits it: every measure is done
                  taizhang finding verify     a verifier: not the owner, not the responsible unit alone
                  taizhang finding return     back to the owner, with the reason
                  taizhang finding close      an approver: neither owner nor verifier
                  taizhang finding look-back  holds, or relapsed and reopened

                An extension is asked for by the owner (measure extend) and decided by the accountable leader (measure \
                decide-extension); the first deadline stays in the statistics. Withdraw, merge and correct need a \
                reason and an approver who is somebody else.
                """)
        case .verify:
            say(
                """
                每条记录的字节算出 SHA-256，写进下一条记录；改动任何一个字节，链就断了。

                  taizhang verify              核对链、序号、规范编码、索引列、默克尔树、命令、佐证、查询表
                  taizhang verify --report F   一份报告：从记录重算，逐字节比较
                  taizhang record show N       一条记录的原文、哈希，和不靠本程序的核对办法
                  tools/verify_ledger.py       另一个程序，只用 Python 标准库，结论应当相同

                单凭文件看不出来的：末尾被截掉，或整本重写并重算哈希。这要靠台账以外的东西：

                  taizhang checkpoint          签发检查点；存到别处，日后 verify --against
                  taizhang checkpoint request  请上级等见证人签名；policy adopt 规定要几家
                  taizhang timestamp request   向时间戳机构申请可信时间
                  taizhang receipt N           给办理人的回执
                  taizhang prove …             给没有台账的人的证明，用 check-proof 核对
                """,
                """
                The SHA-256 of each record's bytes stands in the next record: change one byte and the chain breaks.

                  taizhang verify              chain, numbers, canonical form, index columns, Merkle tree, commands, \
                evidence, query tables
                  taizhang verify --report F   a report: made again from the records and compared byte for byte
                  taizhang record show N       a record's bytes and hash, and how to check them without this program
                  tools/verify_ledger.py       another program, Python's standard library only: the same verdict

                What the file alone cannot show: a tail cut off, or a whole rewrite with new hashes. That takes something \
                outside the ledger:

                  taizhang checkpoint          a signed checkpoint; keep it elsewhere, and verify --against it later
                  taizhang checkpoint request  a superior or another witness cosigns; policy adopt says how many must
                  taizhang timestamp request   trusted time from an authority
                  taizhang receipt N           a receipt for whoever did a step
                  taizhang prove …             a proof for someone who has no ledger; check-proof checks it
                """)
        case .asOf:
            say(
                """
                两个时间，两个问题：办公室到某天为止做了什么（发生日期），台账到某天为止知道什么（记录时间）。

                  --as-of 2020-09-30        到这天为止发生的事，后来补记的也算
                  --as-recorded 2020-09-30  到这天为止记录在案的事
                  --as-of '#120'            到第 120 条记录为止

                日期可写 2020-09-30、2020.9.30、2020/9/30、2020年9月底前、今天、昨天、-30d。
                """,
                """
                Two times, two questions: what had the office done by a day, and what did the ledger know by a day.

                  --as-of 2020-09-30        what had happened by then, though it was recorded later
                  --as-recorded 2020-09-30  what was on record by then
                  --as-of '#120'            up to record 120

                Dates: 2020-09-30, 2020.9.30, 2020/9/30, 2020年9月底前, today, yesterday, -30d.
                """)
        case .undo:
            say(
                """
                台账只追加。写错了就追加更正，历史里两者都在：

                  taizhang finding correct 2020-015 --category 档案管理 --reason 类别登错 --approver 党组书记
                  taizhang measure correct 2020-015 1 --record 41 --percent 60 --reason 数错了
                  taizhang finding withdraw 2020-015 --reason 重复登记 --approver 党组书记

                拿不准时先加 --dry-run：只演示会追加什么。
                """,
                """
                The ledger only grows. What was wrong is corrected by appending; the history keeps both:

                  taizhang finding correct 2020-015 --category archives --reason "wrong category" --approver secretary
                  taizhang measure correct 2020-015 1 --record 41 --percent 60 --reason miscounted
                  taizhang finding withdraw 2020-015 --reason "registered twice" --approver secretary

                When in doubt, --dry-run shows what would be appended.
                """)
        case .roles:
            say(
                """
                  登记人 recorder    登记单位、职务、轮次、问题；可代他人录入（--on-behalf-of）
                  验收人 verifier    验收、退回、复核、“回头看”
                  审批人 approver    销号；同意撤销、并入、更正；授予和终止角色
                  查阅人 reader      只看
                  责任人、责任领导    随问题的分派而定，不用授予

                一人可有几个角色，但在同一个问题里，责任人、验收人、销号人必须是三个人。
                """,
                """
                  recorder   enters units, posts, rounds, findings; may key in another's step (--on-behalf-of)
                  verifier   verifies, returns, reviews, looks back
                  approver   closes; agrees to withdraw, merge, correct; grants and ends roles
                  reader     looks
                  owner and accountable leader come with a finding's assignment and are not granted

                One person may hold several roles, but owner, verifier and closer of one finding are three persons.
                """)
        case .round:
            say(
                """
                  taizhang round open          登记人开启：来源、反馈意见、集中整改期
                  taizhang round amend         补正资料：导入的轮次没有反馈意见、检查机构和集中整改期
                  taizhang round schedule      阶段和进展报告的应报日期
                  taizhang round plan          登记人提出整改方案：台账里现有的全部措施
                  taizhang round approve-plan  审批人批准，不能是提出人；之后的改动用 amend-plan
                  taizhang round lists         问题清单、任务清单、责任清单
                  taizhang round report        按期报告进展；迟报由日期算出
                  taizhang round account       问责人数，只记数
                  taizhang round publish       审批人公开整改情况
                  taizhang round survey        满意度测评
                  taizhang round close         每个问题都销号或长期坚持了，才能结束

                长期坚持的问题：有长期坚持的措施，措施都已完成，最近一次复核通过。公开、测评、问责在结束后还可登记。
                """,
                """
                  taizhang round open          a recorder opens it: source, feedback, intensive period
                  taizhang round amend         what an imported one lacks: document, body, intensive period
                  taizhang round schedule      its stages, and when progress is to be reported
                  taizhang round plan          a recorder puts forward the plan: all the measures that the ledger has
                  taizhang round approve-plan  an approver, not its proposer; later changes by amend-plan
                  taizhang round lists         findings, tasks, responsibilities
                  taizhang round report        progress, when due; lateness follows from the dates
                  taizhang round account       how many people were held accountable, numbers only
                  taizhang round publish       an approver makes the result public
                  taizhang round survey        how satisfied people are
                  taizhang round close         when each finding is closed or sustained

                A sustained finding has a sustained measure, all its measures done, and its last review passed. Publication, \
                survey and accountability may come after the end.
                """)
        case .supervision:
            say(
                """
                逾期的问题逐级督办：催办 → 督办 → 挂牌督办 → 通报。一次逾期每级只用一次。

                  taizhang thresholds show     各级从逾期几天起；审批人用 thresholds adopt 调整
                  taizhang supervise due       该用哪一级，附要执行的命令
                  taizhang supervise issue     督查人员或责任领导发出；提前须说明理由
                  taizhang supervise lift      解除挂牌督办；销号时自动解除
                  taizhang supervise routine   对一类问题跨单位日常督导，自成一轮；supervise check 登记查过的单位
                  taizhang finding extend-to   举一反三：要求其他单位自查，用 finding answer 答复
                  taizhang common list         共性问题：建立制度或说明理由后用 common settle 了结
                  taizhang look-back draw      抽取已销号的问题“回头看”：全部、按风险、随机（可由他人重做）
                """,
                """
                What is overdue is escalated: reminder → supervision notice → listed supervision → circular, each once while it \
                is overdue.

                  taizhang thresholds show     from how many days; an approver changes them with thresholds adopt
                  taizhang supervise due       which level is due, and the command that issues it
                  taizhang supervise issue     by a verifier or the accountable leader; earlier only with a reason
                  taizhang supervise lift      ends listed supervision; closing the finding does too
                  taizhang supervise routine   a category across units, a round of its own; supervise check records each
                  taizhang finding extend-to   asks other units for the same problem; they answer with finding answer
                  taizhang common list         common problems; common settle ends one by a regulation or a reason
                  taizhang look-back draw      closed findings to look at again: all, by risk, or at random (can be redrawn)
                """)
        case .filters:
            say(
                """
                条件是“字段 符号 值”，用“且”“或”“非”连接，可加括号：

                  taizhang query findings --where '灯 = 红 且 责任单位 = 办信科'
                  taizhang finding list --where '时限 = 2020年9月 且 非 (类别 = 信访业务 或 责任人 为空)'
                  taizhang measure list --where '内容 ~ 台账 且 情况 in (未完成, 待批延期)'

                  字段     中文名或英文名；taizhang query 列出每个列表的字段
                  符号     = != < <= > >=，~（包含），in (甲, 乙)，为空，不为空；全角、≠ ≤ ≥ 也行
                  先后     “非”先于“且”，“且”先于“或”；“且”“或”“非”前后要有空格
                  文字     原样写；含空格或符号的放在引号里，引号本身写两遍；~ 不分字母大小写
                  日期     2020-09-30、2020.9.30、2020年9月30日；2020-09、2020年9月、2020 指整月、整年
                  相对     today、-30d、+15d、本月、上月、今年、去年，从所看的那一天算起
                  比较     = 落在其中，< 在它之前，> 在它之后，<= 和 >= 连它在内
                  是否     是、否
                  百分数   60 或 60%
                  状态等   画面上的词或英文词：整改中、inprogress
                  人员     不写类别则职务、人员都算：责任人 = 督查科科长
                  名称     有几个的（责任单位等）：= 其中有这个；~ 其中有一个含这几个字
                  没有值   什么都不等于，不大不小，什么都不含，只有“为空”能找到它；!= 也算上没有值的

                写错了会指出是哪一处。更多：docs/filters.md
                """,
                """
                A condition is “field sign value”; conditions are joined by and, or, not, with brackets where needed:

                  taizhang query findings --where 'light = red and units = 办信科'
                  taizhang finding list --where 'deadline = 2020-09 and not (category = x or owner is none)'
                  taizhang measure list --where 'text ~ ledger and status in (open, asked)'

                  field      its name, or its title in either language; taizhang query lists the fields
                  sign       = != < <= > >=, ~ (contains), in (a, b), is none, is not none
                  order      not before and, and before or
                  text       as it is; with spaces or signs in quotes, a quote itself twice; ~ takes either case
                  day        2020-09-30, 2020.9.30, 2020年9月30日; 2020-09 and 2020 are the whole month or year
                  relative   today, -30d, +15d, this-month, last-month, this-year, last-year, from the day of the view
                  compared   = within it, < before it, > after it, <= and >= with it
                  flag       yes, no
                  per cent   60 or 60%
                  choice     the word in either language: inprogress, 整改中; several English words in quotes
                  person     without its kind, a post or a person: owner = 督查科科长
                  names      where there are several (units): = one of them is this; ~ one of them contains this
                  missing    equals nothing, is neither less nor greater, contains nothing: only is none finds it, and \
                != , which is whatever = is not

                A mistake is pointed at. More: docs/filters.md
                """)
        }
    }
}
