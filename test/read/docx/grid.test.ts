import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Grid, layGrid, type SourceCell, type SourceRow } from '../../../src/read/docx/grid.js';

type Cell = SourceCell<string>;

function cell(content: string, more: Partial<Cell> = {}): Cell {
  return { span: 1, merge: 'none', width: null, blank: content === '', content, ...more };
}

function row(cells: Cell[], more: Partial<SourceRow<string>> = {}): SourceRow<string> {
  return { before: 0, after: 0, widthBefore: null, cells, ...more };
}

/** Contents by column; `<` reaches from the left, `^` from above, `.` is no cell of the document. */
function picture(grid: Grid<string>): string[] {
  const positions = Array.from({ length: grid.rows }, () => new Array<string>(grid.cols).fill('?'));
  for (const { row, col, rowspan, colspan, content } of grid.cells) {
    for (let y = row; y < row + rowspan; y++) {
      for (let x = col; x < col + colspan; x++) {
        expect(positions[y]?.[x]).toBe('?');
        const line = positions[y];
        if (line) line[x] = y > row ? '^' : content === null ? '.' : x > col ? '<' : content;
      }
    }
  }
  expect(positions.flat()).not.toContain('?');
  return positions.map((line) => line.join(' '));
}

describe('rows that do not fit the grid', () => {
  const full = row(['a', 'b', 'c', 'd'].map((text) => cell(text)));

  test('a short row without widths is filled up at its end', () => {
    expect(picture(layGrid([full, row([cell('1'), cell('2')])], []))).toEqual(['a b c d', '1 2 . .']);
  });

  test('a short row is laid by the widths of its cells', () => {
    const short = row([cell('Trong đó', { width: 3000 }), cell('306', { width: 1500 }), cell('x', { width: 1000 })]);
    expect(picture(layGrid([full, short], [500, 2500, 1500, 1000]))).toEqual(['a b c d', 'Trong đó < 306 x']);
  });

  test('where the grid is missing, a plain row of measured cells says it', () => {
    const measured = row([500, 2500, 1500, 1000].map((width, i) => cell('abcd'.charAt(i), { width })));
    const short = row([cell('1', { width: 510 }), cell('gộp', { width: 3990 }), cell('x', { width: 1000 })]);
    expect(picture(layGrid([measured, short], []))).toEqual(['a b c d', '1 gộp < x']);
  });

  test('a row that begins further right says so by width alone', () => {
    const short = row([cell('306', { width: 1500 }), cell('x', { width: 1000 })], { widthBefore: 3000 });
    expect(picture(layGrid([full, short], [500, 2500, 1500, 1000]))).toEqual(['a b c d', '. . 306 x']);
  });

  test('widths that overflow the table are not believed', () => {
    const short = row([cell('1', { width: 9000 }), cell('2', { width: 9000 })]);
    expect(picture(layGrid([full, short], [500, 2500, 1500, 1000]))).toEqual(['a b c d', '1 2 . .']);
  });

  test('a span beyond the grid is cut where other rows keep to the grid', () => {
    const title = row([cell('I'), cell('Nhóm', { span: 20 })]);
    expect(picture(layGrid([full, title], [1, 1, 1, 1]))).toEqual(['a b c d', 'I Nhóm < <']);
  });

  test('a grid that no row keeps to does not count', () => {
    expect(picture(layGrid([full, full], [1, 1]))).toEqual(['a b c d', 'a b c d']);
    expect(picture(layGrid([full], [1, 1, 1, 1, 1, 1]))).toEqual(['a b c d']);
  });

  test('more cells than grid columns are all kept', () => {
    const long = row(['1', '2', '3', '4', '5'].map((text) => cell(text)));
    expect(picture(layGrid([full, long], [1, 1, 1, 1]))).toEqual(['a b c d .', '1 2 3 4 5']);
  });

  test('a row without cells is blank', () => {
    expect(picture(layGrid([full, row([])], []))).toEqual(['a b c d', '. . . .']);
    expect(picture(layGrid([row([])], []))).toEqual(['.']);
  });
});

