/**
 * The names of elements and attributes. A producer may bind any prefix to a namespace, and ISO 29500 has two
 * namespaces for each vocabulary, transitional and strict (part 1, annex A; part 4): both become the one usual prefix.
 */
const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/math', 'm'],
  ['http://purl.oclc.org/ooxml/officeDocument/math', 'm'],
  ['http://schemas.openxmlformats.org/drawingml/2006/main', 'a'],
  ['http://purl.oclc.org/ooxml/drawingml/main', 'a'],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', 'rel'],
  ['urn:schemas-microsoft-com:vml', 'v'],
  ['urn:schemas-microsoft-com:office:office', 'o'],
  ['http://www.w3.org/XML/1998/namespace', 'xml'],
  ['', ''],
]);

/** `w:tbl` for a table element under any prefix and in either namespace; `?:name` for a foreign vocabulary. */
export function usualName(uri: string, local: string): string {
  const prefix = PREFIXES.get(uri) ?? '?';
  return prefix === '' ? local : `${prefix}:${local}`;
}
