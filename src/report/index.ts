/** Tables and text -> the report: who, when, and the rows of its appendix. */
import type { UnitRegister } from '../model/catalogue.js';
import type { Layout } from '../model/layout.js';
import type { Report } from '../model/report.js';
import { captionLines, readAppendix } from './appendix.js';
import { linesOf, paragraphsOf, zonesOf } from './lines.js';
import { readMetadata, statementsOf } from './metadata.js';
import { joinLines } from './text.js';

/** Reads the report that a document holds. A document without an appendix gives a report without tables. */
export function readReport(layout: Layout, units: UnitRegister): Report {
  const found = readAppendix(layout.blocks);
  const tables = found.map(({ appendix }) => appendix);
  const positions = new Set(found.map(({ at }) => at));
  const zones = zonesOf(linesOf(layout.blocks, positions));
  const paragraphs = paragraphsOf(zones.body);
  const captions = found.map(({ at }) =>
    joinLines(
      captionLines(layout.blocks, at)
        .map((line) => line.text)
        .join(' '),
    ),
  );
  const valueHeaders = tables.map((table) => table.valueHeader);
  return {
    metadata: readMetadata(statementsOf(zones, captions, valueHeaders, paragraphs), units),
    tables,
    prose: paragraphs.filter((paragraph) => /\d/u.test(paragraph.text)),
  };
}
