/** `sohoa inspect`: the shape that docs/contract.md promises, and what stands in it, on documents with damaged text. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { loadImage } from '@napi-rs/canvas';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { type InspectCommandOptions, inspect } from '../../src/commands/inspect.js';
import { freshFolder } from './run.js';

const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
const count = z.int().min(0);
const font = z.strictObject({
  name: z.string(),
  verdict: z.enum(['clean', 'repairable', 'untrusted']),
  reasons: z.array(z.string()),
  measurements: z.record(z.string(), z.number()),
});
const repair = z.strictObject({ from: z.string(), to: z.string(), count: z.int().min(1), class: z.string() });
const schemaOf = <P extends z.ZodType, S extends z.ZodType, B extends z.ZodType>(page: P, size: S, cellBox: B) =>
  z.strictObject({
    source: z.string(),
    format: z.enum(['pdf', 'docx', 'image']),
    pages: z.array(
      z.strictObject({
        page,
        width: size,
        height: size,
        origin: z.enum(['text', 'ocr', 'docx']),
        text: z.string(),
        reasons: z.array(z.string()),
        fonts: z.array(font),
        repairs: z.array(repair),
      }),
    ),
    tables: z.array(
      z.strictObject({
        pages: z.array(z.int().min(1)),
        appendix: z.boolean(),
        cells: z.array(
          z.strictObject({
            page,
            row: count,
            col: count,
            rowspan: z.int().min(1),
            colspan: z.int().min(1),
            text: z.string(),
            bbox: cellBox,
            confidence: z.number().min(0).max(1),
          }),
        ),
      }),
    ),
  });
/** A DOCX is one page whose number and boxes are null. */
const inDocx = schemaOf(z.null(), z.null(), z.null());
const inPdf = schemaOf(z.int().min(1), z.number(), box);

async function printed(file: string, options: Partial<InspectCommandOptions>): Promise<string> {
  const write = vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  expect(await inspect(file, { ocr: 'off', ...options })).toBe(0);
  const text = write.mock.calls.map(([part]) => String(part)).join('');
  write.mockRestore();
  return text;
}

const seen = async (file: string) => JSON.parse(await printed(file, { json: true })) as unknown;

