import { describe, expect, test } from 'vitest';
import { p, r, read, tbl, tc, texts, textsOf, tr } from './build.js';

const reference = (kind: string, type: string, id: string): string =>
  `<w:${kind}Reference w:type="${type}" r:id="${id}"/>`;

describe('headers and footers', () => {
  test('a letterhead in a header comes first, a footer last', async () => {
    const section = `<w:sectPr>${reference('header', 'default', 'header')}${reference('footer', 'default', 'footer')}</w:sectPr>`;
    const header = tbl([tr([tc('UBND XÃ'), tc('CỘNG HÒA')])]) + p('Số: 12/BC-UBND');
    expect(await texts(p('Báo cáo') + section, { header, footer: p('Nơi nhận') })).toEqual([
      'UBND XÃ | CỘNG HÒA',
      'Số: 12/BC-UBND',
      'Báo cáo',
      'Nơi nhận',
    ]);
  });

  test('those that no page shows are not read', async () => {
    const references = reference('header', 'first', 'header') + reference('header', 'even', 'header2');
    const parts = { header: p('Trang đầu'), header2: p('Trang chẵn'), header3: p('Không ai dùng') };
    const body = (more: string): string => `${p('Báo cáo')}<w:sectPr>${references}${more}</w:sectPr>`;
    expect(await texts(body(''), parts)).toEqual(['Báo cáo']);
    expect(await texts(body('<w:titlePg/>'), parts)).toEqual(['Trang đầu', 'Báo cáo']);
    expect(await texts(body(''), { ...parts, settings: '<w:evenAndOddHeaders/>' })).toEqual(['Trang chẵn', 'Báo cáo']);
  });

  test('a header used by two sections is read once', async () => {
    const section = `<w:sectPr>${reference('header', 'default', 'header')}</w:sectPr>`;
    expect(await texts(p('một', section) + p('hai') + section, { header: p('Đầu') })).toEqual(['Đầu', 'một', 'hai']);
  });
});

describe('notes', () => {
  const mark = (kind: string, id: number): string =>
    `<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:${kind}Reference w:id="${id}"/></w:r>`;
  const note = (kind: string, id: number, text: string, type = ''): string =>
    `<w:${kind} w:id="${id}"${type === '' ? '' : ` w:type="${type}"`}>${p(`<w:r><w:${kind}Ref/></w:r>${r(text)}`)}</w:${kind}>`;

  test('they follow the body in the order of reference, each with its mark', async () => {
    const footnotes =
      note('footnote', 0, '', 'separator') +
      note('footnote', 4, 'Số liệu ước') +
      note('footnote', 5, 'Theo quý') +
      note('footnote', 6, 'Không ai dẫn');
    const endnotes = note('endnote', 2, 'Nguồn: xã');
    const body =
      p(r('Tổng') + mark('footnote', 5)) + p(r('306') + mark('footnote', 4)) + p(r('Hết') + mark('endnote', 2));
    expect(await texts(body, { footnotes, endnotes })).toEqual([
      'Tổng¹',
      '306 ²',
      'Hếti',
      '¹ Theo quý',
      '² Số liệu ước',
      'i Nguồn: xã',
    ]);
  });

  test('a note in a table cell', async () => {
    const body = tbl([tr([tc('Số hồ sơ'), tc(p(r('306') + mark('footnote', 1)))])]);
    expect(await texts(body, { footnotes: note('footnote', 1, 'Đến 31/8') })).toEqual([
      'Số hồ sơ | 306 ¹',
      '¹ Đến 31/8',
    ]);
  });
});

test('comments are not part of the text', async () => {
  const layout = await read(
    p(
      `<w:commentRangeStart w:id="0"/>${r('306')}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>`,
    ),
  );
  expect(textsOf(layout)).toEqual(['306']);
});
