import { expect, it } from 'vitest';
import type { Instruction } from '../../../src/read/pdf/content.js';
import { describeFont } from '../../../src/read/pdf/fonts.js';
import { eachInstruction, fontNamesOf } from '../../../src/read/pdf/operators.js';
import { openPdf } from '../../../src/read/pdf/pdfjs.js';
import { extra, rawPdf, stream } from './make.js';

/** Every operator that the reader knows, at least once. */
const CONTENT = `
q 2 0 0 3 10 20 cm 0.5 w [3 1] 0 d 1 0 0 RG 0.5 g
10 10 m 40 10 l S
10 10 m 40 10 l 40 40 l s
10 10 30 20 re f
10 10 0 20 re f*
10 10 m 20 20 30 20 40 10 c 50 20 60 10 v 70 20 80 10 y h B
10 10 30 20 re 50 10 m 60 10 l b*
Q
q 5 5 50 50 re W n n Q
q 5 5 50 50 re W* f Q
/Pattern cs /P0 scn /Pattern CS /P0 SCN
/G0 gs
BT /F1 12 Tf 1 Tc 2 Tw 90 Tz 14 TL 3 Ts 2 Tr
1 0 0 1 50 300 Tm (4 7) Tj 10 -5 Td 10 -5 TD T* [(1) -250 (2)] TJ (3) ' 5 1 (4) " ET
/X0 Do /X1 Do
q 20 0 0 20 50 50 cm /I0 Do Q
q 20 0 0 20 50 50 cm /I1 Do Q
BI /W 2 /H 2 /IM true /BPC 1 ID \xa0\x50 EI
BI /W 1 /H 1 /IM true /BPC 1 ID \x00 EI
q 0 0 9 9 re W n /S0 sh Q
/Span BMC EMC /OC /L0 BDC EMC
`;

const OBJECTS = [
  stream('0 0 m 9 9 l S', '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 5 5]'),
  stream(
    '0 0 m 9 9 l S',
    '/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Matrix [1 0 0 1 5 5] /Group << /S /Transparency >>',
  ),
  stream('\x00', '/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8'),
  stream(
    '\x00',
    `/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /SMask ${extra(2)}`,
  ),
  '<< /Type /OCG /Name (draft) >>',
  stream(
    '0 0 9 9 re f',
    '/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 9 9] /XStep 9 /YStep 9 /Resources << >>',
  ),
  '<< /Type /ExtGState /LW 4 /CA 0.5 /ca 0.25 /BM /Multiply /SMask /None /Font [4 0 R 9] >>',
  `<< /Type /Annot /Subtype /Stamp /F 4 /Rect [100 200 180 220] /AP << /N ${extra(0)} >> >>`,
];

const PAGE = {
  content: CONTENT,
  entries: `/Annots [${extra(7)}]`,
  resources: `/XObject << /X0 ${extra(0)} /X1 ${extra(1)} /I0 ${extra(2)} /I1 ${extra(3)} >> /Properties << /L0 ${extra(4)} >>
    /Shading << /S0 << /ShadingType 2 /ColorSpace /DeviceGray /Coords [0 0 9 0] /Function << /FunctionType 2 /Domain [0 1] /N 1 >> >> >>
    /Pattern << /P0 ${extra(5)} >> /ExtGState << /G0 ${extra(6)} >>`,
};

it('pdfjs’s operators are understood as they were when this was written', async () => {
  const catalog = `/OCProperties << /OCGs [${extra(4)}] /D << /OFF [${extra(4)}] >> >>`;
  const { document, close } = await openPdf(rawPdf([PAGE], OBJECTS, catalog));
  const page = await document.getPage(1);
  const list = await page.getOperatorList();
  const names = [...fontNamesOf(list)];
  const fonts = new Map(names.map((name) => [name, describeFont(page.commonObjs.get(name))]));
  const layers = await document.getOptionalContentConfig();
  const instructions: Instruction[] = [];
  eachInstruction(list, { fonts, isLayerVisible: (mark) => layers.isVisible(mark) }, (each) => instructions.push(each));
  await close();
  await expect(`${instructions.map(asLine).join('\n')}\n`).toMatchFileSnapshot('operators.golden.txt');
});

function asLine(instruction: Instruction): string {
  return JSON.stringify(instruction, (key, value) => {
    if (key === 'font') return value.name;
    return typeof value === 'number' ? Number(value.toFixed(4)) : value;
  });
}
