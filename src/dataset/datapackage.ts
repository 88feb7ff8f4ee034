/**
 * datapackage.json: a Frictionless Data Package (specs.frictionlessdata.io, version 1) of every CSV in the
 * folder, so that R, pandas and the validators read each column as what it is.
 */
import { z } from 'zod';
import type { Dialect } from './csv.js';
import { columnFormats, TABLES, type TableSpec } from './records.js';
import { type JsonSchema, jsonSchemaOf } from './schemas.js';

interface Field {
  readonly name: string;
  readonly type: 'string' | 'integer' | 'number' | 'date';
  readonly description?: string;
  readonly decimalChar?: string;
  readonly constraints?: Readonly<Record<string, unknown>>;
}

/** The schema of a column's value when there is one, and whether there always is. */
function valueSchema(column: JsonSchema): { value: JsonSchema; nullable: boolean } {
  const value = column.anyOf?.find((option) => option.type !== 'null');
  if (value !== undefined) return { value, nullable: true };
  if (Array.isArray(column.type)) {
    return { value: { ...column, type: column.type.find((type) => type !== 'null') }, nullable: true };
  }
  return { value: column, nullable: false };
}

function typeOf(value: JsonSchema): Field['type'] {
  if (value.format === 'date') return 'date';
  return value.type === 'integer' || value.type === 'number' ? value.type : 'string';
}

/** A blank text is an empty field like a fact that is not known, so only a text that cannot be blank is required. */
function canBeEmpty(value: JsonSchema): boolean {
  if (value.type !== 'string' || value.enum !== undefined || (value.minLength ?? 0) > 0) return false;
  return value.pattern === undefined || new RegExp(value.pattern).test('');
}

function fieldOf(name: string, schema: JsonSchema, isId: boolean, dialect: Dialect): Field {
  const { value, nullable } = valueSchema(schema);
  const type = typeOf(value);
  const pattern = type === 'date' ? undefined : value.pattern;
  const constraints = {
    ...(nullable || canBeEmpty(value) ? {} : { required: true }),
    ...(value.enum === undefined ? {} : { enum: value.enum }),
    ...(pattern === undefined ? {} : { pattern: isId && dialect.protect ? asProtected(pattern) : pattern }),
    ...(value.minimum === undefined ? {} : { minimum: value.minimum }),
    ...(value.maximum === undefined ? {} : { maximum: value.maximum }),
  };
  return {
    name,
    type,
    ...(schema.description === undefined ? {} : { description: schema.description }),
    ...(type === 'number' && dialect.decimal !== '.' ? { decimalChar: dialect.decimal } : {}),
    ...(Object.keys(constraints).length === 0 ? {} : { constraints }),
  };
}

/** With --excel an id stands in the file as `="…"`. */
function asProtected(pattern: string): string {
  return pattern.replace(/^\^(.*)\$$/, '^="$1"$');
}

function isId(column: z.core.$ZodType): boolean {
  const inner = column instanceof z.ZodNullable ? column.unwrap() : column;
  return columnFormats.get(inner)?.format === 'id';
}

function tableSchema(table: TableSpec, dialect: Dialect) {
  const columns = jsonSchemaOf(table.record).properties ?? {};
  return {
    fields: Object.entries(table.record.shape).map(([name, column]) =>
      fieldOf(name, columns[name] ?? {}, isId(column), dialect),
    ),
    missingValues: [''],
    ...(table.primaryKey.length === 0 ? {} : { primaryKey: table.primaryKey }),
    ...(table.foreignKeys.length === 0
      ? {}
      : {
          foreignKeys: table.foreignKeys.map(({ column, table: resource }) => ({
            fields: [column],
            reference: { resource, fields: [column] },
          })),
        }),
  };
}

export function dataPackage(version: string, dialect: Dialect): string {
  const resources = Object.values(TABLES).map((table) => ({
    name: table.name,
    title: table.title,
    path: `${table.name}.csv`,
    profile: 'tabular-data-resource',
    format: 'csv',
    mediatype: 'text/csv',
    encoding: 'utf-8',
    dialect: {
      delimiter: dialect.delimiter,
      lineTerminator: '\n',
      quoteChar: '"',
      doubleQuote: true,
      skipInitialSpace: false,
      header: true,
    },
    schema: tableSchema(table, dialect),
  }));
  const descriptor = {
    profile: 'tabular-data-package',
    name: 'sohoa',
    title: 'Administrative-reform reports as data',
    version,
    resources,
  };
  return `${JSON.stringify(descriptor, null, 2)}\n`;
}
