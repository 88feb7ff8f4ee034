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

const SAVE_AS: Sentence = {
  vi: 'chọn Lưu thành (Save As), kiểu Word Document (.docx) hoặc PDF',
  en: 'choose Save As and save it as Word Document (.docx) or PDF',
};

/** A kind of file that its own program can turn into one that is read. */
const unsupported = (vi: string, en: string): Sentence => ({
  vi: `Đây là ${vi}, ${SAVE_AS.vi}.`,
  en: `This is ${en}, ${SAVE_AS.en}.`,
});

/** An archive of another kind than .zip. */
const packed = (suffix: string): Sentence => ({
  vi: `Đây là tệp nén ${suffix}; hãy giải nén, hoặc nén lại thành .zip, rồi chạy lại.`,
  en: `This is a ${suffix} archive; unpack it, or pack it again as .zip, and run again.`,
});

/** What a reader found out besides, by the key it gives as `detail`. */
const PARTICULAR: { readonly [code in DocumentErrorCode]?: Readonly<Record<string, Sentence>> } = {
  EMPTY: {
    zip: {
      vi: 'Tệp ZIP này không chứa tài liệu nào; hãy kiểm tra xem đã nén đúng thư mục chưa.',
      en: 'This ZIP holds no document; check that the right folder was packed.',
    },
  },
  UNSUPPORTED: {
    'ole-doc': unsupported('tệp Word kiểu cũ (.doc); hãy mở bằng Word', 'an old Word file (.doc); open it in Word'),
    'ole-xls': {
      vi: 'Đây là tệp Excel kiểu cũ (.xls); hãy mở bằng Excel và lưu thành PDF.',
      en: 'This is an old Excel file (.xls); open it in Excel and save it as PDF.',
    },
    xlsx: {
      vi: 'Đây là tệp Excel (.xlsx); hãy mở bằng Excel và lưu thành PDF.',
      en: 'This is an Excel file (.xlsx); open it in Excel and save it as PDF.',
    },
    pptx: {
      vi: 'Đây là tệp trình chiếu (.pptx); hãy mở bằng PowerPoint và lưu thành PDF.',
      en: 'This is a slide show (.pptx); open it in PowerPoint and save it as PDF.',
    },
    odt: unsupported(
      'tệp OpenDocument (.odt); hãy mở bằng LibreOffice hoặc Word',
      'an OpenDocument file (.odt); open it in LibreOffice or Word',
    ),
    rtf: unsupported('tệp RTF; hãy mở bằng Word', 'an RTF file; open it in Word'),
    html: unsupported(
      'trang web (HTML), không phải PDF hay Word; hãy mở bằng Word',
      'a web page (HTML), not PDF or Word; open it in Word',
    ),
    text: {
      vi: 'Đây là tệp văn bản thuần, không có bảng; hãy tìm bản Word (.docx) hoặc PDF gốc của báo cáo.',
      en: 'This is a plain text file without tables; find the Word (.docx) or PDF original of the report.',
    },
    rar: packed('.rar'),
    '7z': packed('.7z'),
    gzip: packed('.gz'),
    'zip-method': {
      vi: 'Tệp được nén theo cách không đọc được; hãy giải nén rồi chạy lại.',
      en: 'The file is compressed in a way that is not read; unpack it and run again.',
    },
  },
  TOO_LARGE: {
    'zip-entry': {
      vi: 'Mục này trong tệp nén phình ra quá lớn khi giải nén nên không đọc; nếu đúng là báo cáo, hãy giải nén rồi chạy lại.',
      en: 'This entry of the archive inflates to far too much and was not read; if it is a report, unpack it and run again.',
    },
    'zip-total': {
      vi: 'Tệp nén này phình ra quá lớn khi giải nén; nếu đúng là báo cáo, hãy giải nén rồi chạy lại.',
      en: 'This archive inflates to far too much; if it does hold reports, unpack it and run again.',
    },
    'zip-nesting': {
      vi: 'Tệp nén lồng trong tệp nén quá nhiều lớp; hãy giải nén nó rồi chạy lại.',
      en: 'Archives are nested too deep in one another; unpack this one and run again.',
    },
  },
  CRASHED: {
    memory: {
      vi: 'Tệp này cần quá nhiều bộ nhớ nên đã dừng; hãy tách thành các tệp nhỏ hơn hoặc in ra PDF lần nữa.',
      en: 'This file needs too much memory and was stopped; split it into smaller files or print it to PDF once more.',
    },
    changed: {
      vi: 'Tệp này bị sửa hoặc bị xóa trong lúc chạy; hãy chạy lại.',
      en: 'This file was changed or removed during the run; run again.',
    },
    'workers-lost': {
      vi: 'Hai máy đã lần lượt mất liên lạc khi đang đọc tệp này nên tệp được để riêng ra; hãy chạy lại, nếu vẫn bị thì tách tệp thành các phần nhỏ hơn.',
      en: 'Two machines were lost one after another while reading this file, so it was put aside; run again, and if it happens again split the file.',
    },
    lost: {
      vi: 'Kết quả đã lưu của tệp này bị hỏng; hãy chạy lại để đọc lại tệp.',
      en: 'What was kept of this file is damaged; run again to have it read again.',
    },
  },
  CORRUPT: {
    unreadable: {
      vi: 'Hệ điều hành không cho đọc tệp hoặc thư mục này; hãy kiểm tra quyền truy cập và ổ đĩa rồi chạy lại.',
      en: 'The system does not let this file or folder be read; check permissions and the disk, and run again.',
    },
    zip: {
      vi: 'Tệp nén hoặc tệp .docx này bị hỏng, không mở ra được; hãy sao chép lại từ bản gốc.',
      en: 'This archive or .docx file is damaged and does not open; copy it again from the original.',
    },
  },
};

/** @param detail the key a reader gave with the error; one that is not known gets the general sentence */
export function errorSentence(code: DocumentErrorCode, detail: string): Sentence {
  const particular = PARTICULAR[code] ?? {};
  return (Object.hasOwn(particular, detail) ? particular[detail] : undefined) ?? GENERAL[code];
}
