/** Hand-made extractions and a small catalogue, for the tests of the reduce. */
import { createHash } from 'node:crypto';
import type { SourcedExtraction } from '../../src/dataset/index.js';
import type { Catalogue, Form, FormRow, Indicator, SeriesBreak, Unit } from '../../src/model/catalogue.js';
import { type ExtractedRow, type Extraction, nothingRead } from '../../src/model/extraction.js';
import type { Period } from '../../src/model/report.js';

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

const PERIOD_DATES: Readonly<Record<string, readonly [start: string, end: string]>> = {
  Q1: ['01-01', '03-31'],
  Q2: ['04-01', '06-30'],
  Q3: ['07-01', '09-30'],
  Q4: ['10-01', '12-31'],
  '6M': ['01-01', '06-30'],
  '9M': ['01-01', '09-30'],
  Y: ['01-01', '12-31'],
};

export function period(label: string): Period {
  const [year = '', part = ''] = label.split('-');
  const [start, end] = PERIOD_DATES[part] ?? ['', ''];
  const basis = ['Q2', 'Q3', 'Q4'].includes(part) ? 'period' : 'cumulative';
  return { label, start: `${year}-${start}`, end: `${year}-${end}`, basis };
}

export function row(number: number, fields: Partial<ExtractedRow> = {}): ExtractedRow {
  const value = fields.value ?? null;
  return {
    table: 1,
    row: number,
    page: 1,
    box: [10, 20, 30.04, 40],
    printedCode: `1.${number}`,
    label: `Chỉ tiêu ${number}`,
    unit: 'Hồ sơ',
    unitRaw: 'Hồ sơ',
    valueRaw: value === null ? '' : String(value).replace('.', ','),
    note: '',
    origin: 'text',
    confidence: 1,
    indicatorCode: '',
    matchScore: 0,
    value,
    denominator: null,
    valueType: 'count',
    valueState: value === null ? 'missing' : 'present',
    heading: false,
    ...fields,
  };
}

/** A row of an indicator with a value. */
export function figure(
  number: number,
  indicatorCode: string,
  value: number | null,
  fields: Partial<ExtractedRow> = {},
) {
  return row(number, { indicatorCode, matchScore: 0.98, value, ...fields });
}

export function extraction(fields: Partial<Extraction> = {}): Extraction {
  return {
    ...nothingRead(sha256('document'), 'pdf'),
    pages: 2,
    title: 'BÁO CÁO Kết quả công tác cải cách hành chính',
    documentNumber: '12/BC-UBND',
    issuedOn: '2021-09-01',
    issuer: 'xã Tân Thành',
    level: 'xa',
    district: 'huyện Phú Bình',
    province: 'tỉnh Thái Nguyên',
    unitCode: '05911',
    period: period('2021-9M'),
    form: 'xa-thu',
    formScore: 0.97654,
    tables: 1,
    checksPassed: 3,
    ...fields,
  };
}

/** Its bytes are its source's name, unless the extraction has a hash of its own. */
export function sourced(
  source: string,
  fields: Partial<Extraction> = {},
  duplicateOf: string | null = null,
): SourcedExtraction {
  const made = extraction({ sha256: sha256(source), ...fields });
  return { source, documentId: `d${made.sha256.slice(0, 12)}`, duplicateOf, extraction: made };
}

function indicator(code: string, fields: Partial<Indicator> = {}): Indicator {
  return {
    code,
    label: `Chỉ tiêu ${code}`,
    unit: 'Hồ sơ',
    type: 'count',
    basis: 'cumulative',
    domain: null,
    parent: null,
    ...fields,
  };
}

const INDICATORS = [
  indicator('A-1'),
  indicator('A-2', { basis: 'stock' }),
  indicator('A-3', { basis: 'rate', type: 'percent', unit: '%' }),
  indicator('A-4', { basis: 'stock', type: 'enum', unit: null, domain: [0, 1, 2], parent: 'A-1' }),
];

const FORM_ROWS: FormRow[] = INDICATORS.map((one, index) => ({
  index,
  table: 0,
  printedCode: index === 3 ? null : `1.${index + 1}`,
  indicator: one,
  label: one.label,
  variants: [],
  unit: one.unit,
  unitVariants: [],
  parent: null,
  collected: true,
}));

const FORM: Form = {
  id: 'xa-thu',
  title: 'Biểu thử',
  level: 'xa',
  province: null,
  validFrom: null,
  validTo: null,
  tables: [{ caption: null, rows: FORM_ROWS }],
  rows: FORM_ROWS,
  checks: [],
};

export interface CatalogueFields {
  readonly breaks?: readonly SeriesBreak[];
  /** Name and start of the unit that bears a code on a date. */
  readonly bearer?: (code: string, on: string) => Pick<Unit, 'name' | 'validFrom'> | null;
}

export function catalogue({ breaks = [], bearer = () => null }: CatalogueFields = {}): Catalogue {
  return {
    forms: [FORM],
    indicators: new Map([...INDICATORS, indicator('B-1', { type: 'money' })].map((one) => [one.code, one])),
    abbreviations: new Map(),
    unitSynonyms: [],
    contrasts: [],
    units: {
      find: () => [],
      get: (code, on) => {
        const unit = bearer(code, on);
        return unit && { code, level: 'xa', parentCode: null, validTo: null, ...unit };
      },
    },
    breaks,
    hash: sha256('rules'),
  };
}
