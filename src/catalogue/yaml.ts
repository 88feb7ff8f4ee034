/**
 * A YAML file a clerk wrote, with the line of everything in it. Scalars stay the text they were written as
 * (`schema: failsafe`): `1.10` is a row code and not 1.1, `2021-01-01` a date as written, and a province code
 * keeps its leading zero, without anyone having to think of quotes.
 */
import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import type { CatalogueProblem } from '../model/errors.js';

export interface Source {
  /** Relative to the rules folder. */
  readonly file: string;
  /** Maps, lists and strings. */
  readonly data: unknown;
  /** 1-based line of what stands at the path; of the deepest part of it that exists. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** What to write instead, by the parser's own error code. */
const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'khóa này đã có ở trên trong cùng một mục; xóa một trong hai dòng',
  BAD_SCALAR_START: 'chữ không được bắt đầu bằng ký tự đặc biệt như % @ ` *; đặt cả câu trong ngoặc kép, ví dụ "%"',
  BLOCK_AS_IMPLICIT_KEY: 'trong câu có dấu ": " nên bị hiểu là khóa; đặt cả câu trong ngoặc kép "…"',
  TAB_AS_INDENT: 'đầu dòng có phím Tab; thụt lề bằng dấu cách',
  BAD_INDENT: 'thụt lề không thẳng với các dòng cùng mục; cho các khóa của một mục thẳng một cột',
  MISSING_CHAR: 'thiếu một ký tự đóng: ngoặc kép ", ngoặc vuông ] hoặc dấu hai chấm sau khóa',
  MULTILINE_IMPLICIT_KEY: 'khóa phải nằm gọn trên một dòng và có dấu hai chấm ngay sau nó',
  MULTIPLE_DOCS: 'dòng chỉ có --- cắt tệp làm hai; xóa dòng đó',
  UNEXPECTED_TOKEN: 'có ký tự thừa hoặc sai chỗ; đặt cả câu trong ngoặc kép "…"',
};

/** To YAML a word that begins with `*`, `&` or `!` is a reference or a tag: it would vanish from the text without a trace. */
const SWALLOWED = 'chữ không được bắt đầu bằng dấu *, & hay !; đặt cả câu trong ngoặc kép, ví dụ "* Cán bộ"';

/** Everything that keeps the text from being read as it is written: one complaint a line, since one slip causes many. */
function complaintsOf(document: Document.Parsed, lines: LineCounter): ReadonlyMap<number, string> {
  const complaints = new Map<number, string>();
  const complain = (offset: number, message: string) => {
    const { line } = lines.linePos(offset);
    if (!complaints.has(line)) complaints.set(line, message);
  };
  visit(document, (_key, node) => {
    if (!isNode(node)) return;
    if (isAlias(node) || node.anchor !== undefined || node.tag !== undefined) complain(node.range?.[0] ?? 0, SWALLOWED);
  });
  for (const { code, pos } of [...document.errors, ...document.warnings])
    complain(pos[0], REMEDIES[code] ?? `không đọc được theo YAML (${code}); so với một mục đúng ở trên`);
  return complaints;
}

/** Offset of what stands at the path: a key's own place, a list item's first character. */
function offsetOf(root: unknown, path: readonly PropertyKey[]): number {
  let node = root;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && item.key.value === step);
      if (pair === undefined || !isScalar(pair.key)) return offset;
      offset = pair.key.range?.[0] ?? offset;
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      if (!isMap(node) && !isSeq(node) && !isScalar(node)) return offset;
      offset = node.range?.[0] ?? offset;
    } else return offset;
  }
  return offset;
}

/** Parses one file; `source` is null when it is not YAML, and `problems` then says where and what to write. */
export function parseSource(file: string, text: string): { source: Source | null; problems: CatalogueProblem[] } {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, prettyErrors: false });
  const complaints = complaintsOf(document, lines);
  if (complaints.size > 0)
    return { source: null, problems: [...complaints].map(([line, message]) => ({ file, line, message })) };
  const lineOf = (path: readonly PropertyKey[]) => lines.linePos(offsetOf(document.contents, path)).line;
  return { source: { file, data: document.toJS(), lineOf }, problems: [] };
}
