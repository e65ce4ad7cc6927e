#!/usr/bin/env bash
# chinese-workday 1.16.1 (npm): the next working day.
# Guess: nextWorkday() of the last working day before the Spring Festival gives the first working day after it.
# Seen: null wherever the next working day is more than seven days off: before the nine days of the Spring Festival of 2026, and before National Day.
# Matters: "null" reaches a deadline in working days exactly when offices are closed longest. Walk the calendar by day instead.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" chinese-workday@1.16.1 >/dev/null
cat > show.mjs <<'JS'
import assert from 'node:assert';
import { nextWorkday, isWorkday } from 'chinese-workday';
const walk = day => { const d = new Date(`${day}T00:00:00Z`); do d.setUTCDate(d.getUTCDate() + 1); while (!isWorkday(d.toISOString().slice(0, 10))); return d.toISOString().slice(0, 10); };
const expected = [['2026-02-13', '2026-02-14', '2026-02-14'], ['2026-02-14', null, '2026-02-24'], ['2026-09-30', null, '2026-10-08'], ['2026-06-18', '2026-06-22', '2026-06-22']];
for (const [day, asked, walked] of expected) {
  console.log(`chinese-workday 1.16.1: after ${day} nextWorkday() says ${nextWorkday(day)}, its own isWorkday() day by day says ${walk(day)}`);
  assert.strictEqual(nextWorkday(day), asked);
  assert.strictEqual(walk(day), walked);
}
JS
TZ=Asia/Shanghai node show.mjs
