/**
 * Who reports: the administrative unit or office a report is from, its level and the units above it. Sources, in
 * order: the letterhead, the appendix' caption (`… CỦA UBND XÃ HOẰNG THÀNH`), the closing sentence. A unit that is
 * only cited in the prose (`Kế hoạch của UBND huyện …`) is never the issuer; it may tell namesakes apart.
 */
import type { UnitRegister } from '../model/catalogue.js';
import type { Metadata } from '../model/report.js';
import type { Level } from '../model/value.js';
import { nameKey } from '../vietnamese/keys.js';

/** A unit as the text names it. */
export interface NamedUnit {
  readonly level: Level;
  /** Lower-case type word: `xã`, `thành phố`. */
  readonly type: string;
  /** Proper name without the type word, each word capitalised. */
  readonly name: string;
  /** The register has a unit of that type and name on the date asked. */
  readonly known: boolean;
}

const TYPE_LEVELS: Readonly<Record<string, Level>> = {
  xã: 'xa',
  phường: 'xa',
  'thị trấn': 'xa',
  'đặc khu': 'xa',
  huyện: 'huyen',
  quận: 'huyen',
  'thị xã': 'huyen',
  'thành phố': 'huyen',
  tỉnh: 'tinh',
};
const TYPES = Object.keys(TYPE_LEVELS)
  .sort((a, b) => b.length - a.length)
  .join('|');

/** Words after a unit's name that cannot be part of it, for names the register does not know. */
const NOT_A_NAME =
  /^(quý|quí|năm|tháng|về|của|trong|và|giai|kèm|theo|đã|đến|tại|báo|số|ngày|trên|được|giao|có|là|với|phòng|sở|ban|kỳ|lần|nhiệm|khóa|công|cải|thực|kết|vậy|ubnd|ủy|uỷ|hđnd|hội|\d.*|[ivx]+)$/iu;

/** Names have at most six syllables (`Thị trấn Nông trường Việt Lâm` has four). */
const MAX_NAME_WORDS = 6;

/** Every unit a text names with its type word, in order. `date` (ISO) decides which names the register knows. */
export function unitsIn(text: string, register: UnitRegister, date: string): NamedUnit[] {
  const named: NamedUnit[] = [];
  const plain = text.normalize('NFC');
  for (const match of plain.matchAll(new RegExp(String.raw`(?<!\p{L})(${TYPES}|tp\.?)(?=\s)`, 'giu'))) {
    const type = (match[1] ?? '').toLowerCase().replace(/^tp\.?$/u, 'thành phố');
    // What follows is only looked at, so that a second unit right after the first is found too.
    const words = /^(?:\s+[\p{L}\d][\p{L}\p{M}\d'’.-]*|\s+-(?=\s)){1,8}/u.exec(
      plain.slice(match.index + match[0].length),
    );
    const unit = words === null ? null : nameAfter(type, words[0], register, date);
    if (unit) named.push(unit);
  }
  return named;
}

/** The longest run of words that the register knows as such a unit, else the words up to one that is no name. */
function nameAfter(type: string, words: string, register: UnitRegister, date: string): NamedUnit | null {
  const level = TYPE_LEVELS[type];
  if (level === undefined) return null;
  const candidates = words.trim().split(/\s+/u).slice(0, MAX_NAME_WORDS);
  for (let count = candidates.length; count > 0; count--) {
    const name = candidates
      .slice(0, count)
      .join(' ')
      .replace(/[.,;:)]+$/u, '');
    for (const at of type === 'thành phố' ? (['tinh', 'huyen'] as const) : [level])
      if (register.find({ level: at, name: `${type} ${name}`, on: date }).length > 0)
        return { level: at, type, name: capitalise(name), known: true };
  }
  const end = candidates.findIndex((word) => !/^[\p{Lu}\d]/u.test(word) || NOT_A_NAME.test(word));
  const name = (end < 0 ? candidates : candidates.slice(0, end)).join(' ').replace(/[.,;:)]+$/u, '');
  return name === '' ? null : { level, type, name: capitalise(name), known: false };
}

