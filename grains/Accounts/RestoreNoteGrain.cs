using System.Collections.Immutable;
using Rectification.Storage;

namespace Rectification.Accounts;

/// <summary>Restores of which the trail of accounts may not know yet. Written by the restore itself, among the rows it brings.</summary>
[GenerateSerializer, Immutable, Alias("restore-note-row")]
public sealed record RestoreNoteRow
{
    public const string StateName = "restored-v1";

    /// <summary>The grain whose row it is, as stores name it.</summary>
    public const string GrainId = RestoreNoteGrain.GrainType + "/" + IRestoreNoteGrain.Key;

    [Id(0)] public ImmutableArray<BackupRestored> Restores { get; init; } = [];
}

[GrainType(GrainType)]
internal sealed class RestoreNoteGrain([PersistentState(RestoreNoteRow.StateName)] IPersistentState<RestoreNoteRow> stored) : Grain, IRestoreNoteGrain
{
    public const string GrainType = "restore-note";

    /// <summary>In whose name the trail has it: who restores is nobody's account.</summary>
    private const string Operator = "operator";

    public async Task Tell()
    {
        if (stored.State.Restores.IsDefaultOrEmpty)
        {
            return;
        }

        var trail = GrainFactory.GetGrain<IAccountTrailGrain>(IAccountTrailGrain.Key);
        foreach (var restored in stored.State.Restores)
        {
            // Known by its name of its own: a crash before the write below tells it once more, to no effect.
            await trail.Record(new() { Account = restored.Account, Version = 1, By = Operator, Body = "", At = DateTimeOffset.MinValue, Event = restored });
        }

        await new Committed<RestoreNoteRow>(stored).Write(new());
    }
}
