# What the commands of the documents are run under: the reader's shell, in a folder of its own, with the repository around it as after a clone.
# Told: root (the repository), here (the folder, empty), gateway, silo, silo_gateway (ports), postgres (the port of a server, or nothing).
set -eE -o pipefail
exec >>"$here/said"
cd "$here"
day=$(date +%F)
at=start
urls=http://127.0.0.1:${gateway[0]}
mkdir .servers backup srv seeds
ln -s "$root"/{deploy,docs,documents,findings,gateway,silo,tests,README.md} .
cp -r "$root/seeds/wenzhou-2024" seeds/
# What a program learns while it runs is worth nothing to one that lives for seconds.
export DOTNET_TieredPGO=0
export root here urls BASE=$urls DOTNET_ROOT=${DOTNET_ROOT:-$(dirname "$(realpath "$(command -v dotnet)")")}

trap 'failed $? "$BASH_COMMAND"' ERR
trap 'trap - ERR; stop_all' EXIT

# Where it failed, what was said last, and by the servers.
failed() {
  trap - ERR
  echo "$at: $2: ended with $1" >&2
  if [ "$BASHPID" = $$ ]; then tail -n 20 "$here"/log.* "$here/said" >&2; fi
  exit 1
}

# One day for all commands, also over midnight.
date() { if [ "$*" = +%F ]; then echo "$day"; else command date "$@"; fi; }

