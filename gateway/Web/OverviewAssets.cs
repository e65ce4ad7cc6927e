namespace Rectification.Gateway.Web;

/// <summary>Style and script of the overview, written into the page itself: it loads nothing from anywhere.</summary>
internal static class OverviewAssets
{
    public const string Style = """
        :root{color-scheme:light;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--accent:#9e1b1b}
        body{margin:0;font:16px/1.6 system-ui,"Noto Sans CJK SC","PingFang SC","Microsoft YaHei",sans-serif;color:var(--ink);background:#fff}
        header,main,footer{max-width:64rem;margin:0 auto;padding:1rem}
        h1{font-size:1.4rem;margin:0}h1 span,small{color:var(--soft);font-weight:400}
        section{border-top:3px solid var(--accent);padding:1rem 0 2rem}
        .rate{display:flex;flex-wrap:wrap;align-items:baseline;gap:1rem;margin:.5rem 0}
        .rate strong{font-size:4rem;line-height:1.1;color:var(--accent);font-variant-numeric:tabular-nums}
        .rate small{display:block}
        .state{color:var(--soft)}.state.doubt{color:#8a4600;font-weight:600}
        dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(13rem,1fr));gap:.75rem;margin:0}
        dl div{border:1px solid var(--line);border-radius:.4rem;padding:.6rem .8rem}
        dt small{display:block}dd{margin:0;font-size:1.5rem;font-variant-numeric:tabular-nums}
        table{border-collapse:collapse;width:100%;margin-top:1.5rem}caption{text-align:left;font-weight:600}
        th,td{border-bottom:1px solid var(--line);padding:.4rem;text-align:left;font-weight:400}
        """;

    public const string Script = """
        for (const section of document.querySelectorAll("section[data-plan]")) {
          const show = (name, text) => { const at = section.querySelector(`[data-of="${name}"]`); if (at) at.textContent = text; };
          const state = (text, doubt) => { show("state", text); section.querySelector(".state").classList.toggle("doubt", doubt); };
          const source = new EventSource(`/api/v1/plans/${encodeURIComponent(section.dataset.plan)}/rates/stream`);
          source.onmessage = (event) => {
            const sheet = JSON.parse(event.data);
            for (const group of ["measures", "assignments", "problems", "institutions"])
              for (const [name, value] of Object.entries(sheet[group])) if (name !== "rate") show(`${group}.${name}`, value);
            const { signedOff, total } = sheet.measures;
            show("rate", total ? `${(Math.floor(1000 * signedOff / total) / 10).toFixed(1)}%` : "–");
            state(sheet.recovering
              ? `正在恢复:${sheet.recovering} 个单位的数字正在重新核对 · recovering: ${sheet.recovering} units are being recounted`
              : "数字已核定 · figures settled", sheet.recovering > 0);
          };
          source.addEventListener("stale", () => state("数字暂未更新 · not up to date at the moment", true));
          source.onerror = () => state("连接中断,正在重连 · connection lost, trying again", true);
        }
        """;
}
