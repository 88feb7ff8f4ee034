/** The two tables that are JSON files too and have a line for every figure, as CSV. */
import { CsvTable, type Dialect } from './csv.js';
import { pointsOf } from './points.js';
import { type ObservationRecord, type SeriesRecord, TABLES } from './records.js';

/** What is written together: the observations of one document, or the series that stand together in series.csv. */
export type Group =
  | { readonly table: 'observations'; readonly elements: readonly ObservationRecord[] }
  | { readonly table: 'series'; readonly elements: readonly SeriesRecord[] };

export class CsvText {
  readonly #observations: CsvTable;
  readonly #series: CsvTable;

  constructor(dialect: Dialect) {
    this.#observations = new CsvTable(TABLES.observations, dialect);
    this.#series = new CsvTable(TABLES.series, dialect);
  }

  of(group: Group): string {
    let text = '';
    if (group.table === 'series') for (const point of pointsOf(group.elements)) text += this.#series.line(point);
    else for (const observation of group.elements) text += this.#observations.line(observation);
    return text;
  }
}
