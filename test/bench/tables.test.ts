import { describe, expect, test } from 'vitest';
import { normalised, relationsOf } from '../../bench/tables/adjacency.js';
import { structureXml } from '../../bench/tables/corpus.js';
import { type FoundTable, ratesOf, scoreDocument, sumOf } from '../../bench/tables/score.js';
import { parseStructure, type StructureCell, sizeOf } from '../../bench/tables/structure.js';

/** Rows of texts, '' for none. */
function cellsOf(rows: readonly (readonly string[])[]): StructureCell[] {
  return rows.flatMap((row, r) =>
    row.flatMap((text, c) => (text === '' ? [] : [{ startRow: r, endRow: r, startCol: c, endCol: c, text }])),
  );
}

function found(rows: readonly (readonly string[])[], pages = [1]): FoundTable {
  return { pages, cells: cellsOf(rows), rows: rows.length, cols: rows[0]?.length ?? 0 };
}

const XML = `\ufeff<?xml version="1.0" encoding="UTF-8"?>
<document filename='us-019.pdf'>
 <table id='1'>
  <region id='1' page='2' col-increment='0' row-increment='1'>
   <cell id='1' start-row='-1' start-col='0' end-col='1'><bounding-box x1='1' y1='2' x2='3' y2='4'/><content>Year &amp; area</content></cell>
   <cell id='2' start-row='0' start-col='0' end-row='1'><content>2001</content></cell>
   <cell id='3' start-row='0' start-col='1'><content> 12 </content></cell>
   <cell id='4' start-row='1' start-col='1'><content></content></cell>
  </region>
  <region id='2' page='3' col-increment='0' row-increment='3'>
   <cell id='5' start-row='0' start-col='0'><content>2002</content></cell>
   <cell id='6' start-row='0' start-col='1'><content>13</content></cell>
  </region>
 </table>
</document>`;

describe('the competition’s format', () => {
  test('regions of one table, spans, increments', () => {
    const [table, ...others] = parseStructure(XML);
    expect(others).toEqual([]);
    expect(table?.pages).toEqual([2, 3]);
    expect(table?.cells.map((c) => `${c.startRow}-${c.endRow},${c.startCol}-${c.endCol} ${c.text}`)).toEqual([
      '0-0,0-1 Year & area',
      '1-2,0-0 2001',
      '1-1,1-1 12',
      '2-2,1-1 ',
      '3-3,0-0 2002',
      '3-3,1-1 13',
    ]);
    expect(table && sizeOf(table)).toEqual({ rows: 4, cols: 2 });
  });

  test('what the corpus writes is read back', () => {
    const tables = [
      {
        pages: [3],
        cells: cellsOf([
          ['a < b', 'c'],
          ['', 'd & e'],
        ]),
      },
    ];
    expect(parseStructure(structureXml('x', tables))).toEqual(tables);
  });
});

describe('adjacency relations', () => {
  test('skip blanks, count a neighbour once', () => {
    const [table] = parseStructure(XML);
    expect(relationsOf(table?.cells ?? [])).toEqual([
      'below YEAR_AREA → 2001',
      'below YEAR_AREA → 12',
      'right 2001 → 12',
      'below 2001 → 2002',
      'below 12 → 13',
      'right 2002 → 13',
    ]);
  });

  test.each([
    ['Số  hồ sơ\n(1)', 'SỐHỒSƠ_1_'],
    ['1,204.5%', '1_204_5_'],
    ['ﬁsh – ﬂour', 'FISH_FLOUR'],
    [' \n', ''],
  ])('compare %j as %j', (text, key) => expect(normalised(text)).toBe(key));
});

describe('a document', () => {
  const TRUTH = [
    ['A', 'B', 'C'],
    ['1', '2', '3'],
  ];
  const truth = [{ pages: [1], cells: cellsOf(TRUTH) }];

  test('read as it is', () => {
    const score = scoreDocument(truth, [found(TRUTH)]);
    expect(score).toMatchObject({ relations: 7, foundRelations: 7, rightRelations: 7, rowsRight: 1, colsRight: 1 });
    expect(ratesOf(score)).toEqual({ precision: 1, recall: 1, f1: 1 });
  });

  test('with two columns merged: of seven relations four are found, two of them right', () => {
    const score = scoreDocument(truth, [
      found([
        ['A', 'B C'],
        ['1', '2'],
      ]),
    ]);
    // Right: 1 → 2 and A ↓ 1. Found besides: A → B C, B C ↓ 2.
    expect(score).toMatchObject({ relations: 7, foundRelations: 4, rightRelations: 2, rowsRight: 1, colsRight: 0 });
    expect(ratesOf(score).precision).toBeCloseTo(0.5);
    expect(ratesOf(score).recall).toBeCloseTo(2 / 7);
  });

  test('a table on a page that has none is an error', () => {
    const score = scoreDocument(truth, [
      found(TRUTH),
      found(
        [
          ['x', 'y'],
          ['z', 'w'],
        ],
        [2],
      ),
    ]);
    expect(score).toMatchObject({ found: 2, matched: 1, onEmptyPages: 1, foundRelations: 11, rightRelations: 7 });
  });

  test('one table read as two: only one of them is it', () => {
    const score = scoreDocument(truth, [found([['A', 'B', 'C']]), found([['1', '2', '3']])]);
    expect(score).toMatchObject({ matched: 1, rightRelations: 2, foundRelations: 4, rowsRight: 0, colsRight: 1 });
  });

  test('the same table on another page is another one', () => {
    expect(scoreDocument(truth, [found(TRUTH, [2])])).toMatchObject({ matched: 0, rightRelations: 0 });
  });

  test('nothing found, nothing to find', () => {
    expect(ratesOf(scoreDocument(truth, []))).toEqual({ precision: 0, recall: 0, f1: 0 });
    expect(ratesOf(scoreDocument([], []))).toEqual({ precision: 1, recall: 1, f1: 1 });
    expect(sumOf([scoreDocument(truth, [found(TRUTH)]), scoreDocument([], [])])).toMatchObject({
      documents: 2,
      tables: 1,
      relations: 7,
    });
  });
});