describe('inspect --json', () => {
  it('a DOCX in TCVN3: one page, its text as it was meant, each font and each repair', async () => {
    const { pages, tables } = inDocx.parse(await seen('fixtures/damage/tcvn3.docx'));
    expect(pages).toHaveLength(1);
    const [page] = pages;
    expect(page?.fonts.map(({ name, verdict }) => `${name} ${verdict}`)).toEqual([
      '.VnTime repairable',
      '.VnTimeH repairable',
    ]);
    for (const { measurements } of page?.fonts ?? []) {
      expect(measurements).toMatchObject({ legacyFont: 1 });
      expect(measurements.syllableShare).toBeGreaterThan(0.9);
    }
    expect(page?.repairs).toContainEqual(expect.objectContaining({ from: '\u00ad', to: 'ư', class: 'tcvn3' }));
    expect(page?.text).toContain('CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM');
    expect(page?.text.indexOf('BÁO CÁO')).toBeLessThan(page?.text.indexOf('Số lượng hồ sơ đã tiếp nhận') ?? 0);
    expect(tables.filter(({ appendix }) => appendix)).toHaveLength(1);
  });

  it('a PDF with ƣ: the bold font is repairable, the others are clean', async () => {
    const { pages, tables } = inPdf.parse(await seen('fixtures/damage/gha-tilde.pdf'));
    for (const { fonts } of pages)
      for (const { name, verdict, reasons } of fonts)
        if (!name.includes('Bold')) expect({ name, verdict, reasons }).toEqual({ name, verdict: 'clean', reasons: [] });
    const repairs = pages.flatMap((page) => page.repairs.map((repair) => repair.class));
    expect(new Set(repairs)).toEqual(new Set(['gha', 'grave-as-tilde']));
    expect(tables.some(({ appendix, cells }) => appendix && cells.every(({ bbox }) => bbox !== null))).toBe(true);
  });

  it('a PDF with one garbage font: that font is untrusted, with its measurements; no text of its pages is passed on', async () => {
    const { pages } = inPdf.parse(await seen('fixtures/damage/glyph-numbers-bold.pdf'));
    const [page] = pages;
    expect(page).toMatchObject({ text: '' });
    const verdicts = new Map(page?.fonts.map(({ name, verdict }) => [name, verdict]));
    expect(verdicts.get('Tinos-Bold')).toBe('untrusted');
    expect(verdicts.get('Tinos-Regular')).toBe('clean');
    expect(page?.reasons.join()).toContain('untrusted-font Tinos-Bold');
  });

  it('an image file: read from its picture, each cell with its box; and drawn', async () => {
    const file = 'fixtures/scans/mot-trang.png';
    const out = path.join(await freshFolder(), 'page.png');
    const { pages, tables } = inPdf.parse(JSON.parse(await printed(file, { json: true, ocr: 'auto', out })));
    expect(pages).toEqual([expect.objectContaining({ page: 1, origin: 'ocr' })]);
    const [page] = pages;
    expect(page?.text).toContain('UBND');
    const boxes = tables.flatMap(({ cells }) => cells.map(({ bbox }) => bbox));
    expect(boxes.length).toBeGreaterThan(0);
    for (const [x0, y0, x1, y1] of boxes) {
      expect(Math.min(x0, y0)).toBeGreaterThan(0);
      expect(x1).toBeLessThan(page?.width ?? 0);
      expect(y1).toBeLessThan(page?.height ?? 0);
    }
    const picture = await loadImage(out);
    expect(picture.width / picture.height).toBeCloseTo((page?.width ?? 0) / (page?.height ?? 1), 2);
  });

  it('one page on demand', async () => {
    const whole = inPdf.parse(await seen('fixtures/damage/gha-tilde.pdf'));
    const one = inPdf.parse(JSON.parse(await printed('fixtures/damage/gha-tilde.pdf', { json: true, page: 2 })));
    expect(one.pages).toEqual(whole.pages.filter(({ page }) => page === 2));
  });

  it('has the fields that the contract names, in its order', async () => {
    const contract = await readFile('docs/contract.md', 'utf8');
    const [, line = ''] = /^`(\{source, format, pages: .*\})`$/mu.exec(contract) ?? [];
    const shape = (value: unknown): string => {
      if (Array.isArray(value)) return `[${shape(value[0])}]`;
      if (typeof value !== 'object' || value === null) return '';
      return `{${Object.entries(value)
        .map(([key, inner]) => {
          const below = key === 'measurements' || key === 'bbox' || key === 'reasons' ? '' : shape(inner);
          return below === '' || below === '[]' ? key : `${key}: ${below}`;
        })
        .join(', ')}}`;
    };
    const page = inPdf.parse(await seen('fixtures/damage/gha-tilde.pdf'));
    expect(shape({ ...page, pages: page.pages.filter(({ repairs }) => repairs.length > 0) })).toBe(line);
  });
});

describe('inspect for people', () => {
  it('says the verdict of every font, every repair and the text', async () => {
    const text = await printed('fixtures/damage/tcvn3.docx', {});
    expect(text).toContain('phông .VnTimeH: repairable, tcvn3');
    expect(text).toMatch(/sửa chữ \S+ → ư: \d+ \(tcvn3\)/u);
    expect(text).toContain('Số lượng hồ sơ đã tiếp nhận');
  });

  it('says which page cannot be read, and why', async () => {
    const text = await printed('fixtures/damage/strips.pdf', {});
    expect(text).toContain('trang 1 (KHÔNG ĐỌC ĐƯỢC)');
    expect(text).toContain('stamp-on-scan');
  });
});
