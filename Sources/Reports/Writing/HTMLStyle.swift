import Ledger

/// How an HTML report looks, on a screen and on A4.
enum HTMLStyle {
    /// For the page's Content-Security-Policy: this style and no other.
    static let digest = StandardBase64.encode(Digest.sha256(text.utf8).bytes)

    static let text = """

        :root { color-scheme: light; --ink: #1b1b1b; --line: #b9bec6; --soft: #eef1f5; --mark: #1f4e79; }
        * { box-sizing: border-box; }
        body { margin: 0; background: #fff; color: var(--ink); line-height: 1.6;
          font: 15px/1.6 "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
        main { max-width: 1100px; margin: 0 auto; padding: 32px 24px 48px; }
        h1, h2, figcaption { line-height: 1.35;
          font-family: "Noto Serif CJK SC", "Source Han Serif SC", "Songti SC", SimSun, serif; }
        h1 { margin: 0 0 4px; font-size: 28px; text-align: center; letter-spacing: .04em; }
        h2 { margin: 32px 0 10px; padding-bottom: 4px; font-size: 19px; border-bottom: 2px solid var(--mark); }
        p { margin: 8px 0; white-space: pre-line; overflow-wrap: anywhere; }
        .subtitle { margin: 0 0 18px; text-align: center; color: #444; }
        dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(300px, 1fr)); gap: 2px 24px; margin: 10px 0; }
        dl div { display: flex; gap: 10px; }
        dt { flex: none; min-width: 6em; color: #4a4f57; }
        dd { margin: 0; white-space: pre-line; overflow-wrap: anywhere; }
        footer dl { grid-template-columns: 1fr; }
        .table { margin: 10px 0; overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-size: 13px; line-height: 1.45; }
        th, td { padding: 5px 7px; border: 1px solid var(--line); text-align: left; vertical-align: top; }
        td { white-space: pre-line; overflow-wrap: anywhere; min-width: 4em; }
        th { background: var(--soft); font-weight: 600; white-space: nowrap; }
        .number { min-width: 3em; text-align: right; font-variant-numeric: tabular-nums; }
        .key, .light { min-width: 0; white-space: nowrap; }
        .code { min-width: 16em; font-family: "DejaVu Sans Mono", "Noto Sans Mono", Consolas, monospace; font-size: 11px; }
        .light.red { background: #fbe3e1; color: #8c1d13; }
        .light.yellow { background: #fdf3d1; color: #6b4e00; }
        .light.green { background: #e3f2e4; color: #1d5a24; }
        pre { margin: 10px 0; padding: 10px 12px; background: var(--soft); font-size: 12px; line-height: 1.5;
          white-space: pre-wrap; overflow-wrap: anywhere; }
        figure { margin: 14px 0; }
        figcaption { font-weight: 600; }
        svg { display: block; width: 100%; max-width: 720px; height: auto; }
        svg text { font: 13px "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; }
        footer { margin-top: 36px; font-size: 13px; }
        @page { size: A4; margin: 20mm 16mm 18mm; @bottom-center { content: counter(page) " / " counter(pages); } }
        @page wide { size: A4 landscape; margin: 16mm 14mm; }
        @media print {
          body { font-size: 10.5pt; }
          main { max-width: none; padding: 0; }
          h1 { font-size: 20pt; }
          h2 { font-size: 14pt; break-after: avoid; }
          .wide { page: wide; }
          .table { overflow: visible; }
          table { font-size: 9pt; }
          thead { display: table-header-group; }
          tr, figure, dl div { break-inside: avoid; }
          footer { break-inside: avoid; }
          th, .light { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
        }

        """
}
