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
        api.Get("/me/inbox", Policy.Submit, Get, "My notifications（通知）").Asks("after", "limit", "unread").Gives<InboxView>();
        api.Post("/me/inbox/read", Policy.Submit, MarkRead, "Mark as read up to an item").Takes<ReadMark>().Gives<InboxView>();
    }

    private static async Task Get(HttpContext context)
    {
        var query = new Query(context.Request.Query);
        var (after, limit, unread) = (query.Long("after"), query.Limit(UsualLimit), query.Flag("unread"));
        if (query.Wrong is { } wrong)
        {
            await Errors.Refuse(context, wrong);
            return;
        }

        context.Response.Headers.CacheControl = "no-store";
        await JsonAnswer.Write(context, await Mine(context).Get(after, limit, unread), InboxJson.Api.InboxView);
    }

    private static async Task MarkRead(HttpContext context)
    {
        var body = await Body.Read(context, InboxJson.Api.ReadMark);
        if (body.Value is not { } mark)
        {
            await Errors.Refuse(context, body.Status, body.Refusal!);
            return;
        }

        await JsonAnswer.Write(context, await Mine(context).MarkRead(mark.UpTo), InboxJson.Api.InboxView);
    }

    private static IInboxGrain Mine(HttpContext context) => context.Grains().GetGrain<IInboxGrain>(context.Caller().Actor.Account);
}
