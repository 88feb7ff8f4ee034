import { describe, expect, test } from 'vitest';
import { formatNumber } from '../../../src/read/docx/number-format.js';
import { p, read, rows, tablesOf, tbl, tc, texts, tr } from './build.js';

const level = (index: number, text: string, more = '', format = 'decimal'): string =>
  `<w:lvl w:ilvl="${index}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const abstract = (id: number, ...levels: string[]): string =>
  `<w:abstractNum w:abstractNumId="${id}">${levels.join('')}</w:abstractNum>`;
const num = (id: number, of: number, overrides = ''): string =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${of}"/>${overrides}</w:num>`;
const numbered = (text: string, list = 1, depth = 0): string =>
  p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);

const OUTLINE = abstract(0, level(0, '%1.'), level(1, '%1.%2.'), level(2, '%1.%2.%3'));

test('an auto-numbered STT column is not empty', async () => {
  const numbering = abstract(0, level(0, '%1')) + num(1, 0);
  const table = tbl([
    tr([tc('STT'), tc('Chỉ tiêu')]),
    ...['Một', 'Hai', 'Ba'].map((text) => tr([tc(numbered('')), tc(text)])),
  ]);
  expect(await rows(table, { numbering })).toEqual(['STT | Chỉ tiêu', '1 | Một', '2 | Hai', '3 | Ba']);
});

test('levels count within the level above', async () => {
  const body = [
    numbered('một'),
    numbered('hai', 1, 1),
    numbered('ba', 1, 1),
    numbered('bốn', 1, 2),
    numbered('năm'),
    numbered('sáu', 1, 1),
    numbered('bảy', 1, 2),
  ].join('');
  expect(await texts(body, { numbering: OUTLINE + num(1, 0) })).toEqual([
    '1. một',
    '1.1. hai',
    '1.2. ba',
    '1.2.1 bốn',
    '2. năm',
    '2.1. sáu',
    '2.1.1 bảy',
  ]);
});

test('a level that comes before the one above it counts as its first number', async () => {
  expect(
    await texts(numbered('một', 1, 1) + numbered('hai', 1, 1) + numbered('ba'), { numbering: OUTLINE + num(1, 0) }),
  ).toEqual(['1.1. một', '1.2. hai', '2. ba']);
});

