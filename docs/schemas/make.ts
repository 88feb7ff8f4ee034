/**
 * Writes the JSON Schemas of this folder from the zod ones: `node --import tsx docs/schemas/make.ts`.
 * A test says when they are out of date.
 */
import { writeFileSync } from 'node:fs';
import { schemaFiles } from '../../src/dataset/schemas.js';

for (const [name, text] of schemaFiles()) writeFileSync(new URL(name, import.meta.url), text);