function capitalise(name: string): string {
  return name
    .toLowerCase()
    .split(' ')
    .map((word) => word.replace(/(^|-)(\p{L})/gu, (_, dash: string, letter: string) => dash + letter.toUpperCase()))
    .join(' ');
}

export function sameUnit(a: NamedUnit, b: NamedUnit): boolean {
  return a.level === b.level && nameKey(a.name) === nameKey(b.name);
}

/** A caption names units of the issuer's level, and the issuer is none of them. */
export function isOfAnotherUnit(
  caption: string,
  { issuer, level, period }: Pick<Metadata, 'issuer' | 'level' | 'period'>,
  register: UnitRegister,
): boolean {
  if (issuer === null || period === null) return false;
  const named = unitsIn(caption, register, period.end).filter((unit) => unit.known && unit.level === level);
  return named.length > 0 && named.every((unit) => nameKey(`${unit.type} ${unit.name}`) !== nameKey(issuer));
}

const COMMITTEE = String.raw`(?:ubnd|[uủ][yỷ]\s+ban\s+nhân\s+dân)`;

/** Units named right after the words "of the People's Committee": `của UBND xã X`. */
export function committeesIn(text: string, register: UnitRegister, date: string): NamedUnit[] {
  const found: NamedUnit[] = [];
  for (const match of text
    .normalize('NFC')
    .matchAll(new RegExp(String.raw`(?<![\p{L}\-–])${COMMITTEE}\s+(?=(.{3,80}))`, 'giu'))) {
    const after = (match[1] ?? '').toLowerCase();
    const [first] = unitsIn(match[1] ?? '', register, date);
    if (first && new RegExp(`^(${first.type}|tp\\.?)\\s+${first.name.split(' ')[0]?.toLowerCase()}`, 'u').test(after))
      found.push(first);
  }
  return found;
}

/** `số liệu … của UBND huyện X`: whose report or figures, not whose official letter or form. */
const REPORTED_ON =
  /(?:báo cáo|số liệu|thống kê|kết quả|tổng hợp)(?<about>[^;(]{0,150}?)\sc(?:ủa|uả)\s+(?<whose>[^;)]{3,80})/giu;
const INSTRUMENT =
  /công văn|quyết định|kế hoạch|hướng dẫn|thông báo|chỉ thị|nghị quyết|thông tư|tờ trình|mẫu|yêu cầu|giao/iu;
const WHOLE_OF = /(?<!\p{L})toàn\s+(huyện|quận|thị xã|thành phố|tỉnh)(?!\p{L})/giu;

/** Units that a caption says its table is about: by their committee, or as a whole (`toàn huyện`, without a name). */
export function unitsReportedOn(caption: string, register: UnitRegister, date: string): NamedUnit[] {
  const committees = [...caption.normalize('NFC').matchAll(REPORTED_ON)].flatMap(({ groups }) =>
    INSTRUMENT.test(groups?.about ?? '') ? [] : ownerIn(groups?.whose ?? '', register, date),
  );
  const wholes = [...caption.normalize('NFC').matchAll(WHOLE_OF)].flatMap(([, type = '']): NamedUnit[] => {
    const level = TYPE_LEVELS[type.toLowerCase()];
    return level === undefined ? [] : [{ level, type: `toàn ${type.toLowerCase()}`, name: '', known: false }];
  });
  return [...committees, ...wholes];
}

/** `UBND huyện X …`, `huyện X …` at the beginning of what follows the word `của`. */
function ownerIn(whose: string, register: UnitRegister, date: string): NamedUnit[] {
  const [committee] = committeesIn(whose, register, date);
  if (committee !== undefined) return [committee];
  const isUnit = new RegExp(`^(${TYPES})\\s`, 'iu').test(whose);
  return isUnit
    ? unitsIn(whose, register, date)
        .slice(0, 1)
        .filter(({ known }) => known)
    : [];
}

