/** `sohoa rules check`: every problem of a catalogue with its file and line. */
import { checkCatalogue } from '../catalogue/index.js';

const EXIT_CATALOGUE = 1;

export async function checkRules(dir: string | undefined): Promise<number> {
  const problems = await checkCatalogue(dir);
  for (const { file, line, message } of problems) process.stderr.write(`${file}:${line}: ${message}\n`);
  process.stderr.write(problems.length === 0 ? 'Danh mục không có lỗi.\n' : `Danh mục có ${problems.length} lỗi.\n`);
  return problems.length === 0 ? 0 : EXIT_CATALOGUE;
}
