#!/usr/bin/env bash
# pinyin-pro 3.29.4, tiny-pinyin 1.3.2, pinyin-match 1.2.10 (npm): how names of counties are read.
# Guess: a library with a dictionary reads the places that are read in their own way; a search by initials finds a place by the right reading only.
# Seen: pinyin-pro reads 枞阳、荥阳、六安 and 丽水 right, but 乐清 (Yuèqīng) is lè, 单县 (Shànxiàn) dān, 曾都 (Zēngdū) céng, 台州 (Tāizhōu) tái. tiny-pinyin, which
#   asks the collation of the machine, says laoqing and zhongqing. pinyin-match takes any reading of any character: yqs and lqs both find 乐清市.
# Matters: sorting and labels by pinyin need a kept table of names; for search, all readings is the kind answer.
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" pinyin-pro@3.29.4 tiny-pinyin@1.3.2 pinyin-match@1.2.10 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const { pinyin } = require('pinyin-pro');
const tiny = require('tiny-pinyin');
const search = require('pinyin-match');
const match = (search.default ?? search).match;
const readings = { 乐清: 'lè qīng', 台州: 'tái zhōu', 单县: 'dān xiàn', 曾都: 'céng dōu', 丽水: 'lí shuǐ', 枞阳: 'zōng yáng', 荥阳: 'xíng yáng', 六安: 'lù ān', 重庆: 'chóng qìng' };
for (const [name, reading] of Object.entries(readings)) {
  console.log(`pinyin-pro 3.29.4: ${name} ${pinyin(name)}; tiny-pinyin 1.3.2 (ICU ${process.versions.icu}): ${tiny.convertToPinyin(name, '', true)}`);
  assert.strictEqual(pinyin(name), reading);
}
const wrong = { 乐清: 'yueqing', 重庆: 'chongqing' };
Object.entries(wrong).forEach(([name, right]) => assert.notStrictEqual(tiny.convertToPinyin(name, '', true), right));
const searches = [['乐清市', 'yqs'], ['乐清市', 'lqs'], ['重庆市', 'cqs'], ['重庆市', 'zqs']];
for (const [name, typed] of searches) {
  console.log(`pinyin-match 1.2.10: ${typed} in ${name}: ${JSON.stringify(match(name, typed))}`);
  assert.deepStrictEqual(match(name, typed), [0, 2]);
}
JS
node show.cjs
