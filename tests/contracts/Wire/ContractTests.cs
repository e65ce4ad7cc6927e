using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Rectification.Measures;

namespace Rectification.Tests.Contracts.Wire;

public sealed class ContractTests
{
    [Fact]
    public void Stored_and_sent_types_are_the_approved_ones() =>
        Assert.Equal(Approved.Read("contracts.approved.txt", ApprovedContracts.Describe), ApprovedContracts.Describe());

    [Fact]
    public void Every_serializable_type_has_an_alias()
    {
        var nameless = new[] { typeof(MeasureView).Assembly, typeof(MeasureState).Assembly }.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>() is not null
                && !type.GetCustomAttributes<AliasAttribute>(inherit: false).Any());
        Assert.Empty(nameless);
    }

    [Fact]
    public void A_measure_stored_by_an_earlier_build_is_read()
    {
        var read = Serializer<MeasureRow>().Deserialize(Convert.FromBase64String(Approved.Frozen("measure-row.golden.txt")));
        Same(SampleRow.Make(), read);
    }

    [Fact]
    public void A_measure_stored_by_this_build_is_read()
    {
        var serializer = Serializer<MeasureRow>();
        var sample = SampleRow.MakeStanding() with { Notified = 38, Notable = 40 };
        var golden = Approved.Read("measure-row-2.golden.txt", () => Convert.ToBase64String(serializer.SerializeToArray(sample)));
        Same(sample, serializer.Deserialize(Convert.FromBase64String(golden)));
    }

    [Fact]
    public void A_tally_stored_before_a_figure_existed_is_the_same_tally()
    {
        // The counts 1 to 20, as stored when there were 20 figures.
        var stored = Serializer<Tally>().Deserialize(Convert.FromBase64String("ICAAKQEFAAkADQARABUAGQAdACEAJQApAC0AMQA1ADkAPQBBAEUASQBNAFHg4A=="));
        var now = new Tally([.. Enumerable.Range(1, 20).Select(count => (long)count)]);
        Assert.Equal((now, now.GetHashCode(), 0), (stored!, stored!.GetHashCode(), stored[Figure.StandingDue]));
        Assert.Equal(now + now, stored + stored);
    }

    private static Serializer<T> Serializer<T>() => new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer<T>>();

    private static void Same(MeasureRow sample, MeasureRow? read)
    {
        Assert.NotNull(read);
        Assert.Equal(sample.SealedPages, read.SealedPages);
        Assert.Equal(sample.OpenPage.Lines.ToArray(), read.OpenPage.Lines.ToArray());
        Assert.Equal(sample.State.Request!.Stated, read.State.Request!.Stated);
        Assert.Equal(sample.State.Assignments.Select(one => one with { Metrics = [] }), read.State.Assignments.Select(one => one with { Metrics = [] }));
        Assert.Equal(sample.State.Assignments.SelectMany(one => one.Metrics), read.State.Assignments.SelectMany(one => one.Metrics));
        Assert.Equal(sample.State.LightMarks.AsEnumerable(), read.State.LightMarks.AsEnumerable());
        Assert.Equal(
            sample.State with { Assignments = [], LightMarks = [], Request = null }, read.State with { Assignments = [], LightMarks = [], Request = null });
        Assert.Equal((sample.Notified, sample.Notable), (read.Notified, read.Notable));
    }
}
