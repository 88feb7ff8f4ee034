/** Documents for tests, from the XML of their body and of the parts around it. */

import type { Layout, Table } from '../../../src/model/layout.js';
import { readDocx } from '../../../src/read/docx/index.js';
import { zip } from './zip.js';

export const NAMESPACES = [
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"',
  'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"',
  'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"',
  'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"',
  'xmlns:v="urn:schemas-microsoft-com:vml"',
  'xmlns:o="urn:schemas-microsoft-com:office:office"',
  'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"',
].join(' ');

const RELATIONSHIPS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Parts beside the body: the XML inside their root element, by type. */
export type Parts = Readonly<Record<string, string>>;

const ROOTS: Readonly<Record<string, string>> = {
  styles: 'w:styles',
  numbering: 'w:numbering',
  settings: 'w:settings',
  footnotes: 'w:footnotes',
  endnotes: 'w:endnotes',
  header: 'w:hdr',
  footer: 'w:ftr',
};

/** The files of a package: `parts` are keyed by type, with a number for a second one (`header2`); its id is `r:id="header2"`. */
export function files(body: string, parts: Parts = {}): Map<string, string> {
  const relationships = Object.keys(parts).map((key) => relationship(key, key.replace(/\d+$/, ''), `${key}.xml`));
  return new Map([
    ['[Content_Types].xml', contentTypes(Object.keys(parts))],
    ['_rels/.rels', relationshipList([relationship('main', 'officeDocument', 'word/document.xml')])],
    ['word/_rels/document.xml.rels', relationshipList(relationships)],
    ['word/document.xml', `<w:document ${NAMESPACES}><w:body>${body}</w:body></w:document>`],
    ...Object.entries(parts).map(([key, xml]): [string, string] => [`word/${key}.xml`, rooted(key, xml)]),
  ]);
}

export function docx(body: string, parts: Parts = {}): Buffer {
  return zip(files(body, parts));
}

export function read(body: string, parts: Parts = {}): Promise<Layout> {
  return readDocx(docx(body, parts));
}

/** The texts of a document made of paragraphs: one for each block. */
export async function texts(body: string, parts: Parts = {}): Promise<string[]> {
  return textsOf(await read(body, parts));
}

export function textsOf(layout: Layout): string[] {
  return layout.blocks.map((block) => (block.kind === 'text' ? block.text : rowsOf(block.table).join('\n')));
}

export function tablesOf(layout: Layout): Table[] {
  return layout.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
}

/** The rows of a table to be compared by eye: `1 | a` with `<` where a cell reaches from the left and `^` from above. */
export function rowsOf(table: Table): string[] {
  const positions = Array.from({ length: table.rows }, () => new Array<string>(table.cols).fill('?'));
  for (const cell of table.cells) {
    for (let row = cell.row; row < cell.row + cell.rowspan; row++) {
      for (let col = cell.col; col < cell.col + cell.colspan; col++) {
        const line = positions[row];
        if (line?.[col] !== '?') throw new Error(`position ${row}, ${col} is covered twice or lies outside`);
        line[col] = row > cell.row ? '^' : col > cell.col ? '<' : cell.text;
      }
    }
  }
  if (positions.some((line) => line.includes('?'))) throw new Error('a position is not covered');
  return positions.map((line) => line.join(' | '));
}

export async function rows(table: string, parts: Parts = {}): Promise<string[]> {
  const [first] = tablesOf(await read(table, parts));
  return first === undefined ? [] : rowsOf(first);
}

/** A paragraph; content that is not XML is put into a run. */
export function p(content: string, properties = ''): string {
  return `<w:p>${properties === '' ? '' : `<w:pPr>${properties}</w:pPr>`}${content.startsWith('<') || content === '' ? content : r(content)}</w:p>`;
}

export function r(text: string, properties = ''): string {
  return `<w:r>${properties === '' ? '' : `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
}

export function tbl(rows: readonly string[], grid: readonly number[] = []): string {
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl>`;
}

export function tr(cells: readonly string[], properties = ''): string {
  return `<w:tr>${properties === '' ? '' : `<w:trPr>${properties}</w:trPr>`}${cells.join('')}</w:tr>`;
}

/** A cell; content that is not XML is put into a paragraph. */
export function tc(content: string, properties = ''): string {
  return `<w:tc>${properties === '' ? '' : `<w:tcPr>${properties}</w:tcPr>`}${content.startsWith('<') ? content : p(content)}</w:tc>`;
}

function rooted(key: string, xml: string): string {
  const root = ROOTS[key.replace(/\d+$/, '')];
  return root === undefined ? xml : `<${root} ${NAMESPACES}>${xml}</${root}>`;
}

function contentTypes(parts: readonly string[]): string {
  const type = (name: string): string => `application/vnd.openxmlformats-officedocument.wordprocessingml.${name}+xml`;
  const override = (part: string, name: string): string =>
    `<Override PartName="/word/${part}.xml" ContentType="${type(name)}"/>`;
  return [
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">',
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
    '<Default Extension="xml" ContentType="application/xml"/>',
    override('document', 'document.main'),
    ...parts.map((part) => override(part, part.replace(/\d+$/, ''))),
    '</Types>',
  ].join('');
}

function relationship(id: string, type: string, target: string): string {
  return `<Relationship Id="${id}" Type="${RELATIONSHIPS}/${type}" Target="${target}"/>`;
}

function relationshipList(relationships: readonly string[]): string {
  return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${relationships.join('')}</Relationships>`;
}
