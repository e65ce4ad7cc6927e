using System.Globalization;
using System.Text.Json;
using Rectification.Verifier;

namespace Rectification.Tests.Verifier;

/// <summary>The rules of a measure's life that an export of today's program need not contain.</summary>
public sealed class MeasureLifeTests
{
    private static readonly LightRule[] NoLights = [];

    [Fact]
    public void A_standing_measure_is_due_a_cadence_after_its_last_check()
    {
        var life = SignedOff(NoLights);
        Assert.Equal(Day(20).AddDays(7), From(life, Figure.StandingDue));

        Assert.Null(Apply(life, 22, """{"type":"standingCheckPassed","note":"好","evidence":["a"]}"""));

        Assert.Equal(Status.SignedOff, life.Status);
        Assert.Equal(Day(22).AddDays(7), From(life, Figure.StandingDue));
    }

    [Fact]
    public void A_failed_check_reopens_with_a_new_deadline()
    {
        var life = SignedOff(NoLights);

        Assert.Null(Apply(life, 25, """{"type":"standingCheckFailed","reason":"反弹","until":"2026-08-31","evidence":["a"]}"""));

        Assert.Equal(Status.InProgress, life.Status);
        Assert.Null(From(life, Figure.StandingDue));
        Assert.Equal(Day(32, 8), From(life, Figure.Overdue));
        Assert.True(Has(life, Figure.Reopened));
        Assert.NotNull(Apply(life, 26, Request()));
    }

    [Fact]
    public void Only_a_standing_sign_off_is_checked()
    {
        var life = Reported(NoLights);

        Assert.NotNull(Apply(life, 5, """{"type":"standingCheckPassed","note":"好","evidence":[]}"""));
    }

    [Fact]
    public void A_named_metric_lights_from_the_report_since_which_it_has_been_below()
    {
        LightRule[] lights = [new("red", "below", 0, 0, 10, 50, 0, "budget")];
        var life = new MeasureLife(Plan(), new(new([], lights, 5)), new("Asia/Shanghai"));
        Assert.Null(From(life, Figure.Red));

        Assert.Null(Apply(life, 2, "{\"type\":\"claimed\"}", Report("u", 5, "\"budget\":12.5")));
        Assert.Null(From(life, Figure.Red));
        Assert.Null(Apply(life, 3, Report("v", 5, "\"budget\":9.5")));
        Assert.Equal(Day(1).AddDays(15), From(life, Figure.Red));
        Assert.Null(Apply(life, 18, Report("v", 6, "\"budget\":11")));
        Assert.Null(From(life, Figure.Red));
        Assert.Null(Apply(life, 20, Report("v", 7, "\"budget\":8", correction: true)));
        Assert.Null(Apply(life, 21, Report("v", 8, "\"budget\":7", correction: true)));

        Assert.Equal(Day(20), From(life, Figure.Red));
    }

    [Fact]
    public void A_named_metric_that_nobody_reported_lights_nothing_and_then_counts_from_its_report()
    {
        LightRule[] lights = [new("yellow", "behindPace", 10, 2, 0, 0, 0, "budget")];
        var life = new MeasureLife(Plan(), new(new([], lights, 5)), new("Asia/Shanghai"));
        Assert.Null(Apply(life, 2, "{\"type\":\"claimed\"}", Report("u", 5)));
        Assert.Null(From(life, Figure.Yellow));

        Assert.Null(Apply(life, 13, Report("u", 6, "\"budget\":10")));

        Assert.Equal(Day(13).AddDays(2), From(life, Figure.Yellow));
    }

