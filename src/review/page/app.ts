/**
 * The script of review.html. It runs in the browser, from a file on disk: no module, no network. Texts of documents go
 * into the page as text only, never as markup.
 */
type PageData = import('./data.js').PageData;
type PageItem = import('./data.js').PageItem;
type Words = import('./data.js').Words;
type Language = keyof Words;

interface Answer {
  readonly decision: '' | 'accept' | 'correct' | 'reject';
  readonly corrected: string;
  readonly comment: string;
}

const WORDS = {
  title: { vi: 'Xem lại số liệu', en: 'Review' },
  all: { vi: 'tất cả', en: 'all' },
  severity: { vi: 'Mức độ', en: 'Severity' },
  error: { vi: 'lỗi', en: 'error' },
  warning: { vi: 'cảnh báo', en: 'warning' },
  info: { vi: 'ghi nhận', en: 'note' },
  fault: { vi: 'Do đâu', en: 'Fault' },
  document: { vi: 'báo cáo ghi sai', en: 'the report' },
  extraction: { vi: 'có thể đọc sai', en: 'our reading' },
  unknown: { vi: 'chưa rõ', en: 'unknown' },
  kind: { vi: 'Loại', en: 'Kind' },
  issuer: { vi: 'Đơn vị', en: 'Issuer' },
  source: { vi: 'Văn bản', en: 'Document' },
  state: { vi: 'Tình trạng', en: 'State' },
  open: { vi: 'chưa quyết định', en: 'undecided' },
  done: { vi: 'đã quyết định', en: 'decided' },
  search: { vi: 'Tìm', en: 'Search' },
  accept: { vi: 'Đồng ý', en: 'Accept' },
  correct: { vi: 'Sửa', en: 'Correct' },
  reject: { vi: 'Bỏ', en: 'Reject' },
  clear: { vi: 'Để lại sau', en: 'Decide later' },
  comment: { vi: 'Ghi chú', en: 'Comment' },
  reviewer: { vi: 'Người xem', en: 'Reviewer' },
  save: { vi: 'Tải flags.csv', en: 'Save flags.csv' },
  next: { vi: 'Lưu, sang mục sau', en: 'Save and go on' },
  shortcuts: { vi: 'Phím tắt', en: 'Shortcuts' },
  language: { vi: 'English', en: 'Tiếng Việt' },
  read: { vi: 'Đọc được', en: 'Read' },
  taken: { vi: 'Hiểu là', en: 'Taken for' },
  expected: { vi: 'Giá trị tính ra', en: 'Expected' },
  formLabel: { vi: 'Tên trong biểu mẫu', en: 'Label in the form' },
  place: { vi: 'Ở đâu', en: 'Place' },
  page: { vi: 'trang', en: 'page' },
  row: { vi: 'dòng', en: 'row' },
  series: { vi: 'Các kỳ', en: 'Series' },
  picture: {
    vi: 'Ảnh chỗ này trong văn bản, ô số liệu được khoanh đỏ',
    en: 'This place in the document, the cell outlined',
  },
  noPicture: {
    vi: 'Không có ảnh trang: dòng được vẽ lại từ nội dung đọc được.',
    en: 'No picture: the row as it was read.',
  },
  columns: { vi: 'STT|Nội dung|Đơn vị|Số liệu|Ghi chú', en: 'No.|Label|Unit|Value|Note' },
  use: { vi: 'Lấy', en: 'Use' },
  nothing: { vi: 'Không có mục nào phù hợp.', en: 'Nothing matches.' },
  documents: { vi: 'Danh sách văn bản', en: 'Documents' },
  errors: { vi: 'lỗi', en: 'errors' },
  warnings: { vi: 'cảnh báo', en: 'warnings' },
  decided: { vi: 'quyết định chưa lưu ra tệp', en: 'decisions not saved to a file yet' },
  saved: {
    vi: 'Đã lưu tệp. Nộp bằng lệnh: sohoa review <tệp> -o <thư mục kết quả>',
    en: 'Saved. Hand it in: sohoa review <file> -o <folder>',
  },
  flagsLeftOut: {
    vi: 'mục nữa không có ở đây vì quá nhiều; xem flags.csv',
    en: 'more are not shown here; see flags.csv',
  },
  picturesLeftOut: {
    vi: 'dòng không có ảnh vì quá nhiều (--review-images)',
    en: 'rows have no picture, there are too many (--review-images)',
  },
  flagShown: { vi: 'Mục đang xem', en: 'The flag shown' },
  needDecision: { vi: 'Hãy chọn đồng ý, sửa hoặc bỏ.', en: 'Choose accept, correct or reject.' },
  needValue: { vi: 'Hãy ghi giá trị đúng.', en: 'Write the right value.' },
  whole: { vi: 'Bỏ cả văn bản này', en: 'Reject the whole document' },
  value: { vi: 'Số đúng, hoặc “trống” nếu không có số liệu', en: 'The right number, or “blank” for none' },
  indicator: { vi: 'Mã chỉ tiêu đúng, hoặc “không”', en: 'The right indicator code, or “none”' },
  period: { vi: 'Kỳ báo cáo, ví dụ 2021-9M', en: 'Period, such as 2021-9M' },
  unit: { vi: 'Mã đơn vị hành chính', en: 'Code of the administrative unit' },
  number: { vi: 'Số của văn bản, ví dụ 123/BC-UBND', en: 'Document number' },
  keys: {
    vi: '↑ ↓ hoặc K J: mục trước, sau · A: đồng ý · C hoặc Enter: sửa · R: bỏ · U: để lại sau · /: tìm · S: tải tệp · Esc: về danh sách',
    en: '↑ ↓ or K J: previous, next · A: accept · C or Enter: correct · R: reject · U: later · /: search · S: save · Esc: back to the list',
  },
} as const satisfies Record<string, Words>;
type Word = keyof typeof WORDS;

