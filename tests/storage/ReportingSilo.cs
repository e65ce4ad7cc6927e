using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Documents;
using Rectification.Hosting;
using Rectification.Measures;
using Rectification.Plans;

namespace Rectification.Tests.Storage;

/// <summary>A silo as it is shipped, with a small plan that is reported on: for tests that count what a report costs.</summary>
internal static class ReportingSilo
{
    private const int Measures = 8;
    private const int ReportsEach = 40;

    /// <summary>Reports of one round.</summary>
    public const int Reports = Measures * ReportsEach;

    /// <summary>Reports that do not change what is counted otherwise than a report does: the measures are under way already.</summary>
    public static async Task Report(IHost silo, string plan, int first = 1)
    {
        await Task.WhenAll(Enumerable.Range(1, Measures).Select(async no =>
        {
            for (var i = first; i < first + ReportsEach; i++)
            {
                await Submit(silo, plan, no, new ReportProgress { Unit = "c1", Percent = Math.Min(i, 100), Note = "已召开专题会议研究部署，责任科室逐项对照整改清单推进，本周完成阶段性任务。" });
            }
        }));
    }

    public static async Task<string> Plan(IHost silo, string id)
    {
        var grains = silo.Services.GetRequiredService<IGrainFactory>();
        var document = new PlanDocument
        {
            Id = id,
            Title = "整改方案",
            FeedbackDate = new(2026, 1, 1),
            Regions = [],
            Units = [new() { Id = "c1", Name = "甲县", Kind = UnitKind.County }],
            Leaders = [new() { Id = "leader-a", Title = "分管领导" }],
            Problems = [new() { No = 1, Title = "问题一", Leader = "leader-a", LeadUnit = "c1" }],
            Measures = [.. Enumerable.Range(1, Measures).Select(no => new MeasureDefinition
            {
                No = no,
                Problem = 1,
                Text = $"完善制度之{no}",
                LeadUnit = "c1",
                Units = [],
                Leader = "leader-a",
                Start = new(2026, 1, 1),
                Deadline = new(2099, 12, 31),
            })],
        };
        var source = new PlanSource { Actor = new() { Account = "ops" }, Id = id };
        Assert.Null((await grains.GetGrain<IPlanGrain>(id).Import(PlanNormalizer.Normalize(document), source).InTime()).Refusal);
        await Task.WhenAll(Enumerable.Range(1, Measures).Select(no => Submit(silo, id, no, new ClaimMeasure { Unit = "c1" })));
        return id;
    }

    private static async Task Submit(IHost silo, string plan, int no, MeasureCommand command)
    {
        var measure = silo.Services.GetRequiredService<IGrainFactory>().GetGrain<IMeasureGrain>(new NumberKey(plan, no).ToString());
        var outcome = await measure.Submit(new()
        {
            Id = Guid.NewGuid().ToString(),
            Actor = new() { Account = "c1-reporter", Roles = Roles.Reporter, Units = ["c1"] },
            Command = command,
        }).InTime();
        Assert.Null(outcome.Refusal?.Code);
    }

    public static async Task<IHost> Start(Dictionary<string, string?> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(settings) { ["Telemetry:Console"] = "false" });
        builder.AddRectificationSilo();
        builder.Logging.ClearProviders();
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken).InTime();
        return host;
    }
}
