/** The arrows of the architecture (docs/architecture.md): data flows one way, and a stage never imports another stage. */
const GROUND = ['model', 'vietnamese', 'catalogue'];
const STAGES = ['read', 'table', 'report', 'match', 'value', 'check'];

/** Folder or file of src/ -> the folders and files of src/ that it may import, itself included. */
const ARROWS = {
  model: [],
  rename: [],
  vietnamese: ['model'],
  catalogue: ['model', 'vietnamese'],
  archive: GROUND,
  ...Object.fromEntries(STAGES.map((stage) => [stage, GROUND])),
  recogniser: [...GROUND, 'read'],
  extract: [...GROUND, ...STAGES, 'recogniser'],
  picture: [...GROUND, 'read'],
  tessdata: ['model', 'extract'],
  dataset: [...GROUND, 'rename', 'check'],
  review: [...GROUND, 'dataset'],
  run: [...GROUND, 'rename', 'archive', 'extract', 'picture', 'tessdata'],
  commands: [
    ...GROUND,
    'rename',
    'archive',
    'run',
    'review',
    'dataset',
    'extract',
    'picture',
    'tessdata',
    'table',
    'report',
    'match',
  ],
  cli: ['model', 'commands'],
  index: [...GROUND, 'archive', 'extract', 'tessdata', 'dataset'],
};

const anyOf = (names) => `^src/(${names.join('|')})(/|\\.ts$)`;

module.exports = {
  forbidden: [
    ...Object.entries(ARROWS).map(([from, allowed]) => ({
      name: `arrows-of-${from}`,
      severity: 'error',
      from: { path: anyOf([from]) },
      to: { path: '^src/', pathNot: anyOf([from, ...allowed]) },
    })),
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'known-to-the-arrows',
      comment: 'A new folder of src/ must be given its arrows above.',
      severity: 'error',
      from: { path: '^src/', pathNot: anyOf(Object.keys(ARROWS)) },
      to: {},
    },
    {
      name: 'pure-stages',
      comment: 'No stage reads the disk, the clock or the environment; the catalogue’s loader may.',
      severity: 'error',
      from: { path: anyOf(['model', 'vietnamese', ...STAGES, 'extract', 'picture', 'review']) },
      to: { path: '^(node:)?(fs|fs/promises|child_process|worker_threads|http|https|net|os)$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    parser: 'swc',
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.js'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
};
