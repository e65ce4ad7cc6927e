#!/usr/bin/env bash
# CsvHelper 34.0.0 (NuGet), a rewrite: what it does with a CSV that is not quite right.
# Guess (from the versions before): a lost quote throws BadDataException, a row that is too short MissingFieldException, and the separator is the comma.
# Seen: nothing throws. Text behind a closing quote is joined to the value, a quote that is never closed takes the rest of the file into one cell, fields that
#   are missing read as empty, and the separator is guessed from the first lines: a note above the header and
#   a few lists with semicolons make the ledger one of semicolons.
# Matters: rows disappear into a cell without a word. Set Separator, MalformedData, FieldCountMismatch and MissingField.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="CsvHelper" Version="[34.0.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using CsvHelper;

string Read(string csv, CsvReaderOptions options)
{
    try
    {
        var rows = new List<string>();
        using var reader = CsvReader.FromText(csv, options);
        while (reader.Read()) { rows.Add(string.Join('|', Enumerable.Range(0, 3).Select(reader.GetString)).Replace("\r\n", "⏎")); }
        return string.Join(" / ", rows);
    }
    catch (Exception e) when (e is CsvFormatException or IndexOutOfRangeException) { return e.GetType().Name; }
}

var loose = CsvReaderOptions.Default with { HasHeader = false };
var strict = loose with { Separator = ',', MalformedData = CsvMalformedDataHandling.Throw, FieldCountMismatch = CsvFieldCountHandling.Throw, MissingField = CsvMissingFieldHandling.Throw };
(string What, string Csv, string Loose, string Strict)[] cases =
[
    ("text behind a quote", "一,\"修订\"制度,2024\r\n", "一|修订制度|2024", "CsvFormatException"),
    ("a quote never closed", "一,\"修订,2024\r\n二,培训,2025\r\n", "一|修订,2024⏎二,培训,2025⏎|", "CsvFormatException"),
    ("a short row", "一,修订,2024\r\n二,培训\r\n", "一|修订|2024 / 二|培训|", "CsvFormatException"),
    ("a note above", "某市台账;截至2024年;联系人;电话\r\n序号,措施\r\n一,修订;培训;检查;公示\r\n", "某市台账|截至2024年|联系人 / 序号,措施|| / 一,修订|培训|检查", "IndexOutOfRangeException"),
];
var wrong = 0;
foreach (var (what, csv, expectedLoose, expectedStrict) in cases)
{
    var (seen, refused) = (Read(csv, loose), Read(csv, strict));
    Console.WriteLine($"CsvHelper 34.0.0, {what}: {seen}; with the four options: {refused}");
    wrong += seen == expectedLoose && refused == expectedStrict ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
