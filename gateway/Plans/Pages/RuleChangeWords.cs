using System.Globalization;
using System.Text.Json;
using Rectification.Gateway.Http;
using Rectification.Gateway.Shell;
using Rectification.Plans;
using Rectification.Terms;

namespace Rectification.Gateway.Plans.Pages;

/// <summary>One side of a changed rule in words. Amendments keep rules as the lines of a roster have them.</summary>
internal static class RuleChangeWords
{
    /// <summary>Before the name of a rule, in changes of a plan.</summary>
    public const string Prefix = "rules.";

    private static readonly string[] Days = ["日", "一", "二", "三", "四", "五", "六"];

    /// <summary>The rule in words; what an older program wrote otherwise stays as it is.</summary>
    public static string Of(Bilingual say, PlanFrame frame, string field, string value)
    {
        try
        {
            return Say(say, frame, field[Prefix.Length..], value);
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return value;
        }
    }

    private static string Say(Bilingual say, PlanFrame frame, string rule, string value)
    {
        // Words and ids stand as they are, everything else as JSON.
        using var json = rule is "principal" or "standingCadence" ? null : JsonDocument.Parse(value);
        var of = json?.RootElement ?? default;
        return rule switch
        {
            "lights" => of.GetArrayLength() == 0 ? say["不亮灯", "no lights"] : RuleWords.Of([.. of.EnumerateArray().Select(Light)], say),
            "reviewDays" => say[$"{of.GetInt32()} 天", $"{of.GetInt32()} days"],
            "signOffChain" => Chain(say, of),
            "principal" => frame.Leaders.FirstOrDefault(leader => leader.Id == value)?.Title ?? value,
            "standingCadence" => Words.TryRead<Cadence>(value, out var cadence) ? say[Glossary.Of(cadence)] : value,
            "escalation" => of.GetArrayLength() == 0 ? say["不升级", "none"] : say.Clauses(of.EnumerateArray().Select(step => Step(say, step))),
            "lookBack" => LookBack(say, of),
            "digest" => Digest(say, of),
            "extensions" => Extensions(say, of),
            "amendments" => Amendments(say, of),
            "closing" => Closing(say, of),
            "percentDecimals" => say[$"{of.GetInt32()} 位", $"{of.GetInt32()} places"],
            _ => value,
        };
    }

    private static LightRule Light(JsonElement rule)
    {
        var metric = rule.TryGetProperty("metric", out var named) ? named.GetString() : null;
        return new()
        {
            Light = Word<Light>(rule, "light"),
            Kind = Word<LightKind>(rule, "kind"),
            Points = Number(rule, "points") ?? 0,
            ForDays = Number(rule, "forDays") ?? 0,
            Percent = Number(rule, "percent") ?? 0,
            AfterShare = Number(rule, "afterShare") ?? 0,
            Days = Number(rule, "days") ?? 0,
            Metric = metric == MetricNames.Quantity ? Metric.Quantity : Metric.Percent,
            MetricName = MetricNames.IsReportable(metric) ? metric : null,
        };
    }

    private static string Chain(Bilingual say, JsonElement steps) =>
        string.Join(" → ", steps.EnumerateArray().Select(step => say[Glossary.Of(Word<ReviewStep>(step))]));

    private static string Step(Bilingual say, JsonElement step)
    {
        var (after, to) = (Number(step, "after"), say[To(Word<EscalationTarget>(step, "to"))]);
        var working = step.TryGetProperty("days", out var days) && Word<DayKind>(days) == DayKind.Working;
        return after is null or 0 ? say[$"亮灯即通知{to}", $"{to} at once"]
            : working ? say[$"满 {after} 个工作日通知{to}", $"{to} after {after} working days"]
            : say[$"满 {after} 天通知{to}", $"{to} after {after} days"];
    }

    private static Term To(EscalationTarget target) => target switch
    {
        EscalationTarget.Unit => new("牵头单位", "the lead unit"),
        EscalationTarget.Office => Glossary.Of(ReviewStep.Office),
        EscalationTarget.Leader => Glossary.Of(ReviewStep.Leader),
        _ => Glossary.Of(ReviewStep.Principal),
    };

