using System.Buffers;
using Rectification.Plans;

namespace Rectification.Documents;

/// <summary>
/// The NDJSON form: one line <c>{"plan":{…}}</c> with everything but the lists, and one line an entry: <c>{"unit":{…}}</c>,
/// <c>{"region":{…}}</c>, <c>{"leader":{…}}</c>, <c>{"category":{…}}</c>, <c>{"problem":{…}}</c>, <c>{"measure":{…}}</c>, in any order.
/// </summary>
public static partial class PlanReader
{
    private static readonly (string Name, Action<Lines, PlanFields, LinePlace> Take)[] LineKinds =
    [
        ("measure", (lines, line, at) => lines.Add("measures", lines.Measures, line.Nested("measure", Measure), PlanLimits.MaxMeasures, at)),
        ("problem", (lines, line, at) => lines.Add("problems", lines.Problems, line.Nested("problem", Problem), PlanLimits.MaxProblems, at)),
        ("unit", (lines, line, at) => lines.Add("units", lines.Units, line.Nested("unit", Unit), PlanLimits.MaxUnits, at)),
        ("leader", (lines, line, at) => lines.Add("leaders", lines.Leaders, line.Nested("leader", Leader), PlanLimits.MaxLeaders, at)),
        ("category", (lines, line, at) => lines.Add("categories", lines.Categories, line.Nested("category", Category), PlanLimits.MaxCategories, at)),
        ("region", (lines, line, at) => lines.Add("regions", lines.Regions, line.Nested("region", Region), PlanLimits.MaxRegions, at)),
        ("plan", (lines, line, at) => lines.TakeHeader(line.Nested("plan", Header), at)),
    ];

    private static readonly string LineNames = string.Join(", ", LineKinds.Select(kind => kind.Name));

    /// <summary>
    /// Reads a plan line by line; beside the plan itself it holds one line at a time. Pointers begin with <c>/lines/N</c>, N counting from
    /// 0, blank lines included. Stops early once there are as many errors as are ever told. Never throws on the content.
    /// </summary>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static async Task<PlanReading> ReadLinesAsync(Stream stream, CancellationToken cancellationToken = default)
    {
        var findings = new PlanFindings();
        var lines = new Lines(findings);
        using var reader = new LineReader(stream, PlanLimits.MaxLineBytes);
        for (var index = 0; !findings.IsFull && !lines.Overflowed && await reader.NextAsync(cancellationToken); index++)
        {
            var place = Place.Root.At("lines").At(index);
            var line = index == 0 ? WithoutMark(reader.Line) : reader.Line;
            if (reader.IsTooLong)
            {
                findings.Add(PlanRefusals.LineTooLong(place.ToString(), PlanLimits.MaxLineBytes));
            }
            else if (line.Span.ContainsAnyExcept(" \t\r"u8))
            {
                var at = new LinePlace(place, index);
                Parse(line, place, findings, root => PlanFields.ReadObject(root, place, findings, fields => Take(lines, fields, at)));
            }
        }

        var document = lines.ToDocument();
        return new()
        {
            Document = findings.Errors.Count == 0 ? document : null,
            Errors = findings.Errors,
            AsFarAsRead = lines.Overflowed || findings.IsFull || findings.HasGaps ? null : document,
            Lines = lines.Of,
        };
    }

    private static Lines Take(Lines lines, PlanFields line, LinePlace place)
    {
        Action<Lines, PlanFields, LinePlace>? take = null;
        var stated = 0;
        foreach (var kind in LineKinds)
        {
            if (line.Has(kind.Name))
            {
                take = kind.Take;
                stated++;
            }
        }

        if (stated == 1)
        {
            take!(lines, line, place);
        }
        else
        {
            lines.Findings.Add(PlanRefusals.LineUnknown(place.At.ToString(), LineNames));
        }

        return lines;
    }

    /// <summary>A line as a place in errors, and its number from 0.</summary>
    private readonly record struct LinePlace(Place At, int Index);

    /// <summary>What the lines so far have brought.</summary>
    private sealed class Lines(PlanFindings findings)
    {
        private PlanDocument? _header;
        private bool _headerSeen;

        public PlanFindings Findings => findings;

        /// <summary>On which line each entry of each list stands.</summary>
        public PlanLines Of { get; } = new();

        /// <summary>More entries than any plan has: reading on would only fill the memory.</summary>
        public bool Overflowed { get; private set; }

        public List<Region> Regions { get; } = [];

        public List<UnitProfile> Units { get; } = [];

        public List<Leader> Leaders { get; } = [];

        public List<Category> Categories { get; } = [];

        public List<ProblemDefinition> Problems { get; } = [];

        public List<MeasureDefinition> Measures { get; } = [];

        public void TakeHeader(PlanDocument? header, LinePlace place)
        {
            if (_headerSeen)
            {
                findings.Add(PlanRefusals.HeaderRepeated(place.At.ToString()));
            }
            else
            {
                Of.Header = place.Index;
            }

            _headerSeen = true;
            _header ??= header;
        }

        public void Add<T>(string list, List<T> entries, T? entry, int most, LinePlace place)
            where T : class
        {
            if (entries.Count == most)
            {
                findings.Add(PlanRefusals.TooMany(place.At.ToString(), most));
                Overflowed = true;
            }
            else if (entry is not null)
            {
                entries.Add(entry);
                Of.Add(list, place.Index);
            }
        }

        public PlanDocument? ToDocument()
        {
            if (!_headerSeen && !Overflowed)
            {
                findings.Add(PlanRefusals.HeaderMissing());
            }

            return _header is null ? null : _header with
            {
                Regions = Regions,
                Units = Units,
                Leaders = Leaders,
                Categories = Categories,
                Problems = Problems,
                Measures = Measures,
            };
        }
    }

    /// <summary>Cuts a stream into lines. A line that is too long is passed over, not held.</summary>
    private sealed class LineReader(Stream stream, int longest) : IDisposable
    {
        private const byte NewLine = (byte)'\n';
        private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(longest + 1);
        private int _from;
        private int _to;
        private bool _ended;

        /// <summary>The line without its end; valid until the next one.</summary>
        public ReadOnlyMemory<byte> Line { get; private set; }

        public bool IsTooLong { get; private set; }

        /// <returns>False after the last line.</returns>
        public async ValueTask<bool> NextAsync(CancellationToken cancellationToken)
        {
            IsTooLong = false;
            var searched = _from;
            while (true)
            {
                var end = _buffer.AsSpan(searched, _to - searched).IndexOf(NewLine);
                if (end >= 0 || _ended)
                {
                    return Found(end < 0 ? _to : searched + end);
                }

                searched = _to;
                if (_from > 0)
                {
                    _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
                    (searched, _to, _from) = (searched - _from, _to - _from, 0);
                }

                if (_to > longest)
                {
                    IsTooLong = true;
                    (searched, _to) = (0, 0);
                }

                var read = await stream.ReadAsync(_buffer.AsMemory(_to), cancellationToken);
                _ended = read == 0;
                _to += read;
            }
        }

        public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

        private bool Found(int end)
        {
            var any = end < _to || end > _from || IsTooLong;
            IsTooLong |= end - _from > longest;
            Line = _buffer.AsMemory(_from, end - _from);
            _from = Math.Min(end + 1, _to);
            return any;
        }
    }
}
