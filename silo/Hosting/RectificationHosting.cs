using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Configuration.Memory;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rectification.Calendars;
using Microsoft.Extensions.Options;
using Rectification.FieldClocks;
using Rectification.Mail;
using Rectification.Notifications;
using Rectification.Telemetry;

namespace Rectification.Hosting;

/// <summary>Takes a host from configuration to a running silo. A profile is nothing but defaults for Orleans' own configuration, which always wins.</summary>
public static class RectificationHosting
{
    /// <summary>Folder the embedded profile keeps everything in, unless <c>Data:Path</c> says otherwise: under the working directory.</summary>
    public const string DefaultDataPath = "data";

    public static IHostApplicationBuilder AddRectification(this IHostApplicationBuilder builder)
    {
        builder.AddProfileDefaults();
        builder.QuietLogs();
        builder.AddFieldClock();
        builder.AddWorkingDays();
        builder.AddRectificationTelemetry();
        builder.Services.AddOptions<MailOptions>().BindConfiguration(MailOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidator>();
        builder.Services.AddSingleton<IMailSender, SmtpMailSender>();
        builder.Services.AddRectificationGrains();
        builder.Services.AddOptions<NotificationOptions>().BindConfiguration(NotificationOptions.Section).ValidateOnStart();
        builder.UseOrleans(silo =>
        {
            // One silo in one process: the ports are for nobody else, so any free ones on the loopback do.
            silo.UseLocalhostClustering(FreePort(), FreePort());
            silo.AddActivityPropagation();
            silo.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, DepartureWatch>();
        });
        builder.Services.AddHostedService<PlansAwake>();
        return builder;
    }

    /// <summary>The folder of this host's data, as an absolute path.</summary>
    public static string DataPath(this IConfiguration configuration) =>
        Path.GetFullPath(configuration["Data:Path"] is { Length: > 0 } path ? path : DefaultDataPath);

    /// <summary>A console that one person can read: what the product says, and of its foundations only warnings.</summary>
    private static void QuietLogs(this IHostApplicationBuilder builder)
    {
        builder.Logging.AddFilter("Orleans", LogLevel.Warning);
        builder.Logging.AddFilter("Polly", LogLevel.Error);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
    }

    private static void AddProfileDefaults(this IHostApplicationBuilder builder)
    {
        var profile = builder.Configuration["Profile"] ?? "embedded";
        if (profile != "embedded")
        {
            throw new InvalidOperationException($"未知的运行方式 Profile={profile};目前支持 embedded。 Unknown Profile={profile}; supported: embedded.");
        }

        var data = builder.Configuration.DataPath() + Path.DirectorySeparatorChar;
        // First in the list: whatever else is configured overrides it.
        builder.Configuration.Sources.Insert(0, new MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Orleans:ServiceId"] = "rectification",
                ["Orleans:ClusterId"] = "embedded",
                ["Orleans:GrainStorage:Default:ProviderType"] = "Sqlite",
                ["Orleans:GrainStorage:Default:Path"] = data,
                ["Orleans:Reminders:ProviderType"] = "Sqlite",
                ["Orleans:Reminders:Path"] = data,
            },
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
