/** Labels that are formulas, markup, or endless: nothing of them runs in a spreadsheet or in the page, nothing is lost. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SourcedExtraction } from '../../src/dataset/index.js';
import { flag } from '../../src/model/flags.js';
import { pageStart } from '../../src/review/index.js';
import type { PageData } from '../../src/review/page/data.js';
import { figure, catalogue as small, sourced } from '../dataset/build.js';
import { HAS_CALC, savedByCalc } from './calc.js';
import { Office } from './office.js';

const LABELS = [
  '=HYPERLINK("http://example.invalid";"x")',
  '+1+1',
  "-1+cmd|' /C calc'!A0",
  '@SUM(A1:A9)',
  '  =1+1',
  "'=1+1",
  'hai\tcột',
  '"ngoặc"" kép"',
  'hai\ndòng, và; nữa',
  '<script>document.title="hỏng"</script></script><img src=x onerror=alert(1)>',
  '<!-- </script --> ]]> & &lt;',
  'dài '.repeat(8192),
];

/** As a spreadsheet keeps such a text. */
function guarded(text: string): string {
  return /^'*\s*[=+\-@]/.test(text) ? `'${text}` : text;
}

function hostile(): SourcedExtraction {
  const rows = LABELS.map((label, i) =>
    figure(i + 1, 'A-1', null, { label, note: label, printedCode: label.slice(0, 20) }),
  );
  const flags = LABELS.map((label, i) =>
    flag(
      'MISSING_VALUE',
      'document',
      { note: label, raw: label },
      { page: 1, table: 1, row: i + 1, indicatorCode: 'A-1' },
    ),
  );
  return sourced('=xã <b>.pdf', { issuer: '=xã <b>', rows, flags });
}

describe('a hostile archive', () => {
  it.each([false, true])('loses nothing in flags.csv (excel: %s)', async (excel) => {
    const office = await Office.open(small(), { excel });
    await office.run([hostile()]);
    const rows = (await office.rows('flags.csv')).filter((row) => row.flag === 'MISSING_VALUE');
    expect(rows.map(({ label }) => label)).toEqual(LABELS);
    const answered = rows.map((row) => ({ ...row, decision: 'accept', comment: guarded(row.label ?? '') }));
    const { intake } = await office.run([hostile()], [await office.save(answered, 'lan.csv')]);
    expect(intake).toMatchObject({ applied: { length: LABELS.length }, refused: [] });
    expect((await office.rows('decisions.csv')).map(({ comment }) => comment?.trim())).toEqual(
      LABELS.map((label) => label.trim()),
    );
    // Once more: the log with all of it is understood.
    expect((await office.run([hostile()])).intake.refused).toEqual([]);
  });

  it.skipIf(!HAS_CALC)('runs no formula in Calc', async () => {
    const office = await Office.open(small());
    await office.run([hostile()]);
    const csv = await readFile(path.join(office.dir, 'flags.csv'), 'utf8');
    expect(savedByCalc(csv, ',', 'fods')).not.toContain('table:formula');
    // Calc does run what is not guarded.
    expect(savedByCalc('a\n=1+1\n', ',', 'fods')).toContain('table:formula');
  });

  it('runs nothing in the page: no text of a document is markup in it', async () => {
    const office = await Office.open(small());
    const { worklist } = await office.run([hostile()]);
    const { head, items } = await worklist.page('vi', new Set(), 0, (async function* () {})());
    const html = [...pageStart(head, items, 'start();')].join('');
    expect(html.match(/<script/g)).toHaveLength(2);
    expect(html.match(/<\/script/g)).toHaveLength(2);
    expect(html).not.toMatch(/<img|<!--|<b>/);
    const [, json = ''] = /id="data">([^<]*)</.exec(html) ?? [];
    expect((JSON.parse(json) as PageData).items.map(({ label }) => label)).toEqual(expect.arrayContaining(LABELS));
  });
});