const PART_REPORTED_ON =
  /(?:số liệu|thống kê|báo cáo|kết quả)\s+(?:của\s+)?((?:thôn|ấp|khóm|khu phố|tổ dân phố|bộ phận)\s+[\p{L}\d][\p{L}\d -]{0,30})/giu;

/** Parts of a unit that a caption says its table is about: `số liệu thôn 3`. */
export function partsReportedOn(caption: string): string[] {
  return [...caption.normalize('NFC').matchAll(PART_REPORTED_ON)].map(([, part = '']) => part.trim());
}

/** Bodies within a unit or beside its committee, by words that begin no unit's name (there is a xã Hội Xuân, a xã Trường Sơn). */
const BODY = new RegExp(
  String.raw`^(${[
    'trường (mầm non|mẫu giáo|tiểu học|trung học|phổ thông|thcs|thpt|th)',
    'trạm y tế|công an|bộ phận|(cụm|khối) thi đua|ban (chỉ huy|chqs)|(phòng|văn phòng|thôn|ấp|khóm|khu phố|tổ dân phố)(?=[\\s–-]+[\\p{L}\\d])',
    'hội (nông dân|liên hiệp|cựu chiến binh|người cao tuổi|chữ thập đỏ)',
    'đoàn (thanh niên|tncs)|(công|liên) đoàn|(đảng|huyện|thành|tỉnh) [uủ][yỷ]|đảng bộ|chi bộ|([uủ][yỷ] ban |ub)?(mặt trận|mttq)',
    'trung tâm (phục vụ|hành chính|y tế|văn hóa|dịch vụ|học tập)|hợp tác xã|bảo hiểm|tòa án|viện kiểm sát|kho bạc',
  ].join('|')})(?!\p{L})`,
  'iu',
);

/** `CÔNG AN XÃ X`, `PHÒNG NỘI VỤ` at the head of a report: what it says need not be the unit's own figures. */
export function bodiesOf(lines: readonly string[]): string[] {
  return lines.map((line) => line.trim()).filter((line) => BODY.test(line));
}

const UNIT_LINE = new RegExp(String.raw`(?<!\p{L})(?:${TYPES})\s+(?<name>\p{Lu}[^,;:(/–-]*)$`, 'iu');

/**
 * Lines that name a unit with more words behind a name the register knows: a slip (`XÃ HIẾU NHON`) must not make the xã Hiếu of
 * another province of the xã Hiếu Nhơn.
 */
export function namesCutShort(lines: readonly string[], register: UnitRegister, date: string): string[] {
  return lines.filter((line) => {
    const said = UNIT_LINE.exec(line.normalize('NFC').trim())?.groups?.name?.trim() ?? '';
    const unit = unitsIn(line, register, date).at(-1);
    if (unit?.known !== true) return false;
    const [next] = said.split(/\s+/u).slice(unit.name.split(' ').length);
    const begins = nameKey(said).startsWith(`${nameKey(unit.name)} `);
    return begins && next !== undefined && /^\p{Lu}/u.test(next) && !NOT_A_NAME.test(next);
  });
}

/** `SỞ NỘI VỤ`, `BỘ TƯ PHÁP` at the head of a report: a department or a ministry reports. */
export function officeOfLetterhead(lines: readonly string[]): { level: Level; name: string } | null {
  for (const line of lines) {
    const match = /^(sở|ban|bộ(?! phận)|thanh tra|văn phòng|cục|chi cục)\s+\p{L}.*$/iu.exec(line.trim());
    if (match && !/^(ban chỉ đạo|văn phòng chính phủ)/iu.test(line)) {
      const name = line.trim();
      return { level: /^bộ/iu.test(name) ? 'bo' : 'so', name: name === name.toUpperCase() ? sentenceCase(name) : name };
    }
  }
  return null;
}

function sentenceCase(text: string): string {
  const lower = text.toLowerCase();
  const [first = '', ...rest] = lower.split(' ');
  return [first, ...rest.map((word, i) => (i === 0 ? word.charAt(0).toUpperCase() + word.slice(1) : word))].join(' ');
}
