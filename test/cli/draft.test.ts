/** A form nobody has written down yet: drafted from a report, it makes a catalogue that reads that report. */
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { randomReport } from '../../fixtures/random.js';
import { checkCatalogue, extractReport, loadCatalogue } from '../../src/index.js';
import { freshFolder, sohoa } from './run.js';

/** The shipped catalogue without its forms for communes and with the draft, its new indicators put where it says. */
async function catalogueWith(draft: string): Promise<string> {
  const rules = await freshFolder();
  await cp('rules', rules, { recursive: true });
  await rm(path.join(rules, 'forms', 'xa-2021.yaml'));
  const id = /^id: (.+)$/mu.exec(draft)?.[1] ?? '';
  await writeFile(path.join(rules, 'forms', `${id}.yaml`), draft);
  const added = draft.slice(draft.indexOf('# indicators:')).replace(/^# ?/gmu, '');
  if (draft.includes('# indicators:')) await writeFile(path.join(rules, 'indicators', 'draft.yaml'), added);
  return rules;
}

describe('sohoa rules draft', () => {
  it('proposes the known indicator for each row that is one, and a catalogue with it reads the report', async () => {
    const report = 'fixtures/producers/libreoffice/hoang-thanh-9-thang-2021.docx';
    const folder = await freshFolder();
    const file = path.join(folder, 'draft.yaml');
    expect((await sohoa(['rules', 'draft', report, '-o', file])).code).toBe(0);
    const draft = await readFile(file, 'utf8');
    expect(draft).toContain('indicator: X-3.3.1a # X-3.3.1a "Tiếp nhận trực tiếp" (giống 1.00)');
    expect(draft).not.toContain('indicator: MOI');
    expect(draft).toMatch(/^# BIỂU MẪU ĐỀ XUẤT .* đã khớp biểu mẫu xa-2021 \(\d\.\d\d\)\.$/mu);
    const rules = await catalogueWith(draft);
    expect(await checkCatalogue(rules)).toEqual([]);
    const { extraction } = await extractReport(await readFile(report), {
      source: 'r',
      catalogue: await loadCatalogue(rules),
    });
    expect(extraction.rows.filter((row) => row.indicatorCode !== '')).toHaveLength(60);
    expect(extraction.formScore).toBe(1);
  });

  it('gives a row that no indicator fits a code of its own, with the nearest one and its score', async () => {
    const { bytes, truth } = await randomReport(7, { form: 'xa-2021', format: 'docx', faults: ['unknownRow'] });
    const unknown = truth.rows.find((row) => row.indicatorCode === '' && row.valueRaw !== '');
    const report = path.join(await freshFolder(), 'r.docx');
    await writeFile(report, bytes);
    const { stdout } = await sohoa(['rules', 'draft', report]);
    expect(stdout).toMatch(/indicator: MOI-\S+ # mới\? gần nhất: X-\S+ ".+" \(giống 0\.\d\d\)\n\s+label: /u);
    expect(stdout).toContain(`label: ${unknown?.label}`);
    expect(await checkCatalogue(await catalogueWith(stdout))).toEqual([]);
  });

  it('says what is wrong with a file that has no appendix', async () => {
    const { code, stderr } = await sohoa(['rules', 'draft', 'fixtures/bad/Công văn gửi báo cáo.docx']);
    expect(code).toBe(1);
    expect(stderr).toContain('phụ lục');
  });
});
