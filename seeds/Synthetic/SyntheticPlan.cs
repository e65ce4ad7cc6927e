using System.Globalization;
using System.Text.Json;

namespace Rectification.Seeds.Synthetic;

/// <summary>
/// A plan that looks like a real one and can be of any size: about three measures a problem, each with a lead unit and up to three
/// supporting ones, every unit used about equally often, twenty units in each of the lowest regions.
/// </summary>
internal sealed class SyntheticPlan
{
    private const int MeasuresPerProblem = 3;
    private const int UnitsPerLeader = 10;
    private const int UnitsPerRegion = 20;
    private const int MaxSupporting = 3;

    private static readonly (string Id, string Name)[] LevelNames = [("province", "全省"), ("city", "市"), ("county", "县"), ("town", "乡镇")];
    private static readonly string[] Categories = ["理论武装", "阵地建设", "项目推进", "制度执行", "资金管理", "资产管理", "作风建设", "组织建设", "队伍建设", "历次整改"];
    private static readonly string[] Acts = ["完善", "修订", "排查", "清理", "推进", "公开", "复核", "落实"];
    private static readonly string[] Things = ["项目台账", "资金使用", "公务接待", "合同管理", "资产登记", "档案归档", "学习安排", "考核办法", "采购程序", "阵地巡查", "干部培训"];
    private static readonly string?[] Cadences = [null, null, null, null, null, "weekly", "monthly", "monthly", "quarterly", "quarterly"];

    private readonly SyntheticPlanOptions _options;
    private readonly int[] _order;
    private readonly int[] _regionsAt;
    private SplitMix _random;
    private int _supporting;

    public SyntheticPlan(SyntheticPlanOptions options)
    {
        _options = options;
        _random = new((ulong)options.Seed);
        _order = [.. Enumerable.Range(0, options.Units)];
        for (var i = _order.Length - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (_order[i], _order[other]) = (_order[other], _order[i]);
        }

        // The lowest level has its regions by the number of units; the levels between grow to it evenly.
        var lowest = Math.Max(1, (options.Units + UnitsPerRegion - 1) / UnitsPerRegion);
        _regionsAt = [.. Enumerable.Range(0, options.Levels)
            .Select(level => level == 0 ? 1 : (int)Math.Round(Math.Pow(lowest, (double)level / (options.Levels - 1))))];
    }

    private int Leaders => Math.Max(1, _options.Units / UnitsPerLeader);

    private int Problems => (_options.Measures + MeasuresPerProblem - 1) / MeasuresPerProblem;

    /// <summary>Writes the plan once, from beginning to end.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="lines">As NDJSON rather than as one document.</param>
    public void Write(Stream stream, bool lines)
    {
        using var sink = new PlanSink(stream, lines);
        sink.Header(Header);
        var regions = Enumerable.Range(0, _options.Levels).SelectMany(level => Enumerable.Range(0, _regionsAt[level]).Select(index => (level, index))).ToList();
        sink.List("regions", "region", regions.Count, (writer, i) => Region(writer, regions[i].level, regions[i].index));
        sink.List("units", "unit", _options.Units, Unit);
        sink.List("leaders", "leader", Leaders, Leader);
        sink.List("categories", "category", Categories.Length, Category);
        sink.List("problems", "problem", Problems, Problem);
        sink.List("measures", "measure", _options.Measures, Measure);
    }

    private void Header(Utf8JsonWriter writer)
    {
        writer.WriteString("id", _options.Id);
        writer.WriteString("title", string.Create(CultureInfo.InvariantCulture, $"合成整改方案（{_options.Measures}条措施，{_options.Units}个单位）"));
        writer.WriteString("round", "合成数据");
        writer.WriteString("feedbackDate", Day(0));
        writer.WriteString("timeZone", TimeZones.Usual);
        writer.WriteString("concentratedPeriodEnd", Day(183));
        writer.WriteBoolean("public", true);
    }

    private void Region(Utf8JsonWriter writer, int level, int index)
    {
        writer.WriteString("id", RegionId(level, index));
        writer.WriteString("name", level == 0 ? LevelNames[0].Name : string.Create(CultureInfo.InvariantCulture, $"第{index + 1}{LevelNames[level].Name}"));
        if (level > 0)
        {
            writer.WriteString("parent", RegionId(level - 1, Above(index, _regionsAt[level], _regionsAt[level - 1])));
        }
    }

