using System.Text.Json.Serialization;
using Rectification.Gateway.Http;
using Rectification.Ledgers;
using Rectification.Plans;

namespace Rectification.Gateway.Ledgers;

/// <summary>What crosses HTTP as JSON of ledgers.</summary>
[JsonSerializable(typeof(LedgerPreview))]
[JsonSerializable(typeof(LedgerCommitted))]
[JsonSerializable(typeof(ExportView))]
[JsonSerializable(typeof(CommitLedger))]
[JsonSerializable(typeof(LedgerMemory))]
[JsonSerializable(typeof(LedgerOptions))]
[JsonSerializable(typeof(GivenContext))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, string>))]
[JsonSerializable(typeof(MeasureDefinition))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(decimal))]
[JsonSerializable(typeof(double))]
[JsonSerializable(typeof(int))]
internal sealed partial class LedgersJson : JsonSerializerContext
{
    public static readonly LedgersJson Api = new(ApiJson.Options());
}
