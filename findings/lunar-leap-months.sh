#!/usr/bin/env bash
# chinese-lunar 0.1.4, lunar-calendar 0.1.4, chinese-days 1.5.7, solarlunar 3.1.0, tyme4ts 1.5.2 (npm): leap months of the lunar calendar.
# Guess: a month has a number and a sign that it is the leap one; all know that the leap month of 2033 is the eleventh.
# Seen: 1 August 2025 is the eighth of the leap sixth month. chinese-days names it 六月初八 as it does the second of July (only isLeap differs); lunar-calendar counts it as month 7, and the
#   months behind it one higher. For 22 December 2033 chinese-lunar says the first of an ordinary eleventh month, since its leap month is the seventh.
# Matters: Mid-Autumn, Chongyang and the memorial days of an office are found by month and day; from August 2033 on, a month beside.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" chinese-lunar@0.1.4 lunar-calendar@0.1.4 chinese-days@1.5.7 solarlunar@3.1.0 tyme4ts@1.5.2 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const days = require('chinese-days');
const calendar = require('lunar-calendar');
const lunar = require('chinese-lunar');
const solar = require('solarlunar').default ?? require('solarlunar');
const { SolarDay } = require('tyme4ts');
const shown = (what, seen, expected) => {
  console.log(`${what}: ${seen}`);
  assert.strictEqual(seen, expected);
};
const two = (day) => { const named = days.getLunarDate(day); return `${named.lunarMonCN}${named.lunarDayCN}`; };
const eighth = '六月初八';
shown('chinese-days 1.5.7, 2025-07-02 and 2025-08-01', `${two('2025-07-02')} ${two('2025-08-01')}`, `${eighth} ${eighth}`);
const leap = calendar.solarToLunar(2025, 8, 1);
const autumn = calendar.solarToLunar(2025, 10, 6);
const sixth = '闰六月 month 7';
shown('lunar-calendar 0.1.4, 2025-08-01', `${leap.lunarMonthName} month ${leap.lunarMonth}`, sixth);
shown('lunar-calendar 0.1.4, 2025-10-06 (Mid-Autumn)', `${autumn.lunarMonthName} month ${autumn.lunarMonth}`, '八月 month 9');
const winter = lunar.solarToLunar(new Date(2033, 11, 22));
shown('chinese-lunar 0.1.4, 2033-12-22', `month ${winter.month}, leap ${winter.leap}, leap month of the year ${winter.leapMonth}`, 'month 11, leap false, leap month of the year 7');
const right = solar.solar2lunar(2033, 12, 22);
const leapWinter = '闰冬月初一';
shown('solarlunar 3.1.0, 2033-12-22', `${right.monthCn}${right.dayCn}`, leapWinter);
shown('tyme4ts 1.5.2, 2033-12-22', SolarDay.fromYmd(2033, 12, 22).getLunarDay().toString(), '农历癸丑年闰十一月初一');
JS
node show.cjs
