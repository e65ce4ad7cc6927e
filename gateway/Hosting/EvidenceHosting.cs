using Rectification.Gateway.Evidence;
using Rectification.Profiles;
using Rectification.Storage.Blobs;
using Rectification.Storage.Postgres;

namespace Rectification.Gateway.Hosting;

/// <summary>Chooses where evidence lies: setting <c>Evidence:Store</c>, by default what suits the profile.</summary>
internal static class EvidenceHosting
{
    private const string Folder = "folder";
    private const string Postgres = "postgres";
    private const string AzureBlob = "azureBlob";

    /// <summary>Which of the <c>ConnectionStrings</c> names an account for the evidence alone.</summary>
    private const string ConnectionName = "Evidence";

    public static void AddEvidenceStore(this WebApplicationBuilder builder)
    {
        var store = builder.Configuration[$"{EvidenceOptions.Section}:{nameof(EvidenceOptions.Store)}"] ?? Usual(Profile.Of(builder.Configuration));
        switch (store)
        {
            case Folder:
                builder.Services.AddSingleton<IEvidenceStore, FolderEvidenceStore>();
                break;
            case Postgres:
                var (connection, schema) = Profile.Database(builder.Configuration);
                builder.Services.AddSingleton<IEvidenceStore>(_ => new SharedEvidenceStore(new PostgresEvidence(connection, schema)));
                break;
            case AzureBlob:
                var (account, container) = Blobs(builder.Configuration);
                builder.Services.AddSingleton(_ => new BlobEvidence(account, container));
                builder.Services.AddSingleton<IEvidenceStore>(services => new SharedEvidenceStore(services.GetRequiredService<BlobEvidence>()));
                builder.Services.AddHostedService<BlobContainer>();
                break;
            default:
                throw new InvalidOperationException(
                    $"未知的 Evidence:Store={store}；可选 {Folder}、{Postgres}、{AzureBlob}。 Unknown Evidence:Store={store}; there are {Folder}, {Postgres} and "
                    + $"{AzureBlob}.");
        }
    }

    private static (string Connection, string Container) Blobs(ConfigurationManager configuration)
    {
        var connection = configuration.GetConnectionString(ConnectionName) ?? configuration.GetConnectionString(AzureAccount.ConnectionName);
        return string.IsNullOrEmpty(connection)
            ? throw new InvalidOperationException(
                $"Evidence:Store={AzureBlob} 需要 ConnectionStrings:{AzureAccount.ConnectionName} 或 ConnectionStrings:{ConnectionName}。 "
                    + $"Evidence:Store={AzureBlob} needs ConnectionStrings:{AzureAccount.ConnectionName} or ConnectionStrings:{ConnectionName}.")
            : (connection, configuration[$"{EvidenceOptions.Section}:{nameof(EvidenceOptions.Container)}"] ?? BlobEvidence.DefaultContainer);
    }

    private static string Usual(string profile) => profile switch
    {
        Profile.Postgres => Postgres,
        Profile.Azure => AzureBlob,
        _ => Folder,
    };
}