function found<T extends Element>(id: string, type: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof type)) throw new Error(`#${id} is missing`);
  return element;
}

/** An element with its text and children; nothing is ever parsed as markup. */
function made<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  properties: Partial<HTMLElementTagNameMap[K]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const pageData = JSON.parse(found('data', HTMLScriptElement).textContent ?? '') as PageData;
const { items, documents: files } = pageData;
const STORE = `sohoa-review ${location.pathname}`;

let language: Language = pageData.lang;
let shown: number[] = [];
let current = -1;
const answers = new Map<string, Answer>();
let unsaved = 0;

const t = (word: Word): string => WORDS[word][language];
const isWord = (text: string): text is Word => Object.hasOwn(WORDS, text);

// --- answers ---

function answerTo(item: PageItem): Answer {
  const own = answers.get(item.id);
  if (own !== undefined) return own;
  const before = item.decision as Answer['decision'];
  if (before !== '') return { decision: before, corrected: item.corrected, comment: item.comment };
  return sharedBy(item) ?? { decision: '', corrected: '', comment: '' };
}

/** On a row, accepting or rejecting decides all its flags; a rejection decides a document's as well. */
function sharedBy(item: PageItem): Answer | undefined {
  for (const other of byGroup.get(item.group) ?? []) {
    const answer = answers.get(other.id);
    if (answer?.decision === 'reject' || (answer?.decision === 'accept' && item.row !== null)) return answer;
  }
  return undefined;
}

const byGroup = new Map<number, PageItem[]>();
for (const item of items) {
  const group = byGroup.get(item.group);
  if (group === undefined) byGroup.set(item.group, [item]);
  else group.push(item);
}

function answer(item: PageItem, given: Answer): void {
  if (given.decision === '') answers.delete(item.id);
  else answers.set(item.id, given);
  unsaved += 1;
  remember();
  for (const other of byGroup.get(item.group) ?? []) dress(items.indexOf(other));
  count();
}

/** Closing the page by mistake loses nothing; where a browser forbids it, the warning on leaving has to do. */
function remember(): void {
  try {
    const kept = items.flatMap((item) => {
      const given = answers.get(item.id);
      return given === undefined ? [] : [[item.id, files[item.document]?.documentId, item.valueRaw, given]];
    });
    localStorage.setItem(STORE, JSON.stringify(kept));
  } catch {
    // Private windows and some settings have no storage.
  }
}

function recall(): void {
  try {
    const kept = JSON.parse(localStorage.getItem(STORE) ?? '[]') as [string, string, string, Answer][];
    const byId = new Map(items.map((item) => [item.id, item]));
    for (const [id, documentId, valueRaw, given] of kept) {
      const item = byId.get(id);
      if (item === undefined || item.valueRaw !== valueRaw) continue;
      if (files[item.document]?.documentId !== documentId || isAnswered(item, given)) continue;
      answers.set(id, given);
    }
  } catch {
    // Kept by another version, or not at all.
  }
}

