using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Dashboard;
using Rectification.Calendars;
using Rectification.FieldClocks;
using Rectification.Mail;
using Rectification.Notifications;
using Rectification.OrleansMends;
using Rectification.Profiles;
using Rectification.Storage.Sqlite;
using Rectification.Telemetry;

namespace Rectification.Hosting;

/// <summary>Takes a host from configuration to a running silo, or to a client of a cluster.</summary>
public static class RectificationHosting
{
    /// <summary>
    /// How long a gateway waits for a silo before it asks once more, unless the call says otherwise of itself: a call that went into a silo
    /// that died or stands still is not answered at all.
    /// </summary>
    private static readonly TimeSpan UsualAnswer = TimeSpan.FromSeconds(5);

    /// <summary>How long a silo waits for another one's directory: what is lost on the way is asked again, and until then its grains answer nobody.</summary>
    private static readonly TimeSpan LostBetweenSilos = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How long an orderly stop may take: requests finish, grains are handed over, writes are finished. Less than what service managers grant.
    /// </summary>
    public static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <summary>For a process that serves people: in the embedded profile it is the silo too, otherwise it calls the cluster's.</summary>
    public static IHostApplicationBuilder AddRectification(this IHostApplicationBuilder builder)
    {
        var profile = builder.AddCommon(serves: true);
        if (profile == Profile.Embedded)
        {
            // Before a silo starts, whose lifecycle would bury the reason under traces: whether there is a folder that is nobody's and can be written.
            Directory.CreateDirectory(builder.Configuration.DataPath());
            SqliteFileLock.Take(Path.Combine(builder.Configuration.DataPath(), SqliteStorageOptions.DefaultFileName)).Dispose();
            builder.AddSilo(profile);
        }
        else
        {
            builder.Services.AddOrleansClient(ClientsAreNotSilos.SettingsFor(builder.Configuration), client =>
            {
                if (builder.WantsTraces())
                {
                    client.AddActivityPropagation();
                }

                SiloTls.UseIn(client);
                if (builder.WantsDashboard())
                {
                    client.AddDashboard(HideLog);
                }

                client.RetryLostCalls();
                client.UseConnectionRetryFilter(static async (_, cancellation) =>
                {
                    // A gateway that starts before the first silo waits for it.
                    await Task.Delay(TimeSpan.FromSeconds(1), cancellation);
                    return true;
                });
                client.Configure<ClientMessagingOptions>(static messaging => messaging.ResponseTimeout = UsualAnswer);
                client.Configure<GatewayOptions>(static gateways => gateways.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2));
            });
        }

