using Rectification.Gateway.Demo;
using Rectification.Gateway.Seeding;
using Rectification.Plans;
using Rectification.Profiles;

namespace Rectification.Gateway.Hosting;

/// <summary>
/// <c>--replay</c>: the seeded campaign from its feedback day on, on a clock that every visitor may stop, speed up and move forward.
/// It has a data folder of its own and is never possible on one that holds anything else.
/// </summary>
internal static class ReplayHosting
{
    private const string Setting = "Replay";
    private const string DataPath = "Data:Path";

    /// <summary>Goes before everything that reads the settings: it changes where the data lies and which clock counts.</summary>
    /// <exception cref="InvalidOperationException">A replay is not possible as things are configured; the message is for people.</exception>
    public static void AddReplay(this WebApplicationBuilder builder)
    {
        var configuration = builder.Configuration;
        if (!configuration.GetValue(Setting, defaultValue: false))
        {
            RefuseReplaysFolder(configuration);
            return;
        }

        if (configuration["Profile"] is not (null or "embedded") || configuration.GetSection("Clock").Exists())
        {
            throw new InvalidOperationException("回放只能用 embedded 方式，且不能另设 Clock。 A replay needs the embedded profile, and no Clock of its own.");
        }

        var (plan, lines) = SeedFolder.Read(configuration["Seed"] ?? SeedFolder.Wenzhou);
        var folder = ReplayFolder.Take(configuration[DataPath] is { Length: > 0 } path ? Path.GetFullPath(path) : null);
        configuration.AddInMemoryCollection([new(DataPath, folder.Path), new("Demo", "true")]);
        var clock = new ReplayClock(PlanCalendar.Of(plan.TimeZone).StartOf(plan.FeedbackDate));
        builder.Services.AddKeyedSingleton<TimeProvider>(Clocks.Key, clock);
        builder.Services.AddSingleton(clock);
        builder.Services.AddSingleton(folder);
        builder.Services.AddSingleton(new ReplayScript(plan, lines));
        builder.Services.AddSingleton<ReplayCampaign>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<ReplayCampaign>());
    }

    /// <summary>Work done in a replay's folder would be deleted by the next replay.</summary>
    private static void RefuseReplaysFolder(ConfigurationManager configuration)
    {
        if (ReplayFolder.IsMarked(configuration.DataPath()))
        {
            throw new InvalidOperationException(
                $"{configuration.DataPath()} 是回放专用的文件夹，请为 Data:Path 另指一个。 {configuration.DataPath()} is a replay's folder; name another one as Data:Path.");
        }
    }
}
