using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Rectification.Notifications;

/// <summary>Writes a letter from what one recipient should hear: Chinese first, then English. Pure.</summary>
internal static class Letters
{
    /// <summary>Longest subject, in UTF-16 code units.</summary>
    private const int MaxSubject = 80;
    private const int ReferenceBytes = 16;

    public static Letter Write(string plan, string to, IReadOnlyList<OutboxItem> items, string? baseUrl)
    {
        var said = items.Select(item => item.Notification).ToList();
        var subject = said is [var only]
            ? Sentences.Cut(only.Zh, MaxSubject)
            : string.Create(CultureInfo.InvariantCulture, $"{said.Count} 条整改通知 / {said.Count} notifications");
        var text = new StringBuilder();
        text.Append("您好，以下事项与您有关：\n\n");
        Add(text, plan, said, notification => notification.Zh, baseUrl);
        text.Append("\n----\n\nMatters that concern you:\n\n");
        Add(text, plan, said, notification => notification.En, baseUrl);
        return new(to, subject.ReplaceLineEndings(" "), text.ToString(), ReferenceOf(plan, to, said));
    }

    private static void Add(StringBuilder text, string plan, List<Notification> said, Func<Notification, string> sentence, string? baseUrl)
    {
        foreach (var (i, notification) in said.Index())
        {
            text.Append(CultureInfo.InvariantCulture, $"{i + 1}. {sentence(notification)}\n   {notification.At:yyyy-MM-dd HH:mm zzz}\n");
            if (baseUrl is not null)
            {
                text.Append(CultureInfo.InvariantCulture, $"   {baseUrl}/plans/{plan}");
                text.Append(PathOf(notification)).Append('\n');
            }
        }
    }

    private static string PathOf(Notification notification) => notification switch
    {
        { IsOfDraft: true, Problem: { } problem } => string.Create(CultureInfo.InvariantCulture, $"/draft/{problem}"),
        { Digest: { } digest } => string.Create(CultureInfo.InvariantCulture, $"/digests/{digest.Period:yyyy-MM-dd}"),
        { Measure: { } measure } => string.Create(CultureInfo.InvariantCulture, $"/measures/{measure}"),
        _ => "",
    };

    private static string ReferenceOf(string plan, string to, List<Notification> said)
    {
        var content = string.Join('\n', said.Select(notification => notification.Id).Prepend(to).Prepend(plan));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, ReferenceBytes));
    }
}
