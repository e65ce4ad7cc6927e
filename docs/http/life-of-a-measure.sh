#!/usr/bin/env bash
# 一条措施的一生 · The whole life of one measure, with four people, and the rate after each step.
#   dotnet run --project gateway -- --demo      # in one terminal, in an empty folder
#   docs/http/life-of-a-measure.sh [folder]     # in another; the folder is Data:Path, default ./data
set -euo pipefail

folder=${1:-data}
if [ ! -f "$folder/demo-accounts.json" ]; then
  echo "${folder} 中没有演示账号：请先以 --demo 启动网关，或写明它的数据文件夹。 No demo accounts in $folder: start a gateway with --demo first, or name its data folder." >&2
  exit 1
fi
base=${BASE:-http://127.0.0.1:5080}/api/v1
plan=life-$(date +%s)
measure=$base/plans/$plan/measures/1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# One field of a flat piece of JSON.
field() { grep -o "\"$1\":\"[^\"]*\"" | head -1 | cut -d'"' -f4; }

# The key of a demo account.
key() { tr '{' '\n' < "$folder/demo-accounts.json" | grep "\"account\":\"demo-$1\"" | field key; }

# call WHO METHOD-OR-BODY URL: the answer's body; stops at anything but success.
call() {
  local who=$1 url=$2; shift 2
  curl -sS --fail-with-body -m 30 -H "Authorization: Bearer $(key "$who")" -H "Idempotency-Key: step-$((RANDOM))-$SECONDS-$$" "$url" "$@"
}
post() { call "$1" "$2" -H "Content-Type: application/json" -d "$3"; }

rate() {
  local sheet; sheet=$(call auditor "$base/plans/$plan/rates?atLeast=$token")
  printf '%-58s 销号 signed off %s / %s   审核中 requested %s   重新整改 reopened %s\n' "$1" \
    "$(grep -o '"signedOff":[0-9]*' <<<"$sheet" | head -1 | cut -d: -f2)" "$(grep -o '"total":[0-9]*' <<<"$sheet" | head -1 | cut -d: -f2)" \
    "$(grep -o '"signOffRequested":[0-9]*' <<<"$sheet" | cut -d: -f2)" "$(grep -o '"reopened":[0-9]*' <<<"$sheet" | cut -d: -f2)"
}
step() { token=$(field token <<<"$answer"); rate "$1"; }

post ops "$base/plans" '{
  "id": "'"$plan"'", "title": "一条措施的一生", "feedbackDate": "2026-01-05",
  "units": [{"id": "wz-theory", "name": "理论处", "kind": "department"}, {"id": "wz-rectify-office", "name": "整改办", "kind": "department"}],
  "leaders": [{"id": "leader-03", "title": "分管副部长（理论与课题）"}],
  "problems": [{"no": 1, "title": "学习制度落实不到位", "leader": "leader-03", "leadUnit": "wz-theory"}],
  "measures": [
    {"no": 1, "problem": 1, "text": "每月推出一期学习材料", "leadUnit": "wz-theory", "leader": "leader-03", "start": "2026-01-05", "deadline": "2035-12-31"},
    {"no": 2, "problem": 1, "text": "组织一次专题研讨", "leadUnit": "wz-theory", "leader": "leader-03", "start": "2026-01-05", "deadline": "2035-12-31"}]}' > /dev/null

answer=$(post wz-theory "$measure/claim" '{"unit":"wz-theory"}')
step "1 理论处认领 claimed"

paper=$work/学习材料.pdf
printf '%%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n%% %s\n' "$plan" > "$paper"
sha=$(call wz-theory "$base/evidence" -F "file=@$paper;filename=${paper##*/}" | field sha256)
answer=$(post wz-theory "$measure/reports" '{"unit":"wz-theory","percent":100,"note":"十二期材料已全部印发","evidence":["'"$sha"'"]}')
step "2 填报 100%，附 PDF reported with a PDF"

request() { post wz-theory "$measure/sign-off" '{"person":"理论处处长","act":"按月编印学习材料","result":"'"$1"'"}'; }
result=覆盖全部支部
answer=$(request "$result"); step "3 申请销号 sign-off requested"
seen=$(field fingerprint <<<"$answer")

answer=$(post leader-03 "$measure/sign-off/review" '{"decision":"return","reason":"成效写得太笼统","fingerprint":"'"$seen"'"}')
step "4 分管领导退回 returned by the leader"

result="94 个支部全部使用，测评满意率 97%"
answer=$(request "$result"); step "5 再次申请 requested again"
asked=$(field fingerprint <<<"$answer")

answer=$(post leader-03 "$measure/sign-off/review" '{"decision":"approve","fingerprint":"'"$asked"'"}')
step "6 分管领导审核通过 approved by the leader"
answer=$(post office "$measure/sign-off/review" '{"decision":"approve","fingerprint":"'"$asked"'"}')
step "7 整改办审核通过，销号 approved by the office: signed off"

post office "$base/plans/$plan/look-backs" '{"seed":"open-day"}' > /dev/null
sheet='{"passed":false,"findings":"有三个支部没有使用","checks":[{"item":"抽查支部","ok":false,"note":"三个支部未见材料"}],"until":"2035-06-30"}'
answer=$(post office "$base/plans/$plan/look-backs/1/sheets/1" "$sheet")
step "8 回头看未通过，重新整改 look-back failed: reopened"

call auditor "$base/plans/$plan/trail.ndjson" > "$work/export.ndjson"
echo "9 导出留痕 $(wc -l < "$work/export.ndjson") 行，离线核验 exported; verified offline:"
cp "$work/export.ndjson" "${EXPORT:-$folder/$plan.ndjson}"
${VERIFY:-dotnet run --project "$(dirname "$0")/../../deploy/verifier" -c Release --} "$work/export.ndjson"
