using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;
using Rectification.Notifications;

namespace Rectification.Gateway.Inbox;

/// <summary>What POST /me/inbox/read takes.</summary>
internal sealed record ReadMark
{
    /// <summary>Number of the last item that was read.</summary>
    public required long UpTo { get; init; }
}

/// <summary>/me/inbox: what the one who asks should hear of.</summary>
internal static class InboxApi
{
    private const int UsualLimit = 50;

    public static void MapInbox(this IEndpointRouteBuilder api)
    {
        api.Get("/me/inbox", Policy.Account, Get, "My notifications（通知）");
        api.Post("/me/inbox/read", Policy.Account, MarkRead, "Mark as read up to an item");
    }

    private static async Task<Answer<InboxView>> Get(Asked<InboxAsked> asked, Caller caller, IGrainFactory grains) =>
        Answer<InboxView>.Of(await Of(grains, caller).Get(asked.Value.After, asked.Value.Limit, asked.Value.Unread), isPrivate: true);

    private static async Task<Answer<InboxView>> MarkRead(Body<ReadMark> body, Caller caller, IGrainFactory grains) =>
        await Of(grains, caller).MarkRead(body.Value.UpTo);

    private static IInboxGrain Of(IGrainFactory grains, Caller caller) => grains.GetGrain<IInboxGrain>(caller.Inbox);

    private sealed record InboxAsked(long? After, int Limit, bool Unread) : IAsked<InboxAsked>
    {
        public static InboxAsked Read(Query query) => new(query.Long("after"), query.Limit(UsualLimit), query.Flag("unread"));
    }
}