    private static string Digest(Bilingual say, JsonElement digest)
    {
        var said = new List<string> { Weekly(say, digest) };
        if (digest.TryGetProperty("holiday", out var holiday))
        {
            var no = Number(digest, "workingDay") ?? 1;
            said.Add(Word<HolidayRule>(holiday) switch
            {
                HolidayRule.WorkingDayAfter => say[$"遇节假日顺延至节后第 {no} 个工作日", $"on a holiday, working day {no} after it"],
                HolidayRule.PreviousWorkingDay => say["遇节假日提前至节前最后一个工作日", "on a holiday, the working day before it"],
                _ => say["遇节假日顺延至下一个工作日", "on a holiday, the next working day"],
            });
        }

        if (digest.TryGetProperty("reportBy", out var reportBy))
        {
            said.Add(say["报送截止", "reports by"] + say.Colon + Weekly(say, reportBy));
        }

        if (Number(digest, "rankFrom") is { } least)
        {
            said.Add(say[$"任务满 {least} 项的单位参加排名", $"units with {least} assignments or more are ranked"]);
        }

        return say.Clauses(said);
    }

    private static string Weekly(Bilingual say, JsonElement when)
    {
        var (day, at) = (Word<DayOfWeek>(when, "day"), Time(when, "at"));
        return say[$"每周{Days[(int)day]} {at}", $"{day}, {at}"];
    }

    private static string LookBack(Bilingual say, JsonElement lookBack)
    {
        var (share, least) = (Share(lookBack), Number(lookBack, "minimum"));
        return say[$"抽取 {share}，至少 {least} 条", $"{share} are drawn, at least {least}"];
    }

    private static string Closing(Bilingual say, JsonElement closing)
    {
        var days = Number(closing, "objectionDays");
        return say[$"公示 {days} 个工作日", $"{days} working days to object"];
    }

    private static string Extensions(Bilingual say, JsonElement extensions)
    {
        var said = new List<string>();
        if (Number(extensions, "most") is { } most)
        {
            said.Add(most == 0 ? say["不得延期", "none"] : say[$"至多 {most} 次", $"at most {most}"]);
        }

        if (Number(extensions, "longestDays") is { } longest)
        {
            said.Add(say[$"最长 {longest} 天", $"at most {longest} days"]);
        }

        if (Time(extensions, "until") is { } until)
        {
            said.Add(say[$"须在到期日 {until} 前申请", $"asked for by {until} of the day due"]);
        }

        return said.Count == 0 ? say["不限", "any"] : say.Clauses(said);
    }

    private static string Amendments(Bilingual say, JsonElement amendments)
    {
        var (chain, direct) = (amendments.GetProperty("chain"), amendments.GetProperty("direct"));
        return chain.GetArrayLength() == 0 ? say["无须审批", "no approval"]
            : say["审批", "approved by"] + say.Colon + Chain(say, chain)
                + (direct.GetArrayLength() == 0 ? "" : say["；直接生效", "; direct"] + say.Colon + say.List(direct.EnumerateArray().Select(kind =>
                    FieldChangeWords.Kind(say, Word<ChangeKind>(kind)))));
    }

    private static int? Number(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt32() : null;

    private static string Share(JsonElement lookBack) => Percentages.Stated(lookBack.GetProperty("share").GetDecimal());

    private static string? Time(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? TimeOnly.Parse(value.GetString()!, CultureInfo.InvariantCulture).ToString("HH:mm", CultureInfo.InvariantCulture) : null;

    private static TEnum Word<TEnum>(JsonElement of, string name)
        where TEnum : struct, Enum => Word<TEnum>(of.GetProperty(name));

    private static TEnum Word<TEnum>(JsonElement word)
        where TEnum : struct, Enum => Words.TryRead<TEnum>(word.GetString()!, out var value) ? value : throw new FormatException(word.GetString());
}
