/**
 * Known tables of a document in the format of the ICDAR 2013 table competition (`us-001-str.xml` beside `us-001.pdf`):
 * a table is one region or several, each on a page, whose cells say where they start and, when they span, where they end.
 */
import { SaxesParser } from 'saxes';

export interface StructureCell {
  /** 0-based, first and last row and column, both included. */
  readonly startRow: number;
  readonly endRow: number;
  readonly startCol: number;
  readonly endCol: number;
  readonly text: string;
}

export interface StructureTable {
  /** 1-based. */
  readonly pages: readonly number[];
  readonly cells: readonly StructureCell[];
}

/** The tables of one `-str.xml`. A region's increments are added to its cells' rows and columns, which may start below 0. */
export function parseStructure(xml: string): StructureTable[] {
  const tables: { pages: number[]; cells: StructureCell[] }[] = [];
  let shift = { rows: 0, cols: 0 };
  let place: Omit<StructureCell, 'text'> | null = null;
  let content: string | null = null;
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) => {
    const numberOf = (attribute: string, otherwise: number): number => {
      const value = Number.parseInt(attributes[attribute] ?? '', 10);
      return Number.isNaN(value) ? otherwise : value;
    };
    if (name === 'table') tables.push({ pages: [], cells: [] });
    else if (name === 'region') {
      tables.at(-1)?.pages.push(numberOf('page', 1));
      shift = { rows: numberOf('row-increment', 0), cols: numberOf('col-increment', 0) };
    } else if (name === 'cell') {
      const [row, col] = [numberOf('start-row', 0), numberOf('start-col', 0)];
      place = {
        startRow: row + shift.rows,
        endRow: numberOf('end-row', row) + shift.rows,
        startCol: col + shift.cols,
        endCol: numberOf('end-col', col) + shift.cols,
      };
    } else if (name === 'content') content = '';
  });
  parser.on('text', (text) => {
    if (content !== null) content += text;
  });
  parser.on('closetag', ({ name }) => {
    if (name === 'content' && place !== null) {
      tables.at(-1)?.cells.push({ ...place, text: (content ?? '').trim() });
      [place, content] = [null, null];
    }
  });
  parser.write(xml).close();
  return tables.filter((table) => table.cells.length > 0);
}

/** Rows and columns from the first to the last that a cell stands in. */
export function sizeOf({ cells }: StructureTable): { rows: number; cols: number } {
  const span = (starts: readonly number[], ends: readonly number[]) => Math.max(...ends) - Math.min(...starts) + 1;
  return {
    rows: span(
      cells.map((c) => c.startRow),
      cells.map((c) => c.endRow),
    ),
    cols: span(
      cells.map((c) => c.startCol),
      cells.map((c) => c.endCol),
    ),
  };
}
