/** Why a document could not be read and what to do about it. */
import type { DocumentErrorCode } from '../errors.js';

interface Sentence {
  readonly vi: string;
  readonly en: string;
}

/** What each failure means when nothing more is known about it. */
const GENERAL: { readonly [code in DocumentErrorCode]: Sentence } = {
  EMPTY: {
    vi: 'Tệp rỗng, không có nội dung; hãy sao chép lại từ bản gốc.',
    en: 'The file is empty; copy it again from the original.',
  },
  UNSUPPORTED: {
    vi: 'Không đọc được loại tệp này; hãy mở bằng chương trình đã tạo ra nó và lưu thành .docx hoặc PDF.',
    en: 'This kind of file cannot be read; open it in the program it was made with and save it as .docx or PDF.',
  },
  ENCRYPTED: {
    vi: 'Tệp có mật khẩu; hãy mở tệp, bỏ mật khẩu rồi lưu lại.',
    en: 'The file is protected by a password; open it, remove the password and save it again.',
  },
  CORRUPT: {
    vi: 'Tệp bị hỏng, không mở được trang nào; hãy sao chép lại từ bản gốc hoặc in ra PDF lần nữa.',
    en: 'The file is damaged and no page of it opens; copy it again from the original or print it to PDF once more.',
  },
  TOO_LARGE: {
    vi: 'Tệp quá lớn; hãy tách thành các tệp nhỏ hơn, mỗi báo cáo một tệp.',
    en: 'The file is too large; split it into smaller files, one report each.',
  },
  TIMEOUT: {
    vi: 'Đọc tệp quá lâu nên đã dừng; hãy chạy lại với --timeout lớn hơn, hoặc tách tệp thành các phần nhỏ hơn.',
    en: 'Reading took too long and was stopped; run again with a larger --timeout, or split the file.',
  },
  CRASHED: {
    vi: 'Chương trình bị dừng giữa chừng khi đọc tệp này; hãy chạy lại, nếu vẫn bị thì lưu tệp thành PDF khác rồi thử lại.',
    en: 'The program was killed while reading this file; run again, and if it happens again save the file as a new PDF.',
  },
};

const SAVE_AS_DOCX: Sentence = {
  vi: 'mở bằng Word, chọn Lưu thành (Save As), kiểu Word Document (.docx) hoặc PDF',
  en: 'open it in Word, choose Save As, and save it as Word Document (.docx) or PDF',
};

/** What a reader found out besides, by the key it gives as `detail`. */
const PARTICULAR: Readonly<Record<string, Sentence>> = {
  'ole-doc': {
    vi: `Đây là tệp Word kiểu cũ (.doc); hãy ${SAVE_AS_DOCX.vi}.`,
    en: `This is an old Word file (.doc); ${SAVE_AS_DOCX.en}.`,
  },
  'ole-xls': {
    vi: 'Đây là tệp Excel kiểu cũ (.xls); hãy mở bằng Excel rồi in hoặc lưu thành PDF.',
    en: 'This is an old Excel file (.xls); open it in Excel and print or save it as PDF.',
  },
  html: {
    vi: `Đây là trang web (HTML), không phải PDF hay Word; hãy ${SAVE_AS_DOCX.vi}.`,
    en: `This is a web page (HTML), not PDF or Word; ${SAVE_AS_DOCX.en}.`,
  },
  rtf: {
    vi: `Đây là tệp RTF; hãy ${SAVE_AS_DOCX.vi}.`,
    en: `This is an RTF file; ${SAVE_AS_DOCX.en}.`,
  },
  text: {
    vi: 'Đây là tệp văn bản thuần, không có bảng; hãy tìm bản Word hoặc PDF gốc của báo cáo, hoặc mở bằng Word rồi lưu thành .docx.',
    en: 'This is a plain text file without tables; find the Word or PDF original, or open it in Word and save it as .docx.',
  },
};

/** @param detail the key a reader gave with the error; one that is not known gets the general sentence */
export function errorSentence(code: DocumentErrorCode, detail: string): Sentence {
  return (code === 'UNSUPPORTED' ? PARTICULAR[detail] : undefined) ?? GENERAL[code];
}
