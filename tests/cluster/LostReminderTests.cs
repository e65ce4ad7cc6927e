using Microsoft.Extensions.DependencyInjection;
using Rectification.Plans;

namespace Rectification.Tests.Cluster;

/// <summary>A reminder can be lost with its row: a table brought back from elsewhere, or a hand that slipped.</summary>
public sealed class LostReminderTests
{
    private const string Awake = "awake";

    [Fact]
    public async Task A_plans_reminder_is_there_again_with_the_plans_next_life()
    {
        await using var town = await Town.Open();
        var plan = town.Grains.GetGrain<IPlanGrain>(await town.Import(id => Documents.City(id)));
        var reminders = town.Cluster.GetSiloServiceProvider(town.Home(plan).SiloAddress).GetRequiredService<IReminderTable>();
        var id = plan.GetGrainId();
        Assert.True(await reminders.RemoveRow(id, Awake, (await reminders.ReadRow(id, Awake))!.ETag!).InTime());

        Assert.True(town.Cluster.TryGetGrainContext(id, out var life));
        life.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "its next life"), TestContext.Current.CancellationToken);
        await life.Deactivated.InTime();
        Assert.NotNull(await plan.Get().InTime());

        await Eventually.Becomes(
            async () => (await reminders.ReadRows(id).InTime()).Reminders.Select(reminder => reminder.ReminderName), names => names.Contains(Awake));
    }
}
