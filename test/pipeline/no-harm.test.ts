/** Clean documents through the whole pipeline: nothing is repaired, nothing rejected, every word is there. */
import { randomInt } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeDocx } from '../../fixtures/docx.js';
import { writePdf } from '../../fixtures/pdf.js';
import { randomReport } from '../../fixtures/random.js';
import { documentXml, rawDocx, rowXml, tableXml } from '../../fixtures/raw-docx.js';
import { paragraph, type ReportSpec } from '../../fixtures/report.js';
import { readLayout } from '../../src/extract.js';
import type { Layout } from '../../src/model/layout.js';
import { ENGLISH, FRENCH, NARRATIVE, PROSE } from '../vietnamese/samples.js';

const STYLE = {
  ruling: 'stroke',
  damagedBold: false,
  proseSize: 13,
  tableSize: 12,
  repeatHeader: true,
  rowsMayBreak: true,
  valign: 'top',
  rowPadding: 2,
  pageNumbers: false,
} as const;

const NOTHING = { left: [], right: [], leftShare: 0.5 };

/** A sentence a paragraph, every third one bold. */
function specOf(text: string): ReportSpec {
  const sentences = text.split(/(?<=[.;]) /u);
  return {
    letterhead: NOTHING,
    body: sentences.map((sentence, i) => paragraph(sentence, { bold: i % 3 === 0 })),
    signature: NOTHING,
    appendix: [],
  };
}

function expectClean({ pages }: Layout): void {
  for (const { readable, repairs, fonts, reasons } of pages) {
    expect({ readable, repairs, reasons }).toEqual({ readable: true, repairs: [], reasons: [] });
    for (const font of fonts) expect(font).toMatchObject({ verdict: 'clean', reasons: [] });
  }
}

const textOf = ({ blocks }: Layout) =>
  blocks
    .flatMap((block) => (block.kind === 'text' ? [block.text] : []))
    .join(' ')
    .replace(/\s+/gu, ' ');

describe.each(Object.entries({ PROSE, NARRATIVE, ENGLISH, FRENCH }))('%s', (_, text) => {
  it('as DOCX', async () => {
    const layout = await readLayout(await writeDocx(specOf(text), STYLE), 'docx', {});
    expectClean(layout);
    expect(textOf(layout)).toBe(text);
  });

  it('as PDF', async () => {
    const layout = await readLayout((await writePdf(specOf(text), STYLE)).bytes, 'pdf', {});
    expectClean(layout);
    expect(textOf(layout)).toBe(text);
  });
});

describe.each(['xa-2021', 'tinh-2025'] as const)('a clean report on %s', (form) => {
  it.each(['docx', 'pdf'] as const)('as %s', async (format) => {
    const seed = randomInt(1, 1_000_000_000);
    const { bytes, truth } = await randomReport(seed, { faults: [], form, format });
    const layout = await readLayout(bytes, format, {});
    if (truth.damagedCharacters === 0) expectClean(layout);
    else expect(layout.pages.every(({ readable }) => readable)).toBe(true);
  });
});

const LETTERS = [...'abcdđeghiklmnopqrstuvxy', 'I', 'II', 'c)', 'b.', '1', '2', '%', 'nt', 'Có', 'Hồ sơ', ''];

it('a table with next to nothing in its cells is no damaged text', async () => {
  const cells = fc.array(fc.array(fc.constantFrom(...LETTERS), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 5,
  });
  await fc.assert(
    fc.asyncProperty(cells, async (rows) => {
      expectClean(await readLayout(rawDocx(documentXml(tableXml(rows.map(rowXml)))), 'docx', {}));
    }),
  );
});