# As built with the tests. A gateway really goes by `dotnet run`, which has a say in where its data lies; the others are spared the SDK's look at the project.
dotnet() {
  if [ "$1" != run ]; then command dotnet "$@"; return; fi
  shift
  local project=
  while [ $# -gt 0 ]; do
    case $1 in
      --project) project=$2; shift 2 ;;
      -c) shift 2 ;;
      --no-build) shift ;;
      --) shift; break ;;
      *) break ;;
    esac
  done
  if [ -d "$root/$project" ]; then project=$root/$project; fi
  local name built
  name=$(sed -n 's:.*<AssemblyName>\(.*\)</AssemblyName>.*:\1:p' "$project"/*.csproj)
  if [ -z "$name" ]; then name=$(basename "$project"/*.csproj .csproj); fi
  built=$project/bin/Release/net10.0/$name.dll
  case $project in
    "$root/gateway" | "$root/silo") serve "$project" "$built" "$@" ;;
    *) command dotnet "$built" "$@" ;;
  esac
}
export -f dotnet

# A server goes on in the background. Who starts another at the same address has ended the former one first; who starts the same again has it already.
serve() {
  local project=$1 built=$2 url=$urls log
  shift 2
  local words="${project##*/} $*"
  if [[ "$words" = silo* ]]; then url=-; fi
  if [[ "$words" = *--urls* ]]; then url=${words#*--urls }; url=${url%% *}; fi
  if [ "$BASHPID" = $$ ] && grep -qxF -- "$url $words" "$here"/.servers/* 2>/dev/null; then return; fi
  log=$(mktemp "$here/$(if [[ "$words" = *--replay* ]]; then echo replay; else echo log; fi).XXXXXX")
  if [ "$BASHPID" != $$ ]; then
    echo "$url $words" > "$here/.servers/$BASHPID"
    exec dotnet "$built" "$@" >"$log" 2>&1 </dev/null
  fi
  stop "$(servers "$url ")"
  command dotnet run --no-build -c Release --project "$project" -- "$@" >"$log" 2>&1 </dev/null &
  echo "$url $words" > "$here/.servers/$!"
  settle
}

# Every gateway that was started takes work.
settle() {
  local pid url
  for pid in $(jobs -pr); do
    until [ -e "$here/.servers/$pid" ] || ! kill -0 "$pid" 2>/dev/null; do :; done
  done
  for pid in $(ls "$here/.servers"); do
    read -r url _ < "$here/.servers/$pid"
    if [ "$url" = - ]; then continue; fi
    until command curl -sf -o /dev/null --retry 1 --retry-delay 1 --retry-all-errors "$url/health/ready"; do kill -0 "$pid"; done
  done
}

# Those whose address begins so.
servers() { (cd "$here/.servers" && grep -l "^$1" -- * 2>/dev/null) || true; }

stop() {
  local pid
  for pid in $1; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in $1; do wait "$pid" || true; rm -f "$here/.servers/$pid"; done
}

# Gateways first, then silos.
stop_all() {
  stop "$(servers http)"
  stop "$(servers -)"
}

# Fails unless it is answered 2xx; of a stream the first event is enough.
curl() {
  if [ "$1" = -N ]; then
    local event
    IFS= read -r event < <({ timeout 120 curl -sS "$@" 2>/dev/null || true; } | grep --line-buffered -m 1 '^data:')
    echo "$event"
  else
    command curl -sS --fail-with-body -w '%{stderr}HTTP %{http_code}\n' "$@"
    echo
  fi
}

rectification() { command dotnet "$root/deploy/cli/bin/Release/net10.0/rectification.dll" "$@"; }
rectification-verify() { command dotnet "$root/deploy/verifier/bin/Release/net10.0/rectification-verify.dll" "$@"; }

# What is only spoken of: the command and its options are in its help.
mention() {
  local words=() help
  while [ $# -gt 0 ] && [[ "$1" != --* ]]; do words+=("$1"); shift; done
  help=$(rectification "${words[@]}" --help)
  grep -q -- "rectification ${words[*]}" <<<"$help"
  for option; do grep -q -- "$option" <<<"$help"; done
}

# What was shown once: the operator's key at the first start, somebody's key when it was made, a preview's number.
ops_key() { grep -ho 'rk_ops_[A-Za-z0-9_-]*' $(ls -t "$here"/log.*) | head -n 1; }
key_of() { grep -o "rk_$1_[A-Za-z0-9_-]*" "$here/said" | tail -n 1; }
preview() { grep -o 'preview [0-9a-f]\{32\}' "$here/said" | tail -n 1 | cut -d' ' -f2; }

# The trail of a plan as a file, and the root of its last seal.
export_trail() { command curl -sS --fail-with-body -H "Authorization: Bearer $(ops_key)" "$urls/api/v1/plans/$1/trail.ndjson" -o "$here/export.ndjson"; }
last_root() { grep -o '"root":"[0-9a-f]*"' "$here/export.ndjson" | tail -n 1 | cut -d'"' -f4; }

# A plan in force and a ledger that says one measure otherwise.
ledger() {
  local plan
  command dotnet "$root/seeds/bin/Release/net10.0/Rectification.Seeds.dll" plan --measures 20 --units 4 --start "$day" --id as-it-was --out as-it-was.json
  sed 's/as-it-was/audit-2026/; 0,/"text":"/s//"text":"\xe6\x96\xb0/' as-it-was.json > audit-2026.json
  for plan in as-it-was audit-2026; do
    curl -H "Authorization: Bearer $(ops_key)" -H "Content-Type: application/json" "$urls/api/v1/plans" --data-binary "@$plan.json"
  done
  rectification ledger export as-it-was --url "$urls" --out "$1"
  echo '{}' > answers.json
}

# What deploy/bundle/make makes, with the programs as built: only those of the command line, and not all documents.
bundle() {
  local folder=rectification-1-linux-x64
  if [ -e "$here/$folder.tar.gz" ]; then return; fi
  mkdir -p "$here/$folder/deploy"
  (
    cd "$here/$folder"
    cp -r "$root/deploy/cli/bin/Release/net10.0" bin
    cp -r "$root/docs/guides" docs
    cp -r "$root/README.md" "$root/deploy/bundle/install" .
    cp -r "$root/deploy/systemd" "$root/deploy/monitoring" deploy/
    find . -type f ! -name SHA256SUMS -print0 | xargs -0 sha256sum > SHA256SUMS
  )
  tar -C "$here" -I 'gzip -1' -cf "$here/$folder.tar.gz" "$folder"
  rm -r "${here:?}/$folder"
}

# ./install where it was unpacked, under a folder that is no machine's root.
install_here() {
  if [ ! -e ./install ]; then
    bundle
    tar xzf rectification-1-linux-x64.tar.gz
    cd rectification-1-linux-x64
  fi
  if [ "$1" = --root ]; then ./install --root "$here/trial"; else ./install --root "$here/machine"; fi
}

# A connection string of a database of the scene's own.
database() {
  psql -q -h 127.0.0.1 -p "$postgres" -U postgres -c "create database $1" >/dev/null 2>&1 || true
  echo "Host=127.0.0.1;Port=$postgres;Username=postgres;Database=$1"
}
