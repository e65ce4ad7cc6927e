using Rectification.Gateway.Http;

namespace Rectification.Gateway.Auth;

/// <summary>What every command comes with: who gives it, under which id, and on which version it rests.</summary>
internal sealed record Call(Caller Caller, IdempotencyKey Key, IfMatch IfMatch);
