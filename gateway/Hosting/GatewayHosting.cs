using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rectification.Gateway.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Demo;
using Rectification.Gateway.Evidence;
using Rectification.Gateway.Forecasts;
using Rectification.Gateway.Http;
using Rectification.Gateway.Ledgers;
using Rectification.Gateway.Notices;
using Rectification.Gateway.OpenApi;
using Rectification.Gateway.Operations;
using Rectification.Gateway.Opinions;
using Rectification.Gateway.Papers;
using Rectification.Gateway.Plans;
using Rectification.Gateway.Rates;
using Rectification.Gateway.Seeding;
using Rectification.Gateway.SignIn;
using Rectification.Profiles;
using Rectification.Telemetry;

namespace Rectification.Gateway.Hosting;

/// <summary>What the gateway is made of.</summary>
internal static class GatewayHosting
{
    private const string DefaultUrl = "http://127.0.0.1:5080";

    /// <summary>Largest body unless an endpoint says otherwise, in bytes.</summary>
    private const long MaxBodyBytes = 64L * 1024 * 1024;

    /// <summary>How long the head of a request may take to arrive: who dribbles it in holds a connection and nothing else, and not for long.</summary>
    private static readonly TimeSpan HeadersWithin = TimeSpan.FromSeconds(10);

    public static WebApplicationBuilder AddGateway(this WebApplicationBuilder builder)
    {
        if (string.IsNullOrEmpty(builder.Configuration[WebHostDefaults.ServerUrlsKey]))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }

        var data = new DataFolder(builder.Configuration.DataPath());
        builder.WebHost.ConfigureKestrel(ConfigureKestrel);
        builder.AddHttps();
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddOptions<AuthOptions>().BindConfiguration(AuthOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<AuthOptions>, AuthOptionsValidator>();
        builder.Services.ConfigureHttpJsonOptions(static json =>
        {
            ApiJson.Configure(json.SerializerOptions);
            json.SerializerOptions.TypeInfoResolver = ApiSurface.Json;
        });
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<StoppingOptions>().BindConfiguration(StoppingOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<StoppingOptions>, StoppingOptionsValidator>();
        builder.Services.AddSingleton<IConfigureOptions<HostOptions>, StoppingTime>();
        builder.Services.AddSingleton<Leaving>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<Leaving>());
        builder.AddSignIn();
        builder.Services.AddPasswords();
        builder.Services.AddPasswordSignIn();
        builder.Services.AddSingleton<SeenPeople>();
        builder.Services.AddSingleton<ISeenPeople>(static services => services.GetRequiredService<SeenPeople>());
        builder.Services.AddSingleton<SystemReader>();
        builder.Services.AddSingleton<PlanCache>();
        builder.Services.AddSingleton<LiveSheets>();
        builder.Services.AddSingleton<ReplayTurns>();
        builder.Services.AddSingleton<ForecastReading>();
        builder.Services.AddSingleton<OpinionGate>();
        builder.Services.AddOptions<EvidenceOptions>().BindConfiguration(EvidenceOptions.Section).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<EvidenceOptions>, EvidenceOptionsValidator>();
        builder.Services.AddSingleton(data);
        builder.AddEvidenceStore();
        builder.Services.AddSingleton<UploadFolder>();
        UploadFolder.TakeForms(data);
        builder.Services.AddSingleton<EvidenceIntake>();
        builder.Services.AddSingleton<LedgerIntake>();
        builder.Services.AddSingleton<LedgerContexts>();
        builder.Services.AddSingleton<LedgerReads>();
        builder.Services.AddSingleton<LedgerDesk>();
        builder.Services.AddLedgerExports();
        builder.Services.AddSingleton<PaperDesk>();
        builder.Services.AddSingleton<NoticeFiles>();
        builder.Services.AddSingleton<NoticeProofs>();
        builder.Services.AddHostedService<UploadSweep>();
        builder.Services.AddSingleton<AccountBootstrap>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<AccountBootstrap>());
        builder.Services.AddSingleton<SeedImport>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<SeedImport>());
        builder.Services.AddSingleton<DemoPlan>();
        builder.Services.AddSingleton<DemoAccounts>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<DemoAccounts>());
        builder.Services.AddSingleton<SetUpCode>();
        builder.Services.AddHostedService(static services => services.GetRequiredService<SetUpCode>());
        builder.Services.AddApiDescription();
        return builder;
    }

    private static void ConfigureKestrel(KestrelServerOptions kestrel)
    {
        kestrel.AddServerHeader = false;
        kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
        kestrel.Limits.RequestHeadersTimeout = HeadersWithin;
    }
}