        return builder;
    }

    /// <summary>For a process that is a silo and nothing else.</summary>
    public static IHostApplicationBuilder AddRectificationSilo(this IHostApplicationBuilder builder)
    {
        builder.AddSilo(builder.AddCommon(serves: false));
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = TimeToStop);
        return builder;
    }

    /// <summary>It has every call to a grain measured, so it is only there where it was asked for.</summary>
    private static bool WantsDashboard(this IHostApplicationBuilder builder) => builder.Configuration.GetValue("Dashboard", defaultValue: false);

    /// <summary>Nobody reads the log by it.</summary>
    private static void HideLog(DashboardOptions dashboard) => dashboard.HideTrace = true;

    private static string AddCommon(this IHostApplicationBuilder builder, bool serves)
    {
        if (!TimeZones.TryFind(TimeZones.Usual, out _))
        {
            throw new InvalidOperationException(
                $"此机器没有时区数据（{TimeZones.Usual}），请安装 tzdata。 This machine has no data of time zones ({TimeZones.Usual}): install tzdata.");
        }

        var profile = Profile.Apply(builder.Configuration, serves);
        builder.QuietLogs();
        builder.AddFieldClock(hasStore: !serves || profile == Profile.Embedded);
        builder.AddRectificationTelemetry(serves);
        builder.Services.AddHostedService<MemoryRest>();
        builder.Services.LetDriversExceptionsTravel();
        builder.Services.KeepInterfaces();
        switch (profile)
        {
            case Profile.Postgres:
                builder.Services.AddHostedService<PostgresPreparation>();
                break;
            case Profile.Azure:
                builder.Services.AddAzureAccount(builder.Configuration);
                break;
        }

        return profile;
    }

    private static void AddSilo(this IHostApplicationBuilder builder, string profile)
    {
        builder.AddWorkingDays();
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        builder.Services.AddSingleton<IMailSender, SmtpMailSender>();
        builder.Services.AddRectificationGrains();
        builder.Services.AddOptions<NotificationOptions>().BindConfiguration(NotificationOptions.Section).ValidateOnStart();
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateOnStart();
        builder.UseOrleans(silo =>
        {
            if (profile == Profile.Embedded)
            {
                // One silo in one process; for clients from outside it has no port.
                silo.UseLocalhostClustering(LoneSiloPort.Find(builder.Configuration["urls"]), gatewayPort: 0);
            }
            else
            {
                var (address, port, gatewayPort) = SiloOptions.Read(builder.Configuration);
                silo.ConfigureEndpoints(address, port, gatewayPort);
                silo.Configure<ClusterMembershipOptions>(NoticeDeathSoon);
                silo.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, EndOfSilo>());
                silo.AddOneDirectory();
                silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, FormerSelf>();
                GatewaysAreNotSilos.Guard(silo);
                silo.UseKubernetesWhereAsked();
                SiloTls.UseIn(silo);
                silo.Configure<SiloMessagingOptions>(static messaging => messaging.SystemResponseTimeout = LostBetweenSilos);
            }

            if (builder.WantsTraces())
            {
                silo.AddActivityPropagation();
            }

            if (builder.WantsDashboard())
            {
                silo.AddDashboard(HideLog);
            }

            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DepartureWatch>();
        });
        builder.Services.AddHostedService<PlansAwake>();
        builder.Services.AddHostedService<RestoresTold>();
    }

    /// <summary>
    /// A dead silo is noticed within seconds, and a cluster that lost power starts without waiting for the dead. The price: a silo that stands
    /// still for seconds is given up, and has to be started again.
    /// </summary>
    private static void NoticeDeathSoon(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
        // Nobody is given up whose line said anything within this, times the probes missed: by default twelve seconds in which calls to a silo that was cut
        // off, or stands still, wait for nothing.
        membership.MaxProbeTimeout = TimeSpan.FromSeconds(1.5);
        membership.NumMissedProbesLimit = 3;
        membership.NumVotesForDeathDeclaration = 2;
        membership.IAmAliveTablePublishTimeout = TimeSpan.FromSeconds(5);
        membership.NumMissedTableIAmAliveLimit = 2;
        membership.TableRefreshTimeout = FormerSelf.Refresh;
        membership.DeathVoteExpirationTimeout = TimeSpan.FromSeconds(60);
        membership.DefunctSiloCleanupPeriod = TimeSpan.FromHours(1);
        membership.DefunctSiloExpiration = TimeSpan.FromDays(1);
    }

    /// <summary>
    /// Where a grain lives is agreed upon when silos come and go, instead of being found out again from nothing. A dead silo's grains may
    /// live elsewhere at once: its writes are shut out by tags and fences, not by waiting.
    /// </summary>
    private static void AddOneDirectory(this ISiloBuilder silo)
    {
#pragma warning disable ORLEANSEXP003 // Orleans calls it experimental; why it is used: docs/decisions/009-one-directory.md
        silo.AddDistributedGrainDirectory();
#pragma warning restore ORLEANSEXP003
        silo.Configure<GrainDirectoryOptions>(static directory => directory.RangeLeaseDuration = TimeSpan.Zero);
    }

    /// <summary>A console that one person can read: what the product says, and of its foundations only warnings.</summary>
    private static void QuietLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);

        // What keeps a host from starting is thrown too, and reported where it is caught.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
    }
}
