#!/usr/bin/env bash
# date-holidays 3.37.0 (npm): what is a public holiday in China.
# Guess: what it lists as type "public" are the days off by law (since 2025: thirteen, with New Year's Eve and 2 May).
# Seen: Children's Day, Women's Day and the Army's Day, which are days off for children, women and soldiers only, are "public" for all (two of them from
#   noon); 2 May and the third day of the Spring Festival, off by law, are missing; so are all days that were moved.
# Matters: a list of public holidays is no list of days off. Only the yearly notice of the State Council is.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" date-holidays@3.37.0 >/dev/null
cat > show.mjs <<'JS'
import assert from 'node:assert';
import Holidays from 'date-holidays';
const china = new Holidays('CN');
const at = when => (china.isHoliday(new Date(when)) || []).filter(h => h.type === 'public').map(h => h.name).join() || 'none';
const expected = {
  '2026-06-01T09:00:00+08:00': '六一儿童节', '2026-03-08T09:00:00+08:00': 'none', '2026-03-08T15:00:00+08:00': '国际妇女节',
  '2026-08-01T15:00:00+08:00': '建军节', '2026-02-19T15:00:00+08:00': 'none', '2026-05-02T15:00:00+08:00': 'none', '2026-02-23T15:00:00+08:00': 'none',
};
for (const [when, name] of Object.entries(expected)) {
  console.log(`date-holidays 3.37.0: ${when}: ${at(when)}`);
  assert.strictEqual(at(when), name);
}
JS
TZ=Asia/Shanghai node show.mjs
