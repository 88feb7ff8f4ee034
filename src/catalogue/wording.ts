/** Problems in a rules file said so that a clerk can mend them: what is wrong, and what to write instead. */
import { distance } from 'fastest-levenshtein';
import type { z } from 'zod';

/** A slip of the pen changes at most this share of a word; beyond it another word was meant. */
const FARTHEST_SLIP = 0.5;

/** The candidate that was probably meant, or null when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  let best: string | null = null;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const edits = distance(word.toLowerCase(), candidate.toLowerCase());
    if (edits < bestDistance) [best, bestDistance] = [candidate, edits];
  }
  return best !== null && bestDistance <= Math.ceil(best.length * FARTHEST_SLIP) ? best : null;
}

/** ` (có phải "x" không?)`, or nothing when no candidate is near. */
export function perhaps(word: string, candidates: Iterable<string>): string {
  const meant = nearest(word, candidates);
  return meant === null ? '' : `; có phải "${meant}" không?`;
}

export function unknownKeys(keys: readonly string[], known: readonly string[]): string {
  const unknown = keys.map((key) => `không có khóa "${key}" ở đây${perhaps(key, known)}`).join('; ');
  return `${unknown} (các khóa dùng được: ${known.join(', ')})`;
}

const SHAPES: Readonly<Record<string, string>> = {
  string: 'phải là một dòng chữ sau dấu hai chấm',
  array: 'phải là danh sách: mỗi mục một dòng bắt đầu bằng "- "',
  object: 'phải gồm các dòng "khóa: giá trị" thụt vào trong',
  record: 'phải gồm các dòng "khóa: giá trị" thụt vào trong',
};

/** What zod found, in words; undefined leaves its own. Given to every parse as its error map. */
export function issueWording(issue: z.core.$ZodRawIssue): string | undefined {
  const key = String(issue.path?.at(-1) ?? 'nội dung tệp');
  switch (issue.code) {
    case 'invalid_type':
      if (issue.input === undefined) return `thiếu khóa "${key}"; thêm một dòng "${key}: …"`;
      return `"${key}" ${SHAPES[issue.expected] ?? `phải là ${issue.expected}`}`;
    case 'invalid_value':
      return oneOf(key, issue.input, issue.values.map(String));
    case 'invalid_union':
      return oneOf('kind', (issue.input as { kind?: unknown }).kind, (issue.options as string[] | undefined) ?? []);
    case 'too_small':
      return `"${key}" cần ít nhất ${issue.minimum} mục`;
    default:
      return undefined;
  }
}

function oneOf(key: string, input: unknown, allowed: readonly string[]): string {
  if (typeof input !== 'string') return `"${key}" thiếu hoặc sai; ghi một trong: ${allowed.join(', ')}`;
  return `"${key}: ${input}" không dùng được; ghi một trong: ${allowed.join(', ')}${perhaps(input, allowed)}`;
}
