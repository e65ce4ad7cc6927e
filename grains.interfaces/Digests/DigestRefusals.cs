using static Rectification.Refusal;

namespace Rectification.Digests;

/// <summary>Every "no" about a weekly digest. Codes never change.</summary>
public static class DigestRefusals
{
    public static readonly Refusal Unknown = NotFound("digest.unknown", "没有这一期汇总。", "There is no digest of this period.");
}
