#!/usr/bin/env bash
# 想把期限往后挪 · An attempt to move a deadline: what is refused, what waits, and who can be seen to have done it in the end.
#   dotnet run --project gateway -- --demo      # in one terminal, in an empty folder
#   docs/http/moving-a-deadline.sh [folder]     # in another; the folder is Data:Path, default ./data
set -euo pipefail

folder=${1:-data}
if [ ! -f "$folder/demo-accounts.json" ]; then
  echo "${folder} 中没有演示账号：请先以 --demo 启动网关，或写明它的数据文件夹。 No demo accounts in $folder: start a gateway with --demo first, or name its data folder." >&2
  exit 1
fi
base=${BASE:-http://127.0.0.1:5080}/api/v1
plan=moved-$(date +%s)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One field of a flat piece of JSON.
field() { grep -o "\"$1\":\"[^\"]*\"" | head -1 | cut -d'"' -f4; }

# The key of a demo account.
key() { tr '{' '\n' < "$folder/demo-accounts.json" | grep "\"account\":\"demo-$1\"" | field key; }

# call WHO URL [body]: the answer's body; its status is in $work/status. A refusal is an answer as well.
call() {
  local who=$1 url=$2; shift 2
  curl -sS -m 30 -o "$work/answer" -w '%{http_code}' -H "Authorization: Bearer $(key "$who")" -H "Idempotency-Key: step-$RANDOM-$SECONDS-$$" \
    ${1:+-H "Content-Type: application/json" -d "$1"} "$url" > "$work/status"
  cat "$work/answer"
}

# told STEP: what the last answer was, and the sheet after it, now and as of the beginning.
told() {
  local status code now; status=$(<"$work/status"); code=$(field code < "$work/answer" || true)
  now=$(overdue)
  printf '%-62s %s %-28s 逾期 overdue %s   当时 then %s\n' "$1" "$status" "${code:--}" "$now" "$(overdue "?asOf=$then&knownAt=$then")"
}
overdue() { call auditor "$base/plans/$plan/rates${1:-}" | grep -o '"overdue":[0-9]*' | head -1 | cut -d: -f2; }

document() {
  printf '{"id":"%s","title":"挪期限","feedbackDate":"2025-01-05","rules":{"principal":"leader-01"},
  "units":[{"id":"wz-theory","name":"理论处","kind":"department"},{"id":"wz-rectify-office","name":"整改办","kind":"department"}],
  "leaders":[{"id":"leader-01","title":"部长"},{"id":"leader-03","title":"分管副部长"}],
  "problems":[{"no":1,"title":"学习制度落实不到位","leader":"leader-03","leadUnit":"wz-theory"}],
  "measures":[{"no":1,"problem":1,"text":"每月一期学习材料","leadUnit":"wz-theory","leader":"leader-03","start":"2025-01-05","deadline":"%s"},
   {"no":2,"problem":1,"text":"组织专题研讨","leadUnit":"wz-theory","leader":"leader-03","start":"2025-01-05","deadline":"2025-06-30"}]}' "$plan" "$1"
}

call ops "$base/plans?document=%E5%B8%82%E5%A7%94%E3%80%942025%E3%80%951%E5%8F%B7" "$(document 2025-03-31)" > /dev/null
for _ in $(seq 100); do [ "$(overdue)" = 2 ] && break; done
then=$(call ops "$base/plans/$plan/seals" '{}' | field at | sed 's/+/%2B/')

call ops "$base/plans" "$(document 2035-12-31)" > /dev/null;                          told "1 换个期限再导入 the same plan again with another day"
call wz-theory "$base/plans/$plan/amendments" '{"reason":"来不及","measures":[{"no":1,"deadline":"2035-12-31"}]}' > /dev/null
told "2 单位自己来调 the unit itself proposes it"
proposed=$(call office "$base/plans/$plan/amendments" \
  '{"reason":"上级统一调整工期","document":"市整改办〔2026〕8号","measures":[{"no":1,"deadline":"2035-12-31"}]}'); told "3 整改办写明理由提出 the office proposes it with a reason"
seen=$(field fingerprint <<<"$proposed")
one=$base/plans/$plan/amendments/1
call office "$one/approve" "{\"fingerprint\":\"$seen\"}" > /dev/null;                 told "4 提出人自己审批 who proposed it approves it"
call leader-01 "$one/approve" "{\"fingerprint\":\"${seen//[0-9]/0}\"}" > /dev/null;     told "5 审批的不是看到的内容 approved as it was not seen"
call leader-01 "$one/approve" "{\"fingerprint\":\"$seen\"}" > /dev/null;              told "6 主要领导审批 the principal leader approves it"

measure=$(call auditor "$base/plans/$plan/measures/1")
echo "7 措施 the measure: $(field firstDeadline <<<"$measure") → $(field deadline <<<"$measure")"
curl -sS --fail-with-body -m 30 -H "Authorization: Bearer $(key auditor)" "$base/plans/$plan/trail.ndjson" > "$work/export.ndjson"
reason=上级统一调整工期
named=$(grep -o "$reason" "$work/export.ndjson" | wc -l)
echo "8 导出中留名 in the export: $named 处 places"
cp "$work/export.ndjson" "${EXPORT:-$folder/$plan.ndjson}"
${VERIFY:-dotnet run --project "$(dirname "$0")/../../deploy/verifier" -c Release --} "$work/export.ndjson"
