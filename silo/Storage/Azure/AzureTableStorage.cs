using System.Runtime.InteropServices;
using Azure;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Rectification.Storage.Azure;

/// <summary>
/// Grain storage on Azure Table: a row a state, in the official provider's layout. The service's ETags are the states'; a write is one
/// request, conditional on the tag the grain holds.
/// </summary>
/// <remarks>Failures: as of <see cref="GroupCommitStorage"/>.</remarks>
public sealed class AzureTableStorage : IGrainStorage, IBulkGrainStorage, ILifecycleParticipant<ISiloLifecycle>, IDisposable
{
    private const string System = "azure-table";

    private readonly string _name;
    private readonly string _serviceId;
    private readonly AzureTableStorageOptions _options;
    private readonly IGrainStorageSerializer _serializer;
    private readonly IActivatorProvider _activators;
    private readonly AzureTableGate _gate;
    private readonly TableClient _table;

    /// <param name="name">The provider's name, for the lifecycle's log.</param>
    /// <param name="serviceId">Of the cluster; first part of every partition key.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="services">Gives the activators that make fresh states, and Orleans' serializer.</param>
    internal AzureTableStorage(string name, string serviceId, AzureTableStorageOptions options, IServiceProvider services)
    {
        _name = name;
        _serviceId = serviceId;
        _options = options;
        _serializer = options.GrainStorageSerializer ?? new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>());
        _activators = services.GetRequiredService<IActivatorProvider>();
        _gate = new(options);
        _table = options.TableServiceClient!.GetTableClient(options.TableName);
    }

    /// <summary>As early as the other stores: before the first grain can be activated, until after the last one's deactivation.</summary>
    public void Participate(ISiloLifecycle observer) =>
        observer.Subscribe($"{nameof(AzureTableStorage)} {_name}", ServiceLifecycleStage.RuntimeStorageServices, StartAsync, StopAsync);

    /// <summary>Makes the table if it is not there.</summary>
    /// <exception cref="StorageUnavailableException">The account cannot be reached or does not let this process in.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        try
        {
            await _table.CreateIfNotExistsAsync(cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException refused) when (refused.Status == 403)
        {
            // A signature for the rows of a table does not allow to make one.
            await LookInside(cancellation).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw Unreachable(problem);
        }

        _gate.Open();
    }

    /// <summary>From here on everything is refused at once; returns when what was under way has ended.</summary>
    public Task StopAsync(CancellationToken cancellation) => _gate.Close(cancellation);

    public void Dispose() => _gate.Dispose();

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await Find(Empty(stateName, grainId), CancellationToken.None).ConfigureAwait(false);
        var data = row is null ? null : AzureTableRow.Read(row);
        grainState.RecordExists = data is not null;
        grainState.ETag = row?.ETag.ToString();
        grainState.State = data is null ? Fresh<T>() : _serializer.Deserialize<T>(new BinaryData(data)) ?? Fresh<T>();
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Empty(stateName, grainId);
        var data = _serializer.Serialize(grainState.State).ToMemory();
        if (!AzureTableRow.Fill(row, data, _options.UseStringFormat))
            throw TooLarge(stateName, grainId, data.Length);
        grainState.ETag = await Apply("write", new(stateName, grainId), row, data.Length, grainState.ETag, Put).ConfigureAwait(false);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = Empty(stateName, grainId);
        var key = new StoreKey(stateName, grainId);
        grainState.ETag = await Apply("clear", key, row, 0, grainState.ETag, _options.DeleteStateOnClear ? Delete : Blank).ConfigureAwait(false);
        grainState.RecordExists = false;
        grainState.State = Fresh<T>();
    }

    public async Task<IReadOnlyList<TState?>> ReadManyAsync<TState>(string stateName, IReadOnlyList<GrainId> grainIds, CancellationToken cancellation = default)
        where TState : class
    {
        ArgumentNullException.ThrowIfNull(grainIds);
        var states = new TState?[grainIds.Count];
        var window = new ParallelOptions { MaxDegreeOfParallelism = _options.ReadWindow, CancellationToken = cancellation };
        await Parallel.ForAsync(0, states.Length, window, async (i, token) =>
        {
            var row = await Find(Empty(stateName, grainIds[i]), token).ConfigureAwait(false);
            states[i] = row is not null && AzureTableRow.Read(row) is { } data ? _serializer.Deserialize<TState>(new BinaryData(data)) : null;
        }).ConfigureAwait(false);
        return ImmutableCollectionsMarshal.AsImmutableArray(states);
    }

    private TableEntity Empty(string stateName, GrainId grainId) => AzureTableRow.Empty(_serviceId, new(stateName, grainId));

    private async Task<TableEntity?> Find(TableEntity row, CancellationToken cancellation)
    {
        using var place = await _gate.Enter(0, cancellation).ConfigureAwait(false);
        try
        {
            var found = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: cancellation).ConfigureAwait(false);
            return found.HasValue ? found.Value : null;
        }
        catch (Exception problem) when (!cancellation.IsCancellationRequested)
        {
            throw Unreachable(problem);
        }
    }

    /// <summary>Insert where the grain has no tag, replacement of the whole row where it has: fewer chunks than before leave none behind.</summary>
    private async Task<string?> Put(TableEntity row, ETag? expected)
    {
        var answer = expected is { } tag
            ? await _table.UpdateEntityAsync(row, tag, TableUpdateMode.Replace).ConfigureAwait(false)
            : await _table.AddEntityAsync(row).ConfigureAwait(false);
        return answer.Headers.ETag?.ToString();
    }

    /// <summary>Without a tag there must be no state, and nothing is written.</summary>
    private async Task<string?> Blank(TableEntity row, ETag? expected) =>
        expected is null ? (await Cleared(row).ConfigureAwait(false))?.ETag.ToString() : await Put(row, expected).ConfigureAwait(false);

    /// <summary>Without a tag there must be no state; a row that was cleared and left there goes.</summary>
    private async Task<string?> Delete(TableEntity row, ETag? expected)
    {
        if (expected is null)
        {
            if (await Cleared(row).ConfigureAwait(false) is not { } cleared)
                return null;
            expected = cleared.ETag;
        }

        // The client takes a row that is not there for deleted.
        var answer = await _table.DeleteEntityAsync(row.PartitionKey, row.RowKey, expected.Value).ConfigureAwait(false);
        return answer.Status == 404 ? throw new RequestFailedException(answer) : null;
    }

    /// <summary>The row of a cleared state, or <see langword="null"/> where there is no row.</summary>
    /// <exception cref="RequestFailedException">There is a state.</exception>
    private async Task<TableEntity?> Cleared(TableEntity row)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey).ConfigureAwait(false);
        return !found.HasValue ? null : AzureTableRow.Read(found.Value!) is null ? found.Value : throw new RequestFailedException(409, "There is a state.");
    }

    private async Task<string?> Apply(
        string kind, StoreKey key, TableEntity row, int bytes, string? etag, Func<TableEntity, ETag?, Task<string?>> change)
    {
        var outcome = "unknown";
        var expected = string.IsNullOrEmpty(etag) ? null : etag;
        using var span = StorageTelemetry.StartSpan(System, kind, key);
        var started = StorageTelemetry.StartWrite();
        try
        {
            using var place = await _gate.Enter(bytes, CancellationToken.None).ConfigureAwait(false);
            if (expected is not null && !IsTag(expected))
                throw new RequestFailedException(412, "The tag is none of this service's.");
            var given = await change(row, expected is null ? null : new ETag(expected)).ConfigureAwait(false);
            outcome = "ok";
            return given;
        }
        catch (Exception problem) when (AzureTableErrors.IsConflict(problem))
        {
            outcome = "conflict";
            throw new InconsistentStateException(
                $"{kind} of {key}: the expected tag does not match the stored one.", await FoundTag(row).ConfigureAwait(false), expected, problem);
        }
        catch (Exception problem) when (problem is StorageUnavailableException || AzureTableErrors.IsDefinite(problem))
        {
            outcome = "unavailable";
            throw problem as StorageUnavailableException ?? Unreachable(problem);
        }
        catch (Exception problem)
        {
            throw new StorageOutcomeUnknownException($"写入结果未知。Nobody knows whether the {kind} of {key} went through.", problem);
        }
        finally
        {
            span?.SetTag("outcome", outcome);
            StorageTelemetry.EndWrite(started, System, kind, outcome);
        }
    }

    /// <summary>For the message of a conflict only: a failure here changes nothing.</summary>
    private async Task<string?> FoundTag(TableEntity row)
    {
        try
        {
            return (await Find(row, CancellationToken.None).ConfigureAwait(false))?.ETag.ToString();
        }
        catch (StorageUnavailableException)
        {
            return null;
        }
    }

    private async Task LookInside(CancellationToken cancellation)
    {
        try
        {
            await foreach (var _ in _table.QueryAsync<TableEntity>("PartitionKey eq ''", maxPerPage: 1, cancellationToken: cancellation).ConfigureAwait(false))
            {
                return;
            }
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            throw Unreachable(problem);
        }
    }

    private StorageUnavailableException Unreachable(Exception problem) =>
        new($"Azure 表 {_options.TableName} 目前不可用。The Azure table {_options.TableName} is not available now: {problem.Message}", problem);

    private static bool IsTag(string etag) => etag.EndsWith('"') && (etag.StartsWith("W/\"", StringComparison.Ordinal) || etag.StartsWith('"'));

    private static StorageUnavailableException TooLarge(string stateName, GrainId grainId, int bytes) =>
        new($"状态过大，写入未执行（{stateName}，{grainId}，{bytes} 字节，上限 {AzureTableRow.MaxChunks} 段）。"
            + $"The state {stateName} of {grainId} is too large for a row of Azure Table ({bytes} bytes, {AzureTableRow.MaxChunks} chunks at most); nothing was written.");

    private T Fresh<T>() => _activators.GetActivator<T>().Create();
}
