/**
 * Rules files made into the catalogue: validates all of them, and links them into what the stages ask their questions
 * of. Problems are gathered, not thrown one by one, so that a clerk can mend a whole file in one go.
 */
import type { z } from 'zod';
import type { Catalogue, Indicator, SeriesBreak } from '../model/catalogue.js';
import type { CatalogueProblem } from '../model/errors.js';
import { foldKey } from '../vietnamese/keys.js';
import { hashOf, type RulesFile, UNITS } from './files.js';
import { linkForms } from './forms.js';
import { linkIndicators } from './indicators.js';
import { inOrder, placeIn, problemsOf, type Report } from './problems.js';
import {
  abbreviationsSchema,
  type BreaksSpec,
  breaksSchema,
  contrastsSchema,
  formSchema,
  indicatorsSchema,
  unitsOfMeasureSchema,
} from './schema.js';
import { brokenLines, unitRegister } from './units.js';
import { issueWording, perhaps } from './wording.js';
import { parseSource, type Source } from './yaml.js';

/** The kinds of rules files, by the paths they stand at. */
const KINDS = {
  indicators: { path: /^indicators\/[^/]+\.yaml$/, schema: indicatorsSchema },
  forms: { path: /^forms\/[^/]+\.yaml$/, schema: formSchema },
  abbreviations: { path: /^abbreviations\.yaml$/, schema: abbreviationsSchema },
  unitsOfMeasure: { path: /^units-of-measure\.yaml$/, schema: unitsOfMeasureSchema },
  contrasts: { path: /^contrasts\.yaml$/, schema: contrastsSchema },
  breaks: { path: /^breaks\.yaml$/, schema: breaksSchema },
} as const;
type Kind = keyof typeof KINDS;

const PLACES =
  'indicators/*.yaml, forms/*.yaml, abbreviations.yaml, units-of-measure.yaml, contrasts.yaml, breaks.yaml, units/units.csv';

/** A file that is YAML and of its kind's shape. */
interface Parsed<K extends Kind> {
  readonly source: Source;
  readonly spec: z.infer<(typeof KINDS)[K]['schema']>;
}

function parseFile<K extends Kind>(kind: K, file: RulesFile, problems: CatalogueProblem[]): Parsed<K>[] {
  const { source, problems: unreadable } = parseSource(file.path, file.bytes.toString('utf8'));
  problems.push(...unreadable);
  if (source === null) return [];
  const result = KINDS[kind].schema.safeParse(source.data, { error: issueWording });
  if (result.success) return [{ source, spec: result.data as Parsed<K>['spec'] }];
  problems.push(...problemsOf(source, result.error.issues));
  return [];
}

/** Files that stand where nothing looks for them would be ignored in silence: they are problems. */
function misplaced(files: readonly RulesFile[]): CatalogueProblem[] {
  const known = (path: string) => path === UNITS || Object.values(KINDS).some((kind) => kind.path.test(path));
  return files
    .filter(({ path }) => !known(path))
    .map(({ path }) => ({
      file: path,
      line: 1,
      message: `tệp đặt sai chỗ hoặc sai tên nên không được dùng; chỗ đúng: ${PLACES}`,
    }));
}

function linkAbbreviations(parsed: readonly Parsed<'abbreviations'>[]): ReadonlyMap<string, string> {
  return new Map(parsed.flatMap(({ spec }) => Object.entries(spec)));
}

function linkUnitSynonyms(parsed: readonly Parsed<'unitsOfMeasure'>[], report: Report): string[][] {
  const home = new Map<string, string>();
  return parsed.flatMap(({ source, spec }) =>
    Object.entries(spec).map(([name, others]) => {
      const set = [name, ...others];
      for (const spelling of set) {
        const other = home.get(foldKey(spelling));
        if (other === undefined) home.set(foldKey(spelling), name);
        else
          report(
            placeIn(source, [name]),
            `"${spelling}" đã có trong nhóm "${other}"; mỗi cách viết chỉ thuộc một nhóm`,
          );
      }
      return set;
    }),
  );
}

