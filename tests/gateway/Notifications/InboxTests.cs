namespace Rectification.Tests.Gateway.Notifications;

/// <summary>Everybody finds what is for him, once, and says what he has read.</summary>
public sealed class InboxTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task The_office_and_the_lead_unit_each_find_their_own_and_mark_it_read()
    {
        await using var office = await PostOffice.Open();
        using var town = await office.Plan();
        using var stranger = await office.Somebody("reporter", [SmallPlan.Supporting]);
        await town.Talk(times: 2);

        Assert.Equal(["extensionRequested", "extensionRequested"], Kinds(await Filled(town.Office, 2)));
        var mine = await Filled(town.Reporter, 2);
        Assert.Equal(["extensionReturned", "extensionReturned"], Kinds(mine));
        Assert.Equal((2, 2L, town.Plan), (mine["unread"]!.GetValue<int>(), mine["last"]!.GetValue<long>(), mine["items"]![0]!["plan"]!.GetValue<string>()));
        Assert.Empty((await stranger.Get("me/inbox")).Must(200).Json["items"]!.AsArray());

        var marked = (await town.Reporter.Post("me/inbox/read", new JsonObject { ["upTo"] = 1 })).Must(200).Json;
        Assert.Equal(1, marked["unread"]!.GetValue<int>());
        Assert.Equal([true, false], (await town.Reporter.Get("me/inbox")).Must(200).Json["items"]!.AsArray().Select(item => item!["read"]!.GetValue<bool>()));
        Assert.Equal([2], Numbers((await town.Reporter.Get("me/inbox?unread=true")).Must(200).Json));
        Assert.Equal([2], Numbers((await town.Reporter.Get("me/inbox?after=1&limit=5")).Must(200).Json));
        Assert.Equal([1], Numbers((await town.Reporter.Get("me/inbox?after=0&limit=1")).Must(200).Json));

        // What the office was asked for it has decided, and so need not read.
        await Until.True(async () => (await town.Office.Get("me/inbox")).Must(200).Json["unread"]!.GetValue<int>() == 0, Patience, "what is decided is read");
        Assert.Empty((await town.Office.Get("me/inbox?unread=true")).Must(200).Json["items"]!.AsArray());
        (await town.Reporter.Get("me/inbox?limit=0")).Must(422);
        using var nobody = office.Stranger();
        (await nobody.Get("me/inbox")).Must(401);
    }

    [Fact]
    public async Task A_kill_in_the_middle_neither_loses_nor_doubles_anything()
    {
        await using var office = await PostOffice.Open();
        using var town = await office.Plan();
        await town.Talk(times: 3);
        await office.Restart();
        await town.Talk();

        await Filled(town.Office, 4);
        Assert.Equal([1, 2, 3, 4], Numbers(await Filled(town.Reporter, 4)));
        Assert.Equal(4, (await town.Office.Get("me/inbox")).Must(200).Json["items"]!.AsArray().Select(item => item!["notification"]!["id"]!.GetValue<string>())
            .Distinct().Count());
    }

    private static async Task<JsonNode> Filled(Api somebody, int count)
    {
        JsonNode? inbox = null;
        await Until.True(
            async () => (inbox = (await somebody.Get("me/inbox")).Must(200).Json)["items"]!.AsArray().Count >= count, Patience, $"{count} in the inbox");
        Assert.Equal(count, inbox!["items"]!.AsArray().Count);
        return inbox;
    }

    private static IEnumerable<string> Kinds(JsonNode inbox) => inbox["items"]!.AsArray().Select(item => item!["notification"]!["kind"]!.GetValue<string>());

    private static IEnumerable<long> Numbers(JsonNode inbox) => inbox["items"]!.AsArray().Select(item => item!["no"]!.GetValue<long>());
}