function isAnswered(item: PageItem, { decision, corrected }: Answer): boolean {
  return item.decision === decision && item.corrected === corrected;
}

// --- the list ---

const list = found('list', HTMLOListElement);
/** Entries put into the list at a time: laying out thousands takes seconds. */
const BATCH = 200;
/** Of the entries that are in the list, by place in `items`. */
const buttons = new Map<number, HTMLButtonElement>();

function placeOf(item: PageItem): string {
  const at = [
    item.page === null ? '' : `${t('page')} ${item.page}`,
    item.row === null ? '' : `${t('row')} ${item.row}`,
    files[item.document]?.source ?? '',
  ];
  return at.filter((part) => part !== '').join(', ');
}

/** The list holds the first of what is shown; more of it as it is scrolled or walked through. */
function extendTo(length: number): void {
  const entries = shown.slice(buttons.size, length).map((i) => {
    const button = made('button', { type: 'button', className: items[i]?.severity ?? '' });
    button.dataset.item = String(i);
    buttons.set(i, button);
    dress(i);
    return made('li', {}, button);
  });
  list.append(...entries);
}

/** What a line of the list says, with what has been decided. */
function dress(i: number): void {
  const item = items[i];
  const button = buttons.get(i);
  if (item === undefined || button === undefined) return;
  const { decision } = answerTo(item);
  const kind = `${t(item.severity)} · ${called(item.flag)}`;
  const state = decision === '' ? kind : `${kind} · ${t(decision)} ✓`;
  button.replaceChildren(
    made('span', { className: 'state' }, state),
    made('span', { className: 'what' }, item.message[language]),
    made('span', { className: 'where' }, placeOf(item)),
  );
  button.classList.toggle('decided', decision !== '');
}

// --- the filters ---

const FILTERS: {
  readonly [name in 'severity' | 'fault' | 'kind' | 'issuer' | 'source' | 'state']: (item: PageItem) => string;
} = {
  severity: (item) => item.severity,
  fault: (item) => item.fault,
  kind: (item) => item.flag,
  issuer: (item) => files[item.document]?.issuer ?? '',
  source: (item) => files[item.document]?.source ?? '',
  state: (item) => (answerTo(item).decision === '' ? 'open' : 'done'),
};
type Filter = keyof typeof FILTERS;
const FILTER_NAMES = Object.keys(FILTERS) as Filter[];
const selects = new Map<Filter, HTMLSelectElement>();
const search = found('search', HTMLInputElement);

/** As a person reads it: a word of ours, the name of a flag, or the text of a document. */
function called(choice: string): string {
  if (isWord(choice)) return t(choice);
  return pageData.kinds[choice]?.[language] ?? (choice || '–');
}

function buildFilters(): void {
  const boxes = FILTER_NAMES.map((name) => {
    const before = selects.get(name)?.value ?? '';
    const choices = name === 'state' ? ['open', 'done'] : [...new Set(items.map(FILTERS[name]))].sort();
    const options = choices.map((choice) => new Option(called(choice), `=${choice}`));
    const select = made('select', { id: `filter-${name}` }, new Option(t('all'), ''), ...options);
    select.value = before;
    select.addEventListener('change', filter);
    selects.set(name, select);
    return made('label', {}, made('span', {}, t(name)), select);
  });
  found('filters', HTMLDivElement).replaceChildren(...boxes);
}

function filter(): void {
  const wanted = FILTER_NAMES.map((name) => [FILTERS[name], selects.get(name)?.value ?? ''] as const);
  const text = search.value.trim().toLocaleLowerCase();
  shown = items.flatMap((item, i) => {
    const fits = wanted.every(([of, value]) => value === '' || value === `=${of(item)}`);
    return fits && matches(item, text) ? [i] : [];
  });
  list.replaceChildren();
  buttons.clear();
  extendTo(BATCH);
  count();
  select(shown.includes(current) ? current : (shown[0] ?? -1));
}

function matches(item: PageItem, text: string): boolean {
  if (text === '') return true;
  return [item.message[language], item.label, item.indicator, item.valueRaw, item.flag, placeOf(item)].some((part) =>
    part.toLocaleLowerCase().includes(text),
  );
}

function count(): void {
  const open = shown.filter((i) => {
    const item = items[i];
    return item !== undefined && answerTo(item).decision === '';
  }).length;
  const waiting = unsaved === 0 ? '' : ` · ${unsaved} ${t('decided')}`;
  found('count', HTMLParagraphElement).textContent =
    shown.length === 0 ? t('nothing') : `${shown.length}/${items.length} · ${open} ${t('open')}${waiting}`;
}

