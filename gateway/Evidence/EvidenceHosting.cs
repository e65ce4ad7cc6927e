using Rectification.Hosting;

namespace Rectification.Gateway.Evidence;

/// <summary>Chooses where evidence lies: setting <c>Evidence:Store</c>, by default what suits the profile.</summary>
internal static class EvidenceHosting
{
    private const string Folder = "folder";
    private const string Postgres = "postgres";

    public static void AddEvidenceStore(this WebApplicationBuilder builder)
    {
        var store = builder.Configuration[$"{EvidenceOptions.Section}:{nameof(EvidenceOptions.Store)}"] ?? Usual(builder.Configuration["Profile"]);
        switch (store)
        {
            case Folder:
                builder.Services.AddSingleton<IEvidenceStore, FolderEvidenceStore>();
                break;
            case Postgres:
                var (connection, schema) = RunningStore.Database(builder.Configuration);
                builder.Services.AddSingleton<IEvidenceStore>(_ => new PostgresEvidenceStore(connection, schema));
                break;
            default:
                throw new InvalidOperationException(
                    $"未知的 Evidence:Store={store};可选 {Folder}、{Postgres}。 Unknown Evidence:Store={store}; there are {Folder} and {Postgres}.");
        }
    }

    private static string Usual(string? profile) => profile switch
    {
        "postgres" => Postgres,
        _ => Folder,
    };
}
