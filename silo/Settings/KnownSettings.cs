using static Rectification.Settings.Allowed;

namespace Rectification.Settings;

/// <summary>All settings, of silos and gateways alike: a cluster's processes share one file of them. docs/settings.md says what each means.</summary>
public static class KnownSettings
{
    private const int Most = int.MaxValue;
    private const long LeastFile = 1024;
    private const long MostFile = 4L * 1024 * 1024 * 1024;
    private const int LeastKey = 32;
    private const int MostKey = 512;
    private const double MaxSpeed = 1_000_000;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    public static IReadOnlyList<Setting> All { get; } =
    [
        new("urls", Listening, true),
        new("Kestrel:Certificates:Default:Path", Text, true),
        new("Kestrel:Certificates:Default:KeyPath", Text, true),
        new("Kestrel:Certificates:Default:Password", Secret),
        new("Https:HstsDays", Number(0, 3_650)),
        new("Data:Path", Text, true),
        new("Profile", OneOf("embedded", "postgres", "azure"), true),
        new("ConnectionStrings:Rectification", Secret, true),
        new("ConnectionStrings:Storage", Secret, true),
        new("ConnectionStrings:Evidence", Secret),
        new("Postgres:Schema", Text),
        new("Orleans:GrainStorage:Default:ProviderType", Text),
        new("Orleans:GrainStorage:Default:TableName", Text),
        new("Orleans:GrainStorage:Default:Writers", Number(1, 32)),
        new("Orleans:GrainStorage:Default:GatherFor", Time(TimeSpan.Zero, Second)),
        new("Orleans:GrainStorage:Default:MaxFileMebibytes", Number(0, 16_777_216)),
        new("Kubernetes:Enabled", Flag),
        new("Silo:Address", Text, true),
        new("Silo:Port", Port),
        new("Silo:GatewayPort", Port),
        new("Silo:Tls:Certificate", Text, true),
        new("Silo:Tls:Key", Text, true),
        new("Silo:Tls:Authority", Text, true),
        new("Stopping:Notice", Time(TimeSpan.Zero, TimeSpan.FromMinutes(2))),
        new("Auth:BootstrapKey", SecretOf(LeastKey, MostKey), true),
        new("Auth:Jwt:Authority", Address),
        new("Auth:Jwt:Audience", Text),
        new("Auth:Jwt:AccountClaim", Text),
        new("Auth:Oidc:Authority", Address, true),
        new("Auth:Oidc:ClientId", Text, true),
        new("Auth:Oidc:ClientSecret", Secret, true),
        new("Auth:Oidc:AccountClaim", Text),
        new("Evidence:Store", OneOf("folder", "postgres", "azureBlob")),
        new("Evidence:Container", Text),
        new("Evidence:MaxBytes", Number(LeastFile, MostFile)),
        new("RateLimits:AtOnce", Number(0, Most)),
        new("RateLimits:AtOncePerCaller", Number(0, Most)),
        new("RateLimits:PerAccount", Number(0, Most)),
        new("RateLimits:PerAddress", Number(0, Most)),
        new("RateLimits:BurstSeconds", Number(1, Most)),
        new("RateLimits:StreamsPerAccount", Number(0, Most)),
        new("RateLimits:StreamsPerAddress", Number(0, Most)),
        new("RateLimits:OpinionsPerAddress", Number(0, Most)),
        new("Demo", Flag),
        new("Demo:Plan", OneOf("none")),
        new("Replay", Flag),
        new("Seed", Text, true),
        new("Calendar:Path", Text),
        new("Clock:StartAt", Moment),
        new("Clock:Speed", Above(0, MaxSpeed)),
        new("Dashboard", Flag),
        new("Telemetry:Console", Flag),
        new("Telemetry:ConsoleSeconds", Number(1, 86_400)),
        new("Telemetry:Traces", Flag),
        new("Telemetry:Otlp", Address),
        new("Telemetry:Prometheus", Flag),
        new("Telemetry:MetricsAddress", Listening, true),
        new("Notifications:FirstRetry", Time(Tick, Day)),
        new("Notifications:LongestRetry", Time(Tick, Day)),
        new("Notifications:Timeout", Time(Tick, TimeSpan.FromMinutes(5))),
        new("Notifications:StalledAfter", Time(Tick, TimeSpan.FromDays(3_650))),
        new("Notifications:MailWindow", Time(TimeSpan.Zero, Day)),
        new("Webhooks:AllowedNetworks", Text),
        new("Mail:Host", Text, true),
        new("Mail:From", Text, true),
        new("Mail:Security", AnyOf("none", "startTls", "tls")),
        new("Mail:Port", Port),
        new("Mail:User", Text, true),
        new("Mail:Password", Secret, true),
        new("Mail:BaseUrl", Address, true),
    ];
}
