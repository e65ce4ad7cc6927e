using System.Globalization;
using Rectification.Notifications;
using Rectification.Plans;

namespace Rectification.Digests;

/// <summary>What people hear of a digest. The same digest has the same id, however often it is posted.</summary>
internal static class DigestNotice
{
    public static Notification Of(PlanFrame frame, Digest digest, DigestEntry entry)
    {
        var measures = digest.Headline.Measures;
        var rate = Percentages.Of(measures.Done, measures.Total, digest.Decimals);
        var missing = digest.Reporting.Count(unit => unit.State == ReportingState.Missing);
        return new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"digest.{digest.Period:yyyy-MM-dd}"),
            Kind = NotificationKind.DigestFrozen,
            At = entry.FrozenAt,
            Audience = [Audience.Office, .. frame.Leaders.Select(leader => Audience.Leader(leader.Id))],
            Digest = entry,
            Zh = Chinese(digest, rate, missing) + $"数据 SHA-256：{entry.Sha256}。",
            En = English(digest, rate, missing) + $" SHA-256 of the figures: {entry.Sha256}.",
        };
    }

    private static string Chinese(Digest digest, string rate, int missing)
    {
        var (measures, head) = (digest.Headline.Measures, digest.Headline);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"每周汇总（{digest.From:yyyy-MM-dd HH:mm} 至 {digest.To:yyyy-MM-dd HH:mm}）：措施已销号 {measures.Done}/{measures.Total}（{rate}），")
            + string.Create(CultureInfo.InvariantCulture, $"较上期 {measures.Change:+0;-0;0}；本期销号 {digest.SignedOff.Count} 条，逾期 {head.Overdue} 条，")
            + string.Create(CultureInfo.InvariantCulture, $"红灯 {head.Red} 条、黄灯 {head.Yellow} 条，未报送单位 {missing} 家，7 天内到期 {digest.DueNext.Count} 条")
            + (digest.LikelyLate is { } late ? string.Create(CultureInfo.InvariantCulture, $"，可能逾期 {late.Count} 条（预测）") : "")
            + (Figures(digest) is var (holding, judged) ? string.Create(CultureInfo.InvariantCulture, $"；量化数字 {holding}/{judged} 项相符。") : "。");
    }

    private static string English(Digest digest, string rate, int missing)
    {
        var (measures, head) = (digest.Headline.Measures, digest.Headline);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Weekly digest ({digest.From:yyyy-MM-dd HH:mm} to {digest.To:yyyy-MM-dd HH:mm}): {measures.Done}/{measures.Total} measures signed off ({rate}), ")
            + string.Create(CultureInfo.InvariantCulture, $"{measures.Change:+0;-0;0}; {digest.SignedOff.Count} in the period, {head.Overdue} overdue, ")
            + string.Create(CultureInfo.InvariantCulture, $"{head.Red} red, {head.Yellow} yellow, {missing} units without a report, ")
            + string.Create(CultureInfo.InvariantCulture, $"{digest.DueNext.Count} due within 7 days")
            + (digest.LikelyLate is { } late ? string.Create(CultureInfo.InvariantCulture, $", {late.Count} likely late (a forecast)") : "")
            + (Figures(digest) is var (holding, judged) ? string.Create(CultureInfo.InvariantCulture, $"; {holding}/{judged} figures hold.") : ".");
    }

    /// <summary>How many of the figures of which something is stated hold; nothing where there is none.</summary>
    private static (int Holding, int Judged)? Figures(Digest digest)
    {
        var judged = (digest.Figures ?? []).Where(figure => figure.Holds is not null).ToList();
        return judged.Count == 0 ? null : (judged.Count(figure => figure.Holds == true), judged.Count);
    }
}
