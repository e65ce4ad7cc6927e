using Rectification.Evidence;

namespace Rectification.Gateway.Evidence;

/// <summary>Takes files of evidence in, for the API and for the pages alike: received, looked into, stored, and on record with who sent it.</summary>
internal sealed class EvidenceIntake(UploadFolder uploads, IEvidenceStore store, IGrainFactory grains, [FromKeyedServices(Clocks.Key)] TimeProvider clock)
{
    /// <param name="actor">Who sends it.</param>
    /// <param name="content">The file's bytes.</param>
    /// <param name="name">The file's name, cleaned; empty without one.</param>
    /// <param name="cancellation">Ends it; what was received is dropped.</param>
    /// <returns>The file on record, or why not.</returns>
    public async Task<(EvidenceView? View, Refusal? Refusal)> Take(Actor actor, Stream content, string name, CancellationToken cancellation)
    {
        var (received, refusal) = await uploads.Receive(content, cancellation);
        if (received is null)
        {
            return (null, refusal);
        }

        using var upload = received;
        var (type, wrong) = FileSniffer.Look(upload.Path, name);
        if (type is null)
        {
            return (null, wrong);
        }

        if (!await store.Exists(upload.Sha256, cancellation))
        {
            await store.Put(upload, cancellation);
        }

        await grains.GetGrain<IEvidenceGrain>(upload.Sha256).Uploaded(
            new() { Account = actor.Account, Units = actor.Units, Name = name, At = clock.GetUtcNow() }, upload.Size, type.Media);
        return (new() { Sha256 = upload.Sha256, Size = upload.Size, Type = type.Media, Name = name }, null);
    }
}
