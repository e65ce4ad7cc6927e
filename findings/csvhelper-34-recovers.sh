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
    ("text behind a quote", "1,\"revise\" rules,2024\r\n", "1|revise rules|2024", "CsvFormatException"),
    ("a quote never closed", "1,\"revise,2024\r\n2,train,2025\r\n", "1|revise,2024⏎2,train,2025⏎|", "CsvFormatException"),
    ("a short row", "1,revise,2024\r\n2,train\r\n", "1|revise|2024 / 2|train|", "CsvFormatException"),
    ("a note above", "ledger of a city;end of 2024;contact;telephone\r\nno,measure\r\n1,revise;train;check;publish\r\n", "ledger of a city|end of 2024|contact / no,measure|| / 1,revise|train|check", "IndexOutOfRangeException"),
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