    private void Unit(Utf8JsonWriter writer, int index)
    {
        var department = index % 3 == 0;
        writer.WriteString("id", UnitId(index));
        writer.WriteString("name", string.Create(CultureInfo.InvariantCulture, $"第{index + 1}号{(department ? "处室" : "县级单位")}"));
        writer.WriteString("kind", department ? "department" : "county");
        writer.WriteString("parent", RegionId(_options.Levels - 1, Above(index, _options.Units, _regionsAt[^1])));
    }

    private void Leader(Utf8JsonWriter writer, int index)
    {
        writer.WriteString("id", LeaderId(index));
        writer.WriteString("title", string.Create(CultureInfo.InvariantCulture, $"第{index + 1}位责任领导"));
    }

    private void Category(Utf8JsonWriter writer, int index)
    {
        writer.WriteNumber("no", index + 1);
        writer.WriteString("title", Categories[index]);
    }

    private void Problem(Utf8JsonWriter writer, int index)
    {
        writer.WriteNumber("no", index + 1);
        writer.WriteNumber("category", (index % Categories.Length) + 1);
        writer.WriteString("title", string.Create(CultureInfo.InvariantCulture, $"{Categories[index % Categories.Length]}方面第{index + 1}个问题"));
        writer.WriteString("leader", LeaderId(index % Leaders));
        writer.WriteString("leadUnit", UnitId(Lead(index * MeasuresPerProblem)));
    }

    private void Measure(Utf8JsonWriter writer, int index)
    {
        var problem = index / MeasuresPerProblem;
        var thing = Things[_random.Next(Things.Length)];
        writer.WriteNumber("no", index + 1);
        writer.WriteNumber("problem", problem + 1);
        writer.WriteString("text", string.Create(CultureInfo.InvariantCulture, $"{Acts[_random.Next(Acts.Length)]}{thing}（第{index + 1}条）"));
        writer.WriteString("leadUnit", UnitId(Lead(index)));
        Supporting(writer, Lead(index));
        writer.WriteString("leader", LeaderId(problem % Leaders));
        var longTerm = _random.Next(20) == 0;
        var start = _random.Next(60);
        writer.WriteString("start", Day(start));
        writer.WriteString("deadline", Day(longTerm ? 300 + _random.Next(60) : start + 25 + _random.Next(180)));
        if (Cadences[_random.Next(Cadences.Length)] is { } cadence)
        {
            writer.WriteString("cadence", cadence);
        }

        if (_random.Next(5) == 0)
        {
            writer.WriteStartObject("target");
            writer.WriteNumber("value", 1 + _random.Next(500));
            writer.WriteString("unit", "件");
            writer.WriteString("what", thing);
            writer.WriteEndObject();
        }

        if (_random.Next(6) == 0)
        {
            writer.WriteStartObject("institution");
            writer.WriteString("kind", _random.Next(10) < 6 ? "new" : "revised");
            writer.WriteString("title", string.Create(CultureInfo.InvariantCulture, $"《{thing}管理办法》（{index + 1}）"));
            writer.WriteEndObject();
        }

        writer.WriteBoolean("longTerm", longTerm);
    }

    /// <summary>Supporting units follow each other round and round, passing over the lead.</summary>
    private void Supporting(Utf8JsonWriter writer, int lead)
    {
        writer.WriteStartArray("units");
        for (var count = _random.Next(Math.Min(MaxSupporting, _options.Units - 1) + 1); count > 0; count--)
        {
            if (_order[_supporting] == lead)
            {
                _supporting = (_supporting + 1) % _options.Units;
            }

            writer.WriteStringValue(UnitId(_order[_supporting]));
            _supporting = (_supporting + 1) % _options.Units;
        }

        writer.WriteEndArray();
    }

    private int Lead(int measure) => _order[measure % _options.Units];

    private string Day(int after) => _options.Start.AddDays(after).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Which of the fewer above the one with this index belongs to.</summary>
    private static int Above(int index, int count, int countAbove) => (int)((long)index * countAbove / count);

    private static string RegionId(int level, int index) =>
        level == 0 ? LevelNames[0].Id : string.Create(CultureInfo.InvariantCulture, $"{LevelNames[level].Id}-{index + 1:D3}");

    private static string UnitId(int index) => string.Create(CultureInfo.InvariantCulture, $"u-{index + 1:D4}");

    private static string LeaderId(int index) => string.Create(CultureInfo.InvariantCulture, $"leader-{index + 1:D3}");
}
