#!/usr/bin/env bash
# mammoth 1.13.0 (npm): words of a .docx that do not come out.
# Guess: all text that Word shows is in convertToHtml and extractRawText, whatever formatting is lost.
# Seen: a character with a phonetic guide （拼音指南，ruby） is gone, not only its guide: 乐清市 becomes 清市. So are the result of a simple field and a line break w:cr;
#   only a message says "unrecognised". In the raw text a ticked and an unticked box (content control) are the same.
# Matters: guides stand on names that are read two ways; evidence read through such a library names another place, and "☑ done" equals "☐ done".
set -euo pipefail
dir=$(mktemp -d); trap 'rm -rf "$dir"' EXIT; cd "$dir"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$dir" mammoth@1.13.0 jszip@3.10.1 >/dev/null
cat > show.cjs <<'JS'
const assert = require('node:assert');
const JSZip = require('jszip');
const mammoth = require('mammoth');
const names = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"';
const kinds = 'application/vnd.openxmlformats-', links = 'http://schemas.openxmlformats.org/';
const done = '已整改', place = '乐清市';
const run = text => `<w:r><w:t>${text}</w:t></w:r>`;
const box = (value, sign) => `<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val="${value}"/></w14:checkbox></w:sdtPr><w:sdtContent>${run(sign)}</w:sdtContent></w:sdt>${run(done)}`;
const read = async paragraph => {
  const zip = new JSZip();
  zip.file('[Content_Types].xml', `<Types xmlns="${links}package/2006/content-types"><Default Extension="rels" ContentType="${kinds}package.relationships+xml"/>`
    + `<Override PartName="/word/document.xml" ContentType="${kinds}officedocument.wordprocessingml.document.main+xml"/></Types>`);
  zip.file('_rels/.rels', `<Relationships xmlns="${links}package/2006/relationships"><Relationship Id="rId1" Type="${links}officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`);
  zip.file('word/document.xml', `<w:document ${names}><w:body><w:p>${paragraph}</w:p></w:body></w:document>`);
  const buffer = await zip.generateAsync({ type: 'nodebuffer' });
  return { raw: (await mammoth.extractRawText({ buffer })).value.trim(), said: (await mammoth.convertToHtml({ buffer })).messages.map(message => message.message).join() };
};
(async () => {
  const cases = [
    ['a guide', `<w:r><w:ruby><w:rubyPr/><w:rt>${run('yuè')}</w:rt><w:rubyBase>${run(place[0])}</w:rubyBase></w:ruby></w:r>${run(place.slice(1))}`, '清市'],
    ['a simple field', `${run('共')}<w:fldSimple w:instr="NUMPAGES">${run('7')}</w:fldSimple>${run('页')}`, '共页'],
    ['a break', '<w:r><w:t>第一项</w:t><w:cr/><w:t>第二项</w:t></w:r>', '第一项第二项'],
    ['ticked', box(1, '☑'), '已整改'], ['not ticked', box(0, '☐'), '已整改'],
  ];
  for (const [what, xml, expected] of cases) {
    const { raw, said } = await read(xml);
    console.log(`mammoth 1.13.0: ${what}: "${raw}" ${said}`);
    assert.strictEqual(raw, expected);
  }
})();
JS
node show.cjs
