#!/usr/bin/env bash
# chinese-days 1.5.7, chinese-workday 1.16.1, lunar-javascript 1.7.7, holiday-calendar 1.3.3 (npm): a year whose arrangement they do not have.
# Guess: a library of working days throws, or says that it does not know, for a year it has no data of.
# Seen: two of four answer "working day" for National Day of 2027 (and for 2003, which is long past); one answers null; one fails to load the year.
# Matters: a deadline counted in working days would silently fall into a holiday. Whoever asks must know up to which day the data holds.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" chinese-days@1.5.7 chinese-workday@1.16.1 lunar-javascript@1.7.7 holiday-calendar@1.3.3 >/dev/null
cat > show.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import days from 'chinese-days';
import { isWorkday, getFestival } from 'chinese-workday';
import lunar from 'lunar-javascript';
import HolidayCalendar from 'holiday-calendar';
const files = new HolidayCalendar({ dataLoader: async path => JSON.parse(fs.readFileSync(`node_modules/holiday-calendar/data/${path}`)) });
for (const [day, known] of [['2026-10-01', true], ['2027-10-01', false], ['2003-10-01', false]]) {
  const holiday = lunar.HolidayUtil.getHoliday(day);
  const file = await files.isWorkday('CN', day).catch(() => 'no data of that year');
  console.log(`${day} (National Day): chinese-days isWorkday=${days.isWorkday(day)}, chinese-workday isWorkday=${isWorkday(day)} "${getFestival(day)}", `
    + `lunar-javascript ${holiday ? holiday.getName() : 'null'}, holiday-calendar ${file}`);
  assert.deepStrictEqual([days.isWorkday(day), isWorkday(day)], known ? [false, false] : [true, true]);
}
assert.strictEqual(lunar.HolidayUtil.getHoliday('2027-10-01'), null);
await assert.rejects(files.isWorkday('CN', '2027-10-01'));
JS
TZ=Asia/Shanghai node show.mjs
