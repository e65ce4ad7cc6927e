using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rectification.Verifier;

const string Usage = "rectification-verify export.ndjson [--root HEX] [--digest DIGEST.json] [--json]";
var asJson = args.Contains("--json");
var rest = args.Where(argument => argument != "--json").ToList();
var (root, digest) = (Taken(rest, "--root")?.ToLowerInvariant(), Taken(rest, "--digest"));
if (rest is not [_] || !File.Exists(rest[0]) || (digest is not null && !File.Exists(digest)))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

try
{
    var verified = Verification.Verify(() => new FileStream(rest[0], FileMode.Open, FileAccess.Read, FileShare.Read, 1, FileOptions.SequentialScan), root,
        digest is null ? null : File.ReadAllBytes(digest));
    Console.WriteLine(asJson ? Text(Fits(verified)) : Sentence(verified));
    return 0;
}
catch (MisfitException misfit)
{
    Console.WriteLine(asJson ? Text(DoesNotFit(misfit)) : string.Create(
        CultureInfo.InvariantCulture,
        $"不符：第 {misfit.Line} 行。{misfit.Zh} 应为：{misfit.Expected ?? "—"} 实为：{misfit.Found ?? "—"}\n"
            + $"Does not fit: line {misfit.Line}. {misfit.Message} Expected: {misfit.Expected ?? "-"} Found: {misfit.Found ?? "-"}"));
    return 1;
}

static string? Taken(List<string> rest, string option)
{
    if (rest.IndexOf(option) is not (> 0 and var at) || at + 1 >= rest.Count)
    {
        return null;
    }

    var given = rest[at + 1];
    rest.RemoveRange(at, 2);
    return given;
}

static string Sentence(Verified v) => string.Create(
    CultureInfo.InvariantCulture,
    $"核对无误：{v.Plan}，{v.Lines} 行、{v.Chains} 条链、{v.Entries} 条留痕、{v.Seals} 次封存；最后一次 {v.At:O}，根 {v.Root}，全市 {v.City}\n"
        + $"Everything fits: {v.Plan}, {v.Lines} lines, {v.Chains} chains, {v.Entries} entries, {v.Seals} seals; the last of {v.At:O}, root {v.Root}, "
        + $"city {v.City}")
    + (v.Figures is { } figures ? string.Create(CultureInfo.InvariantCulture, $"\n汇总在册，其中 {figures} 个数字由填报重新加总无误。")
        + string.Create(CultureInfo.InvariantCulture, $"\nThe digest is stated, and {figures} of its figures were added up anew.") : "");

static JsonObject Fits(Verified v) => new()
{
    ["ok"] = true,
    ["plan"] = v.Plan,
    ["lines"] = v.Lines,
    ["chains"] = v.Chains,
    ["entries"] = v.Entries,
    ["seals"] = v.Seals,
    ["at"] = v.At.ToString("O", CultureInfo.InvariantCulture),
    ["root"] = v.Root,
    ["city"] = JsonNode.Parse(v.City),
    ["figures"] = v.Figures,
};

static JsonObject DoesNotFit(MisfitException m) => new()
{
    ["ok"] = false,
    ["line"] = m.Line,
    ["zh"] = m.Zh,
    ["en"] = m.Message,
    ["expected"] = m.Expected,
    ["found"] = m.Found,
};

static string Text(JsonObject answer) => answer.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
