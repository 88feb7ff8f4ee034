/** A recogniser that answers every question with garbage, each time with another kind. */
const TEXTS = [
  '',
  '\u0000\ufffd\ufffd',
  '9'.repeat(10_000),
  '=cmd()',
  '-1e999',
  'Số hồ sơ 479',
  '\ud800',
  '1,234.5.6,7',
];
const NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, -5, 1e12, 0.5, undefined];

export function openRecogniser() {
  let asked = 0;
  const of = (things) => things[asked++ % things.length];
  const word = () => ({
    text: of(TEXTS),
    box: { x0: of(NUMBERS), y0: of(NUMBERS), x1: of(NUMBERS), y1: of(NUMBERS) },
    confidence: of(NUMBERS),
  });
  return {
    allow: () => undefined,
    block: async () => [{ words: [word(), word(), word()], baseline: of(NUMBERS), height: of(NUMBERS) }],
    line: async () => ({ text: of(TEXTS), confidence: of(NUMBERS) }),
    close: async () => undefined,
  };
}
