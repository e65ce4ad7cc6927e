#!/usr/bin/env bash
# Sep 0.17.1 (NuGet): a CSV of one column, and quoted cells.
# Guess: a header without any separator is one column separated by commas, as the file's name says; quotes are taken off.
# Seen: Sep.Reader() takes ";" when the header has no separator, so a comma in a later row is text and ";" splits (an exception here); and quotes stay in
#   the values, doubled ones too, unless Unescape is set.
# Matters: a list of institutions is often one column; a quoted measure comes out with quotes that nobody typed.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Sep" Version="[0.17.1]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using nietras.SeparatedValues;

string Read(string csv, bool unescape)
{
    try
    {
        var rows = new List<string>();
        using var reader = Sep.Reader(options => options with { Unescape = unescape }).FromText(csv);
        foreach (var row in reader) { rows.Add(row[0].ToString()); }
        return $"separator {reader.Spec.Sep.Separator}: {string.Join(" / ", rows)}";
    }
    catch (InvalidDataException e) { return e.GetType().Name; }
}

(string Csv, bool Unescape, string Seen)[] cases =
[
    ("institution\nfinance\n", false, "separator ;: finance"),
    ("institution\nfinance;on trial\n", false, "InvalidDataException"),
    ("measure,until\n\"revise \"\"A\"\"\",2024\n", false, "separator ,: \"revise \"\"A\"\"\""),
    ("measure,until\n\"revise \"\"A\"\"\",2024\n", true, "separator ,: revise \"A\""),
];
var wrong = 0;
foreach (var (csv, unescape, expected) in cases)
{
    var seen = Read(csv, unescape);
    Console.WriteLine($"Sep 0.17.1, Unescape={unescape}: {csv.Replace("\n", "⏎")} {seen}");
    wrong += seen == expected ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