    [Fact]
    public void A_late_sign_off_and_a_deadline_set_by_a_reopening_are_figures()
    {
        var life = SignedOff(NoLights);
        Assert.False(Has(life, Figure.SignedOffLate));
        Assert.Null(Apply(life, 25, """{"type":"reopened","reason":"反弹","until":"2026-08-31"}"""));
        Assert.Equal((false, true), (Has(life, Figure.Extended), Has(life, Figure.ReopenedLater)));
        Assert.Null(Apply(life, 26, """{"type":"extensionRequested","extension":1,"until":"2026-09-30"}"""));
        Assert.Null(ApplyAs("office", life, 27, null, """{"type":"extensionApproved","extension":1,"until":"2026-09-30"}"""));
        Assert.Equal((true, false), (Has(life, Figure.Extended), Has(life, Figure.ReopenedLater)));

        var late = Reported(NoLights);
        Assert.Null(Apply(late, 31, Request()));
        Assert.Null(ApplyAs("leader", late, 31, null, Step("leader")));
        Assert.Null(ApplyAs("office", late, 31, null, $"{Step("office")},{{\"type\":\"signedOff\",\"standing\":{Standing}}}"));
        Assert.Equal((true, true), (Has(late, Figure.SignedOffLate), Has(late, Figure.SignedOffLateByFirst)));
    }

    [Fact]
    public void A_measure_has_one_age_after_the_other()
    {
        Figure[] ages = [Figure.DueLater, Figure.DueWithin20, Figure.DueWithin10, Figure.OverdueWithin7, Figure.OverdueWithin30, Figure.OverdueLonger];
        var life = new MeasureLife(Plan(), new(new([], NoLights, 5)), new("Asia/Shanghai"));

        Assert.Equal([(DateTimeOffset?)null, Day(10), Day(20), Day(31), Day(38), Day(61)], ages.Select(age => From(life, age)));
    }

    [Fact]
    public void Waiting_puts_the_units_light_off_and_not_the_plans_overdue()
    {
        LightRule[] lights = [new("red", "overdue", 0, 0, 0, 0, 0, "percent")];
        var life = Reported(lights);
        Assert.NotNull(ApplyAs("office", life, 3, null, Approved));
        Assert.Null(Apply(life, 5, Asked));
        Assert.NotNull(ApplyAs("reporter", life, 6, null, Approved));
        Assert.Null(ApplyAs("office", life, 6, null, Approved));
        Assert.True(Has(life, Figure.Waiting));
        Assert.Equal((Day(31), Day(31).AddDays(15)), (From(life, Figure.Overdue), From(life, Figure.Red)));
        Assert.NotNull(Apply(life, 8, Request()));
        Assert.NotNull(Apply(life, 8, Asked));
        Assert.Null(Apply(life, 9, """{"type":"waitingEnded","reason":"已批复"}"""));
        Assert.False(Has(life, Figure.Waiting));
        Assert.Equal(Day(31).AddDays(3), From(life, Figure.Red));
        Assert.NotNull(Apply(life, 10, """{"type":"waitingEnded"}"""));
        Assert.Null(Apply(life, 10, Request()));
    }

    private const string Asked = """{"type":"waitingRequested","with":"省厅","since":"2026-06-01","sent":"请示","until":"2026-06-20","evidence":[]}""";

    private const string Approved = """{"type":"waitingApproved","until":"2026-06-20"}""";

    /// <summary>Two acts, each by somebody and perhaps for somebody: the second stands exactly if no person is behind both.</summary>
    [Theory]
    [InlineData("sign-off")]
    [InlineData("extension")]
    [InlineData("basically-done")]
    [InlineData("two steps")]
    public void Nobody_reviews_what_they_asked_for_nor_takes_two_steps_also_as_a_substitute_or_through_one(string matter)
    {
        string[] people = ["an", "bo", "cai", "ding"];
        var pairs = people.SelectMany(by => people.Where(other => other != by).Prepend(null), (by, on) => (by, on)).ToList();
        foreach (var asked in pairs)
        {
            foreach (var answered in pairs)
            {
                var stands = !new[] { asked.by, asked.on }.OfType<string>().Intersect(new[] { answered.by, answered.on }.OfType<string>()).Any();

                Assert.Equal((asked, answered, stands), (asked, answered, Answer(matter, asked, answered) is null));
            }
        }
    }

