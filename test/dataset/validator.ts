/**
 * As much of Frictionless Data Package as ours uses: types, constraints, primary and foreign keys. It reads the
 * descriptor only, so what it accepts is what another implementation would make of the files.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';

interface Field {
  readonly name: string;
  readonly type: string;
  readonly decimalChar?: string;
  readonly constraints?: {
    readonly required?: boolean;
    readonly enum?: readonly string[];
    readonly pattern?: string;
    readonly minimum?: number;
    readonly maximum?: number;
  };
}

interface Resource {
  readonly name: string;
  readonly path: string;
  readonly dialect: { readonly delimiter: string };
  readonly schema: {
    readonly fields: readonly Field[];
    readonly primaryKey: readonly string[];
    readonly foreignKeys?: readonly {
      readonly fields: readonly string[];
      readonly reference: { readonly resource: string; readonly fields: readonly string[] };
    }[];
  };
}

type Row = Readonly<Record<string, string>>;

interface Table {
  readonly resource: Resource;
  readonly header: readonly string[];
  readonly rows: readonly Row[];
}

async function readTable(dir: string, resource: Resource): Promise<Table> {
  const text = await readFile(join(dir, resource.path), 'utf8');
  const { delimiter } = resource.dialect;
  const [header = [], ...lines] = parse(text, { bom: true, delimiter, record_delimiter: '\n' });
  const rows = lines.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
  return { resource, header, rows };
}

function isOfType(cell: string, { type, decimalChar = '.' }: Field): boolean {
  if (type === 'integer') return /^-?\d+$/.test(cell);
  if (type === 'number') return (decimalChar === ',' ? /^-?\d+(,\d+)?$/ : /^-?\d+(\.\d+)?$/).test(cell);
  if (type === 'date') return /^\d{4}-\d\d-\d\d$/.test(cell) && !Number.isNaN(Date.parse(cell));
  return true;
}

function cellProblems(cell: string, field: Field): string[] {
  const { required, enum: allowed, pattern, minimum, maximum } = field.constraints ?? {};
  if (cell === '') return required ? ['is required'] : [];
  if (!isOfType(cell, field)) return [`is no ${field.type}`];
  const number = Number(cell.replace(field.decimalChar ?? '.', '.'));
  return [
    ...(allowed !== undefined && !allowed.includes(cell) ? ['is not in the enumeration'] : []),
    ...(pattern !== undefined && !new RegExp(pattern).test(cell) ? [`does not match ${pattern}`] : []),
    ...(minimum !== undefined && number < minimum ? [`is below ${minimum}`] : []),
    ...(maximum !== undefined && number > maximum ? [`is above ${maximum}`] : []),
  ];
}

const keyOf = (row: Row, fields: readonly string[]) => JSON.stringify(fields.map((field) => row[field] ?? ''));

function tableProblems({ resource, header, rows }: Table, tables: ReadonlyMap<string, Table>): string[] {
  const { fields, primaryKey, foreignKeys = [] } = resource.schema;
  const names = fields.map(({ name }) => name);
  const problems = header.join() === names.join() ? [] : [`header is ${header.join()}`];
  const seen = new Set<string>();
  for (const [i, row] of rows.entries()) {
    for (const field of fields) {
      const cell = row[field.name] ?? '';
      problems.push(...cellProblems(cell, field).map((problem) => `line ${i + 2} ${field.name} "${cell}" ${problem}`));
    }
    const key = keyOf(row, primaryKey);
    if (seen.has(key)) problems.push(`line ${i + 2} repeats the key ${key}`);
    seen.add(key);
  }
  for (const { fields: own, reference } of foreignKeys) {
    const there = new Set(tables.get(reference.resource)?.rows.map((row) => keyOf(row, reference.fields)));
    for (const [i, row] of rows.entries()) {
      if (own.every((field) => row[field] === '')) continue;
      if (!there.has(keyOf(row, own))) problems.push(`line ${i + 2} ${own.join()} refers to nothing`);
    }
  }
  return problems.map((problem) => `${resource.path}: ${problem}`);
}

/** Everything wrong with the CSVs that the folder's datapackage.json describes. */
export async function validatePackage(dir: string): Promise<string[]> {
  const { resources } = JSON.parse(await readFile(join(dir, 'datapackage.json'), 'utf8')) as { resources: Resource[] };
  const tables = await Promise.all(resources.map((resource) => readTable(dir, resource)));
  const byName = new Map(tables.map((table) => [table.resource.name, table]));
  return tables.flatMap((table) => tableProblems(table, byName));
}
