using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Rectification.Calendars;
using Rectification.FieldClocks;
using Rectification.Mail;
using Rectification.Notifications;
using Rectification.Storage.Hosting;
using Rectification.Telemetry;

namespace Rectification.Hosting;

/// <summary>Takes a host from configuration to a running silo, or to a client of a cluster.</summary>
public static class RectificationHosting
{
    /// <summary>Folder the embedded profile keeps everything in, unless <c>Data:Path</c> says otherwise: under the working directory.</summary>
    public const string DefaultDataPath = "data";

    /// <summary>
    /// How long a gateway waits for a silo before it asks once more, unless the call says otherwise of itself: a call that went into a silo
    /// that died or stands still is not answered at all.
    /// </summary>
    private static readonly TimeSpan UsualAnswer = TimeSpan.FromSeconds(5);

    /// <summary>How long a silo waits for another one's directory: what is lost on the way is asked again, and until then its grains answer nobody.</summary>
    private static readonly TimeSpan LostBetweenSilos = TimeSpan.FromSeconds(3);

    /// <summary>How long an orderly stop may take: requests finish, grains are handed over, writes are finished. Less than what service managers grant.</summary>
    public static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(20);

    /// <summary>For a process that serves people: in the embedded profile it is the silo too, otherwise it calls the cluster's.</summary>
    public static IHostApplicationBuilder AddRectification(this IHostApplicationBuilder builder)
    {
        var profile = builder.AddCommon(serves: true);
        if (profile == Profiles.Embedded)
        {
            builder.AddSilo(profile);
        }
        else
        {
            builder.Services.AddOrleansClient(Profiles.ForClient(builder.Configuration), client =>
            {
                client.AddActivityPropagation();
                client.AddOutgoingGrainCallFilter<RetryLostCalls>();
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

    /// <summary>The folder of this host's data, as an absolute path.</summary>
    public static string DataPath(this IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Path"] is { Length: > 0 } path ? path : DefaultDataPath);

    /// <summary>The cluster's database and the schema in it, where the profile has one.</summary>
    public static (string ConnectionString, string Schema)? Database(this IConfiguration configuration) =>
        Profiles.Of(configuration) == Profiles.Embedded ? null : Profiles.Database(configuration);

    private static string AddCommon(this IHostApplicationBuilder builder, bool serves)
    {
        var profile = Profiles.Apply(builder.Configuration, serves);
        builder.QuietLogs();
        builder.AddFieldClock(hasStore: !serves || profile == Profiles.Embedded);
        builder.AddRectificationTelemetry();
        builder.Services.LetDriversExceptionsTravel();
        if (profile != Profiles.Embedded)
        {
            builder.Services.AddHostedService<PostgresPreparation>();
        }

        return profile;
    }

    private static void AddSilo(this IHostApplicationBuilder builder, string profile)
    {
        if (profile != Profiles.Embedded)
        {
            builder.Services.AddHostedService<FormerSelf>();
        }

        builder.AddWorkingDays();
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        builder.Services.AddSingleton<IMailSender, SmtpMailSender>();
        builder.Services.AddRectificationGrains();
        builder.Services.AddOptions<NotificationOptions>().BindConfiguration(NotificationOptions.Section).ValidateOnStart();
        builder.UseOrleans(silo =>
        {
            if (profile == Profiles.Embedded)
            {
                // One silo in one process: the ports are for nobody else, so any free ones on the loopback do.
                silo.UseLocalhostClustering(FreePort(), FreePort());
            }
            else
            {
                var (address, port, gatewayPort) = SiloOptions.Read(builder.Configuration);
                silo.ConfigureEndpoints(address, port, gatewayPort);
                silo.Configure<ClusterMembershipOptions>(NoticeDeathSoon);
                silo.Services.Replace(ServiceDescriptor.Singleton<IFatalErrorHandler, EndOfSilo>());
                silo.AddOneDirectory();
                GatewaysAreNotSilos.Guard(silo);
                silo.UseKubernetesWhereAsked();
                silo.Configure<SiloMessagingOptions>(static messaging => messaging.SystemResponseTimeout = LostBetweenSilos);
            }

            silo.UseWholeKeysOnAdoNet();
            silo.AddActivityPropagation();
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DepartureWatch>();
        });
        builder.Services.AddHostedService<PlansAwake>();
    }

    /// <summary>
    /// A dead silo is noticed within seconds, and a cluster that lost power starts without waiting for the dead. The price: a silo that stands
    /// still for seconds is given up, and has to be started again.
    /// </summary>
    private static void NoticeDeathSoon(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(1);
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

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
