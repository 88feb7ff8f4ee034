/** Why a text layer or a page was set aside: the readers' short phrases, for people. */

const VIETNAMESE: Readonly<Record<string, string>> = {
  'unmapped-glyphs': 'có ký tự không đổi được thành chữ',
  'foreign-script': 'lẫn chữ của ngôn ngữ khác',
  'capitals-without-words': 'chữ hoa không thành từ',
  'few-syllables': 'phần lớn không thành tiếng Việt',
  'broken-words': 'từ bị tách vụn',
  'strange-letters': 'có chữ cái lạ',
  'lone-consonants': 'mất nguyên âm',
  'marks-lost': 'mất dấu',
  'letters-missing': 'mất chữ cái',
  'undecidable-words': 'nhiều từ không xác định được',
  'hidden-text-over-image': 'chữ ẩn nằm trên ảnh quét',
  'no-visible-text': 'trang chỉ có hình ảnh',
  'stamp-on-scan': 'trang quét, chỉ dấu ký số có chữ',
  'page-damaged': 'trang bị hỏng',
  'page-too-large': 'trang quá lớn',
  'page-not-reached': 'hết thời hạn hoặc bộ nhớ; trang này và các trang sau chưa đọc hết',
  'later-pages-may-be-missing': 'có thể thiếu các trang sau',
  'font-not-loaded': 'phông chữ bị hỏng',
  'invisible-text': 'có chữ ẩn',
  'background-coloured-text': 'có chữ cùng màu nền',
  'covered-text': 'có chữ bị che',
  'clipped-text': 'có chữ bị cắt',
  'text-outside-page': 'có chữ ngoài trang',
  'hidden-layer': 'có lớp bị ẩn',
  'rotated-text': 'có chữ xoay',
  'ocr-timeout': 'đọc trang quét quá lâu',
  'reads-as-noise': 'trang quét nhiễu, không ra chữ',
  'picture-not-decoded': 'ảnh của trang không giải mã được',
  'fonts-missing': 'tệp không kèm phông chữ',
  'low-resolution': 'độ phân giải quá thấp',
  'turned-90': 'trang nằm ngang',
  'turned-180': 'trang lộn ngược',
  'turned-270': 'trang nằm ngang',
  'double-struck-text': 'có chữ in chồng hai lần',
  'damaged-data': 'dữ liệu của tệp bị hỏng, chữ và số đọc được có thể sai',
  'embedded-document-not-read': 'có tài liệu nhúng chưa đọc',
  'hidden-text-left-out': 'có chữ ẩn, không đọc',
  'struck-text': 'có chữ bị gạch ngang',
  'annotated-text': 'có chữ bị người đọc gạch, viết đè hoặc đánh dấu',
  'struck-text-left-out': 'có chữ bị gạch ngang, không đọc',
  'tiny-text-left-out': 'có chữ quá nhỏ, không đọc',
  'white-text-left-out': 'có chữ trắng trên nền trắng, không đọc',
  'hidden-row': 'có dòng bị ẩn, không đọc',
  'prompt-left-out': 'có ô nhập chưa điền',
};

/** What a phrase with something behind it is called: `part-missing: footnotes`. */
const VIETNAMESE_WITH: Readonly<Record<string, string>> = {
  'part-missing': 'tệp thiếu phần',
  'field-without-result': 'trường không có kết quả',
};

const WITH = /^([a-z-]+): (.*)$/;

/** `untrusted-font Tinos-Bold: lone-consonants, few-syllables` */
const FONT = /^untrusted-font (.*): (.*)$/;

const translated = (key: string): string => (Object.hasOwn(VIETNAMESE, key) ? (VIETNAMESE[key] ?? key) : key);

/** A phrase that is not known is better shown as it is than left out. */
export function vietnameseReason(reason: string): string {
  const [, font, why] = FONT.exec(reason) ?? [];
  if (font === undefined || why === undefined) {
    const [, what = '', which] = WITH.exec(reason) ?? [];
    return Object.hasOwn(VIETNAMESE_WITH, what) ? `${VIETNAMESE_WITH[what]} ${which}` : translated(reason);
  }
  return `phông ${font}: ${why.split(', ').map(translated).join(', ')}`;
}

const spelled = (key: string): string => key.replace(/(\p{L})-(?=\p{L})/gu, '$1 ');

export function englishReason(reason: string): string {
  const [, font, why] = FONT.exec(reason) ?? [];
  return font === undefined || why === undefined ? spelled(reason) : `font ${font}: ${spelled(why)}`;
}
