using System.CommandLine;
using System.CommandLine.Parsing;
using Npgsql;
using Rectification.Profiles;
using Rectification.Storage.Postgres;

namespace Rectification.Cli;

/// <summary>Options that several commands have. Secrets may come from the environment, so that none stands on a command line.</summary>
internal static class Asking
{
    private const string KeyVariable = "RECTIFICATION_KEY";
    private const string ConnectionVariable = "ConnectionStrings__Rectification";

    /// <summary>A connection string, or nothing after the name: then it comes from the environment.</summary>
    public static Option<string?> Connection(string name, string zh, string en)
    {
        var option = new Option<string?>(name)
        {
            Description = $"{zh}；不写值则取环境变量 {ConnectionVariable}。 {en}; without a value: the environment's {ConnectionVariable}.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        option.Validators.Add(result =>
        {
            if (Problem(result.Tokens.Count > 0 ? result.Tokens[0].Value : Environment.GetEnvironmentVariable(ConnectionVariable)) is { } problem)
            {
                result.AddError($"{name}：不是有效的 PostgreSQL 连接字符串（{problem}）。 Not a connection string of PostgreSQL.");
            }
        });
        return option;
    }

    public static Option<string> Schema() => new("--schema")
    {
        Description = "数据库中的 schema。 Schema in the database.",
        DefaultValueFactory = _ => PostgresStorageOptions.DefaultSchema,
    };

    public static Option<string> ServiceId() => new("--service-id")
    {
        Description = "Orleans:ServiceId，改过才需要。 Orleans:ServiceId, where it was changed.",
        DefaultValueFactory = _ => Profile.ServiceId,
    };

    public static Option<Uri?> Url(string name)
    {
        var option = new Option<Uri?>(name)
        {
            Description = "运行中的网关地址，如 http://127.0.0.1:5080。 Address of a running gateway.",
            CustomParser = result =>
            {
                if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
                {
                    return url;
                }

                result.AddError($"{name} 须为 http:// 或 https:// 地址。 {name} is an address that begins with http:// or https://.");
                return null;
            },
        };
        return option;
    }

    public static Option<string?> Key() => new("--key")
    {
        Description = $"运维账号的密钥；默认取环境变量 {KeyVariable}。 Key of an account with the role ops; default: the environment's {KeyVariable}.",
    };

    /// <summary>The key that was given; never shown as a default, because help is shown to anybody.</summary>
    public static string KeyOf(this ParseResult result, Option<string?> option) =>
        result.GetValue(option) ?? Environment.GetEnvironmentVariable(KeyVariable) ?? "";

    /// <summary>Exactly one of these must be given.</summary>
    public static void OneOf(this Command command, params Option[] options) => command.Validators.Add(result =>
    {
        if (options.Count(option => result.Given(option)) != 1)
        {
            var names = string.Join(", ", options.Select(option => option.Name));
            result.AddError($"须恰好给出其中一个：{names}。 Give exactly one of: {names}.");
        }
    });

    public static bool Given(this SymbolResult result, Option option) => result.GetResult(option) is { Implicit: false };

    public static string? ConnectionOf(this ParseResult result, Option<string?> option) => result.GetResult(option) is null ? null
        : result.GetValue(option) ?? Environment.GetEnvironmentVariable(ConnectionVariable);

    private static string? Problem(string? connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection) is { Host: { Length: > 0 } } ? null : "Host?";
        }
        catch (Exception problem) when (problem is ArgumentException or FormatException or KeyNotFoundException)
        {
            return problem.Message;
        }
    }
}
