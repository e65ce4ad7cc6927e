#!/usr/bin/env bash
# Microsoft.Data.Sqlite 10.0.14 (NuGet): amounts (decimal) and instants (DateTimeOffset) as parameters.
# Guess: decimals compare as numbers and instants by time.
# Seen: both are stored as text. The largest of 9.5, 10 and 100 is 9.5, "> 9" (a literal) finds all rows and "> @p" with 9m one; 23:00+08:00 sorts behind
#   23:00Z of the same day, which is eight hours later. With a declared type decimal the column compares as numbers, but sums in binary.
# Matters: 涉及金额 in 万元 and "who was first" come out wrong without any error. Keep whole fen, and instants in UTC.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; mkdir "$dir/app"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><NoWarn>NU1701</NoWarn><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Microsoft.Data.Sqlite" Version="[10.0.14]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using Microsoft.Data.Sqlite;

using var db = new SqliteConnection("Data Source=:memory:");
db.Open();
object Ask(string sql, object value = null)
{
    using var command = db.CreateCommand();
    command.CommandText = sql;
    if (value is not null) { command.Parameters.AddWithValue("@p", value); }
    return command.ExecuteScalar();
}

Ask("CREATE TABLE amounts(plain, typed decimal)");
Ask("CREATE TABLE reports(at)");
foreach (var amount in new[] { 9.5m, 10m, 100m }) { Ask("INSERT INTO amounts VALUES (@p, @p)", amount); }
Ask("INSERT INTO reports VALUES (@p)", new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.FromHours(8)));
Ask("INSERT INTO reports VALUES (@p)", new DateTimeOffset(2024, 12, 31, 23, 0, 0, TimeSpan.Zero));
(string Sql, object Value, string Expected)[] cases =
[
    ("SELECT max(plain) FROM amounts", null, "9.5"), ("SELECT max(typed) FROM amounts", null, "100"), ("SELECT count(*) FROM amounts WHERE plain > 9", null, "3"),
    ("SELECT count(*) FROM amounts WHERE plain > @p", 9m, "1"), ("SELECT max(at) FROM reports", null, "2024-12-31 23:00:00+08:00"),
];
var wrong = 0;
foreach (var (sql, value, expected) in cases)
{
    var seen = Ask(sql, value)?.ToString();
    Console.WriteLine($"Microsoft.Data.Sqlite 10.0.14: {sql}{(value is null ? "" : $" (@p = {value})")}: {seen}");
    wrong += seen == expected ? 0 : 1;
}

return wrong;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
