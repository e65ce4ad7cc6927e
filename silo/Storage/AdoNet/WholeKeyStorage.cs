using Orleans.Storage;
using Rectification.Storage.Postgres;

namespace Rectification.Storage.AdoNet;

/// <summary>
/// The official AdoNet storage with the whole grain id for a key, and with failures in the product's words. By itself it leaves the grain's type
/// out of the key, and takes keys that read as hexadecimal numbers or GUIDs apart: an outbox and a chain of seals of one plan would share a row,
/// accounts named <c>ada</c> and <c>0ada</c> too.
/// </summary>
internal sealed class WholeKeyStorage(AdoNetGrainStorage official) : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>No number and no GUID begins with it, so the key stays the text that it is.</summary>
    private const char First = '/';

    /// <summary>The official store takes what follows it in a state's name for a generic type's and rewrites it.</summary>
    private const char Rewritten = '`';

    public void Participate(ISiloLifecycle observer) => official.Participate(observer);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        try
        {
            await official.ReadStateAsync(Whole(stateName), Whole(grainId), grainState).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OrleansException)
        {
            throw new StorageUnavailableException($"{stateName} of {grainId} could not be read.", problem);
        }
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        RequireVersion(stateName, grainId, grainState.ETag);
        return Change(() => official.WriteStateAsync(Whole(stateName), Whole(grainId), grainState), stateName, grainId);
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        RequireVersion(stateName, grainId, grainState.ETag);
        if (string.IsNullOrEmpty(grainState.ETag))
        {
            // Without a tag the official store reads the row and clears any version it finds.
            var found = new GrainState<T>();
            await ReadStateAsync(stateName, grainId, found).ConfigureAwait(false);
            if (found.RecordExists)
            {
                throw new InconsistentStateException($"clear of {stateName} of {grainId}: there is a row.", found.ETag, currentEtag: null);
            }
        }

        await Change(() => official.ClearStateAsync(Whole(stateName), Whole(grainId), grainState), stateName, grainId).ConfigureAwait(false);
    }

    /// <summary>What the server reports for the one statement of a change is definite; after anything else it may still commit.</summary>
    private static async Task Change(Func<Task> change, string stateName, GrainId grainId)
    {
        try
        {
            await change().ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is not OrleansException)
        {
            throw PostgresErrors.Of(problem) == BatchResult.Unknown
                ? new StorageOutcomeUnknownException($"Whether {stateName} of {grainId} was written is not known.", problem)
                : new StorageUnavailableException($"{stateName} of {grainId} was not written.", problem);
        }
    }

    /// <summary>Tags are versions here; another one was never given out.</summary>
    private static void RequireVersion(string stateName, GrainId grainId, string? etag)
    {
        if (!string.IsNullOrWhiteSpace(etag) && !int.TryParse(etag, out _))
        {
            throw new InconsistentStateException($"{stateName} of {grainId}: no such tag.", null, etag);
        }
    }

    private static string Whole(string stateName) =>
        stateName.Contains(Rewritten) ? throw new ArgumentException($"A state's name must not contain '{Rewritten}': {stateName}", nameof(stateName)) : stateName;

    private static GrainId Whole(GrainId grainId) => GrainId.Create(grainId.Type, First + grainId.ToString());
}
