/** Pages -> Layout: which words are tables, cell by cell, over every page break, and which are text. */
export { cellsOf } from './cells.js';
export { findTables } from './findTables.js';
export { layOut } from './layOut.js';
export type { PageCell, PageTable } from './pageTable.js';
export { tidy } from './rulings.js';
