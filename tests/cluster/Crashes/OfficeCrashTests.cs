using Rectification.Chains;
using Rectification.Notices;
using Rectification.Papers;

namespace Rectification.Tests.Cluster.Crashes;

/// <summary>A silo dies while a paper gets its number（发文字号）or a notice is frozen: no number is left out or given twice, and there is one frozen text.</summary>
public sealed class OfficeCrashTests
{
    private const string TextRows = "notice-part-v1";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_number_whose_silo_died_around_the_write_is_given_once_and_the_next_one_follows_it(bool afterCommit)
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        Assert.Equal(1, (await Number(town, plan, 1, "first")).Number!.No);
        using var hold = town.Rows.HoldWrites(afterCommit, Chain(Papers(town, plan).GetGrainId()));
        var lost = Unheard(() => Number(town, plan, 2, "k"));
        await hold.Arrived;

        await town.Kill(town.Home(Papers(town, plan)));
        var again = await Insisted(() => Number(town, plan, 2, "k"), outcome => outcome.Number is not null);
        Assert.Equal((2, afterCommit), (again.Number!.No, again.Repeated));

        // What the dead silo had sent arrives late and is refused by the store.
        hold.Dispose();
        await lost;
        Assert.Equal(3, (await Number(town, plan, 3, "next")).Number!.No);
        await WithoutGaps(town, plan, 3);
    }

    [Fact]
    public async Task Numbers_that_are_asked_for_everywhere_at_once_while_a_silo_dies_follow_each_other_without_a_gap()
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        await Number(town, plan, 1, "first");

        var asked = Enumerable.Range(2, 5).Select(no => Insisted(() => Number(town, plan, no, $"k{no}"), outcome => outcome.Number is not null)).ToList();
        await town.Kill(town.Home(Papers(town, plan)));
        var given = await Task.WhenAll(asked);

        Assert.Equal(Enumerable.Range(2, 5), given.Select(outcome => outcome.Number!.No).Order());
        await WithoutGaps(town, plan, 6);
    }

    /// <summary>The texts are written before the line of the chain that makes them count.</summary>
    [Theory]
    [InlineData(TextRows, false)]
    [InlineData(TextRows, true)]
    [InlineData(ChainRow.StateName, false)]
    [InlineData(ChainRow.StateName, true)]
    public async Task A_notice_whose_silo_died_around_a_write_is_frozen_once(string state, bool afterCommit)
    {
        await using var town = await Town.Open(silos: 3);
        var plan = await town.Import(id => Documents.City(id));
        await Submit(town, plan, 0, new DraftNotice(), "draft");
        var seen = await Seen(town, plan);
        var notices = Notices(town, plan).GetGrainId();
        using var hold = town.Rows.HoldWrites(afterCommit, (name, id) => name == state && (state == TextRows || id == notices));
        _ = Unheard(() => Submit(town, plan, 1, seen, "freeze"));
        await hold.Arrived;

        await town.Kill(town.Home(Notices(town, plan)));
        var isFrozen = state == ChainRow.StateName && afterCommit;
        var view = await Insisted(() => Notices(town, plan).Get(1), view => view is not null);
        Assert.Equal(isFrozen, view!.Frozen is not null);
        var again = await Insisted(() => Submit(town, plan, 1, seen, "freeze"), outcome => outcome.Notice is not null);
        Assert.Equal((true, isFrozen), (again.Notice!.Frozen is not null, again.Repeated));

        hold.Dispose();
        await IsFrozenOnce(town, plan);
    }

    [Fact]
    public async Task Of_two_who_freeze_at_the_same_moment_one_does_and_the_other_is_told()
    {
        await using var town = await Town.Open(silos: 2);
        var plan = await town.Import(id => Documents.City(id));
        await Submit(town, plan, 0, new DraftNotice(), "draft");
        var seen = await Seen(town, plan);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(one => Submit(town, plan, 1, seen, $"freeze-{one}")));

        Assert.Single(outcomes, outcome => outcome.Notice?.Frozen is not null);
        Assert.All(outcomes.Where(outcome => outcome.Notice is null), outcome => Assert.Equal("notice.not-a-draft", outcome.Refusals[0].Code));
        await IsFrozenOnce(town, plan);
    }

    private static async Task IsFrozenOnce(Town town, string plan)
    {
        var head = await Notices(town, plan).GetHead().InTime();
        Assert.Equal(2, head.Version);
        var frozen = (await Notices(town, plan).Get(1).InTime())!.Frozen!;
        var inside = (await Notices(town, plan).Read(1, NoticeScope.Inside).InTime())!;
        var open = (await Notices(town, plan).Read(1, NoticeScope.Public).InTime())!;
        Assert.Equal((frozen.Inside, frozen.Public), (NoticeRows.HashOf(inside.Bytes), NoticeRows.HashOf(open.Bytes)));
    }

    private static async Task WithoutGaps(Town town, string plan, int count)
    {
        var lines = (await Papers(town, plan).List(0, 100).InTime()).Items;
        Assert.Equal(Enumerable.Range(1, count), lines.Select(line => line.No));
        Assert.Equal(Enumerable.Range(1, count).Select(no => $"〕{no}号"), lines.Select(line => line.Label[line.Label.IndexOf('〕', StringComparison.Ordinal)..]));
        Assert.Equal(count, lines.Select(line => line.Subject).Distinct().Count());
        Assert.Equal(count, (await Papers(town, plan).GetHead().InTime()).Version);
    }

    private static IPaperGrain Papers(Town town, string plan) => town.Grains.GetGrain<IPaperGrain>(plan);

    private static INoticeGrain Notices(Town town, string plan) => town.Grains.GetGrain<INoticeGrain>(plan);

    private static Task<PaperOutcome> Number(Town town, string plan, int measure, string id) => Papers(town, plan).Submit(new()
    {
        Id = id,
        Actor = People.Reviewer,
        Command = new TakeNumber { Kind = PaperKind.Measure, Subject = measure },
    }).InTime();

    private static Task<NoticeOutcome> Submit(Town town, string plan, int no, NoticeCommand command, string id) =>
        Notices(town, plan).Submit(new() { No = no, Id = id, Actor = People.Reviewer, Command = command }).InTime();

    private static async Task<FreezeNotice> Seen(Town town, string plan) =>
        new() { Seen = (await Notices(town, plan).Read(1, NoticeScope.Inside).InTime())!.Sha256 };

    private static Func<string, GrainId, bool> Chain(GrainId grain) => (state, id) => state == ChainRow.StateName && id == grain;

    /// <summary>Sends and never learns what came of it.</summary>
    private static async Task Unheard(Func<Task> send)
    {
        try
        {
            await send();
        }
        catch (Exception)
        {
            // The silo it was sent to is gone.
        }
    }

    /// <summary>Tries until a silo answers that lives.</summary>
    private static async Task<T> Insisted<T>(Func<Task<T>> ask, Func<T, bool> isAnswer)
    {
        var heard = await Eventually.Becomes(
            async () =>
            {
                try
                {
                    return (IsThere: true, Answer: await ask());
                }
                catch (Exception problem) when (problem is not Xunit.Sdk.XunitException)
                {
                    return (false, default!);
                }
            },
            answer => answer.IsThere && isAnswer(answer.Answer));
        return heard.Answer;
    }
}
