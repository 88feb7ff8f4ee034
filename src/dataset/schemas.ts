/** The records as JSON Schema (draft 2020-12): what docs/schemas/ holds, and what datapackage.json is made from. */
import { z } from 'zod';
import {
  coverageRecord,
  decisionRecord,
  documentRecord,
  flagRecord,
  indicatorRecord,
  observationRecord,
  pointRecord,
  seriesRecord,
} from './records.js';

export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly string[];
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

/** zod bounds every integer by what a double can hold; the contract does not. */
function withoutDoubleBounds({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
}

export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, { override: withoutDoubleBounds }) as JsonSchema;
}

/** Name of the schema file, without `.schema.json`, to what it describes. `point` is a line of series.csv. */
const DOCUMENTED: Readonly<Record<string, { readonly title: string; readonly schema: z.ZodType }>> = {
  document: { title: 'A row of documents.csv', schema: documentRecord },
  observation: { title: 'A row of observations.csv, an element of observations.json', schema: observationRecord },
  point: { title: 'A row of series.csv', schema: pointRecord },
  series: { title: 'An element of series.json', schema: seriesRecord },
  indicator: { title: 'A row of indicators.csv', schema: indicatorRecord },
  coverage: { title: 'A row of coverage.csv', schema: coverageRecord },
  flag: { title: 'A row of flags.csv', schema: flagRecord },
  decision: { title: 'A row of decisions.csv', schema: decisionRecord },
};

/** File name to content of everything in docs/schemas/. */
export function schemaFiles(): Map<string, string> {
  return new Map(
    Object.entries(DOCUMENTED).map(([name, { title, schema }]) => {
      const { $schema, ...rest } = jsonSchemaOf(schema) as JsonSchema & { $schema: string };
      return [`${name}.schema.json`, `${JSON.stringify({ $schema, title, ...rest }, null, 2)}\n`];
    }),
  );
}
