/**
 * Rows come in order and so do forms: the alignment of the two sequences with the greatest total score, order kept,
 * gaps allowed on both sides (Needleman & Wunsch 1970, with free gaps and a score per pair).
 */

/** For each row the index of its partner, or null. `gain(i, j)` <= 0 forbids a pair. O(rows x partners). */
export function align(
  rows: number,
  partners: number,
  gain: (row: number, partner: number) => number,
): (number | null)[] {
  const width = partners + 1;
  const best = new Float64Array((rows + 1) * width);
  const at = (row: number, partner: number) => best[row * width + partner] ?? 0;
  const gains = new Float64Array(rows * partners);
  for (let i = rows - 1; i >= 0; i--)
    for (let j = partners - 1; j >= 0; j--) {
      const pair = gain(i, j);
      gains[i * partners + j] = pair;
      const paired = pair > 0 ? pair + at(i + 1, j + 1) : 0;
      best[i * width + j] = Math.max(paired, at(i + 1, j), at(i, j + 1));
    }

  const partnerOf: (number | null)[] = new Array(rows).fill(null);
  let i = 0;
  let j = 0;
  while (i < rows && j < partners) {
    const pair = gains[i * partners + j] ?? 0;
    if (pair > 0 && at(i, j) === pair + at(i + 1, j + 1)) {
      partnerOf[i] = j;
      i++;
      j++;
    } else if (at(i, j) === at(i, j + 1)) j++;
    else i++;
  }
  return partnerOf;
}
