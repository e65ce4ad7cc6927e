using System.Reflection;
using Microsoft.AspNetCore.Http.Metadata;
using Rectification.Accounts;
using Rectification.Gateway.Auth;
using Rectification.Gateway.Http;

namespace Rectification.Gateway.Accounts;

/// <summary>An account as ASP.NET Core Identity handles it: its credentials, saved by the code that changed them.</summary>
internal sealed class AccountLogin
{
    public required string Name { get; init; }
    public required AccountCredentials Credentials { get; set; }

    /// <summary>Who changes it, under which command; the product itself, unless somebody does.</summary>
    public CommandSender CommandSender { get; init; } = CommandSender.OfTheProduct();

    /// <summary>What is to be made, for an account that is not there yet.</summary>
    public CreateAccount? Wanted { get; init; }

    /// <summary>What makes it instead of the account itself, for the first administrator.</summary>
    public Func<CreateAccount, Task<AccountOutcome>>? Maker { get; init; }

    /// <summary>What the account said to being saved.</summary>
    public AccountOutcome? Outcome { get; set; }
}

/// <summary>Who does something to an account, for whom, under which id.</summary>
internal sealed record CommandSender(string By, string? For, string Id) : IEndpointParameterMetadataProvider
{
    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder) => IdempotencyKey.PopulateMetadata(parameter, builder);

    public static async ValueTask<CommandSender?> BindAsync(HttpContext context) =>
        await IdempotencyKey.BindAsync(context) is { } key ? new(context.Caller().Actor.Account, context.Caller().Actor.OnBehalfOf, key.Id) : null;

    public static CommandSender OfTheProduct() => new(AccountEnvelope.System, null, Guid.NewGuid().ToString("N"));

    public AccountEnvelope Of(AccountCommand command) => new() { Id = Id, By = By, For = For, Command = command };
}
