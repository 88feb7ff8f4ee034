/** The catalogue: rules/ as what the stages ask their questions of. */
import { fileURLToPath } from 'node:url';
import type { Catalogue } from '../model/catalogue.js';
import { CatalogueError, type CatalogueProblem } from '../model/errors.js';
import { hashOf, type RulesFile, readRules } from './files.js';

export { domainOfUnit } from './domain.js';

/** Beside src/ and beside dist/ alike. */
const SHIPPED = fileURLToPath(new URL('../../rules', import.meta.url));

/** A rules folder, known by its bytes; what they mean is asked for where it is needed. */
export interface Rules {
  /** Of the bytes: what has this hash was a catalogue before, or was not. */
  readonly hash: string;
  /** Parses and links them, once. @throws CatalogueError with every problem, when there is one */
  catalogue(): Promise<Catalogue>;
}

/** Opens the rules folder `dir`, by default the one shipped with the package. @throws CatalogueError when it cannot be read */
export async function openRules(dir: string = SHIPPED): Promise<Rules> {
  const files = await filesOf(dir);
  let linked: Promise<Catalogue> | null = null;
  return {
    hash: hashOf(files),
    catalogue: () => {
      linked ??= catalogueOf(files);
      return linked;
    },
  };
}

/** The catalogue in `dir`, by default the one shipped with the package. @throws CatalogueError with every problem */
export async function loadCatalogue(dir: string = SHIPPED): Promise<Catalogue> {
  return (await openRules(dir)).catalogue();
}

/**
 * Everything wrong in a rules folder, by file and line; empty when it can be used. It also reads the table of units
 * line by line, which loading leaves out: 14,000 lines that hardly ever change need no proof at every start.
 */
export async function checkCatalogue(dir: string = SHIPPED): Promise<CatalogueProblem[]> {
  try {
    const files = await filesOf(dir);
    return (await parser()).problemsIn(files);
  } catch (error) {
    if (error instanceof CatalogueError) return [...error.problems];
    throw error;
  }
}

async function filesOf(dir: string): Promise<RulesFile[]> {
  try {
    return await readRules(dir);
  } catch (error) {
    const message = `không đọc được thư mục quy tắc (${error instanceof Error ? error.message : String(error)})`;
    throw new CatalogueError([{ file: dir, line: 1, message }]);
  }
}

async function catalogueOf(files: readonly RulesFile[]): Promise<Catalogue> {
  const { link } = await parser();
  const { catalogue, problems } = link(files);
  if (catalogue === null || problems.length > 0) throw new CatalogueError(problems);
  return catalogue;
}

/** Loaded only where rules are parsed: a run that finds nothing new has no need of it. */
const parser = () => import('./load.js');
