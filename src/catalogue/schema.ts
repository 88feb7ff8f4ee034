/** What may stand in each kind of rules file. Scalars arrive as text (yaml.ts) and are given their type here. */
import { z } from 'zod';
import { BASES, LEVELS, VALUE_TYPES } from '../model/value.js';
import { unknownKeys } from './wording.js';

/** A mapping in which every key is known; a key that is not is answered with the nearest that is. */
function entry<S extends z.ZodRawShape>(shape: S) {
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? unknownKeys(issue.keys, Object.keys(shape)) : undefined),
  });
}

const text = z.string().trim().min(1, { error: 'bỏ trống; ghi nội dung vào sau dấu hai chấm, hoặc xóa cả dòng' });
const texts = z.array(text).min(1, { error: 'danh sách trống; ghi mỗi mục một dòng "- …", hoặc xóa khóa này' });

const INDICATOR_CODE = /^[A-Z]{1,4}-\d+(\.\d+)*[a-z]?$/;
const indicatorCode = text.regex(INDICATOR_CODE, {
  error: (issue) => `"${String(issue.input)}" không phải mã chỉ tiêu; viết như X-3.3.1, X-3.3.1a hoặc T-4.1.5.2`,
});
const formId = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: (issue) => `"${String(issue.input)}" không phải mã biểu mẫu; chỉ dùng chữ thường không dấu, số và dấu -`,
});

const truth = z
  .enum(['true', 'false'], {
    error: (issue) => `"${String(issue.input)}" không đúng; ghi true (có) hoặc false (không)`,
  })
  .transform((word) => word === 'true');

const integer = z
  .string()
  .regex(/^\d+$/, { error: (issue) => `"${String(issue.input)}" không phải số nguyên; chỉ ghi chữ số, ví dụ 100` })
  .transform(Number);

/** 2021-02-30 parses as a date in JavaScript: a date is right when it comes back as it was written. */
function isCalendarDate(written: string): boolean {
  const time = Date.parse(`${written}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(written);
}
const isoDate = z.string().refine((written) => /^\d{4}-\d{2}-\d{2}$/.test(written) && isCalendarDate(written), {
  error: (issue) => `"${String(issue.input)}" không phải ngày có thật; viết năm-tháng-ngày, ví dụ 2021-01-01`,
});

const level = z.enum(LEVELS);

const indicatorSchema = entry({
  label: text,
  unit: text.optional(),
  type: z.enum(VALUE_TYPES),
  basis: z.enum(BASES),
  domain: z.array(integer).min(2).optional(),
  parent: indicatorCode.optional(),
});
export type IndicatorSpec = z.infer<typeof indicatorSchema>;

/** rules/indicators/*.yaml */
export const indicatorsSchema = entry({
  headings: z.record(indicatorCode, text).optional(),
  indicators: z.record(indicatorCode, indicatorSchema),
});
export type IndicatorsSpec = z.infer<typeof indicatorsSchema>;

const rowFields = {
  code: text.transform(withoutTrailingDots).optional(),
  heading: text.optional(),
  indicator: indicatorCode.optional(),
  label: text.optional(),
  variants: texts.optional(),
  unit: text.optional(),
  unit_variants: texts.optional(),
  collected: truth.optional(),
};
export interface RowSpec extends z.infer<z.ZodObject<typeof rowFields>> {
  rows?: RowSpec[] | undefined;
}
const rowSchema: z.ZodType<RowSpec> = entry({ ...rowFields, rows: z.lazy(() => z.array(rowSchema)).optional() });
const rows = z.array(rowSchema).min(1, { error: 'chưa có hàng nào; ghi mỗi hàng bắt đầu bằng "- "' });

/** Forms print `2.3.` and `2.3` for the same row. */
export function withoutTrailingDots(code: string): string {
  return code.replace(/[.\s]+$/u, '');
}

const checkFields = { id: text.optional(), note: text.optional() };
const checkSchema = z.discriminatedUnion('kind', [
  entry({
    ...checkFields,
    kind: z.literal('sum'),
    whole: indicatorCode,
    parts: z.array(indicatorCode).min(2, { error: 'cần ít nhất hai chỉ tiêu để cộng' }),
    at_most: truth.optional(),
  }),
  entry({
    ...checkFields,
    kind: z.literal('subset'),
    part: indicatorCode,
    whole: indicatorCode,
    soft: truth.optional(),
  }),
  entry({
    ...checkFields,
    kind: z.literal('rate'),
    rate: indicatorCode,
    numerator: indicatorCode,
    denominator: indicatorCode,
  }),
  entry({
    ...checkFields,
    kind: z.literal('partition'),
    members: z.array(indicatorCode).min(2, { error: 'cần ít nhất hai chỉ tiêu loại trừ nhau' }),
    whole: indicatorCode.optional(),
    limit: integer.optional(),
  }),
  entry({ ...checkFields, kind: z.literal('narrative'), indicator: indicatorCode, phrases: texts }),
]);
export type CheckSpec = z.infer<typeof checkSchema>;

/** Names a row: an indicator code, or a printed code together with its table where codes restart. */
const address = { row: text, table: integer.optional() };
const place = { before: text.optional(), after: text.optional(), under: text.optional() };

/** rules/forms/<id>.yaml */
export const formSchema = entry({
  id: formId,
  title: text,
  level,
  province: z
    .string()
    .regex(/^\d{2}$/, { error: 'mã tỉnh gồm đúng hai chữ số, ví dụ 38; bỏ khóa này nếu là mẫu chung cả nước' })
    .optional(),
  valid_from: isoDate.optional(),
  valid_to: isoDate.optional(),
  tables: z
    .array(entry({ caption: text.optional(), rows }))
    .min(1, { error: 'chưa có bảng nào; ghi một mục "- rows:" với các hàng của bảng' })
    .optional(),
  extends: formId.optional(),
  replace: z.array(entry({ ...rowFields, ...address })).optional(),
  remove: z.array(entry(address)).optional(),
  insert: z.array(entry({ ...place, table: integer.optional(), rows })).optional(),
  checks: z.array(checkSchema).optional(),
});
export type FormSpec = z.infer<typeof formSchema>;
export type InsertSpec = NonNullable<FormSpec['insert']>[number];
export type ReplaceSpec = NonNullable<FormSpec['replace']>[number];
export type RemoveSpec = NonNullable<FormSpec['remove']>[number];

/** rules/abbreviations.yaml */
export const abbreviationsSchema = z.record(text, text);

/** rules/units-of-measure.yaml: a spelling and the others that mean the same. */
export const unitsOfMeasureSchema = z.record(text, texts);

/** rules/contrasts.yaml: name of a set -> word -> its other spellings, perhaps none. */
export const contrastsSchema = z.record(text, z.record(text, z.array(text)));

/** rules/breaks.yaml */
export const breaksSchema = entry({
  breaks: z.array(
    entry({
      date: isoDate,
      reason: text,
      levels: z.array(level).min(1).optional(),
      indicators: z.array(indicatorCode).min(1).optional(),
    }),
  ),
});
export type BreaksSpec = z.infer<typeof breaksSchema>;