function linkContrasts(parsed: readonly Parsed<'contrasts'>[], report: Report): string[][][] {
  return parsed.flatMap(({ source, spec }) =>
    Object.entries(spec).map(([name, words]) => {
      const home = new Map<string, string>();
      return Object.entries(words).map(([word, others]) => {
        for (const spelling of [word, ...others]) {
          const other = home.get(foldKey(spelling));
          if (other === undefined) home.set(foldKey(spelling), word);
          else report(placeIn(source, [name, word]), `"${spelling}" đã là một cách viết của "${other}" trong nhóm này`);
        }
        return [word, ...others];
      });
    }),
  );
}

function linkBreaks(
  parsed: readonly Parsed<'breaks'>[],
  indicators: ReadonlyMap<string, Indicator>,
  report: Report,
): SeriesBreak[] {
  const linked = (source: Source, spec: BreaksSpec['breaks'][number], index: number): SeriesBreak => {
    for (const code of spec.indicators ?? [])
      if (!indicators.has(code))
        report(
          placeIn(source, ['breaks', index]),
          `chỉ tiêu ${code} không có trong rules/indicators${perhaps(code, indicators.keys())}`,
        );
    return { date: spec.date, reason: spec.reason, levels: spec.levels ?? null, indicators: spec.indicators ?? null };
  };
  return parsed.flatMap(({ source, spec }) => spec.breaks.map((entry, index) => linked(source, entry, index)));
}

/** The two-digit codes of provinces, past or present, are the first lines of the units. */
const isProvince = (units: Buffer) => (code: string) => units.includes(`\n${code},tinh,`);

export interface Linked {
  /** null when something does not even parse. */
  readonly catalogue: Catalogue | null;
  /** In the order of files and lines. */
  readonly problems: CatalogueProblem[];
}

/** The files of a rules folder as a catalogue, with everything wrong in them. */
export function link(files: readonly RulesFile[]): Linked {
  const problems = misplaced(files);
  const parsed = <K extends Kind>(kind: K) =>
    files.filter(({ path }) => KINDS[kind].path.test(path)).flatMap((file) => parseFile(kind, file, problems));
  const specs = {
    indicators: parsed('indicators'),
    forms: parsed('forms'),
    abbreviations: parsed('abbreviations'),
    unitsOfMeasure: parsed('unitsOfMeasure'),
    contrasts: parsed('contrasts'),
    breaks: parsed('breaks'),
  };
  const units = files.find(({ path }) => path === UNITS)?.bytes ?? null;
  if (units === null) problems.push({ file: UNITS, line: 1, message: 'thiếu tệp này; chép lại từ bộ quy tắc gốc' });
  // A file that could not be read would make every reference to it look wrong: mend that first.
  if (problems.length > 0 || units === null) return { catalogue: null, problems: inOrder(problems) };

  const report: Report = (place, message) => problems.push({ ...place, message });
  const indicators = linkIndicators(specs.indicators, report);
  const catalogue: Catalogue = {
    forms: linkForms(specs.forms, indicators, isProvince(units), report),
    indicators,
    abbreviations: linkAbbreviations(specs.abbreviations),
    unitSynonyms: linkUnitSynonyms(specs.unitsOfMeasure, report),
    contrasts: linkContrasts(specs.contrasts, report),
    units: unitRegister(units),
    breaks: linkBreaks(specs.breaks, indicators, report),
    hash: hashOf(files),
  };
  return { catalogue, problems: inOrder(problems) };
}

/** Everything wrong in the files, the table of units read line by line. */
export function problemsIn(files: readonly RulesFile[]): CatalogueProblem[] {
  const units = files.find(({ path }) => path === UNITS);
  const broken = units === undefined ? [] : brokenLines(units.bytes);
  return inOrder([...link(files).problems, ...broken.map((problem) => ({ file: UNITS, ...problem }))]);
}
