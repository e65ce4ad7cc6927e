using System.Globalization;

namespace Rectification.Benchmarks.Soak;

/// <summary>What was seen at one moment of a soak.</summary>
/// <param name="Second">Since the reports began.</param>
/// <param name="Event">What was done since the sample before: <c>stop</c>, <c>kill</c>, or nothing.</param>
/// <param name="Reports">Acknowledged so far.</param>
/// <param name="SentAgain">How often one was sent again so far.</param>
/// <param name="P50">Of those acknowledged since the sample before, in milliseconds.</param>
/// <param name="P99">The same.</param>
/// <param name="Resident">Bytes of memory that the process has.</param>
/// <param name="Heap">Bytes of the garbage collector's heap after its last collection; null where it could not be asked.</param>
/// <param name="Processor">Seconds of processor time that this process has taken.</param>
/// <param name="Database">Bytes of the store's file.</param>
/// <param name="Log">Bytes of its write-ahead log.</param>
internal sealed record SoakSample(
    double Second, string Event, long Reports, long SentAgain, double P50, double P99, long Resident, long? Heap, double Processor, long Database, long Log)
{
    public const string Heading = "second,event,reports,sent_again,p50_ms,p99_ms,resident_bytes,heap_bytes,processor_s,database_bytes,wal_bytes";

    public string ToLine() => string.Create(CultureInfo.InvariantCulture,
        $"{Second:0.0},{Event},{Reports},{SentAgain},{P50:0.000},{P99:0.000},{Resident},{Heap},{Processor:0.00},{Database},{Log}");
}
