// The reduce in a process of its own: from an output folder's kept extractions to the files of the dataset.
import { loadCatalogue } from '../../dist/catalogue/index.js';
import { growHeapSlowly } from '../../dist/commands/heap.js';
import { writeDataset } from '../../dist/dataset/index.js';
import { Archive } from '../../dist/run/index.js';

growHeapSlowly();
const [folder = ''] = process.argv.slice(2);
const catalogue = await loadCatalogue();
const archive = await Archive.open(folder);
const start = performance.now();
const before = process.cpuUsage();
const run = { versions: {}, options: {}, startedAt: new Date() };
const { observations, points } = await writeDataset(archive.documents(), catalogue, folder, {
  excel: false,
  lang: 'vi',
  version: '',
  run,
});
const { user, system } = process.cpuUsage(before);
const result = {
  seconds: (performance.now() - start) / 1000,
  cpu: (user + system) / 1e6,
  peak: process.resourceUsage().maxRSS * 1024,
  observations,
  points,
};
await archive.close();
process.stdout.write(`${JSON.stringify(result)}\n`);
