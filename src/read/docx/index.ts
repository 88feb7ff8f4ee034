/**
 * A DOCX read straight from its XML (docs/decisions/0004): text and tables in document order, as a reader of the
 * accepted document sees them.
 *
 * - Tables: every grid position is covered once (grid.ts). A table in a cell is a table of its own after its host;
 *   its text is in the host's cell as well.
 * - Tracked changes are read as accepted. Hidden text, unanswered prompts and page numbers are left out.
 * - Automatic numbers stand before the text of their paragraph.
 * - Headers come first and footers last, each once, those that some page shows; a letterhead may live there. Notes
 *   come after the body, each with its mark; in the text the mark is a raised number apart from any digit (`306 ²`).
 * - Text that cannot be trusted is not passed on: the reading is then not readable and there are no blocks.
 * - A text box stands after the paragraph that anchors it. A tab is a tab; a break is a line end.
 */
import { DocumentError } from '../../model/errors.js';
import type { Layout, PageReading } from '../../model/layout.js';
import { type Judgement, judgeDocument } from '../../vietnamese/judge.js';
import { readDocument } from './document.js';
import type { DraftBlock } from './draft.js';
import { Package } from './package.js';
import { TextMaker, typedRuns } from './text.js';

/**
 * Reads a DOCX into its layout: one reading for the whole document, places without page or box.
 * @throws DocumentError EMPTY, ENCRYPTED, UNSUPPORTED (no word-processing document), CORRUPT, TOO_LARGE
 */
export async function readDocx(bytes: Uint8Array): Promise<Layout> {
  const { drafts, reasons, trackedChanges } = await readDocument(await Package.open(bytes));
  const judgement = judge(drafts);
  const maker = new TextMaker(judgement);
  const blocks = judgement.readable ? maker.blocks(drafts) : [];
  const page: PageReading = {
    page: null,
    width: null,
    height: null,
    origin: 'docx',
    fonts: judgement.fonts,
    repairs: maker.repairs(),
    readable: judgement.readable,
    reasons: [...judgement.reasons, ...reasons],
  };
  return { pages: [page], blocks, trackedChanges };
}

function judge(drafts: readonly DraftBlock[]): Judgement {
  const runs = [...typedRuns(drafts)];
  // A DOCX has no pages: the whole text is one, and no image lies over it.
  const [judgement] = judgeDocument([{ runs, hidden: [], evidence: { imageCoverage: 0, textCoverage: 1 } }]);
  if (judgement === undefined) throw new DocumentError('CORRUPT', 'no-text');
  return judgement;
}
