#!/usr/bin/env bash
# holiday-calendar 1.3.3, chinese-days 1.5.7, lunar-javascript 1.7.7 (npm): the last days of 2018, which the notice of 2019 arranges.
# Guess: a year's notice has days of that year only, so one file a year is asked by the year of the day.
# Seen: the notice of 2019 has 29 December 2018 (a Saturday) worked, and the 30th and 31st off. holiday-calendar has these days, in its file of 2019, and looks for them in that
#   of 2018: the Saturday is free and Monday the 31st a working day. The two packages that keep one list of days are right. So it was with the notices of 2007, 2008 and 2012.
# Matters: a deadline at the end of the year is off by a day, and only in some years; a test with this year's days never sees it.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" holiday-calendar@1.3.3 chinese-days@1.5.7 lunar-javascript@1.7.7 >/dev/null
cat > show.mjs <<'JS'
import assert from 'node:assert';
import fs from 'node:fs';
import days from 'chinese-days';
import lunar from 'lunar-javascript';
import HolidayCalendar from 'holiday-calendar';
const load = async (path) => JSON.parse(fs.readFileSync(`node_modules/holiday-calendar/data/${path}`));
const files = new HolidayCalendar({ dataLoader: load });
for (const [day, worked] of [['2018-12-29', true], ['2018-12-31', false]]) {
  const kept = (await load('CN/2019.json')).dates.find((entry) => entry.date === day);
  const told = await files.isWorkday('CN', day);
  console.log(`${day}: holiday-calendar isWorkday=${told}, in its file of 2019 as ${kept.type}; chinese-days isWorkday=${days.isWorkday(day)}; `
    + `lunar-javascript isWork=${lunar.HolidayUtil.getHoliday(day).isWork()}`);
  assert.deepStrictEqual([told, kept.type], [!worked, worked ? 'transfer_workday' : 'public_holiday']);
  assert.deepStrictEqual([days.isWorkday(day), lunar.HolidayUtil.getHoliday(day).isWork()], [worked, worked]);
}
for (const day of ['2006-12-30', '2007-12-29', '2011-12-31']) {
  assert.deepStrictEqual([days.isWorkday(day), new Date(day).getUTCDay()], [true, 6]);
}
JS
TZ=Asia/Shanghai node show.mjs
