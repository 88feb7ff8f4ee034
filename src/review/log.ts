/** decisions.csv, read back: what was decided in all the runs before this one. */
import { textOf } from '../dataset/csv.js';
import { columnsOf, type DecisionRecord, decisionRecord, TABLES } from '../dataset/records.js';
import { type Chunks, readTable, readWhole } from './sheet.js';

/** @returns null when the file is none, or a line of it cannot be understood: then nothing may be written over it. */
export function readLog(chunks: Chunks): Promise<DecisionRecord[] | null> {
  return readWhole(() => readRecords(chunks));
}

async function readRecords(chunks: Chunks): Promise<DecisionRecord[] | null> {
  const columns = columnsOf(TABLES.decisions);
  const table = await readTable(chunks, columns);
  if (table === null) return null;
  const records: DecisionRecord[] = [];
  for await (const { cell } of table) {
    const before = cell('value_before');
    const parsed = decisionRecord.safeParse({
      ...Object.fromEntries(columns.map((name) => [name, textOf(cell(name))])),
      value_before: before === '' ? null : Number(before.replace(',', '.')),
    });
    if (!parsed.success) return null;
    records.push(parsed.data);
  }
  return records;
}
