using System.Text.RegularExpressions;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Orleans.Storage;
using Rectification.Hosting;

namespace Rectification.Storage.Azure;

/// <summary>Options of the store on Azure Table. Names, defaults and layout are those of the official provider; the bounds are ours.</summary>
public sealed partial class AzureTableStorageOptions : IStorageProviderSerializerOptions
{
    /// <summary>Table used unless configured.</summary>
    public const string DefaultTableName = "OrleansGrainState";

    /// <summary>Table of the states, made at start: 3 to 63 letters and digits. Default "OrleansGrainState".</summary>
    public string TableName { get; set; } = DefaultTableName;

    /// <summary>Whether a cleared state's row is deleted; otherwise it stays, without data. Default false.</summary>
    public bool DeleteStateOnClear { get; set; }

    /// <summary>Whether states are written as text; the serializer must then give UTF-8. Either format is read. Default false.</summary>
    public bool UseStringFormat { get; set; }

    /// <summary>The account. A client of your own must not repeat writes by itself: a repeated one meets its own first try as a conflict.</summary>
    public TableServiceClient? TableServiceClient { get; set; }

    /// <summary>Turns states into bytes. Default: Orleans' own binary format, as in the other stores.</summary>
    public IGrainStorageSerializer GrainStorageSerializer { get; set; } = null!;

    /// <summary>Requests under way at once. Default 128.</summary>
    public int MaxRequests { get; set; } = 128;

    /// <summary>Operations that may wait or be under way; one more is refused at once. Default 20,000.</summary>
    public int MaxQueuedOperations { get; set; } = 20_000;

    /// <summary>Bytes of state that may wait or be under way; more is refused at once. Default 256 MiB.</summary>
    public long MaxQueuedBytes { get; set; } = 256L * 1024 * 1024;

    /// <summary>Further tries of what the account refused for the moment (429, 503) and of reads that failed. Default 4.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>Pause before the second try, doubled by each further one, unless the account asks for a longer one. Default 0.2 s.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Longest pause an account may ask for; beyond it the caller is told at once that the store is not available. Default 5 s.</summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long one try may take. Default 10 s.</summary>
    public TimeSpan NetworkTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Rows that a bulk read asks for side by side. Default 64.</summary>
    public int ReadWindow { get; set; } = 64;

    /// <summary>Names the account: a connection string, a service URI with a shared access signature, or one without (managed identity).</summary>
    public void Connect(string connection) => TableServiceClient = AzureAccount.Connect(
        connection,
        text => new TableServiceClient(text, ClientOptions()),
        uri => new TableServiceClient(uri, ClientOptions()),
        (uri, identity) => new TableServiceClient(uri, identity, ClientOptions()));

    /// <summary>Carries the requests; for tests.</summary>
    internal HttpPipelineTransport? Transport { get; set; }

    private TableClientOptions ClientOptions()
    {
        var options = new TableClientOptions { RetryPolicy = new AzureTableRetryPolicy(this) };
        options.Retry.NetworkTimeout = NetworkTimeout;
        if (Transport is not null)
            options.Transport = Transport;
        return options;
    }

    internal void Validate(string owner)
    {
        Require(TableServiceClient is not null, nameof(TableServiceClient), "ConnectionString, ConnectionName, ServiceKey", owner);
        Require(TableNamePattern().IsMatch(TableName), nameof(TableName), "3 … 63 letters and digits, a letter first", owner);
        Require(MaxRequests is >= 1 and <= 1_024, nameof(MaxRequests), "1 … 1,024 requests", owner);
        Require(MaxQueuedOperations is >= 1 and <= 10_000_000, nameof(MaxQueuedOperations), "1 … 10,000,000 operations", owner);
        Require(MaxQueuedBytes >= AzureTableRow.MaxBytes, nameof(MaxQueuedBytes), "at least 960 KiB", owner);
        Require(MaxRetries is >= 0 and <= 20, nameof(MaxRetries), "0 … 20 tries", owner);
        Require(RetryDelay > TimeSpan.Zero && RetryDelay <= TimeSpan.FromSeconds(30), nameof(RetryDelay), "0 … 30 s", owner);
        Require(MaxRetryAfter >= TimeSpan.Zero && MaxRetryAfter <= TimeSpan.FromMinutes(5), nameof(MaxRetryAfter), "0 … 5 minutes", owner);
        Require(NetworkTimeout >= TimeSpan.FromMilliseconds(100) && NetworkTimeout <= TimeSpan.FromMinutes(5), nameof(NetworkTimeout), "0.1 s … 5 minutes", owner);
        Require(ReadWindow is >= 1 and <= 1_024, nameof(ReadWindow), "1 … 1,024 rows", owner);
    }

    private static void Require(bool holds, string option, string range, string owner)
    {
        if (!holds)
            throw new OrleansConfigurationException($"{owner}: 配置项 {option} 缺失或超出允许范围（{range}）。Option {option} is missing or out of range ({range}).");
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{2,62}\\z", RegexOptions.CultureInvariant)]
    private static partial Regex TableNamePattern();
}

/// <summary>Reports invalid options at start-up.</summary>
internal sealed class AzureTableStorageOptionsValidator(AzureTableStorageOptions options, string owner) : IConfigurationValidator
{
    public void ValidateConfiguration() => options.Validate(owner);
}
