/** Makes PDFs for tests: by hand, operator by operator, or with pdfkit. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';

export interface PageSpec {
  readonly content: string;
  /** Entries of the page dictionary besides Contents and Resources. */
  readonly entries?: string;
  /** Entries of the resources dictionary besides Font. */
  readonly resources?: string;
  /** Entries of its Font dictionary besides /F1 (Helvetica) and /F2 (Helvetica-Bold). */
  readonly fonts?: string;
  /** There is something else in the page's place. */
  readonly broken?: boolean;
}

const FIRST_EXTRA_OBJECT = 100;

/** The reference of the n-th object handed to `rawPdf`. */
export function extra(n: number): string {
  return `${FIRST_EXTRA_OBJECT + n} 0 R`;
}

export function stream(data: string, entries = ''): string {
  return `<< ${entries} /Length ${data.length} >>\nstream\n${data}\nendstream`;
}

/**
 * A PDF of the given content streams on pages of 300 x 400 points. There is no cross-reference table: pdfjs finds
 * the objects by itself.
 */
export function rawPdf(pages: readonly PageSpec[], objects: readonly string[] = [], catalog = ''): Uint8Array {
  const parts = ['%PDF-1.7\n'];
  const add = (number: number, body: string) => parts.push(`${number} 0 obj\n${body}\nendobj\n`);
  add(1, `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`);
  add(2, `<< /Type /Pages /Count ${pages.length} /Kids [${pages.map((_, i) => `${10 + 2 * i} 0 R`).join(' ')}] >>`);
  add(3, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>');
  add(4, '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>');
  pages.forEach(({ content, entries = '', resources = '', fonts = '', broken = false }, i) => {
    const box = entries.includes('/MediaBox') ? '' : '/MediaBox [0 0 300 400]';
    const dictionary = `/Font << /F1 3 0 R /F2 4 0 R ${fonts} >> ${resources}`;
    add(
      10 + 2 * i,
      broken
        ? '(no page)'
        : `<< /Type /Page /Parent 2 0 R ${box} ${entries} /Contents ${11 + 2 * i} 0 R /Resources << ${dictionary} >> >>`,
    );
    add(11 + 2 * i, stream(content));
  });
  objects.forEach((body, i) => {
    add(FIRST_EXTRA_OBJECT + i, body);
  });
  parts.push('trailer << /Root 1 0 R >>\n%%EOF\n');
  return new Uint8Array(Buffer.from(parts.join(''), 'latin1'));
}

/** A PDF drawn with pdfkit on A4; the fonts `Tinos` and `Tinos-Bold` have all Vietnamese letters. */
export function drawnPdf(
  draw: (document: PDFKit.PDFDocument) => void,
  options: PDFKit.PDFDocumentOptions = {},
): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const document = new PDFDocument({ size: 'A4', margin: 0, ...options });
    const chunks: Buffer[] = [];
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    document.on('error', reject);
    document.registerFont('Tinos', fontFile('400Regular/Tinos_400Regular.ttf'));
    document.registerFont('Tinos-Bold', fontFile('700Bold/Tinos_700Bold.ttf'));
    document.font('Tinos');
    draw(document);
    document.end();
  });
}

function fontFile(name: string): string {
  return createRequire(import.meta.url).resolve(`@expo-google-fonts/tinos/${name}`);
}

/** One page's content stream, read: enough words of Vietnamese are no matter here, geometry is. */
export function onePage(content: string, spec: Omit<PageSpec, 'content'> = {}, objects: readonly string[] = []) {
  return rawPdf([{ content, ...spec }], objects);
}
