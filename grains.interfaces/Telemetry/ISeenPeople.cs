namespace Rectification.Telemetry;

/// <summary>Who has used a page of this process lately.</summary>
public interface ISeenPeople
{
    /// <summary>The last one first; who has been away for longer is forgotten.</summary>
    IReadOnlyList<SeenPerson> Recent();
}