test('lists of one definition count on together; a start override begins anew', async () => {
  const numbering =
    OUTLINE +
    num(1, 0) +
    num(2, 0) +
    num(3, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>');
  const body = numbered('một') + numbered('hai', 2) + numbered('ba', 3) + numbered('bốn', 3) + numbered('năm', 1);
  expect(await texts(body, { numbering })).toEqual(['1. một', '2. hai', '5. ba', '6. bốn', '7. năm']);
});

test('a level override replaces the level in its list only', async () => {
  const numbering =
    OUTLINE +
    num(1, 0) +
    num(2, 0, `<w:lvlOverride w:ilvl="0">${level(0, 'Mục %1:', '', 'upperRoman')}</w:lvlOverride>`);
  expect(await texts(numbered('một') + numbered('hai', 2), { numbering })).toEqual(['1. một', 'Mục II: hai']);
});

test('lvlRestart: never, or only after a given level', async () => {
  const never = abstract(0, level(0, '%1.'), level(1, '%2)', '<w:lvlRestart w:val="0"/>'));
  const body = numbered('một') + numbered('hai', 1, 1) + numbered('ba') + numbered('bốn', 1, 1);
  expect(await texts(body, { numbering: never + num(1, 0) })).toEqual(['1. một', '1) hai', '2. ba', '2) bốn']);

  const afterFirst = abstract(0, level(0, '%1.'), level(1, '%2.'), level(2, '%3)', '<w:lvlRestart w:val="1"/>'));
  const deep =
    numbered('một') +
    numbered('hai', 1, 1) +
    numbered('ba', 1, 2) +
    numbered('bốn', 1, 1) +
    numbered('năm', 1, 2) +
    numbered('sáu') +
    numbered('bảy', 1, 2);
  expect(await texts(deep, { numbering: afterFirst + num(1, 0) })).toEqual([
    '1. một',
    '1. hai',
    '1) ba',
    '2. bốn',
    '2) năm',
    '2. sáu',
    '1) bảy',
  ]);
});

test('isLgl draws the numbers of higher levels as decimals, its own in its format', async () => {
  const numbering =
    abstract(0, level(0, '%1.', '', 'upperRoman'), level(1, '%1.%2', '<w:isLgl/>', 'decimalZero')) + num(1, 0);
  expect(await texts(numbered('một') + numbered('hai', 1, 1), { numbering })).toEqual(['I. một', '1.01 hai']);
});

test('a level of bullets has no number to show', async () => {
  const numbering = abstract(0, level(0, '%1.'), level(1, '-', '', 'bullet'), level(2, '%1.%2%3.')) + num(1, 0);
  expect(await texts(numbered('một') + numbered('hai', 1, 2), { numbering })).toEqual(['1. một', '1.1. hai']);
});

test('a start override of a lower level takes effect where the list first comes to it', async () => {
  const overrides = [1, 7].map(
    (start, i) => `<w:lvlOverride w:ilvl="${i}"><w:startOverride w:val="${start}"/></w:lvlOverride>`,
  );
  const numbering = OUTLINE + num(1, 0) + num(2, 0, overrides.join(''));
  const body =
    numbered('một') + numbered('hai', 1, 1) + numbered('ba', 2, 1) + numbered('bốn', 2, 1) + numbered('năm', 1, 1);
  expect(await texts(body, { numbering })).toEqual(['1. một', '1.1. hai', '1.7. ba', '1.8. bốn', '1.9. năm']);
});

describe('numbering by style', () => {
  const styles =
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"/>' +
    '<w:style w:type="paragraph" w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="H2"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>' +
    '<w:style w:type="paragraph" w:styleId="H2child"><w:basedOn w:val="H2"/></w:style>' +
    '<w:style w:type="numbering" w:styleId="Outline"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
  const linked = abstract(0, level(0, '%1.', '<w:pStyle w:val="H1"/>'), level(1, '%1.%2.', '<w:pStyle w:val="H2"/>'));

  test('the style brings the list, the list knows the level of the style', async () => {
    const body =
      p('một', '<w:pStyle w:val="H1"/>') + p('hai', '<w:pStyle w:val="H2"/>') + p('ba', '<w:pStyle w:val="H2child"/>');
    expect(await texts(body, { styles, numbering: linked + num(1, 0) })).toEqual(['1. một', '1.1. hai', '1.2. ba']);
  });

  test('list and level may come from different styles', async () => {
    const more =
      '<w:style w:type="paragraph" w:styleId="Deep"><w:basedOn w:val="Plain"/><w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>' +
      '<w:style w:type="paragraph" w:styleId="Plain"><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>';
    const numbering = linked + OUTLINE.replace('w:abstractNumId="0"', 'w:abstractNumId="5"') + num(1, 0) + num(2, 5);
    const body = p('một', '<w:pStyle w:val="Plain"/>') + p('hai', '<w:pStyle w:val="Deep"/>');
    expect(await texts(body, { styles: styles + more, numbering })).toEqual(['1. một', '1.1. hai']);
  });

  test('a level that belongs to another style gives no number through this one, and is not counted', async () => {
    const more =
      '<w:style w:type="paragraph" w:styleId="Other"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>';
    const body = ['H1', 'Other', 'H1'].map((style, i) =>
      p(['một', 'hai', 'ba'][i] ?? '', `<w:pStyle w:val="${style}"/>`),
    );
    expect(await texts(body.join(''), { styles: styles + more, numbering: linked + num(1, 0) })).toEqual([
      '1. một',
      'hai',
      '2. ba',
    ]);
  });

  test('numId 0 takes the number away', async () => {
    const body = p('một', '<w:pStyle w:val="H1"/><w:numPr><w:numId w:val="0"/></w:numPr>');
    expect(await texts(body, { styles, numbering: linked + num(1, 0) })).toEqual(['một']);
  });

  test('a definition that points to a numbering style', async () => {
    const numbering = `${linked}<w:abstractNum w:abstractNumId="7"><w:numStyleLink w:val="Outline"/></w:abstractNum>${num(1, 0)}${num(4, 7)}`;
    expect(await texts(numbered('một', 4), { styles, numbering })).toEqual(['1. một']);
  });
});

test('bullets stand as they are drawn, those of a symbol font as a bullet', async () => {
  const symbol = `<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="\uf0b7"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl>`;
  const numbering = abstract(0, level(0, '-', '', 'bullet')) + abstract(1, symbol) + num(1, 0) + num(2, 1);
  expect(await texts(numbered('Xây dựng kế hoạch') + numbered('Ban hành', 2), { numbering })).toEqual([
    '- Xây dựng kế hoạch',
    '• Ban hành',
  ]);
});

test('a label is repaired like any text of its font', async () => {
  const old = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>';
  const numbering = `${abstract(0, `<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/>${old}</w:lvl>`)}${num(1, 0)}`;
  expect(await texts(numbered('Phạm vi'), { numbering })).toEqual(['Điều 1. Phạm vi']);
});

test('a level override without a font of its own keeps the font of the level it replaces', async () => {
  const old = '<w:rPr><w:rFonts w:ascii=".VnTime" w:hAnsi=".VnTime"/></w:rPr>';
  const plain = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="§iÒu %1."/>';
  const numbering = `${abstract(0, `${plain}${old}</w:lvl>`)}${num(1, 0, `<w:lvlOverride w:ilvl="0">${plain}</w:lvl></w:lvlOverride>`)}`;
  expect(await texts(numbered('Phạm vi'), { numbering })).toEqual(['Điều 1. Phạm vi']);
});

test('a hidden number is counted and not drawn', async () => {
  const hidden = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:lvlText w:val="%1."/><w:rPr><w:vanish/></w:rPr></w:lvl>';
  const numbering = abstract(0, hidden, level(1, '%1.%2.')) + num(1, 0);
  expect(await texts(numbered('một') + numbered('hai', 1, 1), { numbering })).toEqual(['một', '1.1. hai']);
});

test('a number never runs into the text behind it', async () => {
  const numbering = abstract(0, level(0, '%1', '<w:suff w:val="nothing"/>')) + num(1, 0);
  expect(await texts(numbered('2 hồ sơ'), { numbering })).toEqual(['1 2 hồ sơ']);
});

test('a number right before a figure leaves open which of them was meant', async () => {
  const cellsWith = async (suffix: string) => {
    const numbering = abstract(0, level(0, suffix)) + num(1, 0);
    const [table] = tablesOf(await read(tbl([tr([tc(numbered('216')), tc(numbered('hồ sơ'))])]), { numbering }));
    return table?.cells.map(({ text, confidence }) => [text, confidence]);
  };
  expect(await cellsWith('%1')).toEqual([
    ['1 216', 0.5],
    ['2 hồ sơ', 1],
  ]);
  expect(await cellsWith('%1.')).toMatchObject([
    ['1. 216', 1],
    [expect.any(String), 1],
  ]);
});

test('a reference to a list that is not defined draws nothing', async () => {
  expect(await texts(numbered('một', 9))).toEqual(['một']);
});

test('body, text boxes, margins and notes count for themselves', async () => {
  const numbering = OUTLINE + num(1, 0);
  const section =
    '<w:sectPr><w:headerReference w:type="default" r:id="header"/><w:footerReference w:type="default" r:id="footer"/></w:sectPr>';
  const box = `<w:r><w:pict><v:textbox><w:txbxContent>${numbered('khung')}</w:txbxContent></v:textbox></w:pict></w:r>`;
  const references = [1, 2].map((id) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`).join('');
  const footnotes = [1, 2].map((id) => `<w:footnote w:id="${id}">${numbered('chú thích')}</w:footnote>`).join('');
  const body = numbered('một') + p(box + references) + numbered('hai') + section;
  expect(await texts(body, { numbering, footnotes, header: numbered('đầu'), footer: numbered('chân') })).toEqual([
    '1. đầu',
    '1. một',
    '¹²',
    '1. khung',
    '2. hai',
    '¹ 1. chú thích',
    '² 2. chú thích',
    '2. chân',
  ]);
});

test.each([
  [4, 'upperRoman', 'IV'],
  [1999, 'lowerRoman', 'mcmxcix'],
  [1, 'lowerLetter', 'a'],
  [26, 'upperLetter', 'Z'],
  [27, 'lowerLetter', 'aa'],
  [54, 'upperLetter', 'BBB'],
  [7, 'decimalZero', '07'],
  [12, 'decimalZero', '12'],
  [7, 'none', ''],
  [7, 'vietnameseCounting', '7'],
  [0, 'upperRoman', '0'],
  [2_000_000_000, 'upperRoman', '2000000000'],
  [2_000_000_000, 'lowerLetter', '2000000000'],
])('%i as %s is %s', (number, format, drawn) => {
  expect(formatNumber(number, format)).toBe(drawn);
});