// --- one flag ---

const detail = found('detail', HTMLElement);

function select(i: number, focus = false): void {
  buttons.get(current)?.removeAttribute('aria-current');
  current = i;
  extendTo(shown.indexOf(i) + BATCH);
  const button = buttons.get(i);
  if (button !== undefined) {
    button.setAttribute('aria-current', 'true');
    button.scrollIntoView({ block: 'nearest' });
    if (focus) button.focus();
  }
  showDetail();
}

function move(by: number): void {
  const at = shown.indexOf(current);
  const next = shown[Math.min(Math.max(at + by, 0), shown.length - 1)];
  if (next !== undefined) select(next, true);
}

function showDetail(): void {
  const item = items[current];
  if (item === undefined) {
    detail.replaceChildren();
    return;
  }
  detail.replaceChildren(
    made('h2', {}, item.message[language]),
    facts(item),
    ...pictureOf(item),
    ...redrawn(item),
    ...seriesOf(item),
    decisionForm(item),
  );
}

function facts(item: PageItem): HTMLElement {
  const rows: [Word, string][] = [
    ['place', placeOf(item)],
    ['read', item.row === null ? '' : `“${item.valueRaw}”`],
    ['taken', item.row === null || item.value === null ? '' : String(item.value)],
    ['expected', item.expected],
    ['formLabel', item.formLabel === '' ? '' : `${item.indicator} ${item.formLabel}`],
    ['fault', t(item.fault)],
  ];
  const told = rows.filter(([, text]) => text !== '');
  return made('dl', {}, ...told.flatMap(([word, text]) => [made('dt', {}, t(word)), made('dd', {}, text)]));
}

/** Pictures stand at the end of the file, so that the page can be used before they are read. */
function pictureOf({ picture }: PageItem): HTMLElement[] {
  const source = picture === '' ? null : document.getElementById(`picture-${picture}`);
  if (source === null) return [];
  return [made('img', { src: `data:image/webp;base64,${source.textContent?.trim() ?? ''}`, alt: t('picture') })];
}

function redrawn({ rows, picture }: PageItem): HTMLElement[] {
  if (rows.length === 0) return [];
  const head = t('columns')
    .split('|')
    .map((name) => made('th', { scope: 'col' }, name));
  const body = rows.map(({ cells, own }) => {
    const line = made('tr', { className: own ? 'own' : '' }, ...cells.map((cell) => made('td', {}, cell)));
    return line;
  });
  const table = made('table', {}, made('thead', {}, made('tr', {}, ...head)), made('tbody', {}, ...body));
  if (picture === '') table.prepend(made('caption', {}, t('noPicture')));
  return [made('div', { className: 'scroll' }, table)];
}

const SVG = 'http://www.w3.org/2000/svg';
const LINE = { width: 240, height: 48, margin: 5 };

function drawn(tag: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  return element;
}

function seriesOf({ series }: PageItem): HTMLElement[] {
  if (series.length < 2) return [];
  const values = series.map(([, value]) => value);
  const low = Math.min(...values);
  const spread = Math.max(...values) - low || 1;
  const { width, height, margin } = LINE;
  const points = values.map((value, i) => [
    margin + (i * (width - 2 * margin)) / (values.length - 1),
    height - margin - ((value - low) * (height - 2 * margin)) / spread,
  ]);
  const svg = drawn('svg', { viewBox: `0 0 ${width} ${height}`, width, height, 'aria-hidden': 'true' });
  svg.append(drawn('polyline', { points: points.map((point) => point.join(',')).join(' ') }));
  for (const [x = 0, y = 0] of points) svg.append(drawn('circle', { cx: x, cy: y, r: 2.5 }));
  const text = series.map(([period, value]) => `${period}: ${value}`).join(' · ');
  return [made('div', { className: 'series' }, made('h3', {}, t('series')), svg, made('p', {}, text))];
}

// --- deciding ---

