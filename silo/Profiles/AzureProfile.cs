using Azure.Data.Tables;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;

namespace Rectification.Profiles;

/// <summary>The profile <c>azure</c>: states, membership and reminders in the tables of one storage account, by Orleans' own packages.</summary>
internal static class AzureProfile
{
    private const string ProviderType = "AzureTableStorage";

    /// <summary>Names the account's client in <c>ServiceKey</c>.</summary>
    private const string Account = "rectification-account";

    /// <summary>Names Orleans' binary format in <c>SerializerKey</c>: the official default is a text of another format.</summary>
    private const string Binary = "binary";

    /// <param name="configuration">The configuration.</param>
    /// <param name="serves">Whether the process is a client of the cluster: it is told of the members only.</param>
    /// <exception cref="InvalidOperationException">No account is named.</exception>
    public static Dictionary<string, string?> Defaults(IConfiguration configuration, bool serves)
    {
        AzureAccount.Connection(configuration);
        Dictionary<string, string?> defaults = new() { ["Orleans:ServiceId"] = Profile.ServiceId, ["Orleans:ClusterId"] = Profile.ServiceId };
        string[] sections = serves ? ["Clustering"] : ["Clustering", "Reminders", "GrainStorage:Default"];
        foreach (var section in sections)
        {
            defaults[$"Orleans:{section}:ProviderType"] = ProviderType;
            defaults[$"Orleans:{section}:ServiceKey"] = Account;
        }

        if (!serves)
        {
            defaults["Orleans:GrainStorage:Default:SerializerKey"] = Binary;
        }

        return defaults;
    }

    /// <summary>Registers what the defaults name.</summary>
    public static void AddAzureAccount(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddKeyedSingleton<TableServiceClient>(Account, (_, _) => AzureAccount.Tables(AzureAccount.Connection(configuration)));
        services.AddKeyedSingleton<IGrainStorageSerializer>(
            Binary, static (provider, _) => new OrleansGrainStorageSerializer(provider.GetRequiredService<Serializer>()));

        // As early as the other stores: before the first grain can be activated, until after the last one's deactivation.
        services.Configure<AzureTableStorageOptions>("Default", static options => options.InitStage = ServiceLifecycleStage.RuntimeStorageServices);
    }
}
