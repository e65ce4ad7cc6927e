using NetArchTest.Rules;

namespace Rectification.Tests.Contracts.Architecture;

/// <summary>Which room may know which. Rooms are the folders under a project; who may use whom is read from what was compiled.</summary>
public sealed class LayerTests
{
    private const string Gateway = "Rectification.Gateway";

    /// <summary>The rooms under all capabilities; none of these knows one.</summary>
    private static readonly string[] Low = ["Auth", "Http", "Shell"];

    /// <summary>What capabilities of the gateway still use of grains and silo. The list only gets shorter.</summary>
    private static readonly string[] StillUsed =
    [
        "Backups → Rectification.Backups.BackupWriter",
        "Backups → Rectification.Backups.IStoreSnapshot",
        "Backups → Rectification.Hosting.RunningStore",
        "Plans → Rectification.Plans.EligibleReviewers",
    ];

    private static readonly string[] Below = ["Rectification.Grains.Interfaces", "Rectification.Documents"];

    private static readonly Rooms GatewayRooms = Rooms.Of(Gateway, Gateway);

    [Theory]
    [InlineData(Gateway, Gateway)]
    [InlineData("Rectification.Silo", "Rectification")]
    [InlineData("Rectification.Grains", "Rectification")]
    [InlineData("Rectification.Grains.Interfaces", "Rectification")]
    public void No_rooms_of_a_project_know_each_other_in_a_circle(string assembly, string root)
    {
        var rooms = Rooms.Of(assembly, root);
        Assert.Empty(rooms.Circles().SelectMany(circle => rooms.Arrows
            .Where(arrow => circle.Contains(arrow.Key.From) && circle.Contains(arrow.Key.To))
            .Select(arrow => $"{arrow.Key.From} → {arrow.Key.To}: {string.Join(", ", arrow.Value.Take(5))}")));
    }

    [Fact]
    public void Http_knows_no_other_room_and_Auth_and_the_shell_know_no_capability()
    {
        string[] others = [.. GatewayRooms.Arrows.Keys.SelectMany(arrow => new[] { arrow.From, arrow.To }).Distinct().Except(Low)];
        Assert.NotEmpty(others);
        foreach (var low in Low)
        {
            string[] above = [.. (low == "Http" ? others.Concat(Low) : others).Where(room => room != low).Select(room => $"{Gateway}.{room}")];
            var found = Types.InAssembly(typeof(Rectification.Gateway.Shell.SitePage).Assembly)
                .That().ResideInNamespace($"{Gateway}.{low}").ShouldNot().HaveDependencyOnAny(above).GetResult();
            Assert.True(found.IsSuccessful, string.Join(", ", (found.FailingTypes ?? []).Select(type => type.FullName)));
        }
    }

    [Theory]
    [InlineData("Rectification.Grains.Interfaces", "Rectification", "")]
    [InlineData("Rectification.Documents", "Rectification", "Rectification.Grains.Interfaces")]
    [InlineData("Rectification.Grains", "Rectification", "Rectification.Grains.Interfaces Rectification.Documents")]
    [InlineData("Rectification.Silo", "Rectification", "Rectification.Grains Rectification.Grains.Interfaces Rectification.Documents")]
    public void A_project_knows_only_what_lies_under_it(string assembly, string root, string under) =>
        Assert.Empty(Rooms.Of(assembly, root).Outward.Keys.Select(use => use.Project).Distinct().Except(under.Split(' ')));

    [Theory]
    [InlineData("Chains", "Counting Storage")]
    [InlineData("Counting", "Telemetry Waiting")]
    [InlineData("Denials", "Chains Rosters Storage Telemetry")]
    [InlineData("Rosters", "Chains Storage")]
    [InlineData("Waiting", "")]
    public void A_room_at_the_bottom_of_the_grains_knows_only_what_is_below_it(string room, string below) =>
        Assert.Empty(Rooms.Of("Rectification.Grains", "Rectification").Arrows.Keys.Where(arrow => arrow.From == room).Select(arrow => arrow.To)
            .Except(below.Split(' ')));

    /// <summary>Only where the product is put together does the gateway know more than the contracts and the reading of documents.</summary>
    [Fact]
    public void Capabilities_of_the_gateway_know_contracts_and_documents_only()
    {
        var beyond = GatewayRooms.Outward.Where(use => !Below.Contains(use.Key.Project) && use.Key.From != "Hosting")
            .SelectMany(use => use.Value.Select(type => $"{use.Key.From} → {type}"));
        Assert.Equal(StillUsed, beyond);
    }
}