function decisionForm(item: PageItem): HTMLElement {
  const given = answerTo(item);
  const corrected = made('input', { id: 'corrected', value: given.corrected, autocomplete: 'off' });
  if (item.subject === 'indicator') corrected.setAttribute('list', 'indicators');
  const comment = made('input', { id: 'comment', value: given.comment, autocomplete: 'off' });
  const problem = made('p', { id: 'problem', role: 'alert' });
  const canCorrect = item.subject !== 'finding';
  const fields = canCorrect
    ? [made('label', { htmlFor: 'corrected' }, t(item.subject as Word)), corrected, ...offers(item, corrected)]
    : [];
  const form = made(
    'form',
    { id: 'decision' },
    ...fields,
    made('label', { htmlFor: 'comment' }, t('comment')),
    comment,
    problem,
    made('div', { className: 'actions' }, ...actions(item, given), made('button', {}, t('next'))),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const decision = canCorrect && corrected.value.trim() !== '' ? 'correct' : given.decision;
    if (decision === '') problem.textContent = t('needDecision');
    else decide(decision);
  });
  return form;
}

/** What to put into the field, and what the button says. */
type Offer = readonly [text: string, label: string];

/** Figures at hand that may be the right one. */
function offers(item: PageItem, input: HTMLInputElement): HTMLElement[] {
  const own: Offer[] =
    /^-?\d+(\.\d+)?$/.test(item.expected) && item.subject === 'value'
      ? [[item.expected, `${t('use')} ${item.expected}`]]
      : [];
  const others = item.compared.map(
    ([code, label, value]): Offer => [`${code}=`, `${t('correct')} ${code}: ${label} (${value})`],
  );
  const choices = [...own, ...others].map(([text, label]) => {
    const button = made('button', { type: 'button' }, label);
    button.addEventListener('click', () => {
      input.value = text;
      input.focus();
    });
    return button;
  });
  return choices.length === 0 ? [] : [made('div', { className: 'offers' }, ...choices)];
}

function actions(item: PageItem, given: Answer): HTMLElement[] {
  const choices: { decision: Answer['decision']; key: string; text: string; possible: boolean }[] = [
    { decision: 'accept', key: 'A', text: t('accept'), possible: true },
    { decision: 'correct', key: 'C', text: t('correct'), possible: item.subject !== 'finding' },
    { decision: 'reject', key: 'R', text: item.row === null ? t('whole') : t('reject'), possible: item.canReject },
    { decision: '', key: 'U', text: t('clear'), possible: true },
  ];
  return choices
    .filter(({ possible }) => possible)
    .map(({ decision, key, text }) => {
      const button = made('button', { type: 'button' }, text, ' ', made('kbd', {}, key));
      if (decision !== '') button.setAttribute('aria-pressed', String(given.decision === decision));
      button.addEventListener('click', () => decide(decision));
      return button;
    });
}

function fieldValue(id: string): string {
  const field = document.getElementById(id);
  return field instanceof HTMLInputElement ? field.value.trim() : '';
}

/** Takes the decision with what stands in the fields, and goes on to the next flag. */
function decide(decision: Answer['decision']): void {
  const item = items[current];
  if (item === undefined) return;
  if (decision === 'reject' && !item.canReject) return;
  if (decision === 'correct' && item.subject === 'finding') return;
  const corrected = decision === 'correct' ? fieldValue('corrected') : '';
  if (decision === 'correct' && (corrected === '' || corrected.endsWith('='))) {
    found('problem', HTMLParagraphElement).textContent = t('needValue');
    found('corrected', HTMLInputElement).focus();
    return;
  }
  answer(item, { decision, corrected, comment: fieldValue('comment') });
  if (decision === '' || shown.indexOf(current) === shown.length - 1) select(current, true);
  else move(1);
}

// --- saving ---

const COLUMNS =
  'flag_id,severity,flag,fault,document_id,source,page,row,printed_code,indicator_code,label,value_raw,value,expected,message,decision,corrected_value,comment,reviewer';
/** As in every CSV of the dataset: text that a spreadsheet would run has an apostrophe in front. */
const WOULD_RUN = /^'*\s*[=+\-@\uff1d\uff0b\uff0d\uff20]/;
const HARMLESS = /^[+-]?\s*(\d[\d.,\s]*%?)?$/;