/** A division of `cols` columns by `rows` rows into rectangles, as Word can merge them. */
const division = fc
  .tuple(
    fc.integer({ min: 1, max: 8 }),
    fc.integer({ min: 1, max: 8 }),
    fc.infiniteStream(fc.integer({ min: 1, max: 4 })),
  )
  .map(([rows, cols, sizes]) => {
    const size = (): number => sizes.next().value ?? 1;
    const taken = Array.from({ length: rows }, () => new Array<boolean>(cols).fill(false));
    const isFree = (y: number, x: number): boolean => taken[y]?.[x] === false;
    const cells: { row: number; col: number; rowspan: number; colspan: number }[] = [];
    for (let y = 0; y < rows; y++) {
      for (let x = 0; x < cols; x++) {
        if (!isFree(y, x)) continue;
        let colspan = 1;
        for (const wanted = size(); colspan < wanted && isFree(y, x + colspan); ) colspan++;
        let rowspan = 1;
        const isFreeBelow = (): boolean =>
          y + rowspan < rows && Array.from({ length: colspan }, (_, i) => isFree(y + rowspan, x + i)).every(Boolean);
        for (const wanted = size(); rowspan < wanted && isFreeBelow(); ) rowspan++;
        for (let dy = 0; dy < rowspan; dy++) taken[y + dy]?.fill(true, x, x + colspan);
        cells.push({ row: y, col: x, rowspan, colspan });
      }
    }
    return { rows, cols, cells };
  });

/** The division as the rows of a file: cells in order of column, a merge continued in each row. */
function asSource({
  rows,
  cells,
}: {
  rows: number;
  cells: { row: number; col: number; rowspan: number; colspan: number }[];
}) {
  return Array.from({ length: rows }, (_, y) =>
    row(
      cells
        .filter((place) => place.row <= y && y < place.row + place.rowspan)
        .sort((a, b) => a.col - b.col)
        .map((place) => {
          const continues = place.row < y;
          return cell(continues ? '' : `${place.row}.${place.col}`, {
            span: place.colspan,
            merge: continues ? 'continue' : place.rowspan > 1 ? 'restart' : 'none',
            width: place.colspan * 1000,
          });
        }),
    ),
  );
}

describe('any grid', () => {
  test('cells come back as they were merged', () => {
    fc.assert(
      fc.property(division, (made) => {
        const grid = layGrid(asSource(made), new Array<number>(made.cols).fill(1000));
        expect(grid).toMatchObject({ rows: made.rows, cols: made.cols });
        expect(grid.cells).toEqual(made.cells.map((place) => ({ ...place, content: `${place.row}.${place.col}` })));
      }),
    );
  });

  test('spans lost from the rows are found again by width', () => {
    fc.assert(
      fc.property(division, (made) => {
        const plain = row(Array.from({ length: made.cols }, (_, x) => cell(`h${x}`, { width: 1000 })));
        const spanless = asSource(made).map((source) => ({
          ...source,
          cells: source.cells.map((c) => ({ ...c, span: 1 })),
        }));
        const grid = layGrid([plain, ...spanless], []);
        const found = grid.cells.filter(({ row }) => row > 0).map((place) => ({ ...place, row: place.row - 1 }));
        expect(found).toEqual(made.cells.map((place) => ({ ...place, content: `${place.row}.${place.col}` })));
      }),
    );
  });

  test('whatever the file says, each position is covered once and no text is lost', () => {
    const anyCell = fc.record({
      span: fc.integer({ min: 1, max: 6 }),
      merge: fc.constantFrom('none' as const, 'restart' as const, 'continue' as const),
      width: fc.option(fc.integer({ min: -1, max: 5000 })),
      content: fc.constantFrom('', 'x', 'y'),
    });
    const anyRow = fc.record({
      before: fc.integer({ min: 0, max: 3 }),
      after: fc.integer({ min: 0, max: 3 }),
      widthBefore: fc.option(fc.integer({ min: 0, max: 5000 })),
      cells: fc.array(anyCell, { maxLength: 6 }),
    });
    fc.assert(
      fc.property(
        fc.array(anyRow, { minLength: 1, maxLength: 6 }),
        fc.array(fc.integer({ min: 0, max: 3000 }), { maxLength: 8 }),
        (made, columns) => {
          const source = made.map((each) => ({
            ...each,
            cells: each.cells.map((c) => ({ ...c, blank: c.content === '' })),
          }));
          const grid = layGrid(source, columns);
          picture(grid);
          const texts = (cells: readonly { content: string | null }[]): string =>
            cells.map(({ content }) => content ?? '').join('');
          expect(texts(grid.cells)).toBe(texts(source.flatMap((each) => each.cells)));
          const places = grid.cells.map(({ row, col }) => row * grid.cols + col);
          expect(places).toEqual([...places].sort((a, b) => a - b));
        },
      ),
    );
  });
});
