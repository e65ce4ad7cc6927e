#!/usr/bin/env bash
# Sylvan.Data.Csv 1.4.4 (NuGet): a row whose first cell begins with #.
# Guess: a row like any other; RFC 4180 knows no comments, and neither CsvHelper nor Sep has them unless asked.
# Seen: the row is left out without a word ('#' begins a comment unless CommentHandling or Comment say otherwise); quoted, "#2" is kept.
# Matters: building and blocks are numbered 2#, #2 and so on; the row count of a ledger must be checked against the lines of the file.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Sylvan.Data.Csv" Version="[1.4.4]" />
    <PackageReference Include="CsvHelper" Version="[34.0.0]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
const string Csv = "where,hazard\r\n1#,open box\r\n#2,blocked way\r\n\"#3\",old extinguisher\r\n";
var (sylvan, other) = (new List<string>(), new List<string>());
using (var rows = Sylvan.Data.Csv.CsvDataReader.Create(new StringReader(Csv))) { while (rows.Read()) { sylvan.Add(rows.GetString(0)); } }
using (var rows = CsvHelper.CsvReader.FromText(Csv)) { while (rows.Read()) { other.Add(rows.GetString(0)); } }
Console.WriteLine($"Sylvan.Data.Csv 1.4.4: {string.Join(", ", sylvan)}; CsvHelper 34.0.0: {string.Join(", ", other)}");
return sylvan.SequenceEqual(["1#", "#3"]) && other.SequenceEqual(["1#", "#2", "#3"]) ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