function csvCell(value: string | number | null): string {
  if (value === null) return '';
  const text =
    typeof value === 'string' && WOULD_RUN.test(value) && !HARMLESS.test(value) ? `'${value}` : String(value);
  return /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Only what was decided here: what others decide elsewhere is not spoken of. */
function asCsv(): string {
  const reviewer = found('reviewer', HTMLInputElement).value.trim();
  const lines = items.flatMap((item) => {
    const given = answers.get(item.id);
    const file = files[item.document];
    if (given === undefined || given.decision === '' || file === undefined) return [];
    const cells = [
      ...[item.id, item.severity, item.flag, item.fault, file.documentId, file.source, item.page, item.row],
      ...[item.code, item.indicator, item.label, item.valueRaw, item.value, item.expected, item.message[language]],
      ...[given.decision, given.corrected, given.comment, reviewer],
    ];
    return [cells.map(csvCell).join(',')];
  });
  return `\ufeff${[COLUMNS, ...lines].join('\n')}\n`;
}

function save(): void {
  const link = made('a', {
    href: URL.createObjectURL(new Blob([asCsv()], { type: 'text/csv' })),
    download: 'flags-da-xem.csv',
  });
  link.click();
  unsaved = 0;
  count();
  found('count', HTMLParagraphElement).append(` · ${t('saved')}`);
}

// --- keys ---

const shortcuts = found('shortcuts', HTMLInputElement);

const KEYS: Readonly<Record<string, () => void>> = {
  ArrowDown: () => move(1),
  ArrowUp: () => move(-1),
  j: () => move(1),
  k: () => move(-1),
  a: () => decide('accept'),
  c: () => correctNow(),
  r: () => decide('reject'),
  u: () => decide(''),
  s: save,
  '/': () => search.focus(),
};

function correctNow(): void {
  const field = document.getElementById('corrected');
  if (field instanceof HTMLInputElement) {
    field.focus();
    field.select();
  }
}

document.addEventListener('keydown', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const typing = target?.matches('input, select, textarea') ?? false;
  if (event.key === 'Escape' && typing) {
    select(current, true);
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
  const isArrow = event.key.startsWith('Arrow');
  if (!shortcuts.checked && !isArrow) return;
  if (isArrow && target?.closest('#list, body') === null) return;
  if (event.key === 'Enter' && target?.closest('#list')) {
    event.preventDefault();
    correctNow();
    return;
  }
  const act = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (act === undefined) return;
  event.preventDefault();
  act();
});

// --- the page ---

function buildDocuments(): void {
  const lines = files.map((file) => {
    const counts = `${file.errors} ${t('errors')}, ${file.warnings} ${t('warnings')}`;
    const button = made('button', { type: 'button' }, file.source);
    button.addEventListener('click', () => {
      const box = selects.get('source');
      if (box === undefined) return;
      box.value = `=${file.source}`;
      filter();
    });
    const about = [file.issuer, file.period, counts, file.message].filter((part) => part !== '').join(' · ');
    return made('li', {}, button, made('span', {}, about));
  });
  found('documents', HTMLUListElement).replaceChildren(...lines);
}

function buildPage(): void {
  document.documentElement.lang = language;
  document.title = `sohoa · ${t('title')}`;
  list.setAttribute('aria-label', t('title'));
  detail.setAttribute('aria-label', t('flagShown'));
  for (const element of document.querySelectorAll<HTMLElement>('[data-word]')) {
    const word = element.dataset.word ?? '';
    if (isWord(word)) element.textContent = t(word);
  }
  const notes = [
    pageData.flagsLeftOut === 0 ? '' : `${pageData.flagsLeftOut} ${t('flagsLeftOut')}.`,
    pageData.picturesLeftOut === 0 ? '' : `${pageData.picturesLeftOut} ${t('picturesLeftOut')}.`,
  ];
  found('notes', HTMLParagraphElement).textContent = notes.join(' ').trim();
  buildFilters();
  buildDocuments();
  filter();
}

recall();
found('indicators', HTMLDataListElement).replaceChildren(
  ...pageData.indicators.map(([code, label]) => made('option', { value: code }, label)),
);
// Whatever has the focus is what the keys are about.
for (const kind of ['click', 'focusin'])
  list.addEventListener(kind, (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const i = Number(button?.dataset.item ?? -1);
    if (i !== -1 && i !== current) select(i, true);
  });
list.addEventListener('scroll', () => {
  if (list.scrollTop + 2 * list.clientHeight > list.scrollHeight) extendTo(buttons.size + BATCH);
});
search.addEventListener('input', filter);
found('save', HTMLButtonElement).addEventListener('click', save);
found('language', HTMLButtonElement).addEventListener('click', () => {
  language = language === 'vi' ? 'en' : 'vi';
  buildPage();
});
window.addEventListener('beforeunload', (event) => {
  if (unsaved > 0) event.preventDefault();
});
buildPage();
document.body.dataset.ready = 'true';
// The pictures are read by now.
document.addEventListener('DOMContentLoaded', showDetail);
