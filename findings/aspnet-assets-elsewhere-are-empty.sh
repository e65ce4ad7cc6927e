#!/usr/bin/env bash
# ASP.NET Core 10: MapStaticAssets in a published program that systemd (or anybody) starts in a folder that is not its own.
# Guess: a web root that is not there is told at the start, or its files are 404, as UseStaticFiles has it: a health check or a look at the codes would find it.
# Seen: the manifest lies beside the program and knows the file, the file itself is looked for below the folder it was started in: the answer is 200 without a
#   byte, without type, tag and age. UseStaticFiles answers 404 in the same program. Started in its own folder both give the file.
# Matters: pages without style and scripts, and no error anywhere. A WebRootPath beside AppContext.BaseDirectory ends it.
set -euo pipefail
dir=$(mktemp -d); trap 'kill "${pid:-}" 2>/dev/null || true; rm -rf "$dir"' EXIT; mkdir -p "$dir/app/wwwroot" "$dir/elsewhere"; cd "$dir/app"
cat > app.csproj <<'P'
<Project Sdk="Microsoft.NET.Sdk.Web">
  <PropertyGroup><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings><NuGetAudit>false</NuGetAudit></PropertyGroup>
</Project>
P
cat > Program.cs <<'C'
var app = WebApplication.CreateBuilder(args).Build();
if (args.Contains("--classic")) app.UseStaticFiles(); else app.MapStaticAssets();
app.Run();
C
printf 'body { color: #9e1b1b; }\n%.0s' $(seq 40) > wwwroot/site.css
dotnet publish -c Release -o ../out -v q --nologo >/dev/null
asked() { # the folder it is started in, and how it serves
  cd "$1"; port=$((20000 + RANDOM % 20000))
  dotnet "$dir/out/app.dll" --urls "http://127.0.0.1:$port" ${2:-} >/dev/null 2>&1 & pid=$!
  for _ in $(seq 100); do curl -s -o /dev/null "http://127.0.0.1:$port/" && break; sleep 0.1; done
  curl -s -D "$dir/head" -o "$dir/body" -w '%{http_code}' "http://127.0.0.1:$port/site.css"
  echo " $(wc -c < "$dir/body") bytes $(grep -ci '^etag\|^last-modified\|^cache-control' "$dir/head" || true) headers"
  kill "$pid"; wait "$pid" 2>/dev/null || true
}
a=$(asked "$dir/out"); b=$(asked "$dir/elsewhere"); c=$(asked "$dir/out" --classic); d=$(asked "$dir/elsewhere" --classic)
printf '%-18s own folder: %s; elsewhere: %s\n' MapStaticAssets "$a" "$b" UseStaticFiles "$c" "$d"
[ "$a|$b" = "200 1000 bytes 3 headers|200 0 bytes 0 headers" ]
[ "$c|$d" = "200 1000 bytes 2 headers|404 0 bytes 0 headers" ]
