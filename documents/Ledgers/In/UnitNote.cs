using Rectification.Documents.Ledgers.Out;

namespace Rectification.Documents.Ledgers.In;

/// <summary>What a row of a unit's sheet says beside its percent, as the note of a report: nothing that was typed is lost.</summary>
public static class UnitNote
{
    private static readonly string[] Nothing = ["无", "暂无", "没有", "否"];

    /// <summary>Columns of the ledger's own that say how it goes.</summary>
    private static readonly string[] Telling = ["问题", "困难", "下一步", "下步", "备注", "原因", "建议", "说明", "协调", "佐证", "证明材料"];

    /// <summary>How it goes, the words of its state where these say no number, and what is in the way; empty: the row says nothing.</summary>
    public static string Of(LedgerMeasure row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var parts = new List<string>();
        if (row is { ProgressPercent: null, StateText: { } state } && Says(state) && row.ProgressText?.Contains(state, StringComparison.Ordinal) != true)
        {
            parts.Add(state);
        }

        if (row.ProgressText is { } prose && Says(prose))
        {
            parts.Add(prose);
        }

        if (row.ProgressPercent is null && parts.TrueForAll(IsNoNews))
        {
            parts.Clear();
        }

        parts.AddRange(row.Extra.Where(column =>
                column.Key == UnitSheetWriter.Difficulties || Telling.Any(word => column.Key.Contains(word, StringComparison.Ordinal)))
            .Select(column => (column.Key, Text: column.Value as string ?? "")).Where(column => Says(column.Text))
            .Select(column => $"{column.Key}：{column.Text}"));
        return string.Join('\n', parts);
    }

    private static bool Says(string text) => !LedgerText.SaysNothing(text) && !Nothing.Contains(Fold.Tight(text));

    /// <summary>零报告：there is no change, and that is all that is said.</summary>
    private static bool IsNoNews(string text) => Fold.Tight(text).Length <= 20 && (text.Contains("零报告", StringComparison.Ordinal)
        || text.Contains("无进展", StringComparison.Ordinal) || text.Contains("无变化", StringComparison.Ordinal)
        || text.Contains("无新进展", StringComparison.Ordinal) || Fold.Tight(text) is "同上" or "同上周" or "同上期");
}
