#!/usr/bin/env bash
# Microsoft.Data.Sqlite 10.0.14 (NuGet; SQLite 3.53): a checkpoint while somebody reads.
# Guess: PRAGMA wal_checkpoint(TRUNCATE) shortens the log or throws "database is locked".
# Seen: it waits for the whole busy time-out and then answers a row that begins with 1; nothing is thrown, so ExecuteNonQuery says nothing. PASSIVE answers 0,
#   "not busy", although it copied 2 of hundreds of pages. After the reader has gone the file stays as large until somebody truncates it.
# Matters: one forgotten reader, such as a backup, lets the log grow by all that is written; only the numbers in the answer tell.
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
using System.Diagnostics;
using Microsoft.Data.Sqlite;

const string File = "../office.db";
SqliteConnection Open() { var opened = new SqliteConnection($"Data Source={File};Pooling=False"); opened.Open(); return opened; }
void Do(SqliteConnection on, string sql) { using var command = on.CreateCommand(); command.CommandText = sql; command.ExecuteNonQuery(); }
(long Busy, long Frames, long Copied) Checkpoint(SqliteConnection on, string mode)
{
    using var command = on.CreateCommand();
    command.CommandText = $"PRAGMA wal_checkpoint({mode})";
    using var row = command.ExecuteReader();
    row.Read();
    return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2));
}

long Log() => new FileInfo(File + "-wal").Length;
using var writer = Open();
Do(writer, "PRAGMA journal_mode=WAL; PRAGMA busy_timeout=500; CREATE TABLE entries(text)");
using var reader = Open();
Do(reader, "BEGIN; SELECT count(*) FROM entries");
for (var i = 0; i < 300; i++) { Do(writer, "INSERT INTO entries VALUES (randomblob(4000))"); }
var passive = Checkpoint(writer, "PASSIVE");
var watch = Stopwatch.StartNew();
var truncate = Checkpoint(writer, "TRUNCATE");
var waited = watch.ElapsedMilliseconds;
Do(reader, "COMMIT");
Do(writer, "INSERT INTO entries VALUES (1)");
var (left, last, end) = (Log(), Checkpoint(writer, "TRUNCATE"), Log());
Console.WriteLine($"SQLite {writer.ServerVersion}: PASSIVE {passive}; TRUNCATE {truncate} after more than 400 ms: {waited > 400}; log when the reader has gone {left > 1_000_000}, after TRUNCATE {last}: {end} bytes");
return passive is { Busy: 0, Frames: > 300, Copied: < 10 } && truncate.Busy == 1 && waited > 400 && left > 1_000_000 && last.Busy == 0 && end == 0 ? 0 : 1;
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
dotnet ../out/app.dll
