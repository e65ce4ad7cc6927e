namespace Rectification.Notifications;

/// <summary>A plan's outgoing notifications (key: plan), durable and in order; receivers are served from it, each at its own pace.</summary>
[Alias("outbox")]
public interface IOutboxGrain : IGrainWithStringKey
{
    /// <summary>Takes notifications in. They are durable when this returns; one whose id is known already is left out.</summary>
    [Alias("post")]
    Task Post(IReadOnlyList<Notification> notifications);
}
