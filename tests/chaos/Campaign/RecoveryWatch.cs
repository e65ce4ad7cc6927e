namespace Rectification.Tests.Chaos.Campaign;

/// <summary>What was read of a quiet plan from its start until it was settled.</summary>
internal sealed record Recovery(IReadOnlyList<Sheet> City, IReadOnlyList<(string Unit, Sheet Sheet)> Units, TimeSpan Settled)
{
    /// <summary>Every figure that was presented as settled is the oracle's.</summary>
    public void MustBeHonest(Fold fold)
    {
        Assert.All(City.Where(sheet => sheet.Recovering == 0), sheet => Assert.Equal(fold.City(), sheet.Counts));
        Assert.All(Units.Where(read => read.Sheet.Recovering == 0), read => Assert.Equal(fold.Unit(read.Unit), read.Sheet.Counts));
    }

    /// <summary>Reads city and units again and again until all of them are settled.</summary>
    public static async Task<Recovery> Watch(City city, Api ops, TimeSpan patience)
    {
        var (sheets, units) = (new List<Sheet>(), new List<(string, Sheet)>());
        var next = 0;
        var settled = await Until.True(
            async () =>
            {
                var unit = city.Units[next++ % city.Units.Count];
                var (ofCity, ofUnit) = (await ops.Get($"plans/{city.Plan}/rates"), await ops.Get($"plans/{city.Plan}/units/{unit}"));
                if (ofUnit.Status == 200)
                {
                    units.Add((unit, Sheet.Of(ofUnit.Json["sheet"]!)));
                }

                if (ofCity.Status != 200)
                {
                    return false;
                }

                sheets.Add(Sheet.Of(ofCity.Json));
                return sheets[^1].Recovering == 0;
            },
            patience,
            "the city's figures settled");
        return new(sheets, units, settled);
    }
}
