namespace Rectification.Storage.Azure;

/// <summary>Grain storage on Azure Table.</summary>
public static class AzureTableStore
{
    /// <summary>Opens a started grain storage, without a silo. Dispose it to close.</summary>
    /// <param name="connection">See <see cref="AzureTableStorageOptions.Connect"/>.</param>
    /// <param name="serviceId">Of the cluster whose states these are.</param>
    /// <param name="services">Must offer Orleans' serializer (<c>AddSerializer()</c>).</param>
    /// <param name="configure">Further options, the account's client included.</param>
    public static async Task<AzureTableStorage> OpenAsync(
        string connection, string serviceId, IServiceProvider services, Action<AzureTableStorageOptions>? configure = null)
    {
        var options = new AzureTableStorageOptions();
        configure?.Invoke(options);
        if (options.TableServiceClient is null)
        {
            options.Connect(connection);
        }

        options.Validate(nameof(AzureTableStore));
        var storage = new AzureTableStorage("Azure Table", serviceId, options, services);
        await storage.StartAsync(CancellationToken.None).ConfigureAwait(false);
        return storage;
    }
}
