using Orleans.Storage;
using Rectification.Storage.Azure;
using Rectification.Tests.Storage.Support;
using Rectification.Tests.Support;

namespace Rectification.Tests.Storage;

/// <summary>A table each, so that no test sees another's rows.</summary>
public abstract class AzureTableConformance(AzuriteServer server, bool deletes) : GrainStorageConformance
{
    private AzureTableStorage? _storage;

    /// <summary>Less than the 1,024 of the official provider: the service itself takes 1 KiB, two bytes a character.</summary>
    protected override int LongestKey => 480;

    protected override DesignLimits Limits => DesignLimits.RefusesOddCharacters;

    protected override async Task<IGrainStorage> OpenAsync() =>
        _storage = await AzureTableStore.OpenAsync(server.ConnectionString, "tests", Services.Instance, options =>
        {
            options.TableName = $"t{Guid.NewGuid():N}";
            options.DeleteStateOnClear = deletes;

            // The emulator of a busy machine is slow; what becomes of lost answers is shown elsewhere.
            options.NetworkTimeout = TimeSpan.FromMinutes(1);
        });

    public override async ValueTask DisposeAsync()
    {
        await _storage!.StopAsync(CancellationToken.None);
        _storage.Dispose();
        GC.SuppressFinalize(this);
    }
}

public sealed class AzureTableGrainStorageTests(AzuriteServer server) : AzureTableConformance(server, deletes: false), IClassFixture<AzuriteServer>;

/// <summary>The same where a cleared state's row is deleted.</summary>
public sealed class AzureTableDeletingStorageTests(AzuriteServer server) : AzureTableConformance(server, deletes: true), IClassFixture<AzuriteServer>;