    private static Wrong? Answer(string matter, (string By, string? For) asked, (string By, string? For) answered)
    {
        var life = Reported(NoLights);
        var (first, second) = matter switch
        {
            "sign-off" => (Request(), Step("leader")),
            "extension" => ("{\"type\":\"extensionRequested\",\"extension\":1,\"until\":\"2026-09-30\"}", "{\"type\":\"extensionReturned\",\"extension\":1}"),
            "basically-done" => ("{\"type\":\"basicallyDoneProposed\"}", "{\"type\":\"basicallyDoneApproved\"}"),
            _ => (Step("leader"), $"{Step("office")},{{\"type\":\"signedOff\",\"standing\":{Standing}}}"),
        };
        if (matter == "two steps")
        {
            Assert.Null(Apply(life, 5, Request()));
        }

        Assert.Null(ApplyAs(asked.By, life, 6, asked.For, first));
        return ApplyAs(answered.By, life, 7, answered.For, second);
    }

    private static Measure Plan() => new(1, 1, "u", ["v"], new(2026, 6, 1), new(2026, 6, 30), "weekly", null, null, LongTerm: true);

    private static MeasureLife Reported(LightRule[] lights)
    {
        var life = new MeasureLife(Plan(), new(new(["leader", "office"], lights, 5)), new("Asia/Shanghai"));
        Assert.Null(Apply(life, 2, "{\"type\":\"claimed\"}", Report("u", 100), Report("v", 100), "{\"type\":\"assignmentConfirmed\",\"unit\":\"v\"}"));
        return life;
    }

    private static MeasureLife SignedOff(LightRule[] lights)
    {
        var life = Reported(lights);
        Assert.Null(Apply(life, 18, Request()));
        Assert.Null(ApplyAs("leader", life, 19, null, Step("leader")));
        Assert.Null(ApplyAs("office", life, 20, null, $"{Step("office")},{{\"type\":\"signedOff\",\"standing\":{Standing}}}"));
        return life;
    }

    private const string Standing = "{\"cadence\":\"weekly\",\"basis\":\"b\"}";

    private static string Fingerprint { get; } = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(
        System.Text.Encoding.UTF8.GetBytes(string.Join('\0', new string('0', 64), "p", "a", "r", "", "Weekly", "b"))));

    private static string Request() =>
        $"{{\"type\":\"signOffRequested\",\"person\":\"p\",\"act\":\"a\",\"result\":\"r\",\"standing\":{Standing},\"fingerprint\":\"{Fingerprint}\"}}";

    private static string Step(string step) => $"{{\"type\":\"signOffStepApproved\",\"step\":\"{step}\",\"fingerprint\":\"{Fingerprint}\"}}";

    private static string Report(string unit, int percent, string? metrics = null, bool correction = false) => string.Create(
        CultureInfo.InvariantCulture,
        $"{{\"type\":\"progressReported\",\"unit\":\"{unit}\",\"percent\":{percent},\"note\":\"\",\"evidence\":[\"x\"]"
        + $"{(correction ? ",\"correction\":\"c\"" : "")}{(metrics is null ? "" : $",\"metrics\":{{{metrics}}}")}}}");

    private static Wrong? Apply(MeasureLife life, int day, params string[] events) => ApplyAs("reporter", life, day, null, events);

    private static Wrong? ApplyAs(string by, MeasureLife life, int day, string? person, params string[] events)
    {
        using var entry = JsonDocument.Parse($"{{\"by\":\"{by}\",{(person is null ? "" : $"\"for\":\"{person}\",")}\"events\":[{string.Join(',', events)}]}}");
        return life.Apply(entry.RootElement, Day(day), Hash.None);
    }

    /// <summary>The beginning of a day of June 2026, or of another month.</summary>
    private static DateTimeOffset Day(int day, int month = 6) => new DateTimeOffset(2026, month, 1, 0, 0, 0, TimeSpan.FromHours(8)).AddDays(day - 1);

    private static DateTimeOffset? From(MeasureLife life, Figure figure) => Counted(life).FirstOrDefault(counted => counted.Figure == figure).From;

    private static bool Has(MeasureLife life, Figure figure) => Counted(life).Exists(counted => counted.Figure == figure);

    private static List<(Figure Figure, DateTimeOffset? From)> Counted(MeasureLife life)
    {
        var counted = new List<(Figure, DateTimeOffset?)>();
        life.Count(Plan(), (_, figure, from, _) => counted.Add((figure, from)));
        return counted;
    }
}
